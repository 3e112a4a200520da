"""Delivery: the advisor's own check, the call, the walk-round, the second sitting, gate pass and exit."""

from collections.abc import Sequence
from datetime import date, datetime

from zhangdian.foundation.kernel import attachments, holds, links
from zhangdian.foundation.kernel.action import Act, Signatures, action
from zhangdian.foundation.kernel.attachments import uploads_of
from zhangdian.foundation.kernel.models import Means
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.foundation.kernel.sight import PersonalText
from zhangdian.frontline.service import (
    callback,
    checking,
    gates,
    handing_over,
    holding,
    old_parts,
    receiving,
    signing,
    statements,
    texting,
)
from zhangdian.frontline.service.advice import take_answer, visit_under_way
from zhangdian.frontline.service.delivery.gates import (
    advice_is_answered,
    booklet_is_entered,
    car_is_here,
    covers_are_removed,
    follow_up_is_agreed,
    gate_pass_is_valid,
    lines_have_results,
    next_service_is_told,
    payer_may_sign,
)
from zhangdian.frontline.service.models import (
    Advice,
    Agreement,
    Check,
    OldPart,
    OrderLine,
    RepairOrder,
    ThingTaken,
)
from zhangdian.frontline.service.posts import ADVISORS
from zhangdian.people.customers import people
from zhangdian.people.customers.models import Referral
from zhangdian.people.organization import limits
from zhangdian.people.organization.gates import acts_on_own_device
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.roles import Role

State = RepairOrder.State
IN_THE_WORKSHOP = (Role.TECHNICIAN, Role.TEAM_LEADER, Role.WORKSHOP_SUPERVISOR)
WITH_OLD_PARTS = {State.CHECKING, State.WASHING, State.READY, State.SETTLING, State.RELEASED}
AT_THE_EXIT = (Role.GUARD, Role.GUIDE, *ADVISORS)


@action(
    "内部交车",
    by=ADVISORS,
    within={State.READY},
    gates=[
        gates.final_inspection_is_passed,
        lines_have_results,
        gates.extra_work_is_answered,
        old_parts.old_parts_are_kept,
    ],
)
def pass_internal_check(
    ctx: Act,
    order: RepairOrder,
    *,
    all_done_on_car: bool,
    left_behind: Sequence[str] = (),
    remark: str = "",
    photos: Sequence[int] = (),
) -> None:
    """One screen: the system fills what it knows, the advisor answers 实车一致 (PROC-D-03…08, SA-10).

    What was found left behind in the car is taken out and noted: the workshop is asked about it.
    """
    if not all_done_on_car:
        raise Refusal("实车不一致：请点“不一致退回”，选出哪几项", [Missing("退回车间或重洗")])
    done = [line for line in order.standing_lines() if line.finished_at]
    for line in done:
        line.confirmed_on_car_at = ctx.now
    OrderLine.objects.change_many(done, ["confirmed_on_car_at"])
    old_parts.confirm(ctx, order)
    checking.answer_concerns(order, None, solved=True)
    found = f"落下已取走：{'、'.join(left_behind)}。" if left_behind else ""
    checking.record(
        ctx,
        order,
        Check.Stage.INTERNAL,
        passed=True,
        remark=f"{found}{remark.strip()}",
        points=checking.INTERNAL_POINTS,
    )
    attachments.attach(ctx, order, "after", photos)
    order.internally_checked_at = ctx.now


@action("实车不一致退回", by=ADVISORS, within={State.READY})
def fail_internal_check(ctx: Act, order: RepairOrder, *, failed: Sequence[OrderLine], remark: str) -> None:
    """Not solved or not done on the car: back to the workshop as rework (PROC-D-04, 05)."""
    checking.answer_concerns(order, failed, solved=False)
    checking.send_back(ctx, order, Check.Stage.INTERNAL, failed, remark, ())


