"""The arithmetic of the workshop: who may do a line, whose turn it is, the customer's answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import models

from zhangdian.foundation.kernel import clock, holds
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.models import Hold, Weight
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.foundation.kernel.rows import worded
from zhangdian.foundation.ui.writing import standing
from zhangdian.frontline.service import advice, clocks, holding, offers, working
from zhangdian.frontline.service.lines import amount_of
from zhangdian.frontline.service.models import (
    Agreement,
    Bay,
    Finding,
    OrderLine,
    Payer,
    ProgressNote,
    RepairOrder,
)
from zhangdian.frontline.service.models.order import is_here
from zhangdian.frontline.service.requesting import request_parts_of
from zhangdian.frontline.service.working import BODY, is_work_of, trade_of
from zhangdian.people.organization import certificates
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.queries import himself, posts_of
from zhangdian.people.organization.roles import Role

LATE_CHIPS = ("客户同意等", "会加人手", "配件马上到", "已请顾问告知", "其他")
ORDER_CHIPS = ("指定技师", "等料先做别的", "同一工位", "快修插空", "主管决定")
APPRENTICE_CHIPS = ("组长带", "师傅同台", "只做简单项目")
PAPERS_OF_SKILL = {"高压": certificates.HIGH_VOLTAGE}
"""Skills that stop without a valid paper: life is at stake (GM-12, W-06; store_truth.md §1.2)."""
HIGH_GRADE_WORK = frozenset({"发动机"})
"""Categories for a 高级工 or above: only counted when somebody else does them (W-06)."""
POSTS_WITH_HANDS = frozenset({Role.TECHNICIAN, Role.TEAM_LEADER, Role.TECHNICAL_DIRECTOR, Role.APPRENTICE})


class Pause(models.TextChoices):
    """Why a technician stops before a line is done."""

    PARTS = "parts", "缺料"
    ANSWER = "answer", "等确认"
    BAY = "bay", "等工位"
    MEAL = "meal", "吃饭"
    HELP = "help", "要技术支援"
    HOME = "home", "下班"


HOLD_OF_PAUSE = {
    Pause.PARTS: (holding.PARTS, Role.STOREKEEPER, "待料 技师缺料"),
    Pause.ANSWER: (holding.QUESTION, Role.SERVICE_ADVISOR, "等确认"),
    Pause.BAY: (holding.QUESTION, Role.WORKSHOP_SUPERVISOR, "等工位"),
    Pause.HELP: (holding.QUESTION, Role.TECHNICAL_DIRECTOR, "技术支援"),
}
"""Who has the ball while a technician stands still; meals and the end of a shift are nobody's."""
SAID_ALREADY = {Pause.PARTS: holding.PARTS, Pause.ANSWER: holding.CUSTOMER_ANSWER}
"""What is awaited already is not awaited twice."""


def note(ctx: Act, order: RepairOrder, about: str, words: str, **rest: Any) -> ProgressNote:
    """Write down a change of progress, by whom and when."""
    written = ProgressNote(
        order=order,
        about=about,
        words=words.strip(),
        reported_by_id=ctx.person_id,
        reported_at=ctx.now,
        **rest,
    )
    written.save()
    return written


def dispatchable(order: RepairOrder, only: Sequence[OrderLine]) -> list[OrderLine]:
    """Authorized lines that nobody has; an unauthorized one is refused by name (PROC-R-30)."""
    for line in only:
        if line.order_id != order.pk:
            raise Refusal("这一项不在这张委托书上")
        if line.authorized_at is None:
            raise Refusal(
                f"“{line.name}”客户还没授权，不能派工",
                [Missing("增项授权", Role.SERVICE_ADVISOR.label, "service.authorize_extra_work")],
            )
    waiting = [line for line in order.authorized_lines() if not line.dispatched_at and not line.finished_at]
    chosen = [line for line in waiting if not only or line.pk in {each.pk for each in only}]
    if not chosen:
        raise Refusal("没有等着派的项目：要换人请用“改派”")
    return chosen


