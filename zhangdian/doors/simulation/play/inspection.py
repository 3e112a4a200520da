"""Leader, inspector, wash."""

from zhangdian.doors.simulation.durations import BEFORE_FINAL, BEFORE_WASH, FINAL, LEADER, WASH
from zhangdian.doors.simulation.engine import Course, Worker
from zhangdian.doors.simulation.play import warranty
from zhangdian.doors.simulation.tables import rate, table
from zhangdian.doors.simulation.world import Visit
from zhangdian.frontline.service import checking, parking
from zhangdian.frontline.service.inspection import actions as inspection
from zhangdian.frontline.service.models import Check, LabourOperation, OrderLine, RepairOrder

FAULTS = ("底护板螺栓少一颗", "机油液位偏高", "轮毂螺栓未画标记", "仍有异响", "大灯高度没复位", "漆面有颗粒")


def check(visit: Visit) -> Course:
    """The leader looks, then the inspector, on every car."""
    world = visit.world
    while visit.asking or visit.missing:
        yield visit.answered if visit.asking else visit.parts_came
    visit.look()
    if visit.order.state != "checking":
        return
    if visit.order.leader_passed_at is None:
        yield from leader(visit)
    elif visit.order.final_passed_at is None:
        yield from final(visit)
    else:
        yield world.now


def leader(visit: Visit) -> Course:
    """By somebody who did not do the work; what was found and not done is recommended."""
    world, luck = visit.world, visit.luck
    workers = checking.worked_on(visit.order)
    who: Worker = yield world.turn("leaders", visit.rank, lambda each: each.person_id not in workers)
    try:
        yield world.later(luck.minutes(*LEADER))
        if visit.asking:
            return
        if luck.happens(rate("leader_check_fail")):
            fail(visit, inspection.fail_leader_check, who)
        else:
            visit.do(inspection.pass_leader_check, who, recommendations=recommendations(visit))
            visit.recommended = []
    finally:
        world.release(who)


def recommendations(visit: Visit) -> list[inspection.Recommended]:
    """Amber findings as the leader says them, with the operation that mends them."""
    names = {row["finding_code"]: row["item_zh"] for row in table("inspection_findings")}
    codes = {found.operation for found in visit.recommended}
    operations = (
        dict(LabourOperation.objects.filter(code__in=codes).values_list("code", "pk")) if codes else {}
    )
    return [
        inspection.Recommended(
            names[found.code], operation=operations.get(found.operation), detail=found.measured
        )
        for found in visit.recommended
    ]


def fail(visit: Visit, action: object, who: Worker) -> None:
    """One line goes back with what is wrong."""
    lines = list(
        OrderLine.objects.filter(order=visit.pk, voided_at=None, finished_at__isnull=False).order_by("pk")
    )
    failed = [max(lines, key=lambda line: line.hours)]
    visit.do(action, who, failed=failed, remark=visit.luck.choice(FAULTS))  # type: ignore[arg-type]


def final(visit: Visit) -> Course:
    """The inspector's look; without it no wash and no delivery."""
    world, luck = visit.world, visit.luck
    yield world.later(luck.minutes(*BEFORE_FINAL[visit.lane]))
    barred = checking.worked_on(visit.order) | {
        each.person_id for each in visit.parts(Check) if each.stage == Check.Stage.LEADER
    }
    who: Worker = yield world.turn("inspectors", visit.rank, lambda each: each.person_id not in barred)
    try:
        yield world.later(luck.minutes(*FINAL[visit.lane]))
        visit.look()
        if (
            visit.asking
            or visit.missing
            or visit.order.state != "checking"
            or visit.order.leader_passed_at is None
        ):
            return
        if luck.happens(rate("final_inspection_fail")):
            fail(visit, inspection.fail_inspection, who)
            return
        road = luck.randint(3, 9) if visit.kind in ("REPAIR", "REWORK") and luck.happens(0.3) else None
        visit.do(inspection.pass_inspection, who, place=place_of(visit), road_test_km=road)
    finally:
        world.release(who)
    warranty.ask(visit)


def place_of(visit: Visit) -> str:
    """A free place of the finished area, where the car is not washed first."""
    if visit.order.wash == RepairOrder.Wash.YES:
        return ""
    return next(iter(parking.free(visit.world.clock)), parking.PLACES[0])


def wash(visit: Visit) -> Course:
    """Washed in turn, parked nose out."""
    world, luck = visit.world, visit.luck
    yield world.later(luck.minutes(*BEFORE_WASH[visit.lane]))
    who: Worker = yield world.turn("washers", visit.rank)
    try:
        if visit.order.wash_started_at is None:
            visit.do(inspection.start_wash, who)
        yield world.later(luck.minutes(*WASH))
        drawn = checking.wash_is_drawn(visit.order)
        photos = world.album.take(who.person_id, "seat", "rear", "front") if drawn else ()
        visit.do(
            inspection.finish_wash,
            who,
            place=next(iter(parking.free(world.clock)), parking.PLACES[0]),
            boot_allowed=luck.happens(0.4),
            photos=photos,
        )
    finally:
        world.release(who)
