"""Reception and write-up: greeting, walk-around, lines, promise, and the first sitting."""

from datetime import timedelta
from typing import Any

from zhangdian.doors.simulation import wishes
from zhangdian.doors.simulation.durations import AT_THE_GATE, WALK_AROUND, WALK_AROUND_ACCIDENT, WRITE_UP
from zhangdian.doors.simulation.engine import Course, Worker
from zhangdian.doors.simulation.play import parts, warranty
from zhangdian.doors.simulation.tables import rate
from zhangdian.doors.simulation.world import Visit, is_asked
from zhangdian.foundation.kernel import links, papers
from zhangdian.foundation.kernel.models import Means
from zhangdian.foundation.ui import link_pages
from zhangdian.foundation.ui.marks import PLACES
from zhangdian.frontline.service import lines, receiving
from zhangdian.frontline.service import papers as kinds
from zhangdian.frontline.service.models import (
    Advice,
    Agreement,
    Appointment,
    Concern,
    OrderLine,
    PartLine,
    RepairOrder,
    ThingTaken,
)
from zhangdian.frontline.service.models.order import Kind, Payer
from zhangdian.frontline.service.outline import Mark, across, down
from zhangdian.frontline.service.reception import actions as reception
from zhangdian.frontline.service.writeup import actions as writeup
from zhangdian.people.customers import recalls
from zhangdian.people.customers.maker.actions import refuse_recall
from zhangdian.people.organization.roles import Role

State = RepairOrder.State
BELONGINGS = ("手机充电器、雨伞", "儿童座椅", "后备箱有工具", "墨镜", "公文包已请客户带走")
SPOTS = ("前保险杠左角", "前保险杠右角", "左前门", "右后门", "右后翼子板", "后保险杠", "左后视镜")
DRIVERS = ("王师傅", "刘师傅", "赵师傅", "孙师傅")
CORNERS = ("front", "left", "rear", "right")
LARGE = 9_900


def arrive(visit: Visit, appointment: Appointment | None) -> Course:
    """The plate is typed at the gate, the key gets its tag."""
    world, car = visit.world, visit.car
    assert car is not None
    visit.order = world.do(
        reception.receive_vehicle,
        world.somebody(Role.GUIDE, Role.GUARD),
        plate=car.plate,
        appointment=appointment,
        kind=Kind(visit.kind),
        words="" if appointment else visit.words,
        key_tag=world.free_tag(),
    ).subject
    car.away_until = type(car.away_until).max
    yield world.later(visit.luck.minutes(*AT_THE_GATE))


def draft(visit: Visit) -> Course:
    """The advisor takes the car from the gate to the signed order."""
    advisor: Worker = yield visit.own_advisor(patience=7)
    try:
        visit.look()
        if is_asked(visit.pk, Agreement.About.ORDER):
            yield from answer_link(visit, advisor)
        else:
            yield from take_in(visit, advisor)
    finally:
        visit.world.release(advisor)
    parts.ask_for_open(visit)
    warranty.ask(visit)


def take_in(visit: Visit, advisor: Worker) -> Course:
    """Greeting, walk-around, write-up, signature, each as far as it is not done."""
    world, minutes = visit.world, visit.luck.minutes(*WRITE_UP[visit.known])
    if visit.order.greeted_at is None:
        visit.do(reception.greet_customer, advisor)
    if visit.order.walked_around_at is None:
        yield from walk_around(visit, advisor)
    if all(line.voided_at for line in visit.parts(OrderLine)):
        yield world.later(minutes * 0.45)
        write_up(visit, advisor)
        minutes *= 0.55
    yield world.later(minutes)
    if visit.car and visit.car.advice and visit.order.history_seen_at is None:
        answer_history(visit, advisor)
    leave_recalls(visit, advisor)
    large(visit)
    yield from sign(visit, advisor)