def of_his_trade(lines: Sequence[OrderLine], person: Person) -> list[OrderLine]:
    """Of work of several trades what is his; the rest waits for another name.

    Where none of it is his, all: somebody of another trade was meant.
    """
    return [line for line in lines if is_work_of(person.team, line.skill)] or list(lines)


def is_his_trade(ctx: Act, person: Person, lines: Iterable[OrderLine]) -> None:
    """Work of another trade than that of his team is counted."""
    if others := [line.name for line in lines if not is_work_of(person.team, line.skill)]:
        ctx.ask("another_trade", f"{person} 在{person.team}，不做{'、'.join(others)}", weight=Weight.WATCH)


def has_the_paper(ctx: Act, person: Person, lines: Iterable[OrderLine]) -> None:
    """High voltage only with a valid paper; work above somebody's grade is counted."""
    lines = [line for line in lines if line.skill in PAPERS_OF_SKILL or is_high_grade(line)]
    if not lines:
        return
    held = certificates.held_by(ctx, [person], ctx.today)[person.pk]
    for line in lines:
        kind = PAPERS_OF_SKILL.get(line.skill)
        if kind and kind not in held:
            raise Refusal(
                f"{person} 没有有效的{kind}，“{line.name}”不能派给他",
                [Missing(f"有{kind}的技师", Role.WORKSHOP_SUPERVISOR.label)],
            )
    if any(map(is_high_grade, lines)) and not held.intersection(certificates.HIGH_GRADE.split("|")):
        ctx.ask("above_his_grade", f"{person} 没有高级工证", weight=Weight.WATCH)


def is_high_grade(line: OrderLine) -> bool:
    return line.operation.category in HIGH_GRADE_WORK


def works_with_his_hands(ctx: Act, person: Person) -> None:
    """Work goes to technicians and leaders of this store; to an apprentice only under somebody."""
    posts = POSTS_WITH_HANDS.intersection(posts_of(ctx, [person])[person.pk])
    if not posts:
        raise Refusal(f"{person} 不是本店的维修技师或组长，不能派给他")
    if posts == {Role.APPRENTICE}:
        ctx.ask("apprentice_alone", f"{person} 是学徒，要有人带", APPRENTICE_CHIPS)


def is_open(bay: Bay | None) -> None:
    if bay and bay.closed_at:
        raise Refusal(f"工位 {bay} 停用了：请换一个")


@worded
def _given_to(ctx: Any, technician_id: int) -> Any:
    given = OrderLine.objects.of(ctx).filter(technician=technician_id, dispatched_at__isnull=False)
    return given.filter(finished_at=None, voided_at=None)


def planned_end(ctx: Act, order: RepairOrder, technician: Person, lines: Iterable[OrderLine]) -> datetime:
    """In his hours of the store, after what he already has and what comes before it on this car."""
    given, known = list(lines), working.today(ctx).of(ctx, technician)
    begun = {record.line_id: record.started_at for record in clocks.running_of(ctx, technician.pk)}
    new = {line.pk for line in given}
    before = [line for line in _given_to(ctx, technician.pk) if line.pk not in new]
    left = sum(minutes_left(line, begun.get(line.pk), ctx.now, known) for line in before)
    free = known.worked(ctx.now, timedelta(minutes=left))
    earlier = [each for line in given for each in line.awaited_of(order.standing_lines())]
    begins = max([free, *(each.planned_end_at for each in earlier if each.planned_end_at)])
    return done_at(known, begins, given)


def done_at(known: working.Working, begins: datetime, lines: Iterable[OrderLine]) -> datetime:
    """When these lines are done that are begun then: hours of hands, and the days of body work."""
    hours = {True: Decimal(0), False: Decimal(0)}
    for line in lines:
        hours[trade_of(line.skill) == BODY] += line.hours
    done = known.worked(begins, timedelta(hours=float(hours[False]))) if hours[False] else begins
    return known.advanced(done, hours[True]) if hours[True] else done


