"""The trade's arithmetic of the workshop: who may do a line, whose turn it is, clocks, answers of the customer."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import models

from zhangdian.foundation.kernel import attachments, holds
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.models import Hold
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.frontline.service import advice, holding
from zhangdian.frontline.service.lines import Payer, amount_of
from zhangdian.frontline.service.models import (
    Agreement,
    ClockRecord,
    Finding,
    OrderLine,
    ProgressNote,
    RepairOrder,
)
from zhangdian.frontline.service.requesting import request_parts_of
from zhangdian.people.organization import certificates
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.roles import Role

LATE_CHIPS = ("客户同意等", "会加人手", "配件马上到", "已请顾问告知", "其他")
ORDER_CHIPS = ("指定技师", "等料先做别的", "同一工位", "快修插空", "主管决定")
PAPERS_OF_SKILL = {"高压": certificates.HIGH_VOLTAGE}
"""Skills that stop without a valid paper: life is at stake (GM-12, W-06; store_truth.md §1.2)."""


class Pause(models.TextChoices):
    """Why a technician stops before a line is done."""

    PARTS = "parts", "缺料"
    ANSWER = "answer", "等确认"
    BAY = "bay", "等工位"
    MEAL = "meal", "吃饭"
    HELP = "help", "要技术支援"
    HOME = "home", "下班"


HOLD_OF_PAUSE = {
    Pause.BAY: (Role.WORKSHOP_SUPERVISOR, "等工位"),
    Pause.HELP: (Role.TECHNICAL_DIRECTOR, "技术支援"),
}


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
    waiting = order.lines.filter(
        voided_at=None, authorized_at__isnull=False, dispatched_at=None, finished_at=None
    )
    chosen = [line for line in waiting if not only or line.pk in {each.pk for each in only}]
    if not chosen:
        raise Refusal("没有等着派的项目：要换人请用“改派”")
    return chosen


def has_the_paper(ctx: Act, person: Person, lines: Iterable[OrderLine]) -> None:
    """High voltage only with a valid paper; an apprentice works only under somebody."""
    for line in lines:
        kind = PAPERS_OF_SKILL.get(line.skill)
        if kind and not certificates.holds_certificate(ctx, person, kind, ctx.today):
            raise Refusal(
                f"{person} 没有有效的{kind}，“{line.name}”不能派给他",
                [Missing(f"有{kind}的技师", Role.WORKSHOP_SUPERVISOR.label)],
            )


def planned_end(ctx: Act, technician: Person, lines: Iterable[OrderLine]) -> datetime:
    """When he would be done, after what he already has."""
    ahead = OrderLine.objects.of(ctx).filter(
        technician=technician, dispatched_at__isnull=False, finished_at=None, voided_at=None
    )
    hours = sum(line.hours for line in [*ahead, *lines])
    return ctx.now + timedelta(hours=float(hours))


def should_go_first(ctx: Act, order: RepairOrder) -> RepairOrder | None:
    """Rework, then a waiting customer, then an appointment, then the earlier promise; the supervisor's hand over all."""
    others = RepairOrder.objects.of(ctx).filter(state=RepairOrder.State.WAITING).exclude(pk=order.pk)
    stopped = set(_stopped(ctx))
    mine = _rank(order)
    before = [each for each in others if each.pk not in stopped and _rank(each) < mine]
    return min(before, key=_rank, default=None)


def _stopped(ctx: Any) -> list[int]:
    return list(
        Hold.objects.of(ctx)
        .filter(root_type="service.repairorder", lifted_at=None, stops__contains="service.dispatch")
        .values_list("root_id", flat=True)
    )


