"""Conditions of the till."""

from typing import Any

from zhangdian.foundation.kernel.gates import stops
from zhangdian.foundation.kernel.refusals import Missing
from zhangdian.people.organization.roles import Role
from zhangdian.resources.cashier.models import Receivable
from zhangdian.resources.cashier.queries import open_shift_of


@stops("收银员已开班")
def cashier_has_opened_a_shift(ctx: Any, record: Any) -> Missing | None:
    if open_shift_of(ctx):
        return None
    return Missing("您还没有开班：先点备用金开班", str(Role.CASHIER.label), "cashier.open_shift")


@stops("单子是别人出的", fixed=True)
def somebody_else_made_the_bill(ctx: Any, record: Receivable) -> Missing | None:
    """One hand never both bills and takes: a second cashier does, or somebody else makes the bill."""
    if record.billed_by_id is None or record.billed_by_id != ctx.person_id:
        return None
    return Missing(
        "这张单是您自己出的，不能自己收款：请另一位结算员收；"
        "店里只有一位结算员的，请服务顾问重开结算单（柜台销售请配件窗口的人作废重开）",
        "另一位结算员",
    )
