"""Policies as they are issued: entered by one, checked by another, filed the same day; also of new cars."""

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from zhangdian.aftercare.insurance.delivered.actions import DeliveredRow, load_delivered_cars
from zhangdian.aftercare.insurance.dossiers.actions import collect_document, waive_document
from zhangdian.aftercare.insurance.explained import covers_to_explain
from zhangdian.aftercare.insurance.explaining.actions import explain_clauses
from zhangdian.aftercare.insurance.models import DossierItem, Insurer, Policy, PolicyLine
from zhangdian.aftercare.insurance.policies.actions import check_policy, enter_policy, file_policy
from zhangdian.aftercare.insurance.queries import last_quote
from zhangdian.aftercare.insurance.terms import last_day_of
from zhangdian.aftercare.insurance.wishing import Wished
from zhangdian.doors.simulation import chance, history, insured
from zhangdian.doors.simulation.engine import Course, Worker
from zhangdian.doors.simulation.world import World
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.models import Means
from zhangdian.foundation.kernel.money import yuan
from zhangdian.people.customers.actions import register_customer, register_vehicle
from zhangdian.people.customers.models import Customer, Vehicle, VehicleModel
from zhangdian.people.organization.roles import Role

NEW_CARS_A_DAY = 3.4
"""About 91 a month (demo/README.md)."""
ELSEWHERE_A_DAY = 0.5
"""Handed over and insured with somebody else."""
LISTED = time(17, 15)
COMPULSORY = "TCI"
CONFIRMED = ("听明白了，哪些不赔也说了", "清楚，免赔的地方知道了", "知道酒驾不赔，可以")
PAPER_LACKS = 0.08
"""Share of papers that the customer has not brought with him."""
SELDOM_NEEDED = ("自用充电桩照片",)
DELIVERED = time(10, 30), time(16, 30)
NUMBERED = 60_000
"""New cars are counted from here, far from those that the store has known."""
DESKS = (Role.NEW_CAR_INSURANCE, Role.RENEWAL_SPECIALIST, Role.FI_MANAGER)


def issue(
    world: World,
    who: Worker,
    car: Vehicle,
    insurer: int,
    amounts: Mapping[PolicyLine, Decimal],
    starts_on: date,
    desk: Policy.Desk,
    made: list[Policy],
    covers: Sequence[Wished] = (),
) -> Course:
    """The clauses explained, then each line on a policy of its own; `made` tells which came to be."""
    covers = [*covers] or usual_covers(world, car, starts_on)
    if world.try_to(explain_clauses, who, car.pk, **confirmed(world, car, covers)) is None:
        return
    yield world.later(6)
    code = Insurer.objects.values_list("code", flat=True).get(pk=insurer)
    for line, premium in amounts.items():
        done = world.try_to(
            enter_policy,
            who,
            insurer=insurer,
            line=line,
            number=f"{code}{line}{starts_on.year}{world.today:%m%d}{car.pk:06d}",
            desk=desk,
            signed_on=world.today,
            starts_on=starts_on,
            premium=premium,
            vin=car.vin,
            tax=insured.TAX if line is PolicyLine.COMPULSORY else Decimal(0),
            covers=covers if line is PolicyLine.COMMERCIAL else [],
        )
        if done:
            made.append(done.subject)
            yield world.later(4)
    for policy in made:
        yield world.later(chance.of(world.seed, "checks", policy.pk).minutes(12, 60))
        while (other := another(world, who)) is None:
            yield world.later(45)
        world.try_to(
            check_policy,
            other,
            policy.pk,
            number=policy.number,
            premium=policy.premium,
            tax=policy.tax,
            starts_on=clock.day(policy.starts_at),
            last_day=last_day_of(policy.ends_at, clock.CHINA),
            vin_tail=car.vin[-6:],
            **(read_again(covers) if policy.line == PolicyLine.COMMERCIAL else {}),
        )
        yield world.later(2)
        world.try_to(file_policy, who, policy.pk, photos=world.album.take(who.person_id, "paper"))
    yield from collect_papers(world, who, made)


def collect_papers(world: World, who: Worker, made: list[Policy]) -> Course:
    """Each paper once for all policies of the car; of a few cars one comes later or never."""
    lacking = DossierItem.objects.filter(dossier__policy__in=[each.pk for each in made])
    for name in dict.fromkeys(lacking.filter(state=DossierItem.State.MISSING).values_list("name", flat=True)):
        item = lacking.filter(name=name, state=DossierItem.State.MISSING).first()
        luck = chance.of(world.seed, "papers", made[0].pk, name)
        if item is None or luck.random() < PAPER_LACKS:
            continue
        yield world.later(1)
        if name in SELDOM_NEEDED:
            world.try_to(waive_document, who, item.pk, why="这台车没有")
        else:
            world.try_to(collect_document, who, item.pk, photos=world.album.take(who.person_id, "paper"))


