"""The workshop: dispatch, clock on and off, findings, extra work, delays."""

from typing import Any

from django.db.models import Sum

from zhangdian.doors.simulation import chance, wishes
from zhangdian.doors.simulation.durations import (
    ANSWERS,
    BODY_DAYS,
    BY_THE_PAPER,
    DIAGNOSIS,
    SMALL_MAINTENANCE,
    TO_THE_BAY,
)
from zhangdian.doors.simulation.engine import Course, Worker
from zhangdian.doors.simulation.play import parts, promising
from zhangdian.doors.simulation.rhythm import number_of_kind
from zhangdian.doors.simulation.roster import after_open_minutes
from zhangdian.doors.simulation.tables import pick_list
from zhangdian.doors.simulation.world import Visit
from zhangdian.foundation.kernel import holds, links
from zhangdian.foundation.kernel.models import Means
from zhangdian.foundation.ui import link_pages
from zhangdian.frontline.service import holding, lines
from zhangdian.frontline.service.models import Agreement, ClockRecord, OrderLine, Payer, RepairOrder
from zhangdian.frontline.service.workbench import LineResult, Pause
from zhangdian.frontline.service.workshop import actions as workshop
from zhangdian.people.organization.roles import Role

State = RepairOrder.State
CREWS = {"钣金": "body", "喷漆": "paint"}
"""Skill → crew; all others are the mechanics'."""
FULLY_INSPECTED = {"MAINT": 0.96, "FIRST": 1.0}
SEEN_OPEN = 0.74
"""Of what is found on a car that is taken apart anyway, the share that customers have done."""
TORQUE = 110
STANDS_AT_THE_CAR = -20
"""The rank of one whose clock runs when the play is taken up."""
GRACE = 12
"""Minutes that somebody works on rather than stop for lunch."""
WAITED_FOR = {"lunch": 50, "home": 40}
"""The same when a customer waits for it."""
NAMED_WITHIN = (5, 20)
"""Minutes in which the supervisor names who goes on with a body car."""
LATE_REASONS = ("前车占工位", "故障比预计复杂", "等诊断结果")


def repair(visit: Visit) -> Course:
    """What is authorized and not done is done, crew after crew."""
    world = visit.world
    todo = open_lines(visit)
    if not todo:
        # Authorized lines are done, but the customer has not answered yet.
        yield from wait_for_answer(visit)
        visit.look()
        return
    crew = crew_of(todo[0])
    mine = [line for line in todo if crew_of(line) == crew]
    if crew != "mechanics":
        yield from between_crews(visit, mine, crew)
    yield from work(visit, crew, mine)
    visit.look()
    if not world.engine.stopped:
        visit.tries = 0


def open_lines(visit: Visit) -> list[OrderLine]:
    """Authorized and not finished: mechanics first, then body, then paint."""
    todo = [
        line
        for line in visit.parts(OrderLine)
        if line.authorized_at and not line.voided_at and not line.finished_at
    ]
    places = {"mechanics": 0, "body": 1, "paint": 2}
    return sorted(todo, key=lambda line: (places[crew_of(line)], line.pk))


def crew_of(line: OrderLine) -> str:
    return CREWS.get(line.skill, "mechanics")


def work(visit: Visit, crew: str, mine: list[OrderLine]) -> Course:
    """One technician takes these lines and carries them to the self check."""
    world, luck = visit.world, visit.luck
    running = clocked_on(mine)
    mine = sorted(mine, key=lambda line: line.pk not in running)  # starting another would stop this clock
    if not visit.order.reworks and not any(line.dispatched_at for line in mine):
        yield world.later(luck.minutes(*TO_THE_BAY[visit.lane]) * (0.35 if visit.extended else 1))
    while visit.short and not running and crew != "body":
        yield visit.parts_came
    rank = STANDS_AT_THE_CAR if running else visit.rank
    worker: Worker = yield world.turn(crew, rank, whose(visit, mine, running))
    try:
        yield from put_in_hand(visit, worker, mine)
        minutes = bay_minutes(visit, crew, mine)
        for line in mine:
            if line.pk not in running:
                start(visit, worker, line)
            left = 0.5 if line.pk in running else 0.1 if line.started_at and not line.reworks else 1.0
            yield from hands_on(visit, worker, line, minutes[line.pk] * left)
            if line is mine[0]:
                yield from inspect(visit, worker, crew)
        yield from wait_at_the_window(visit, worker, mine[-1])
        results = [
            LineResult(line, torque_nm=TORQUE if line.operation.needs_torque else None) for line in mine
        ]
        visit.do(workshop.finish_work, worker, results=results)
    finally:
        world.release(worker)


