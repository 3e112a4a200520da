"""What must be ready before the customer signs the second time and before the barrier opens."""

from typing import Any

from zhangdian.foundation.kernel.gates import gate, stops
from zhangdian.foundation.kernel.models import Weight
from zhangdian.foundation.kernel.refusals import Missing
from zhangdian.frontline.service import recommended
from zhangdian.frontline.service.advice import visit_under_way
from zhangdian.frontline.service.models import Advice, GatePass, RepairOrder
from zhangdian.frontline.service.models.order import Kind
from zhangdian.frontline.service.statements import customer_amount
from zhangdian.people.customers.sights import sees_prices
from zhangdian.people.organization.roles import Role
from zhangdian.resources.cashier import receivables

ADVISOR = Role.SERVICE_ADVISOR.label
MAINTENANCE = (Kind.MAINTENANCE, Kind.FIRST_SERVICE)


@stops("每一项都有结果")
def lines_have_results(ctx: Any, order: RepairOrder) -> Missing | None:
    open_line = next((line for line in order.authorized_lines() if not line.finished_at), None)
    if open_line:
        who = str(open_line.technician or Role.WORKSHOP_SUPERVISOR.label)
        return Missing(f"“{open_line.name}”还没有结果", who, "service.finish_work")
    return None


@stops("车在店里")
def car_is_here(ctx: Any, advice: Advice) -> Missing | None:
    """Advice is the car's, whichever visit first gave it."""
    if visit_under_way(ctx, advice.vehicle_id) is None:
        return Missing("这台车现在没有在修或待交：下次进店，或回访时再问客户")
    return None


@gate("建议都有答复", weight=Weight.ASK)
def advice_is_answered(ctx: Any, order: RepairOrder) -> Missing | None:
    count = sum(
        each.answer == Advice.Answer.OPEN and not each.safety for each in recommended.open_of(order.pk)
    )
    return Missing(f"还有 {count} 条建议客户没答复", ADVISOR, "service.answer_advice") if count else None


@stops("约好回访时间")
def follow_up_is_agreed(ctx: Any, order: RepairOrder) -> Missing | None:
    if order.callback_on is None:
        return Missing("还没约三日回访的时间", ADVISOR, "service.agree_follow_up")
    return None


@gate("下次保养告诉过客户", weight=Weight.ASK)
def next_service_is_told(ctx: Any, order: RepairOrder) -> Missing | None:
    if order.kind in MAINTENANCE and order.next_service_on is None:
        return Missing("下次保养的时间和里程还没说", ADVISOR, "service.agree_follow_up")
    return None


@gate("保养手册记过", weight=Weight.WATCH)
def booklet_is_entered(ctx: Any, order: RepairOrder) -> Missing | None:
    if order.kind in MAINTENANCE and order.booklet_entered_at is None:
        return Missing("保养手册还没记", ADVISOR, "service.enter_booklet")
    return None


@gate("三件套当面取下", weight=Weight.WATCH)
def covers_are_removed(ctx: Any, order: RepairOrder) -> Missing | None:
    if order.covers_fitted_at and order.covers_removed_at is None:
        return Missing("三件套还没取下", ADVISOR, "service.remove_covers")
    return None


@stops("签字的人是付款人，或付款人在链接上接受")
def payer_may_sign(ctx: Any, order: RepairOrder) -> Missing | None:
    """A driver may sign for condition, not for price (store_truth.md §1.4)."""
    if not order.sender_is_owner and customer_amount(order) > 0:
        return Missing("送修人不是车主，金额要由车主在链接上确认", "车主", "service.send_statement")
    return None


@stops("出门证有效：已收款或挂账获批")
def gate_pass_is_valid(ctx: Any, order: RepairOrder) -> Missing | None:
    made: list[GatePass] = order.at_hand("gate_pass")
    if not made:
        return Missing("还没有出门证", Role.CASHIER.label, "service.sign_statement")
    [gate_pass] = made
    if gate_pass.used_at:
        return Missing("出门证已经用过了", Role.FRONT_DESK_SUPERVISOR.label)
    if order.statement_signed_at is None:
        return Missing("结算单改过还没重新签，旧的出门证作废", ADVISOR, "service.sign_statement")
    return unpaid_bills(ctx, order)


def unpaid_bills(ctx: Any, order: RepairOrder) -> Missing | None:
    """What is unpaid and by whom; the sum only for those who may see prices."""
    owed = receivables.unsettled(ctx, order)
    if not owed:
        return None
    bills = (
        f"{each.payer_name.seen_by(ctx)}还没付结算单 {each.document}"
        + (f"，应付 {each.balance:,.2f} 元" if sees_prices(ctx) else "")
        for each in owed
    )
    who = f"{Role.CASHIER.label}收款；要挂账请{Role.FRONT_DESK_SUPERVISOR.label}批"
    return Missing("；".join(bills), who, "cashier.take_payment")