def walk_around(visit: Visit, advisor: Worker) -> Course:
    """Covers, four corners, marks, mileage, fuel, belongings, licence and booklet: one walk, one step."""
    world, luck = visit.world, visit.luck
    accident = visit.kind == "ACCIDENT"
    yield world.later(luck.minutes(*(WALK_AROUND_ACCIDENT if accident else WALK_AROUND[visit.known])))
    *corners, seat = world.album.take(advisor.person_id, *CORNERS, "seat")
    marks = (
        [a_mark(visit) for _ in range(luck.randint(1, 2))] if luck.happens(0.9 if accident else 0.22) else []
    )
    km = visit.car.km_on(luck, world.today) if visit.car else 30_000
    visit.do(
        reception.complete_walk_around,
        advisor,
        mileage_km=km,
        fuel_eighths=luck.choice((1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 7, 8)),
        photos=corners,
        seat_photo=seat,
        marks=marks,
        mark_photos=world.album.take(advisor.person_id, "mark") if marks else (),
        belongings=luck.choice(BELONGINGS) if luck.happens(0.18) else "无贵重物品",
        belongings_movable="可以移动",
        taken=[ThingTaken.Thing.KEY, ThingTaken.Thing.LICENCE],
        **papers_of(visit),
    )
    if visit.car:
        visit.car.km, visit.car.read_on = km, world.today


def papers_of(visit: Visit) -> dict[str, Any]:
    """Mostly the owner or his family; a company's driver only brings the car."""
    luck = visit.luck
    if visit.car and visit.car.company and luck.happens(0.5):
        return {
            "papers": receiving.PapersOutcome.SENDER_ONLY,
            "sender_name": luck.choice(DRIVERS),
            "sender_phone": f"161300{luck.randint(0, 99999):05d}",
        }
    return {"papers": receiving.PapersOutcome.SAME}


def a_mark(visit: Visit) -> Mark:
    """On the place that its words name, a finger's width beside the middle of it."""
    luck = visit.luck
    kind, place = luck.choice(("划痕", "凹陷", "掉漆")), luck.choice(SPOTS)
    view, x, y = PLACES[place]
    return Mark(kind, view, across(x + luck.randint(-6, 6)), down(y + luck.randint(-6, 6)), place)


def write_up(visit: Visit, advisor: Worker) -> None:
    """The lines with their kits, and what the customer wants otherwise than last time."""
    concern = next((each.pk for each in visit.parts(Concern)), None)
    payer = Payer.CUSTOMER if visit.kind == "ACCIDENT" and visit.self_paid else None
    if visit.kind == "FIRST":
        payer = Payer.MANUFACTURER
    wanted = [
        lines.Wanted(code, payer, concern if place == 0 else None, quantity)
        for place, (code, quantity) in enumerate(visit.operations)
    ]
    wanted += [lines.Wanted(code, Payer.MANUFACTURER) for code in recall_work(visit)]
    visit.do(writeup.add_lines, advisor, wanted=wanted)
    if visit.kind == "ACCIDENT":
        strike_skins(visit, advisor)
    choices = choices_of(visit)
    if any(getattr(visit.order, name) != value for name, value in choices.items()):
        visit.do(writeup.set_choices, advisor, **choices)


def strike_skins(visit: Visit, advisor: Worker) -> None:
    """A bumper that is mended keeps its skin."""
    skins = PartLine.objects.filter(order=visit.pk, voided_at=None, part__group="外观件")
    for pk, code in skins.order_by("pk").values_list("pk", "line__operation__code"):
        if not visit.luck.happens(wishes.REPLACED.get(code, 1.0)):
            visit.world.do(writeup.change_part_quantity, advisor, pk, quantity=0)
    visit.look()


def recall_work(visit: Visit) -> list[str]:
    """Of the maker's open campaigns on this car those that the customer has done today."""
    listed = {code for code, _ in visit.operations}
    codes = sorted((visit.car.recalls if visit.car else set()) - listed)
    willing = visit.kind in ("MAINT", "FIRST", "RECALL", "WARRANTY") and visit.luck.happens(0.55)
    return [code for code in codes if willing and wishes.fits(code, visit.car.energy if visit.car else "")]