def usual_covers(world: World, car: Vehicle, starts_on: date) -> list[Wished]:
    """What most buy, where no quote tells it."""
    luck = chance.of(world.seed, "sums", car.pk)
    model = car.model.code if car.model else ""
    return [Wished(*each) for each in insured.sums_of(model, car.sold_on, starts_on, luck).items()]


def read_again(covers: Sequence[Wished]) -> dict[str, Any]:
    """The sums as the other one reads them on the paper."""
    sums = {each.cover: each.sum for each in covers}
    return {
        "damage": sums.get("VEHICLE_DAMAGE"),
        "third_party": sums.get("THIRD_PARTY"),
        "covers": len(covers),
    }


def confirmed(world: World, car: Vehicle, covers: Sequence[Wished]) -> dict[str, Any]:
    """The covers that he buys, and what the customer says when they have been explained."""
    sold = covers_to_explain(world.clock, car, last_quote(world.clock, car))
    explained = {COMPULSORY, *(each.cover for each in covers)}
    return {
        "covers": [each for each in sold if each.code in explained],
        "means": Means.PHONE,
        "words": chance.of(world.seed, "explained", car.pk).choice(CONFIRMED),
    }


def another(world: World, who: Worker) -> Worker | None:
    """Of the desk, somebody else who is at work now."""
    rest = (each for each in world.roster.holding(*DESKS) if each is not who)
    return next((each for each in rest if world.roster.at_work(each, world.now)), None)


def day_of_new_cars(world: World, day: date) -> Course:
    """Cars that are handed over today are insured before; most of them here."""
    luck = chance.of(world.seed, "new cars", day)
    begins, ends = (clock.instant(day, at) for at in DELIVERED)
    yield begins
    if not Insurer.objects.of(world.clock).exists():
        return
    insured_here = luck.count(NEW_CARS_A_DAY * world.traffic)
    for number in range(insured_here):
        at = begins + (ends - begins) * luck.random()
        world.begin(insure_new_car(world, day, number), at)
    elsewhere = luck.count(ELSEWHERE_A_DAY * world.traffic)
    world.begin(list_of_the_day(world, day, insured_here + elsewhere), clock.instant(day, LISTED))


def new_car(world: World, day: date, number: int) -> tuple[Any, history.PastCar]:
    luck = chance.of(world.seed, "new car", day, number)
    return luck, history.invented(luck, NUMBERED + day.toordinal() % 1000 * 20 + number, day)


def list_of_the_day(world: World, day: date, cars: int) -> Course:
    """In the evening the desk takes in which cars were handed over, those insured elsewhere among them."""
    who: Worker = yield world.turn("new cars")
    rows = [DeliveredRow(new_car(world, day, number)[1].vin, day) for number in range(cars)]
    if rows:
        world.try_to(load_delivered_cars, who, rows=rows)
    world.release(who)


def insure_new_car(world: World, day: date, number: int) -> Course:
    """Buyer and car are written down, then both policies of the first year."""
    luck, past = new_car(world, day, number)
    who: Worker = yield world.turn("new cars")
    sells = world.somebody(Role.SALES_CONSULTANT)
    kind = Customer.Kind.COMPANY if past.company else Customer.Kind.PERSON
    buyer = world.try_to(register_customer, sells, kind=kind, name=past.owner, phone=past.phone)
    model = VehicleModel.objects.get(code=past.model)
    owner = buyer.subject if buyer else None
    car = world.try_to(register_vehicle, sells, vin=past.vin, owner=owner, model=model, sold_on=day)
    world.release(who)
    if car:
        code = luck.one(insured.shares("share_new_pct"))
        insurer = Insurer.objects.of(world.clock).get(code=code)
        commercial = yuan(Decimal(luck.around(*insured.COMMERCIAL)) * Decimal("1.3"))
        amounts = {PolicyLine.COMPULSORY: insured.COMPULSORY[0], PolicyLine.COMMERCIAL: commercial}
        starts_on = day + timedelta(days=1)
        yield from issue(world, who, car.subject, insurer.pk, amounts, starts_on, Policy.Desk.NEW_CAR, [])
