"""What happens now and then: a car that only passed by, pieces that are scrapped, somebody who leaves."""

from collections.abc import Iterator
from datetime import date, time

from zhangdian.doors.simulation import chance
from zhangdian.doors.simulation.engine import Course, Worker
from zhangdian.doors.simulation.history import plate_of
from zhangdian.doors.simulation.world import World
from zhangdian.foundation.kernel import clock
from zhangdian.frontline.service.models.order import Kind
from zhangdian.frontline.service.reception.actions import receive_vehicle, void_order
from zhangdian.frontline.service.reception.forms import VOID_REASONS
from zhangdian.people.organization import belongings
from zhangdian.people.organization.leaving import actions as leaving
from zhangdian.people.organization.models import HandOver, Person
from zhangdian.people.organization.roles import Role, superiors_of
from zhangdian.people.organization.staff.actions import disable_person
from zhangdian.resources.parts import actions as parts
from zhangdian.resources.parts.models import Lot

PASSES_BY, SCRAPPED, LEAVES = 1, 2, 0
"""On Tuesdays a car passes by, on Wednesdays pieces are scrapped; on Mondays one may say that he goes."""
POST = Role.SALES_CONSULTANT
"""Of whom there are several, and no car waits for one of them."""
CAME_AT, SCRAPPED_AT, SAID_AT, GOES_AT = time(10, 40), time(16, 20), time(9, 20), time(16, 10)
STRANGERS = 90_000, 99_999
"""Numbers of cars that nobody here knows."""
ASKED = "问一下价钱"
SPOILT = ("包装破损，漏油", "过了保质期", "搬运时碰坏")
WHY_LEAVES = "个人原因，回老家发展"


def day_of_rare_things(world: World, day: date) -> Course:
    """Each at its hour of its weekday."""
    if day.weekday() == PASSES_BY:
        world.begin(pass_by(world, day), clock.instant(day, CAME_AT))
    if day.weekday() == SCRAPPED:
        world.begin(scrap(world, day), clock.instant(day, SCRAPPED_AT))
    if day.weekday() == LEAVES:
        world.begin(say_goodbye(world), clock.instant(day, SAID_AT))
    yield clock.instant(day, GOES_AT)
    yield from hand_over(world)


def pass_by(world: World, day: date) -> Course:
    """Taken in at the gate, and gone before anything was promised."""
    luck = chance.of(world.seed, "passes by", day)
    gate = world.somebody(Role.GUIDE, Role.GUARD)
    plate = plate_of(luck.randint(*STRANGERS), "ICE")
    come = world.do(receive_vehicle, gate, plate=plate, kind=Kind.REPAIR, words=ASKED)
    yield world.later(luck.uniform(4, 9))
    reason = luck.choice(VOID_REASONS)
    world.do(void_order, world.somebody(Role.SERVICE_ADVISOR), come.subject.pk, reason=reason)


def scrap(world: World, day: date) -> Course:
    """One piece of a cheap lot that is not spoken for leaves the book, signed as its worth asks for."""
    luck = chance.of(world.seed, "scrap", day)
    lots = Lot.objects.of(world.clock).filter(on_hand__gt=3).order_by("value_left", "pk")[:40]
    lot = luck.choice(list(lots))
    done = world.try_to(
        parts.scrap_lot, world.somebody(Role.STOREKEEPER), lot.pk, quantity=1, reason=luck.choice(SPOILT)
    )
    if done and done.waits_for_signature:
        yield from world.signed_by_others(done.subject, 8)


def say_goodbye(world: World) -> Course:
    """Once, of those who sell one who has been here shortest: his hand-over is opened."""
    yield world.now
    holders = world.roster.holding(POST)
    if len(holders) < 2 or HandOver.objects.of(world.clock).exists():
        return
    leaver, receiver = holders[-1], holders[0]
    world.do(
        leaving.open_hand_over,
        world.somebody(Role.OFFICE_DIRECTOR),
        leaver.person_id,
        why=HandOver.Why.LEAVES,
        receiver=Person.objects.get(pk=receiver.person_id),
        remark=WHY_LEAVES,
    )


def under_way(world: World) -> Iterator[tuple[HandOver, Worker, Worker]]:
    """Hand-overs of leavers whose two are both at work."""
    rows = HandOver.objects.of(world.clock).filter(state__in=HandOver.UNDER_WAY, why=HandOver.Why.LEAVES)
    for sheet in rows.select_related("person", "receiver").order_by("pk"):
        gives = world.roster.workers.get(sheet.person_id)
        takes = world.roster.workers.get(sheet.receiver_id)
        if gives and takes and all(world.roster.at_work(each, world.now) for each in (gives, takes)):
            yield sheet, gives, takes


def hand_over(world: World) -> Course:
    """Kind by kind into other hands, the things signed back, witnessed; with that his account closes."""
    for sheet, gives, takes in under_way(world):
        if clock.day(sheet.opened_at) == world.today:
            continue
        head = world.somebody(*superiors_of(POST))
        for held in belongings.counted(world.clock, sheet.person):
            to = None if held.kind.to_nobody else sheet.receiver
            if held.hands:
                world.try_to(leaving.hand_over_kind, head, sheet.pk, kind=held.kind.name, to=to)
            yield world.later(2)
        world.do(leaving.give_things, gives, sheet.pk)
        yield world.later(6)
        world.do(leaving.receive_things, takes, sheet.pk)
        yield world.later(9)
        if world.try_to(leaving.witness_hand_over, head, sheet.pk) is None:
            continue
        office = world.somebody(Role.OFFICE_DIRECTOR)
        if world.try_to(disable_person, office, sheet.person_id, reason=WHY_LEAVES):
            world.roster.says_goodbye(sheet.person_id)
