"""Conditions about who acts and on what: money and signatures never on a shared device."""

from typing import Any

from zhangdian.foundation.kernel.gates import stops
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.people.organization.queries import is_on_shared_device

NOT_HERE = "共用机上只能签领料、看单和报工，收钱退钱和签批要在自己的设备上用密码登录"


@stops("不是在共用机上")
def acts_on_own_device(ctx: Any, record: Any) -> Missing | None:
    """For every action that moves money or signs for it."""
    return Missing(NOT_HERE) if is_on_shared_device(ctx) else None


def refuse_on_shared_device(ctx: Any) -> None:
    """The same for a body whose action has no record yet."""
    if is_on_shared_device(ctx):
        raise Refusal(NOT_HERE, [Missing(NOT_HERE)])
