"""Posts that answer for the duties of others, and whose signature a slacker duty needs."""

from typing import Any, Final

from zhangdian.foundation.kernel.action import Signatures
from zhangdian.people.organization.roles import MANAGERS, Role

HEADS: Final = (
    *MANAGERS, Role.FRONT_DESK_SUPERVISOR, Role.WORKSHOP_SUPERVISOR, Role.SHOWROOM_SUPERVISOR,
)  # fmt: skip


def signed_by_general_manager(ctx: Any, effect: str) -> Signatures | None:
    """His own act is his signature; not that of his deputy, who would sign for what he asks himself."""
    his = Role.GENERAL_MANAGER in ctx.roles and Role.GENERAL_MANAGER not in ctx.standing.acting_for
    return None if his else Signatures((Role.GENERAL_MANAGER,), effect)