def minutes_left(
    line: OrderLine, running_since: datetime | None, now: datetime, known: working.Working
) -> float:
    """What a dispatched line still takes of its technician: its hours, less what runs on the clock.

    A line that was begun and stands still waits for somebody else: meanwhile he is free.
    """
    whole = float(line.hours) * 60
    if running_since is not None:
        until = clocks.counted_until(running_since, now, known)
        return max(whole - clock.minutes_between(running_since, until), 1)
    return whole if line.started_at is None else 0


def ends_after_promise(ctx: Act, order: RepairOrder, ends: datetime) -> None:
    """A plan that ends too late wants a reason, and the advisor knows at once (PROC-W-04)."""
    if not order.promised_at or ends <= order.promised_at:
        return
    late = standing(clock.minutes_between(order.promised_at, ends))
    local = clock.local(ends, ctx.standing.zone)
    when = f"{local:%H:%M}" if local.date() == ctx.today else f"{local:%m-%d %H:%M}"
    ctx.ask("plan_ends_late", f"排到 {when} 才完，比承诺晚 {late}", LATE_CHIPS)
    tell_advisor(ctx, order, f"派工排到 {when} 才完", ends)


def tell_advisor(ctx: Act, order: RepairOrder, words: str, new_time_at: datetime | None) -> None:
    """A delay stands on the advisor's list until the customer knows; a second one joins the first."""
    written = note(ctx, order, ProgressNote.About.DELAY, words, new_time_at=new_time_at)
    if holds.waits_for(order, holding.DELAY):
        return
    holds.lay(
        ctx,
        order,
        holding.DELAY,
        holder=Role.SERVICE_ADVISOR,
        person=order.advisor,
        why="告知客户",
        source=written,
    )


def should_go_first(ctx: Act, order: RepairOrder, lines: Iterable[OrderLine]) -> RepairOrder | None:
    """Rework, then who waits in the store, then an appointment; the supervisor's hand over all."""
    trades = {trade_of(line.skill) for line in lines}
    others = _waiting_besides(ctx, order.pk)
    mine = _rank(order)
    before = [each.order for each in others if trade_of(each.skill) in trades and _rank(each.order) < mine]
    return min(before, key=queue_key, default=None)


@worded
def _waiting_besides(ctx: Any, order_id: int) -> Any:
    """In no order, by the index of the cars that are here: the database need not walk all lines."""
    waiting = OrderLine.objects.of(ctx).filter(
        is_here("order__"),
        order__state=RepairOrder.State.WAITING,
        voided_at=None,
        authorized_at__isnull=False,
    )
    others = waiting.exclude(order_id=order_id).exclude(order_id__in=_stopped(ctx))
    return others.select_related("order").order_by()


def _stopped(ctx: Any) -> Any:
    """Orders that may not be dispatched now: they wait for their advisor."""
    return (
        Hold.objects.of(ctx)
        .filter(root_type="service.repairorder", lifted_at=None, stops__contains="service.dispatch")
        .values("root_id")
    )


def _rank(order: RepairOrder) -> tuple[int, int, int, bool]:
    """What goes before what: the smaller first."""
    return (
        -order.priority,
        0 if order.is_rework else 1,
        0 if order.stay == RepairOrder.Stay.WAITS else 1,
        order.appointment_id is None,
    )


def queue_key(order: RepairOrder) -> tuple[Any, ...]:
    """The order in which waiting cars are dispatched."""
    return (*_rank(order), order.promised_at or order.arrived_at)


