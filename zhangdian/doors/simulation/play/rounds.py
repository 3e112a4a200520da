"""Rounds of the posts, what they find, and the morning's clock of duties."""

from datetime import date, time, timedelta

from zhangdian.doors.simulation import chance
from zhangdian.doors.simulation.engine import Course
from zhangdian.doors.simulation.world import World
from zhangdian.foundation.kernel import clock
from zhangdian.management.duties.exceptions.actions import read_exceptions
from zhangdian.management.duties.models import DueItem, RoundPoint
from zhangdian.management.duties.rounds.actions import Fault, make_round, mend_fault
from zhangdian.management.duties.watching import jobs
from zhangdian.people.organization.roles import Role

OPENED_AT, LOOKED_AT, PROVED_AT = time(7, 50), time(11, 30), time(19, 30)
ROUND, LOOK = "duties.make_round", "duties.read_exceptions"
WALKED = (ROUND, LOOK)
LATE, FORGOTTEN, AMISS = 0.06, 0.03, 0.15
"""Shares of rounds that are walked late, not at all, and that find something."""
WORDS, REMEDIES = ("脏", "乱", "缺", "坏"), ("清理了", "归位了", "补齐了", "报修了")


def day_of_duties(world: World, day: date) -> Course:
    """The clock opens the day; each post with a round today walks it; what was done is proved twice a day."""
    yield clock.instant(day, OPENED_AT)
    jobs.keep_store(world.clock)
    due = DueItem.objects.of(world.clock).filter(day=day, proofs__in=WALKED)
    for role, due_at, proof in sorted({(item.role, item.due_at, item.proofs) for item in due}):
        luck = chance.of(world.seed, proof, role, day)
        if luck.happens(FORGOTTEN):
            continue
        minutes = luck.uniform(5, 60) * (-1 if not luck.happens(LATE) else 1)
        course = walk(world, Role(role), luck) if proof == ROUND else look_over(world, Role(role))
        world.begin(course, max(world.now, due_at + timedelta(minutes=minutes)))
    for hour in (LOOKED_AT, PROVED_AT):
        yield clock.instant(day, hour)
        jobs.keep_store(world.clock)


def walk(world: World, role: Role, luck: chance.Chance) -> Course:
    """The points one after another; now and then one is not good, and is put right within hours."""
    by = world.somebody(role)
    began = world.now
    points = list(RoundPoint.objects.of(world.clock).filter(role=role, ended_on=None))
    yield world.later(len(points) * luck.uniform(0.5, 1.6))
    faults = [Fault(luck.choice(points), luck.choice(WORDS))] if luck.happens(AMISS) else []
    photos = world.album.take(by.person_id, "finding") if faults else []
    done = world.do(make_round, by, role=role, began_at=began, faults=faults, photos=photos)
    for fault in done.subject.faults.all():
        yield world.later(luck.minutes(90, 400))
        world.do(mend_fault, by, fault.pk, remedy=luck.choice(REMEDIES))


def look_over(world: World, role: Role) -> Course:
    """The head looks at what went on yesterday in spite of a question."""
    yield world.later(4)
    world.do(read_exceptions, world.somebody(role))
