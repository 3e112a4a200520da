"""Gates of a visit that more than one stage asks for; the stops are few (store_truth.md §1.2)."""

from typing import Any

from zhangdian.foundation.kernel.gates import gate, stops
from zhangdian.foundation.kernel.models import Link, Paper, Weight
from zhangdian.foundation.kernel.refusals import Missing
from zhangdian.foundation.kernel.rows import worded
from zhangdian.frontline.service import recommended
from zhangdian.frontline.service.lines import LARGE, total_of
from zhangdian.frontline.service.models import Advice, OrderLine, Payer, RepairOrder
from zhangdian.people.organization.roles import Role

ADVISOR = Role.SERVICE_ADVISOR.label


@stops("环车检查做完了")
def walk_around_is_done(ctx: Any, order: RepairOrder) -> Missing | None:
    if order.walked_around_at is None:
        return Missing("环车检查还没做", ADVISOR, "service.complete_walk_around")
    return None


@stops("任务委托书签过字")
def order_is_signed(ctx: Any, order: RepairOrder) -> Missing | None:
    if order.signed_at is None:
        return Missing("任务委托书客户还没签字", ADVISOR, "service.sign_order")
    return None


@worded
def _by_link(subject_type: str, subject_id: int) -> Any:
    links = Link.objects.filter(subject_type=subject_type, subject_id=subject_id)
    return links.values_list("action", flat=True)


@worded
def _printed(subject_type: str, subject_id: int) -> Any:
    papers = Paper.objects.filter(subject_type=subject_type, subject_id=subject_id, prints__gt=0)
    return papers.values_list("kind", flat=True)


@gate("接车登记表和委托书的客户联给了客户", weight=Weight.WATCH)
def copies_are_given(ctx: Any, order: RepairOrder) -> Missing | None:
    """Printed, or on his phone; who signed by link has them there (PROC-R-32)."""
    on_phone = ("service.open_copies", "service.sign_order_by_link")
    mine = order._meta.label_lower, order.pk
    printed = set(_printed(*mine))
    for kind, name in (("HC", "接车登记表"), ("WL", "任务委托书")):
        if kind not in printed and not any(names.split()[0] in on_phone for names in _by_link(*mine)):
            return Missing(f"{name}的客户联还没给客户", ADVISOR, "service.send_copies")
    return None


@stops("总检合格")
def final_inspection_is_passed(ctx: Any, order: RepairOrder) -> Missing | None:
    if not order.final_passed_at and order.authorized_lines():
        return Missing("总检还没合格", "质量检验员", "service.pass_inspection")
    return None


@stops("内部交车检查做完了")
def internal_check_is_passed(ctx: Any, order: RepairOrder) -> Missing | None:
    if order.internally_checked_at is None:
        return Missing("内部交车检查还没做", str(order.advisor or ADVISOR), "service.pass_internal_check")
    return None


@stops("增项都有答复")
def extra_work_is_answered(ctx: Any, order: RepairOrder) -> Missing | None:
    if names := [line.name for line in order.live_lines() if not line.authorized_at][:3]:
        return Missing(f"增项还没有客户答复：{'、'.join(names)}", ADVISOR, "service.authorize_extra_work")
    return None


@stops("安全项建议都有答复，不做的有客户注明")
def safety_advice_is_answered(ctx: Any, order: RepairOrder) -> Missing | None:
    for advice in recommended.open_of(order.pk):
        if not advice.safety:
            continue
        if advice.answer == Advice.Answer.OPEN:
            return Missing(f"安全项“{advice.name}”客户还没答复", ADVISOR, "service.answer_advice")
        if advice.answer != Advice.Answer.TAKEN and not advice.own_words:
            return Missing(f"安全项“{advice.name}”不做要客户注明", ADVISOR, "service.answer_advice")
    return None


@stops("收的东西都还给客户了")
def things_are_given_back(ctx: Any, order: RepairOrder) -> Missing | None:
    kept = [thing for thing in order.at_hand("things") if thing.given_back_at is None]
    if names := [thing.get_thing_display() for thing in kept]:
        return Missing(f"{'、'.join(names)}还没还给客户", str(order.advisor or ADVISOR), "service.give_back")
    return None


@stops("万元以上的业务有服务经理参与")
def service_manager_took_part(ctx: Any, order: RepairOrder) -> Missing | None:
    if order.large_confirmed_at is None and total_of(order) >= LARGE:
        return Missing(
            f"金额在 {LARGE:,.0f} 元以上", Role.SERVICE_MANAGER.label, "service.confirm_large_order"
        )
    return None


@gate("质量担保项目有判定或批准号", weight=Weight.STOP)
def warranty_is_judged(ctx: Any, order: RepairOrder) -> Missing | None:
    for line in order.live_lines():
        if line.payer != Payer.MANUFACTURER or line.approval_no or line.operation.rate_kind not in "MDEBP":
            continue
        return Missing(
            f"“{line.name}”由主机厂付，还没有索赔判定", Role.WARRANTY_CLERK.label, "service.judge_warranty"
        )
    asked = {each.line_id for each in order.at_hand("inquiries") if each.answered_at is None}
    for line in order.live_lines() if asked else ():
        if line.pk not in asked:
            continue
        return Missing(
            f"“{line.name}”是否属质量担保还没有结论", Role.WARRANTY_CLERK.label, "service.judge_warranty"
        )
    return None


def authorized(line: OrderLine) -> Missing | None:
    """A line is worked on only after the customer said yes (PROC-R-30, W-09, W-16)."""
    if line.authorized_at is None:
        return Missing(f"“{line.name}”客户还没授权", ADVISOR, "service.authorize_extra_work")
    return None


@stops("这一项客户授权过")
def line_is_authorized(ctx: Any, line: OrderLine) -> Missing | None:
    return authorized(line)
