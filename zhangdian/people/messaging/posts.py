"""Posts that look after the outbox."""

from zhangdian.people.organization.roles import Role

KEEPERS = (
    Role.CUSTOMER_RELATIONS_MANAGER,
    Role.AFTERSALES_CARE,
    Role.OFFICE_DIRECTOR,
    Role.GENERAL_MANAGER,
)
"""They settle what nobody knows the fate of, and keep the wordings."""
