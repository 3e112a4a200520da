"""Workshop: dispatch is acceptance; clock on and off; findings, extra work, delays, told at once."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from zhangdian.foundation.kernel import attachments, holds, links
from zhangdian.foundation.kernel.action import Act, action
from zhangdian.foundation.kernel.models import Means, Weight
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.kernel.sight import PersonalText
from zhangdian.foundation.ui import link_pages
from zhangdian.frontline.service import (
    clocks,
    gates,
    holding,
    lines,
    offers,
    old_parts,
    signing,
    workbench,
)
from zhangdian.frontline.service.clocks import HANDS
from zhangdian.frontline.service.models import (
    Agreement,
    Bay,
    Check,
    Concern,
    Finding,
    InspectionItem,
    OrderLine,
    Payer,
    ProgressNote,
    RepairOrder,
)
from zhangdian.frontline.service.posts import ADVISORS, SUPERVISORS
from zhangdian.frontline.service.requesting import request_parts_of
from zhangdian.frontline.service.signing import open_question
from zhangdian.frontline.service.workbench import LineResult
from zhangdian.people.organization.gates import acts_on_own_device
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.queries import himself
from zhangdian.people.organization.roles import Role
from zhangdian.resources.parts import requisitions

State = RepairOrder.State
IN_WORK = {State.WAITING, State.IN_REPAIR, State.CHECKING}
About = ProgressNote.About


@action("派工", by=SUPERVISORS, within=IN_WORK, gates=[gates.order_is_signed, gates.copies_are_given])
def dispatch(
    ctx: Act,
    order: RepairOrder,
    *,
    technician: Person,
    bay: Bay | None = None,
    only: Sequence[OrderLine] = (),
    proposed: Person | None = None,
) -> None:
    """Dispatched is accepted: authorized lines go to a technician by skill and load (PROC-W-02…06).

    Where no line is named he gets those of his trade: paint is not the metal worker's. A proposal is made in
    the order of the queue: whoever takes it jumps over nobody.
    """
    waiting = workbench.dispatchable(order, only)
    if not only:
        waiting = workbench.of_his_trade(waiting, technician)
    workbench.works_with_his_hands(ctx, technician)
    workbench.is_his_trade(ctx, technician, waiting)
    workbench.has_the_paper(ctx, technician, waiting)
    workbench.is_open(bay)
    ends = workbench.planned_end(ctx, order, technician, waiting)
    workbench.ends_after_promise(ctx, order, ends)
    as_proposed = proposed is not None and proposed.pk == technician.pk
    if not as_proposed and (first := workbench.should_go_first(ctx, order, waiting)):
        ctx.ask(
            "dispatch_order", f"{first.plate} 应先派(返修、在店等、预约、承诺时间)", workbench.ORDER_CHIPS
        )
    if proposed is not None and not as_proposed:
        ctx.ask("dispatch_override", f"系统建议派给 {proposed}", weight=Weight.WATCH)
    for line in waiting:
        line.technician, line.bay, line.dispatched_at, line.planned_end_at = technician, bay, ctx.now, ends
    OrderLine.objects.change_many(waiting, ["technician", "bay", "dispatched_at", "planned_end_at"])
    requisitions.name_taker(ctx, order, technician)
    order.accepted_at = order.accepted_at or ctx.now


@action("改派", by=SUPERVISORS, within={State.IN_REPAIR})
def reassign(ctx: Act, line: OrderLine, *, technician: Person, reason: str) -> None:
    """Another technician takes the line; the first one's clock must have stopped (PROC-W-06)."""
    if line.finished_at or not line.dispatched_at:
        raise Refusal(f"“{line.name}”不在施工中，不能改派")
    if line.clock_records.filter(ended_at=None).exists():
        raise Refusal(f"{line.technician} 还没停工：请他先暂停")
    if not reason.strip():
        raise Refusal("改派要选一个原因")
    if line.technician_id == technician.pk:
        raise Refusal(f"“{line.name}”已经派给 {technician}")
    workbench.works_with_his_hands(ctx, technician)
    workbench.is_his_trade(ctx, technician, [line])
    workbench.has_the_paper(ctx, technician, [line])
    ends = workbench.planned_end(ctx, line.order, technician, [line])
    workbench.ends_after_promise(ctx, line.order, ends)
    line.technician, line.planned_end_at = technician, ends
    line.save()
    requisitions.name_taker(ctx, line.order, technician)


@action("退回顾问", by=SUPERVISORS, within={State.WAITING})
def return_to_advisor(ctx: Act, order: RepairOrder, *, words: str, photos: Sequence[int] = ()) -> None:
    """Paper and car differ, or a line is not clear: back to the advisor before work (PROC-W-02, 03)."""
    if not words.strip():
        raise Refusal("请写明哪里不一致或哪一项没交待清楚")
    note = workbench.note(ctx, order, About.BACK, words)
    attachments.attach(ctx, note, "difference", photos)
    holds.lay(
        ctx,
        order,
        holding.BACK_TO_ADVISOR,
        holder=Role.SERVICE_ADVISOR,
        person=order.advisor,
        why="顾问核对",
        stops=[dispatch, start_work],
        source=note,
    )