@action("登记旧件", by=(*ADVISORS, *IN_THE_WORKSHOP), within=WITH_OLD_PARTS)
def keep_old_parts(ctx: Act, order: RepairOrder, *, place: str = "") -> None:
    """What the customer takes away and what the claim wants back gets its label and its place (PROC-D-06)."""
    wanted = old_parts.not_kept(order)
    if not wanted:
        raise Refusal("这台车没有要登记的旧件")
    old_parts.keep(ctx, order, wanted, place.strip() or order.box or old_parts.SHELF)


@action("旧件交给客户", by=(*ADVISORS, Role.CASHIER, Role.GUARD), within=WITH_OLD_PARTS)
def hand_over_old_parts(ctx: Act, order: RepairOrder, *, parts: Sequence[OldPart] = ()) -> None:
    """Shown piece by piece; what he takes away goes with him (PROC-D-13)."""
    if not parts or any(each.order_id != order.pk or each.shown_at for each in parts):
        raise Refusal("请选这台车还没交的旧件")
    old_parts.hand_over(ctx, order, parts)


@action("通知客户取车", by=ADVISORS, within={State.READY}, gates=[gates.internal_check_is_passed])
def tell_customer(ctx: Act, order: RepairOrder, *, means: Means, pickup_at: datetime | None = None) -> None:
    """Told at once after the internal check, with a time agreed at which its advisor is free; big jobs not
    at the busy hours (PROC-D-09…11).
    """
    if pickup_at and handing_over.is_busy_hour(ctx, order, pickup_at):
        ctx.ask(
            "pickup_at_peak", "事故车、大修车避开高峰交车(8:30-10:00、16:30-18:30)", handing_over.PEAK_CHIPS
        )
    if pickup_at and (other := handing_over.met_at(ctx, order, pickup_at)):
        ctx.ask("pickup_meets_another", f"{other} 来取：换个时间", handing_over.CLASH_CHIPS)
    order.customer_told_at, order.pickup_at = ctx.now, pickup_at
    holds.lift(ctx, order, holding.PICKUP)
    if order.stay != RepairOrder.Stay.WAITS or pickup_at:
        holds.lay(ctx, order, holding.PICKUP, holder=holds.CUSTOMER, why="待客户 来取")
    ctx.notes["told_by"] = means.value


@action("客户到车旁", by=ADVISORS, within={State.READY})
def customer_at_car(ctx: Act, order: RepairOrder) -> None:
    """The walk-round begins."""
    order.customer_here_at = ctx.now
    holds.lift(ctx, order, holding.PICKUP)


@action("答复建议", by=ADVISORS, gates=[car_is_here])
def answer_advice(
    ctx: Act, advice: Advice, *, answer: Advice.Answer, reason: str = "", own_words: str = ""
) -> None:
    """Now, later, refused, elsewhere; a refused safety item in the customer's own words (PROC-D-14, 23)."""
    take_answer(ctx, advice, answer, reason=reason, own_words=own_words)
    if visit := visit_under_way(ctx, advice.vehicle_id):
        ctx.touch_reference(RepairOrder, visit.pk)


@action("约下次和回访", by=ADVISORS, within={State.READY})
def agree_follow_up(
    ctx: Act,
    order: RepairOrder,
    *,
    callback_on: date,
    callback_hour: str,
    next_service_on: date | None = None,
    next_service_km: int | None = None,
    reminder_channel: str = "",
) -> None:
    """The call within three days at an agreed hour; the next service by date and mileage (PROC-D-15, 18,
    26).
    """
    if not ctx.today <= callback_on <= handing_over.last_call_day(ctx.today):
        raise Refusal("三日回访要约在交车后三天以内")
    if not callback_hour.strip():
        raise Refusal("请选客户方便的时段，“随便”也可以")
    if next_service_km is not None and order.mileage_km and next_service_km <= order.mileage_km:
        raise Refusal(f"下次保养里程要大于这次的 {order.mileage_km:,} km")
    order.callback_on, order.callback_hour = callback_on, callback_hour.strip()
    proposed = handing_over.next_service(ctx, order)
    order.next_service_on = next_service_on or proposed.on
    order.next_service_km = next_service_km or proposed.km
    order.service_due_on = handing_over.service_due_on(ctx, order)
    order.reminder_channel = reminder_channel or order.reminder_channel


