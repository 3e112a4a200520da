"""Conditions about who acts and on what: money and signatures never on a shared device."""

from typing import Any

from zhangdian.foundation.kernel.gates import stops
from zhangdian.foundation.kernel.refusals import Missing


@stops("不是在共用机上", fixed=True)
def acts_on_own_device(ctx: Any, record: Any) -> Missing | None:
    """For every action that moves money or stock value, or opens the house to somebody."""
    return Missing(ctx.standing.not_here) if ctx.standing.not_here else None
