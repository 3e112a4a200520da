"""Appraisal: last month's sheets are opened, scored, read, objected to and signed over the first days."""

from datetime import date, time
from decimal import Decimal

from zhangdian.doors.simulation import chance
from zhangdian.doors.simulation.engine import Course
from zhangdian.doors.simulation.world import World
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.context import Context
from zhangdian.management.duties.appraisal import actions, jobs
from zhangdian.management.duties.models import Appraisal, AppraisalLine, Objection
from zhangdian.people.organization.roles import Role, superiors_of

OPENED_AT, SETTLED_AT = time(7, 55), time(16, 20)
LATER, OBJECTS, RIGHT = 0.35, 0.06, 0.4
"""Shares of sheets that wait another day, of those that are objected to, and of objections that are right."""
SLOW, SLOWLY, SLOW_OBJECTS = 0.15, 0.88, 0.5
"""Some sheets go slowly, most days not at all, because people do not agree: so there is always one open."""
SCORES = ((3, 0.55), (4, 0.3), (2, 0.1), (5, 0.05))
GROUNDS = {
    2: ("两次晨会迟到", "客户说没有回电话", "工位没收拾"),
    4: ("主动帮同事接车", "客户点名表扬", "交接清楚"),
    5: ("替班五天，没有一件拖",),
}
REASONS = ("那两天我在外面", "有一次是等配件", "和记录对不上")
ANSWERS = ("核对过记录，维持", "有一次确实不该算在他头上")
LEFT = "已经离职"
TENTH = Decimal("0.1")
State = Appraisal.State


def day_of_sheets(world: World, day: date) -> Course:
    """In the morning the clock opens what is over; in the afternoon some of the sheets go a step on."""
    yield clock.instant(day, OPENED_AT)
    jobs.open_for_store(world.clock)
    jobs.carry_up_for_store(world.clock)
    yield clock.instant(day, SETTLED_AT)
    waiting = Appraisal.objects.of(world.clock).exclude(state=State.AGREED).exclude(above="")
    for key in list(waiting.order_by("pk").values_list("pk", flat=True)):
        luck = chance.of(world.seed, "appraisal", key, day)
        slow = chance.of(world.seed, "slow", key).happens(SLOW)
        if not luck.happens(SLOWLY if slow else LATER):
            step(world, Appraisal.objects.select_related("person").get(pk=key), luck, slow)
            yield world.later(luck.uniform(0.2, 1))


def step(world: World, sheet: Appraisal, luck: chance.Chance, slow: bool) -> None:
    """The next step of one sheet, by whoever is there to do it."""
    head = Context(world.store_id, world.somebody(Role(sheet.above)).person_id)
    if sheet.state == State.RELEASED and sheet.person.disabled_at is not None:
        if sheet.object_until and world.now > sheet.object_until:
            world.do(actions.note_unsigned, head, sheet.pk, why=LEFT)
    elif sheet.state == State.RELEASED:
        read(world, sheet, luck, slow)
    elif head.person_id == sheet.person_id:
        return
    elif sheet.state == State.SCORING:
        score(world, sheet, head, luck)
    else:
        world.do(actions.agree_appraisal, head, sheet.pk)


def score(world: World, sheet: Appraisal, head: Context, luck: chance.Chance) -> None:
    for line in sheet.lines.filter(kind=AppraisalLine.Kind.SCORED):
        points = luck.one(SCORES)
        ground = luck.choice(GROUNDS[points]) if points in GROUNDS else ""
        world.do(actions.score_line, head, line.pk, score=points, ground=ground)
    world.do(actions.release_appraisal, head, sheet.pk)


def read(world: World, sheet: Appraisal, luck: chance.Chance, slow: bool) -> None:
    """The person signs, or objects to a line; an objection is answered by the post above who scored it."""
    objection = sheet.objections.filter(outcome="").select_related("line").first()
    if objection is not None:
        answer(world, objection, luck)
        return
    who = Context(world.store_id, sheet.person_id)
    line = sheet.lines.exclude(points=None).order_by("points").first()
    objected = sheet.objections.exists() or (
        sheet.object_until is not None and world.now > sheet.object_until
    )
    if line is not None and not objected and luck.happens(SLOW_OBJECTS if slow else OBJECTS):
        world.do(actions.object_to_line, who, line.pk, reason=luck.choice(REASONS))
        return
    world.do(actions.sign_appraisal, who, sheet.pk)


def answer(world: World, objection: Objection, luck: chance.Chance) -> None:
    above = next(iter(superiors_of(objection.asked)), None)
    if above is None or above == Role.CHIEF_EXECUTIVE:
        return
    head = world.somebody(above)
    if head.person_id == objection.appraisal.person_id:
        return
    line = objection.line
    points = line.points or Decimal(0)
    if luck.happens(RIGHT) and points < line.weight:
        better = ((points + line.weight) / 2).quantize(TENTH)
        outcome, reason = Objection.Outcome.CORRECTED, ANSWERS[1]
        world.do(actions.answer_objection, head, objection.pk, outcome=outcome, reason=reason, points=better)
        return
    outcome, reason = Objection.Outcome.UPHELD, ANSWERS[0]
    world.do(actions.answer_objection, head, objection.pk, outcome=outcome, reason=reason)