@action("记保养手册", by=ADVISORS, within={State.READY})
def enter_booklet(ctx: Act, order: RepairOrder) -> None:
    """Date, mileage and items in the maintenance booklet (PROC-D-24)."""
    order.booklet_entered_at = ctx.now


@action("当面取下三件套", by=ADVISORS, within={State.READY, State.SETTLING, State.RELEASED})
def remove_covers(ctx: Act, order: RepairOrder) -> None:
    """Before the customer's eyes; the set goes into the recycling bin (PROC-D-19)."""
    order.covers_removed_at = ctx.now


@action("还给客户", by=(*ADVISORS, Role.CASHIER, Role.GUARD))
def give_back(ctx: Act, order: RepairOrder, *, things: Sequence[ThingTaken]) -> None:
    """Keys, licence, booklet: each by name (PROC-D-33)."""
    kept = [thing for thing in things if thing.order_id == order.pk and thing.given_back_at is None]
    if len(kept) != len(things):
        raise Refusal("有的东西不是这台车的，或已经还过了：请刷新")
    for thing in kept:
        thing.given_back_at = ctx.now
    ThingTaken.objects.change_many(kept, ["given_back_at"])


@action(
    "出结算单",
    by=(*ADVISORS, Role.CASHIER),
    within={State.READY},
    gates=[
        acts_on_own_device,
        gates.internal_check_is_passed,
        gates.extra_work_is_answered,
        gates.warranty_is_judged,
    ],
)
def make_statement(ctx: Act, order: RepairOrder) -> None:
    """From done and authorized lines only, one per payer; above what was agreed it is refused (PROC-D-21,
    27).
    """
    statements.make(ctx, order)


SECOND_SITTING = [
    gates.internal_check_is_passed,
    statements.statement_is_made,
    gates.safety_advice_is_answered,
    gates.service_manager_took_part,
    advice_is_answered,
    follow_up_is_agreed,
    next_service_is_told,
    booklet_is_entered,
    covers_are_removed,
]


@action("客户签结算单", by=ADVISORS, within={State.READY}, gates=[*SECOND_SITTING, payer_may_sign])
def sign_statement(
    ctx: Act,
    order: RepairOrder,
    *,
    seen_revision: int,
    pages: Sequence[str],
    signature: int,
    things: Sequence[ThingTaken] = (),
    parts: Sequence[OldPart] = (),
) -> None:
    """Second sitting: condition, old parts, advice, things returned, statement, by one signature
    (PROC-D-12…28).
    """
    signing.same_revision(order, seen_revision)
    [upload] = uploads_of(ctx, [signature])
    old_parts.hand_over(ctx, order, parts)
    handing_over.sign_second_sitting(ctx, order, pages, things, means=Means.PAD, signature=upload)


@action("发链接请客户签结算单", by=ADVISORS, within={State.READY}, gates=SECOND_SITTING)
def send_statement(
    ctx: Act, order: RepairOrder, *, seen_revision: int, pages: Sequence[str], key: PersonalText
) -> None:
    """Somebody else fetches the car: the payer sees the shown version on his phone (store_truth.md §1.4)."""
    signing.same_revision(order, seen_revision)
    signing.revoke_question(ctx, order, Agreement.About.STATEMENT)
    signing.open_question(ctx, order, Agreement.About.STATEMENT, statements.customer_amount(order))
    links.lay(ctx, sign_statement_by_link.name, order, key)
    holds.lay(ctx, order, holding.CUSTOMER_ANSWER, holder=holds.CUSTOMER, why="待客户签结算单")


@action("短信发结算单链接", by=ADVISORS, within={State.READY})
def text_statement_link(ctx: Act, order: RepairOrder) -> None:
    """The link that was laid goes to the payer's phone: he need not be here."""
    texting.text_link(ctx, order, sign_statement_by_link.name, "结算单", texting.payer_of(order))