def is_mine(ctx: Act, line: OrderLine, person: Person) -> None:
    """A dispatched line is started by the one who has it, or by his leader."""
    if line.finished_at:
        raise Refusal(f"“{line.name}”已经完工")
    if line.dispatched_at is None:
        raise Refusal(
            f"“{line.name}”还没派工", [Missing("派工", Role.WORKSHOP_SUPERVISOR.label, "service.dispatch")]
        )
    if line.technician_id not in (None, person.pk) and Role.TEAM_LEADER not in ctx.roles:
        raise Refusal(
            f"“{line.name}”派给了 {line.technician}", [Missing("改派", Role.WORKSHOP_SUPERVISOR.label)]
        )


def accept_by_team(ctx: Act, order: RepairOrder, as_received: bool | None) -> None:
    """The first to start compares the car with the walk-around form, once (PROC-W-07)."""
    if order.team_accepted_at is not None:
        return
    if not as_received:
        raise Refusal(
            "第一次开工先看一眼：车况、物品与接车登记一致吗？有差异请报告，顾问确认后再开工",
            [Missing("与接车一致，或报告差异", Role.TECHNICIAN.label, "service.report_difference")],
        )
    order.team_accepted_at = ctx.now


def wait_for(ctx: Act, line: OrderLine, pause: Pause) -> None:
    """Whoever is awaited has the ball until the line goes on."""
    if pause not in HOLD_OF_PAUSE or holds.waits_for(line.order, SAID_ALREADY.get(pause, "")):
        return
    kind, holder, why = HOLD_OF_PAUSE[pause]
    person = line.order.advisor if holder == Role.SERVICE_ADVISOR else None
    holds.lay(ctx, line.order, kind, holder=holder, person=person, why=why, source=line)


def may_drive(ctx: Act) -> None:
    """A road test needs a driving licence on file."""
    person = himself(ctx)
    if not certificates.holds_certificate(ctx, person, certificates.DRIVING, ctx.today):
        raise Refusal(
            "档案里没有您有效的驾驶证，不能试车", [Missing("有驾驶证的同事试车", Role.TEAM_LEADER.label)]
        )


@dataclass(frozen=True)
class LineResult:
    """What became of one line."""

    line: OrderLine
    result: str = "已完成"
    torque_nm: int | None = None


def finished_lines(
    ctx: Act, order: RepairOrder, results: Sequence[LineResult], person: Person
) -> list[OrderLine]:
    """Mark the lines done; a line not mine, not begun, or without its torque is refused by name.

    Who is clocked on to the car may finish any line of his on it: one start a car is enough.
    """
    mine: dict[Any, OrderLine] = {line.pk: line for line in order.standing_lines()}
    on_clock = [each for each in order.at_hand("clock_records") if each.ended_at is None]
    running = next((each for each in on_clock if each.technician_id == person.pk), None)
    finished = []
    for result in results:
        line = mine.get(getattr(result.line, "pk", result.line))
        if line is None:
            raise Refusal("这一项不在这张委托书上")
        if line.technician_id != person.pk and Role.TEAM_LEADER not in ctx.roles:
            raise Refusal(f"“{line.name}”不是派给您的")
        if line.finished_at:
            raise Refusal(f"“{line.name}”已经完工")
        if line.started_at is None and (running is None or line.dispatched_at is None):
            raise Refusal(f"“{line.name}”还没开工")
        if line.operation.needs_torque and not result.torque_nm:
            raise Refusal(f"“{line.name}”要填拧紧力矩(N·m)")
        clocks.end(ctx, line, "完工", quietly=True)
        line.started_at = line.started_at or (running.started_at if running else ctx.now)
        line.finished_at, line.result, line.torque_nm = ctx.now, result.result, result.torque_nm
        finished.append(line)
    return finished