@action("回复车间", by=ADVISORS)
def answer_note(ctx: Act, note: ProgressNote, *, answer: str, means: Means = Means.DESK) -> None:
    """The advisor confirms a difference, explains a line, or has the customer's word; work may go on."""
    if note.answered_at:
        raise Refusal("这一条已经答复过了")
    if not answer.strip():
        raise Refusal("请写明怎么答复")
    note.answered_by = himself(ctx)
    note.answered_at, note.answer, note.means = ctx.now, answer.strip(), means
    note.save()
    holds.lift(ctx, note.order, source=note)


@action("报告差异", by=HANDS, within={State.WAITING, State.IN_REPAIR})
def report_difference(ctx: Act, order: RepairOrder, *, words: str, photos: Sequence[int] = ()) -> None:
    """The car is not as the walk-around form says: no start before the advisor confirms (PROC-W-07)."""
    if order.team_accepted_at:
        raise Refusal("这台车已经开过工：现在发现的请用“发现问题”")
    if not words.strip():
        raise Refusal("请说明和接车登记哪里不一样")
    written = workbench.note(ctx, order, About.DIFFERENCE, words)
    attachments.attach(ctx, written, "difference", photos)
    holds.lay(
        ctx,
        order,
        holding.DIFFERENCE,
        holder=Role.SERVICE_ADVISOR,
        person=order.advisor,
        why="确认车况差异",
        stops=[start_work],
        source=written,
    )


@action("开工", by=HANDS, within={State.IN_REPAIR, State.WAITING}, gates=[gates.line_is_authorized])
def start_work(ctx: Act, line: OrderLine, *, as_received: bool | None = None) -> None:
    """Clock on; the first start of a car asks once whether it is as received (PROC-W-07, 09)."""
    person = himself(ctx)
    workbench.is_mine(ctx, line, person)
    workbench.has_the_paper(ctx, person, [line])
    workbench.accept_by_team(ctx, line.order, as_received)
    clocks.stop_other(ctx, person, but=line)
    clocks.begin(ctx, line, person)
    line.technician = line.technician or person
    line.save()
    holds.lift(ctx, line.order, source=line)


@action("暂停", by=HANDS, within={State.IN_REPAIR})
def pause_work(ctx: Act, line: OrderLine, *, reason: workbench.Pause) -> None:
    """Clock off for a named reason; what waits for somebody is a hold on the car (PROC-W-09)."""
    clocks.end(ctx, line, reason.label)
    workbench.wait_for(ctx, line, reason)


@action("核实故障", by=HANDS, within={State.IN_REPAIR})
def record_fault_check(
    ctx: Act, line: OrderLine, *, confirmed: bool, codes: str = "", road_test_km: int | None = None
) -> None:
    """The phenomenon confirmed or not, codes, a road test by somebody with a licence (PROC-W-08)."""
    if road_test_km is not None:
        workbench.may_drive(ctx)
    note = workbench.note(
        ctx, line.order, About.FAULT, f"{'故障已确认' if confirmed else '故障未出现'} {codes}".strip()
    )
    note.answered_at, note.answer = ctx.now, f"路试 {road_test_km} km" if road_test_km else ""
    note.save()
    if line.concern and confirmed:
        line.concern.fault = Concern.Fault.CONFIRMED
        line.concern.save()


@action("完工自检", by=HANDS, within={State.IN_REPAIR})
def finish_work(ctx: Act, order: RepairOrder, *, results: Sequence[LineResult], remark: str = "") -> None:
    """My lines are done and checked by myself, with torque where wheels were touched (PROC-W-17)."""
    person = himself(ctx)
    if not results:
        raise Refusal("请勾选完工的项目")
    finished = workbench.finished_lines(ctx, order, results, person)
    OrderLine.objects.change_many(finished, ["finished_at", "result", "torque_nm"])
    Check(
        order=order, stage=Check.Stage.SELF, passed=True, person=person, checked_at=ctx.now, remark=remark
    ).save()
    for line in finished:
        holds.lift(ctx, order, source=line)
    old_parts.set_aside(ctx, order, finished)
    workbench.go_on(ctx, order, person, finished)
    if all(line.finished_at for line in order.authorized_lines()):
        order.self_checked_at = ctx.now