def leave_recalls(visit: Visit, advisor: Worker) -> None:
    """What he does not want done today he says in his own words; it is offered again."""
    if visit.car is None or not visit.car.recalls:
        return
    done = {line.operation.code for line in visit.parts(OrderLine) if not line.voided_at}
    for one in recalls.open_on(visit.world.clock, [visit.order.vehicle])[visit.order.vehicle_id]:
        if one.recall.operation_code not in done and one.state != one.State.REFUSED:
            visit.world.do(refuse_recall, advisor, one, words="今天赶时间，下次保养一起做")


def choices_of(visit: Visit) -> dict[str, Any]:
    stay = RepairOrder.Stay
    return {
        "wash": RepairOrder.Wash.YES if visit.washes else RepairOrder.Wash.NO,
        "old_parts": visit.order.old_parts,
        "pay": RepairOrder.Pay.ACCOUNT if visit.car and visit.car.company else RepairOrder.Pay.CODE,
        "stay": stay.WAITS if visit.waits else stay.LEAVES if visit.comes_himself else stay.OTHER,
    }


def answer_history(visit: Visit, advisor: Worker) -> None:
    """What the car was left with is offered again: two in five take one now."""
    assert visit.car is not None
    luck = visit.luck
    left = [
        pk for pk in Advice.objects.filter(vehicle=visit.car.pk, closed_at=None).values_list("pk", flat=True)
    ]
    if not left:
        visit.car.advice = []
        return
    taken = [luck.choice(left)] if luck.happens(0.38) and visit.kind != "ACCIDENT" else []
    visit.do(
        writeup.answer_open_items,
        advisor,
        taken=taken,
        reason="下次再做",
        own_words="知道有风险，这次先不换",
    )


def large(visit: Visit) -> None:
    """Ten thousand yuan and more: the service manager comes to the desk."""
    if visit.order.large_confirmed_at is None and lines.total_of(visit.order) >= LARGE:
        manager = visit.world.somebody(Role.SERVICE_MANAGER)
        visit.do(writeup.confirm_large_order, manager, remark="已与客户当面说明")


def shown(visit: Visit, advisor: Worker) -> dict[str, Any]:
    """Both papers as the customer sees them now."""
    ctx = visit.world.context(advisor)
    pages = [papers.render(ctx, kind, visit.order) for kind in (kinds.WALK_AROUND, kinds.ORDER)]
    return {"seen_revision": visit.order.revision, "pages": pages}


def answer_link(visit: Visit, advisor: Worker) -> Course:
    """He opens his link and agrees to what he sees."""
    yield visit.world.later(visit.luck.minutes(4, 12))
    visit.look()
    _, customer = links.follow(link_pages.standing_key(writeup.sign_order_by_link, visit.order))
    visit.do(writeup.sign_order_by_link, customer, **shown(visit, advisor))


def sign(visit: Visit, advisor: Worker) -> Course:
    """On the pad; by link where he is not here; a few refuse, with a witness."""
    world, luck = visit.world, visit.luck
    visit.look()
    seen = shown(visit, advisor)
    if not visit.order.sender_is_owner or luck.happens(0.04):
        key = link_pages.next_key(writeup.sign_order_by_link, visit.order)
        visit.do(writeup.send_order_for_signature, advisor, **seen, key=key)
        visit.look()
        if visit.order.sender_phone:
            visit.do(writeup.text_order_link, advisor)
        yield from answer_link(visit, advisor)
    elif luck.happens(rate("customer_refuses_signature") / 2):
        witness = world.somebody(Role.FRONT_DESK_SUPERVISOR).person_id
        visit.do(
            writeup.record_refused_signature, advisor, **seen, witness=witness, reason="客户赶时间，口头同意"
        )
    else:
        [signature] = world.album.take(advisor.person_id, "signature")
        visit.do(writeup.sign_order, advisor, **seen, signature=signature, means=Means.PAD)
    yield world.now + timedelta(seconds=20)
