"""Rounds of the posts, what they find, and the morning's clock of duties."""

from datetime import date, time, timedelta

from zhangdian.doors.simulation import chance
from zhangdian.doors.simulation.engine import Course
from zhangdian.doors.simulation.world import World
from zhangdian.foundation.kernel import clock
from zhangdian.management.duties.drawing.actions import draw_sample, fault_drawn, pass_drawn
from zhangdian.management.duties.exceptions.actions import read_exceptions
from zhangdian.management.duties.models import DueItem, RoundPoint
from zhangdian.management.duties.rounds.actions import Fault, make_round, mend_fault
from zhangdian.management.duties.watching import jobs
from zhangdian.people.organization.roles import Role

OPENED_AT, LOOKED_AT, PROVED_AT = time(7, 50), time(11, 30), time(19, 30)
ROUND, LOOK, SAMPLE = "duties.make_round", "duties.read_exceptions", "duties.draw_sample"
WALKED = (ROUND, LOOK, SAMPLE)
LATE, FORGOTTEN, AMISS = 0.06, 0.03, 0.15
"""Shares of rounds that are walked late, not at all, and that find something."""
FOUND = ("记录没有写全", "轮胎气压没有记", "旧件没有标签")
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
        course = COURSES[proof](world, Role(role), luck)
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


def look_over(world: World, role: Role, _luck: chance.Chance) -> Course:
    """The head looks at what went on yesterday in spite of a question."""
    yield world.later(4)
    world.do(read_exceptions, world.somebody(role))


def look_at_sample(world: World, role: Role, luck: chance.Chance) -> Course:
    """What the system draws is looked at one by one; now and then one is not in order."""
    by = world.somebody(role)
    for item in DueItem.objects.of(world.clock).unproved(world.now).filter(role=role, proofs=SAMPLE):
        sample = world.do(draw_sample, by, item.pk).subject
        for each in list(sample.drawn.all()):
            yield world.later(luck.uniform(3, 9))
            if luck.happens(AMISS):
                world.do(fault_drawn, by, each.pk, words=luck.choice(FOUND))
            else:
                world.do(pass_drawn, by, each.pk)


COURSES = {ROUND: walk, LOOK: look_over, SAMPLE: look_at_sample}