def go_on(ctx: Act, order: RepairOrder, person: Person, finished: Sequence[OrderLine]) -> None:
    """Who finishes one of his lines goes on with the next one of this car: his clock has no gap."""
    done = {line.pk for line in finished}
    mine = [each for each in order.at_hand("clock_records") if each.technician_id == person.pk]
    if not any(each.line_id in done and each.ended_at == ctx.now for each in mine):
        return
    waiting = [line for line in order.standing_lines() if line.dispatched_at and not line.finished_at]
    following = next((line for line in waiting if line.technician_id == person.pk), None)
    if following is None or clocks.running_of(ctx, person.pk):
        return
    clocks.begin(ctx, following, person)
    following.save()


def link_findings(ctx: Act, order: RepairOrder, wanted: Sequence[Any], added: Sequence[OrderLine]) -> None:
    """A finding knows the line that was priced for it; a safety finding makes a safety line."""
    findings = {finding.pk: finding for finding in order.findings.filter(line=None)}
    for each, line in zip(wanted, added, strict=True):
        if each.finding_id and each.finding_id not in findings:
            raise Refusal("这个发现已经报过价，或不是这台车的：请刷新")
        if finding := findings.get(each.finding_id):
            finding.line = line
            finding.save()
            line.safety = finding.is_safety
            line.save()


def unlink_findings(order: RepairOrder, dropped: Sequence[OrderLine]) -> bool:
    """What is not offered any more is a finding again, to be priced anew or recommended."""
    again = list(order.findings.filter(line__in=[line.pk for line in dropped]))
    for finding in again:
        finding.line = None
    Finding.objects.change_many(again, ["line"])
    return bool(again)


def open_extra(order: RepairOrder) -> Agreement:
    """The extra work that waits for the customer's answer."""
    agreement = order.agreements.filter(about=Agreement.About.EXTRA, answer=Agreement.Answer.PENDING).first()
    if agreement is None:
        raise Refusal("没有等客户答复的增项")
    return agreement  # type: ignore[no-any-return]


def answer_lines(
    ctx: Act,
    order: RepairOrder,
    agreement: Agreement,
    agreed: Sequence[int],
    because: str,
    own_words: str = "",
    *,
    cheaper: Sequence[int] = (),
) -> None:
    """Agreed lines are authorized and their parts requested; declined ones become advice."""
    asked = list(agreement.lines.filter(voided_at=None, authorized_at=None, declined_at=None))
    if {*agreed, *cheaper} - {line.pk for line in asked}:
        raise Refusal("有项目不在这次问客户的里面：请刷新")
    for line in asked:
        line.order = order
    if set(agreed) & set(cheaper):
        raise Refusal("同一项只能选一种做法：请刷新再选")
    no = [line for line in asked if line.pk not in {*agreed, *cheaper}]
    if no and not because.strip():
        raise Refusal("客户不做的项目要选一个原因")
    yes = [line for line in asked if line.pk in set(agreed)]
    yes += offers.take_cheaper(ctx, agreement, [line for line in asked if line.pk in set(cheaper)])
    for line in yes:
        line.authorized_at = ctx.now
    OrderLine.objects.change_many(yes, ["authorized_at"])
    advice.from_declined(ctx, no, because, own_words)
    answers = Agreement.Answer
    agreement.answer = answers.YES if not no else answers.NO if not yes else answers.PARTLY
    agreement.answered_at = ctx.now
    order.agreed_amount += amount_of([line for line in yes if line.payer == Payer.CUSTOMER])
    if agreement.new_promise_at and yes:
        order.promised_at = agreement.new_promise_at
    if yes:
        request_parts_of(ctx, order, yes)
        check_anew(order)
    holds.lift(ctx, order, holding.CUSTOMER_ANSWER, holding.CALL_BACK)
    agreement.save()


def check_anew(order: RepairOrder) -> None:
    """More work on the car: what was checked before it counts no more."""
    order.self_checked_at = order.leader_passed_at = order.final_passed_at = None


def findings_left(order: RepairOrder) -> list[Finding]:
    """Findings for which no line was priced: they become advice."""
    found = order.at_hand("findings")
    return [each for each in found if each.line_id is None and not each.turned_into_advice]