@action("发现问题", by=(*HANDS, Role.QUALITY_INSPECTOR, Role.TECHNICAL_DIRECTOR), within=IN_WORK)
def report_finding(
    ctx: Act,
    order: RepairOrder,
    *,
    level: Finding.Level,
    photos: Sequence[int],
    item: InspectionItem | None = None,
    name: str = "",
    measured: str = "",
) -> None:
    """Photo, item, red or amber: it goes to the advisor at once (PROC-W-14, 16, TEC-04)."""
    if not (item or name.strip()):
        raise Refusal("请从列表里选一项，或说明发现了什么")
    if not photos:
        raise Refusal("请拍一张照片，客户看了照片才好决定")
    finding = Finding(
        order=order,
        item=item,
        name=item.name if item else name.strip(),
        measured=measured.strip(),
        level=level,
        safety=bool(item and item.safety),
        found_by=himself(ctx),
        found_at=ctx.now,
    )
    finding.save()
    attachments.attach(ctx, finding, "finding", photos)
    ask_for_price(ctx, order, finding)


def ask_for_price(ctx: Act, order: RepairOrder, source: Finding | None = None) -> None:
    """The advisor has the ball from the first finding that he has not priced."""
    if holds.waits_for(order, holding.ADVISOR_PRICES):
        return
    holds.lay(
        ctx,
        order,
        holding.ADVISOR_PRICES,
        holder=Role.SERVICE_ADVISOR,
        person=order.advisor,
        why="报价",
        source=source,
    )


@action("提出增项", by=ADVISORS, within=IN_WORK)
def propose_extra_work(
    ctx: Act,
    order: RepairOrder,
    *,
    wanted: Sequence[lines.Wanted],
    new_promise_at: datetime | None = None,
    message: str = "",
) -> None:
    """Priced with parts, hours and safety, put to the customer by link, phone or at the desk (PROC-W-16)."""
    if new_promise_at and new_promise_at <= ctx.now:
        raise Refusal("新的交车时间已经过去了")
    added = lines.add_lines(ctx, order, wanted, extra=True)
    workbench.link_findings(ctx, order, wanted, added)
    agreement = open_question(
        ctx,
        order,
        Agreement.About.EXTRA,
        lines.amount_of([line for line in added if line.payer == Payer.CUSTOMER]),
        asked=added,
        new_promise_at=new_promise_at,
        message=message.strip(),
    )
    offers.write_down(ctx, agreement, wanted, added)
    key = link_pages.next_key(answer_extra_work, agreement)
    links.lay(ctx, [answer_extra_work.name, ask_for_call.name, open_agreement.name], agreement, key)
    holds.lift(ctx, order, holding.ADVISOR_PRICES)
    holds.lay(ctx, order, holding.CUSTOMER_ANSWER, holder=holds.CUSTOMER, why="待客户 答复", source=agreement)


@action("撤回增项", by=ADVISORS, within=IN_WORK)
def withdraw_extra_work(ctx: Act, order: RepairOrder) -> None:
    """An edit revokes what was shown: the lines go, the link answers nothing any more (PROC-W-16)."""
    agreement = workbench.open_extra(order)
    dropped = list(agreement.lines.filter(voided_at=None))
    for line in dropped:
        lines.void_line(ctx, line)
    agreement.answer, agreement.answered_at = Agreement.Answer.REVOKED, ctx.now
    agreement.save()
    holds.lift(ctx, order, holding.CUSTOMER_ANSWER, holding.CALL_BACK)
    order.revision += 1
    if workbench.unlink_findings(order, dropped):
        ask_for_price(ctx, order)


@action("增项授权", by=ADVISORS, within=IN_WORK)
def authorize_extra_work(
    ctx: Act,
    order: RepairOrder,
    *,
    agreed: Sequence[OrderLine],
    means: Means,
    spoken_by: PersonalText,
    cheaper: Sequence[OrderLine] = (),
    reason: str = "",
    own_words: str = "",
) -> None:
    """The customer's answer by phone or at the desk, line by line; what he declines is advice (PROC-W-16)."""
    if not spoken_by.strip():
        raise Refusal("请记下是谁答复的(姓名或电话)")
    agreement = workbench.open_extra(order)
    agreement.means, agreement.spoken_by = means, spoken_by.strip()
    keys, less = [line.pk for line in agreed], [line.pk for line in cheaper]
    workbench.answer_lines(ctx, order, agreement, keys, reason, own_words, cheaper=less)


@action("客户答复增项", by_link=True)
def answer_extra_work(
    ctx: Act,
    agreement: Agreement,
    *,
    agreed: Sequence[OrderLine],
    seen_revision: int,
    cheaper: Sequence[OrderLine] = (),
) -> None:
    """The customer answers on his phone: each line yes, the cheaper way, or not this time (PROC-W-16)."""
    still_open(agreement, seen_revision)
    agreement.means = Means.LINK
    keys, less = [line.pk for line in agreed], [line.pk for line in cheaper]
    workbench.answer_lines(ctx, agreement.order, agreement, keys, "客户在链接上不做", cheaper=less)