def wait_at_the_window(visit: Visit, worker: Worker, line: OrderLine) -> Course:
    """What is being picked is waited for with the clock off: nobody is paid for standing there."""
    world = visit.world
    if visit.missing <= visit.short or visit.extended:
        return
    world.do(workshop.pause_work, worker, line.pk, reason=Pause.PARTS)
    while visit.missing > visit.short:
        yield visit.parts_came
    yield world.roster.back(worker, world.now)
    world.do(workshop.start_work, worker, line.pk)


def clocked_on(mine: list[OrderLine]) -> dict[int, int]:
    """Lines whose clock runs, and whose clock it is: somebody stands at the car when the play is taken up."""
    if not any(line.started_at for line in mine):
        return {}
    rows = ClockRecord.objects.filter(line__in=[line.pk for line in mine], ended_at=None)
    return dict(rows.values_list("line_id", "technician_id"))


def put_in_hand(visit: Visit, worker: Worker, mine: list[OrderLine]) -> Course:
    """Dispatched to him, or taken over from one who is away; a delay is seen now."""
    world = visit.world
    supervisor = world.somebody(Role.WORKSHOP_SUPERVISOR, Role.TECHNICAL_DIRECTOR)
    if undispatched := [line for line in mine if line.dispatched_at is None]:
        visit.do(workshop.dispatch, supervisor, technician=worker.person_id, only=undispatched)
        yield world.later(visit.luck.uniform(*BY_THE_PAPER[visit.lane]))
    for line in mine:
        if line.dispatched_at and line.technician_id != worker.person_id:
            reassign(visit, line, worker)
    ready = world.later(sum(float(line.hours) for line in mine) * 60 + promising.after_work(visit))
    promising.tell_if_late(visit, ready, visit.luck.choice(LATE_REASONS))
    if holds.waits_for(visit.order, holding.DELAY):
        promising.agree(world, visit.order, ready, here=visit.is_here)
        visit.look()


def whose(visit: Visit, mine: list[OrderLine], running: dict[int, int]) -> Any:
    """Who may take these lines: the one who has begun while he is here, else whoever holds the paper.

    A body car that was named while it dried goes to whoever of its crew is free when its time comes.
    """
    world = visit.world
    high_voltage = any(line.skill == "高压" for line in mine)
    own = next(iter(running.values()), None)
    if own is None:
        held = [line for line in mine if line.started_at or crew_of(line) == "mechanics"]
        begun = next((line.technician_id for line in held if line.dispatched_at and line.technician_id), None)
        worker = world.roster.workers.get(begun or 0)
        own = begun if worker and world.roster.is_there(worker, world.today) else None

    def fits(worker: Worker) -> bool:
        return worker.person_id == own if own else worker.high_voltage or not high_voltage

    return fits


def reassign(visit: Visit, line: OrderLine, worker: Worker) -> None:
    world = visit.world
    named = world.roster.workers.get(line.technician_id or 0)
    here = named is not None and world.roster.is_there(named, world.today)
    supervisor = world.somebody(Role.WORKSHOP_SUPERVISOR, Role.TECHNICAL_DIRECTOR)
    reason = "手上活多" if here else "原技师不在岗"
    world.do(workshop.reassign, supervisor, line.pk, technician=worker.person_id, reason=reason)


def start(visit: Visit, worker: Worker, line: OrderLine) -> None:
    visit.world.do(
        workshop.start_work,
        worker,
        line.pk,
        as_received=True if visit.order.team_accepted_at is None else None,
    )
    visit.order.team_accepted_at = visit.order.team_accepted_at or visit.world.now


def hands_on(visit: Visit, worker: Worker, line: OrderLine, minutes: float) -> Course:
    """Work on a line; lunch and the end of the shift stop the clock."""
    world, left = visit.world, minutes
    while True:
        stop, why = world.roster.until(worker, world.now)
        span = (stop - world.now).total_seconds() / 60
        if left <= span + grace_of(visit, why):
            yield world.later(left)
            return
        yield world.later(max(span, 0))
        left -= max(span, 0)
        world.do(workshop.pause_work, worker, line.pk, reason=Pause.MEAL if why == "lunch" else Pause.HOME)
        yield world.roster.back(worker, world.now)
        world.do(workshop.start_work, worker, line.pk)


