"""Is it the maker's? What nobody here can say is told to the customer and asked of the maker."""

from typing import Any

from zhangdian.foundation.kernel import holds
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.frontline.service import holding
from zhangdian.frontline.service.models import OrderLine, WarrantyInquiry
from zhangdian.people.organization.roles import Role

CHIPS = ("要拆检后才知道", "厂家有无批量通知要查", "是否外力造成说不准", "期限里程在边上")
"""Why it cannot be said at once."""


def open_on(line: OrderLine) -> WarrantyInquiry | None:
    """The question that still stands for this line."""
    return line.inquiries.filter(answered_at=None).first()


def leave_open(ctx: Act, line: OrderLine, reason: str) -> WarrantyInquiry:
    """The claims clerk has the ball; the line is neither free nor billed until it is decided."""
    if ctx.person_id is None:
        raise Refusal("请先登录")
    inquiry = WarrantyInquiry(
        order=line.order, line=line, reason=reason, asked_by_id=ctx.person_id, asked_at=ctx.now
    )
    inquiry.save()
    holds.lay(
        ctx,
        line.order,
        holding.WARRANTY,
        holder=Role.WARRANTY_CLERK,
        why=f"判定质量担保：{line.name}"[:60],
        source=inquiry,
    )
    return inquiry


def report(ctx: Act, inquiry: WarrantyInquiry, finding: str, report_no: str) -> None:
    """The maker has the ball now."""
    inquiry.finding, inquiry.report_no = finding, report_no
    inquiry.reported_at, inquiry.reported_by_id = ctx.now, ctx.person_id
    inquiry.save()
    holds.lift(ctx, inquiry.order, source=inquiry)
    holds.lay(
        ctx,
        inquiry.order,
        holding.WARRANTY,
        holder=holds.MANUFACTURER,
        why=f"主机厂答复 {report_no}"[:60],
        source=inquiry,
    )


def close(ctx: Act, line: OrderLine, *, covered: bool, answer: str) -> None:
    """It is decided."""
    if inquiry := open_on(line):
        inquiry.covered, inquiry.answer, inquiry.answered_at = covered, answer, ctx.now
        inquiry.save()
        holds.lift(ctx, line.order, source=inquiry)


def refuse_while_open(line: OrderLine) -> Any:
    """Nobody makes the maker pay while he has not answered (PROC-R-15)."""
    if open_on(line):
        raise Refusal(f"“{line.name}”是否属质量担保还没有结论：请索赔员按批准号“判定索赔”")