@action("客户要回电", by_link=True)
def ask_for_call(ctx: Act, agreement: Agreement, *, seen_revision: int) -> None:
    """Neither yes nor no: the advisor has to call, and the question stays open (PROC-W-15)."""
    still_open(agreement, seen_revision)
    order = agreement.order
    if not holds.waits_for(order, holding.CUSTOMER_ANSWER):
        raise Refusal("已经告诉服务顾问了，他会给您打电话")
    agreement.means = Means.LINK
    agreement.save()
    holds.lift(ctx, order, holding.CUSTOMER_ANSWER)
    holds.lay(
        ctx,
        order,
        holding.CALL_BACK,
        holder=Role.SERVICE_ADVISOR,
        person=order.advisor,
        why="待客户 要回电",
        source=agreement,
    )


def still_open(agreement: Agreement, seen_revision: int) -> None:
    """An answered or changed question is answered no more: what the customer saw is what he agrees to."""
    if agreement.answer != Agreement.Answer.PENDING:
        raise Refusal("这一份已经答复过或撤回了：请联系您的服务顾问")
    signing.same_revision(agreement.order, seen_revision)


@action("客户打开链接", by_link=True)
def open_agreement(ctx: Act, agreement: Agreement) -> None:
    """When the customer first saw it."""
    agreement.opened_at = agreement.opened_at or ctx.now
    agreement.save()


@action("报告进度变化", by=(*HANDS, *SUPERVISORS), within=IN_WORK)
def report_delay(ctx: Act, order: RepairOrder, *, reason: str, new_time_at: datetime | None = None) -> None:
    """A delay goes to supervisor and advisor at once; the advisor must reach the customer (PROC-W-14)."""
    if not reason.strip():
        raise Refusal("请选一个原因")
    if new_time_at and new_time_at <= ctx.now:
        raise Refusal("新的时间已经过去了")
    workbench.tell_advisor(ctx, order, reason, new_time_at)


@action("与客户约新时间", by=ADVISORS, within=IN_WORK | {State.WASHING, State.READY})
def agree_new_time(ctx: Act, order: RepairOrder, *, at: datetime, means: Means, answer: str) -> None:
    """Told before the old time lapses; the first promise is kept beside the new one (PROC-W-15)."""
    if at <= ctx.now:
        raise Refusal("新的时间已经过去了")
    if at > ctx.now + timedelta(days=365):
        raise Refusal("新的时间在一年以后：请核对")
    for note in order.progress_notes.filter(about=About.DELAY, answered_at=None):
        note.answered_at, note.answer, note.means, note.new_time_at = ctx.now, answer, means, at
        note.answered_by = himself(ctx)
        note.save()
    order.promised_at = at
    holds.lift(ctx, order, holding.DELAY)


@action("要移动物品", by=HANDS, within={State.IN_REPAIR})
def ask_to_move_belongings(ctx: Act, line: OrderLine, *, words: str) -> None:
    """Belongings that the customer said to call about first (PROC-W-13)."""
    if line.order.belongings_movable != "先打电话":
        raise Refusal("客户说过物品可以移动：移动后请放回原处")
    note = workbench.note(ctx, line.order, About.BELONGINGS, words or "需要移动车内物品")
    clocks.end(ctx, line, "等客户同意移动物品", quietly=True)
    holds.lay(
        ctx,
        line.order,
        holding.BELONGINGS,
        holder=Role.SERVICE_ADVISOR,
        person=line.order.advisor,
        why="问客户能否移动物品",
        stops=[start_work],
        source=note,
    )


@action("车间排优先", by=SUPERVISORS, within={State.WAITING, State.IN_REPAIR})
def set_priority(ctx: Act, order: RepairOrder, *, priority: int, reason: str) -> None:
    """The supervisor moves a car up or down by hand, with a reason (PROC-W-05)."""
    if not reason.strip():
        raise Refusal("调整先后要选一个原因")
    order.priority = max(-9, min(9, priority))


@action("内部返修授权", by=SUPERVISORS, within={State.IN_REPAIR, State.CHECKING}, gates=[acts_on_own_device])
def authorize_internal_work(
    ctx: Act, order: RepairOrder, *, wanted: Sequence[lines.Wanted], reason: str
) -> None:
    """Work that the store pays itself, found while mending its own fault; needs no customer's word."""
    if not reason.strip():
        raise Refusal("请写明为什么由本店承担")
    internal = [lines.Wanted(each.operation_code, Payer.INTERNAL, quantity=each.quantity) for each in wanted]
    added = lines.add_lines(ctx, order, internal, extra=True)
    for line in added:
        line.authorized_at = ctx.now
    OrderLine.objects.change_many(added, ["authorized_at"])
    request_parts_of(ctx, order, added)
    workbench.check_anew(order)