def grace_of(visit: Visit, why: str) -> float:
    """Nobody goes while a customer waits for the last half hour of his car."""
    return WAITED_FOR[why] if visit.is_here else GRACE


def bay_minutes(visit: Visit, crew: str, mine: list[OrderLine]) -> dict[int, float]:
    """How long each line keeps a technician; to look for a fault takes its own time."""
    looking = [line for line in mine if line.is_diagnosis]
    known = [line for line in mine if not line.is_diagnosis]
    hours = sum(float(line.hours) for line in known)
    whole = minutes_of(visit, crew, known) if known else 0.0
    return {
        **{line.pk: whole * float(line.hours) / hours for line in known},
        **{line.pk: visit.luck.minutes(*DIAGNOSIS) * (0.35 if line.reworks else 1.0) for line in looking},
    }


def minutes_of(visit: Visit, crew: str, mine: list[OrderLine]) -> float:
    luck = visit.luck
    hours = sum(float(line.hours) for line in mine)
    again = 0.35 if any(line.reworks for line in mine) else 1.0
    if crew != "mechanics":
        return hours * 60 * 0.97 * luck.minutes(1, 1.25) * again
    codes = {line.operation.code for line in mine}
    if codes & wishes.BASE and hours <= 0.75:
        return luck.minutes(*SMALL_MAINTENANCE) * again
    return max(8.0, hours * 60 * 0.86 * luck.minutes(1, 1.46)) * again


def between_crews(visit: Visit, mine: list[OrderLine], crew: str) -> Course:
    """Body and paint take days: the assessment, parts, filler and paint that dry, the booth's queue."""
    world, luck = visit.world, visit.luck
    if not visit.elapse_days:
        visit.elapse_days = luck.minutes(*BODY_DAYS)
    if any(line.started_at or line.reworks for line in mine):
        return
    hands = sum(float(line.hours) for line in open_lines(visit)) * 60
    whole = visit.elapse_days * 8.5 * 60
    share = 0.1 if crew == "body" else 0.9
    idle = max(0.0, whole - hands) * share
    if idle > 20:
        yield world.later(luck.uniform(*NAMED_WITHIN))
        visit.look()
        name_somebody(visit, crew, mine)
        yield after_open_minutes(world.now, idle)


def name_somebody(visit: Visit, crew: str, mine: list[OrderLine]) -> None:
    """The supervisor gives the next stage to whoever has the least in hand; he begins when its time comes."""
    world = visit.world
    undispatched = [line for line in mine if line.dispatched_at is None]
    if not undispatched or visit.order.state not in (State.WAITING, State.IN_REPAIR):
        return
    open_hours = dict(
        OrderLine.objects.filter(dispatched_at__isnull=False, finished_at=None, voided_at=None)
        .order_by()
        .values_list("technician_id")
        .annotate(Sum("hours"))
    )
    members = world.roster.crews[crew].members
    here = [each for each in members if world.roster.is_there(each, world.today)] or members
    hand = min(here, key=lambda each: (each.reserve, open_hours.get(each.person_id, 0), each.person_id))
    supervisor = world.somebody(Role.WORKSHOP_SUPERVISOR, Role.TECHNICAL_DIRECTOR)
    visit.do(workshop.dispatch, supervisor, technician=hand.person_id, only=undispatched)
    for line in undispatched:
        line.refresh_from_db()


# Findings and extra work ----------------------------------------------------------------------------