def _rank(order: RepairOrder) -> tuple[int, int, int, bool]:
    return (
        -order.priority,
        0 if order.reworks or order.rework_of_id else 1,
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


def accept_by_team(
    ctx: Act, order: RepairOrder, as_received: bool | None, difference: str, photos: Sequence[int]
) -> None:
    """The first to start compares the car with the walk-around form, once (PROC-W-07)."""
    if as_received is None:
        raise Refusal("第一次开工先看一眼：车况、物品与接车登记一致吗", [Missing("与接车一致 / 有差异")])
    order.team_accepted_at = ctx.now
    if not as_received:
        if not difference.strip():
            raise Refusal("有差异要说明是什么")
        written = note(ctx, order, ProgressNote.About.DIFFERENCE, difference)
        attachments.attach(ctx, written, "difference", photos)
        holds.lay(
            ctx,
            order,
            holding.DIFFERENCE,
            holder=Role.SERVICE_ADVISOR,
            person=order.advisor,
            why="确认车况差异",
            source=written,
        )


def stop_other_clock(ctx: Act, person: Person, *, but: OrderLine) -> None:
    """Clocking on elsewhere closes the first with a reason: nobody works on two things at once."""
    running = ClockRecord.objects.of(ctx).filter(technician=person, ended_at=None).first()
    if running is None:
        return
    if running.line_id == but.pk:
        raise Refusal(f"“{but.name}”已经在施工")
    running.ended_at, running.ended_because = ctx.now, "转去别的项目"
    running.save()


def end_clock(ctx: Act, line: OrderLine, because: str, *, quietly: bool = False) -> None:
    """Stop the running clock of this line."""
    running = line.clock_records.filter(ended_at=None).first()
    if running is None:
        if quietly:
            return
        raise Refusal(f"“{line.name}”现在没有人在做")
    running.ended_at, running.ended_because = ctx.now, because
    running.save()


def may_drive(ctx: Act) -> None:
    """A road test needs a driving licence on file."""
    person = Person.objects.of(ctx).here(ctx.person_id)
    if not certificates.holds_certificate(ctx, person, certificates.DRIVING, ctx.today):
        raise Refusal(
            "档案里没有您有效的驾驶证，不能试车", [Missing("有驾驶证的同事试车", Role.TEAM_LEADER.label)]
        )


def finished_lines(ctx: Act, order: RepairOrder, results: Sequence[Any], person: Person) -> list[OrderLine]:
    """Mark the lines done; a line not mine, not begun, or without its torque is refused by name."""
    mine = {line.pk: line for line in order.lines.filter(voided_at=None).select_related("operation")}
    finished = []
    for result in results:
        line = mine.get(getattr(result.line, "pk", result.line))
        if line is None:
            raise Refusal("这一项不在这张委托书上")
        if line.technician_id != person.pk and Role.TEAM_LEADER not in ctx.roles:
            raise Refusal(f"“{line.name}”不是派给您的")
        if line.started_at is None:
            raise Refusal(f"“{line.name}”还没开工")
        if line.finished_at:
            raise Refusal(f"“{line.name}”已经完工")
        if line.operation.needs_torque and not result.torque_nm:
            raise Refusal(f"“{line.name}”要填拧紧力矩(N·m)")
        end_clock(ctx, line, "完工", quietly=True)
        line.finished_at, line.result, line.torque_nm = ctx.now, result.result, result.torque_nm
        finished.append(line)
    return finished


def link_findings(ctx: Act, order: RepairOrder, wanted: Sequence[Any], added: Sequence[OrderLine]) -> None:
    """A finding knows the line that was priced for it; a safety finding makes a safety line."""
    findings = {finding.pk: finding for finding in order.findings.filter(line=None)}
    for each, line in zip(wanted, added, strict=True):
        if finding := findings.get(each.finding_id):
            finding.line = line
            finding.save()
            line.safety = finding.safety
            line.save()


def open_extra(order: RepairOrder) -> Agreement:
    """The extra work that waits for the customer's answer."""
    agreement = order.agreements.filter(about=Agreement.About.EXTRA, answer=Agreement.Answer.PENDING).first()
    if agreement is None:
        raise Refusal("没有等客户答复的增项")
    return agreement  # type: ignore[no-any-return]


def answer_lines(
    ctx: Act, order: RepairOrder, agreement: Agreement, agreed: Sequence[int], because: str, own_words: str
) -> None:
    """Agreed lines are authorized and their parts requested; declined ones become advice; the work goes on."""
    asked = list(agreement.lines.filter(voided_at=None, authorized_at=None, declined_at=None))
    foreign = set(agreed) - {line.pk for line in asked}
    if foreign:
        raise Refusal("有项目不在这次问客户的里面：请刷新")
    yes = [line for line in asked if line.pk in set(agreed)]
    no = [line for line in asked if line.pk not in set(agreed)]
    if no and not because.strip():
        raise Refusal("客户不做的项目要选一个原因")
    for line in yes:
        line.authorized_at = ctx.now
        line.order = order
    OrderLine.objects.change_many(yes, ["authorized_at"])
    for line in no:
        line.order = order
    advice.from_declined(ctx, no, because, own_words)
    answers = Agreement.Answer
    agreement.answer = answers.YES if not no else answers.NO if not yes else answers.PARTLY
    agreement.answered_at = ctx.now
    order.agreed_amount += amount_of([line for line in yes if line.payer == Payer.CUSTOMER])
    if agreement.new_promise_at and yes:
        order.promised_at = agreement.new_promise_at
    if yes:
        request_parts_of(ctx, order, yes)
        order.self_checked_at = order.leader_passed_at = order.final_passed_at = None
    holds.lift(ctx, order, holding.CUSTOMER_ANSWER, holding.CALL_BACK)
    agreement.save()


def findings_left(order: RepairOrder) -> list[Finding]:
    """Findings for which no line was priced: they become advice."""
    return list(order.findings.filter(line=None, turned_into_advice=False))
