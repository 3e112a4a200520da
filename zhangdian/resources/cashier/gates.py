"""Conditions of the till."""

from typing import Any

from zhangdian.foundation.kernel.gates import stops
from zhangdian.foundation.kernel.refusals import Missing
from zhangdian.people.organization.roles import Role
from zhangdian.resources.cashier.queries import open_shift_of


@stops("收银员已开班")
def cashier_has_opened_a_shift(ctx: Any, record: Any) -> Missing | None:
    if open_shift_of(ctx):
        return None
    return Missing("您还没有开班：先点备用金开班", str(Role.CASHIER.label), "cashier.open_shift")