def inspect(visit: Visit, worker: Worker, crew: str) -> Course:
    """The inspection list at the maintenance, safety points elsewhere; what is red goes to the advisor."""
    world, luck = visit.world, visit.luck
    if visit.inspected or visit.order.reworks:
        return
    visit.inspected = True
    wanted: list[lines.Wanted] = []
    agreed: list[bool] = []
    if luck.happens(FULLY_INSPECTED.get(visit.kind, 0.0)) and visit.car:
        worn = wishes.is_worn(chance.of(world.seed, "worn", visit.car.pk))
        for found in wishes.findings(luck, visit.car.energy, worn=worn):
            if found.level == "amber" and not found.offered:
                visit.recommended.append(found)
                continue
            finding = report(
                visit, worker, item=world.items[found.code], level=found.level, measured=found.measured
            )
            if found.offered:
                wanted.append(lines.Wanted(found.operation, finding_id=finding))
                agreed.append(found.accepted)
    elif luck.happens(number_of_kind(visit.kind, "extra_work_found_pct") / 100) and visit.car:
        taken = set(OrderLine.objects.filter(order=visit.pk).values_list("operation__code", flat=True))
        for code in wishes.extra_of(luck, visit.kind, visit.car.energy, taken):
            name = wishes.operations()[code]["name_zh"]
            finding = report(visit, worker, name=f"{name}：拆检发现", level="red")
            wanted.append(lines.Wanted(code, finding_id=finding))
            agreed.append(luck.happens(SEEN_OPEN))
    if wanted:
        visit.asking += 1
        visit.extended = True
        world.begin(extra_work(visit, wanted, agreed))
    yield world.now


def report(visit: Visit, worker: Worker, **what: Any) -> int:
    """One finding with its picture; tells its key."""
    [photo] = visit.world.album.take(worker.person_id, "finding")
    done = visit.do(workshop.report_finding, worker, photos=[photo], **what)
    found = visit.order.findings.order_by("-pk").values_list("pk", flat=True).first()
    assert done.entry.pk
    assert found
    return int(found)


def extra_work(visit: Visit, wanted: list[lines.Wanted], agreed: list[bool]) -> Course:
    """The advisor prices it, the customer answers line by line; his answer comes back to the bay."""
    world, luck = visit.world, visit.luck
    try:
        advisor: Worker = yield visit.own_advisor(patience=6)
        try:
            yield world.later(luck.uniform(2, 6))
            visit.look()
            if visit.order.state not in (State.WAITING, State.IN_REPAIR, State.CHECKING):
                return
            means = "desk" if visit.waits and luck.happens(0.45) else luck.choice(("phone", "link"))
            payer = insurer_or_customer(visit)
            wanted = [lines.Wanted(each.operation_code, payer, finding_id=each.finding_id) for each in wanted]
            visit.do(
                workshop.propose_extra_work,
                advisor,
                wanted=wanted,
                message="照片见附件，建议本次处理",
            )
        finally:
            world.release(advisor)
        yield world.later(luck.minutes(*ANSWERS[means]))
        visit.look()
        answer(visit, means, agreed)
        parts.ask_for_open(visit)
        if any(agreed):
            promising.tell_if_late(visit, promising.ready_at(world, visit.order), "增项")
    finally:
        visit.asking -= 1
        world.engine.happen(visit.answered)


def late_answer(visit: Visit) -> Course:
    """A question that was open when we came: he calls back."""
    try:
        yield visit.world.later(visit.luck.minutes(15, 60))
        visit.look()
        answer(visit, "phone", [visit.luck.happens(0.61) for _ in range(9)])
        parts.ask_for_open(visit)
    finally:
        visit.asking -= 1
        visit.world.engine.happen(visit.answered)


def insurer_or_customer(visit: Visit) -> Payer | None:
    return Payer.CUSTOMER if visit.kind == "ACCIDENT" and visit.self_paid else None


def answer(visit: Visit, means: str, agreed: list[bool]) -> None:
    """Yes to some, not this time to others."""
    world, luck = visit.world, visit.luck
    asked = Agreement.objects.filter(order=visit.pk, about="extra", answer="pending").first()
    if asked is None:
        return
    rows = list(asked.lines.filter(voided_at=None).order_by("pk"))
    yes = [line for line, agrees in zip(rows, agreed, strict=False) if agrees]
    world.told["extra asked"] += 1
    if means == "link":
        _, customer = links.follow(link_pages.standing_key(workshop.answer_extra_work, asked))
        world.do(
            workshop.answer_extra_work, customer, asked.pk, agreed=yes, seen_revision=visit.order.revision
        )
    else:
        visit.do(
            workshop.authorize_extra_work,
            promising.advisor_of(world, visit.order),
            agreed=yes,
            means=Means.DESK if means == "desk" else Means.PHONE,
            spoken_by=(visit.car.owner if visit.car else "") or "车主",
            reason=luck.one(pick_list("work_declined")) if len(yes) < len(rows) else "",
            own_words="知道有风险，下次来换" if any(line.safety for line in rows) else "",
        )


def wait_for_answer(visit: Visit) -> Course:
    while visit.asking:
        yield visit.answered
    yield visit.world.now