@action("客户在链接上签结算单", by_link=True, within={State.READY}, gates=SECOND_SITTING)
def sign_statement_by_link(ctx: Act, order: RepairOrder, *, seen_revision: int, pages: Sequence[str]) -> None:
    """The payer accepts the shown version; the driver only received the car."""
    signing.same_revision(order, seen_revision)
    handing_over.sign_second_sitting(ctx, order, pages, (), means=Means.LINK, signature=None)


@action("客户拒签结算单", by=ADVISORS, within={State.READY}, gates=SECOND_SITTING)
def record_refused_statement(
    ctx: Act,
    order: RepairOrder,
    *,
    seen_revision: int,
    pages: Sequence[str],
    witness: Person,
    reason: str,
    things: Sequence[ThingTaken] = (),
    parts: Sequence[OldPart] = (),
) -> None:
    """He pays but will not sign: reason and witness; a paid car is never held for a signature (D-23, 28,
    33).
    """
    signing.same_revision(order, seen_revision)
    if witness.pk == ctx.person_id:
        raise Refusal("见证人要是另一位同事")
    if not reason.strip():
        raise Refusal("请选客户拒签的原因")
    ctx.notes["refused_signature"] = reason.strip()
    old_parts.hand_over(ctx, order, parts)
    handing_over.sign_second_sitting(
        ctx, order, pages, things, means=Means.REFUSED, signature=None, witness=witness
    )


def reopening_needs(ctx: Act, order: RepairOrder, *, reason: str) -> Signatures | None:
    if not reason.strip():
        raise Refusal("改结算单要选一个原因")
    return limits.signatures_to_undo(ctx, f"改 {order.plate} 的结算单：{reason.strip()}", order.agreed_amount)


@action("改结算单", by=ADVISORS, within={State.READY, State.SETTLING}, needs=reopening_needs)
def reopen_statement(ctx: Act, order: RepairOrder, *, reason: str) -> None:
    """Before money came: the statement is void, the next version is signed anew (PROC-D-28)."""
    limits.note_undone(ctx)
    statements.void(ctx, order)
    order.statement_signed_at = None
    order.revision += 1


@action("还有别的需要", by=ADVISORS, opens=Referral)
def note_other_wish(ctx: Act, order: RepairOrder, *, desk: Role, wish: str) -> Referral:
    """Another wish goes to its desk as a referral (PROC-D-35)."""
    if not wish.strip():
        raise Refusal("请写客户要办什么")
    return people.refer(ctx, desk=desk, wish=wish, vehicle=order.vehicle, customer=order.customer)


@action(
    "放行出厂",
    by=AT_THE_EXIT,
    within={State.SETTLING, State.RELEASED},
    gates=[gate_pass_is_valid, gates.things_are_given_back, old_parts.old_parts_are_handed_over],
)
def let_out(ctx: Act, order: RepairOrder, *, mood: int | None = None) -> None:
    """The pass is good once; the exit gives the key tag back and ends the visit (PROC-D-36)."""
    [gate_pass] = order.at_hand("gate_pass")
    gate_pass.used_at = ctx.now
    gate_pass.save()
    order.exited_at, order.mood = ctx.now, mood
    callback.await_call(ctx, order)
    handing_over.remember_visit(ctx, order)


def voiding_needs(ctx: Act, order: RepairOrder, *, reason: str) -> Signatures | None:
    if not reason.strip():
        raise Refusal("作废要写原因")
    effect = f"作废 {order.plate} 的委托书 {order.number}：{reason.strip()}"
    return limits.signatures_to_undo(ctx, effect, order.agreed_amount)


@action(
    "作废委托书",
    by=(Role.FRONT_DESK_SUPERVISOR, Role.SERVICE_MANAGER),
    within={State.WAITING},
    needs=voiding_needs,
)
def void_signed_order(ctx: Act, order: RepairOrder, *, reason: str) -> None:
    """Signed but nothing begun: parts go back, the paper keeps its number."""
    limits.note_undone(ctx)
    handing_over.void_before_work(ctx, order)
    receiving.give_back_all(ctx, order)
    order.voided_at, order.void_reason = ctx.now, reason.strip()
