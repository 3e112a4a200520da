"""Posts that look after the outbox."""

from zhangdian.people.organization.roles import Role

KEEPERS = (
    Role.CUSTOMER_RELATIONS_MANAGER,
    Role.AFTERSALES_CARE,
    Role.OFFICE_DIRECTOR,
    Role.GENERAL_MANAGER,
)
"""They settle what nobody knows the fate of, and keep the wordings."""

READERS = (
    *KEEPERS,
    Role.DEPUTY_GENERAL_MANAGER,
    Role.SERVICE_MANAGER,
    Role.FRONT_DESK_SUPERVISOR,
    Role.CUSTOMER_CARE,
)
"""They see what was written to whom, and whether it arrived."""
