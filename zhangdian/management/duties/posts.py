"""Posts that answer for the duties of others."""

from typing import Final

from zhangdian.people.organization.roles import MANAGERS, Role

HEADS: Final = (
    *MANAGERS, Role.FRONT_DESK_SUPERVISOR, Role.WORKSHOP_SUPERVISOR, Role.SHOWROOM_SUPERVISOR,
)  # fmt: skip
