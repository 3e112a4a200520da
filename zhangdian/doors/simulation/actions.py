"""What only a store in a box does: its history is taken over by the clock, chunk by chunk."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from zhangdian.aftercare.insurance import models as insurance
from zhangdian.aftercare.insurance.explained import product_of
from zhangdian.aftercare.insurance.models import (
    DeskWord,
    InsuredElsewhere,
    Insurer,
    Policy,
    PolicyCover,
    PolicyLine,
    Renewal,
    RenewalMonth,
)
from zhangdian.aftercare.insurance.renewals import contact, pool
from zhangdian.aftercare.insurance.renewals.actions import new_list
from zhangdian.doors.simulation import chance, history, insured
from zhangdian.doors.simulation.history import PastCar
from zhangdian.doors.simulation.insured import Cover
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.action import Act, action
from zhangdian.foundation.kernel.models import Means
from zhangdian.frontline.service.models import Advice, LabourOperation, RepairOrder
from zhangdian.frontline.service.models.order import Kind
from zhangdian.people.customers import recalls
from zhangdian.people.customers.models import (
    Consent,
    Customer,
    MileageReading,
    Ownership,
    PlateHistory,
    Vehicle,
    VehicleModel,
    VehicleRecall,
    pool_of,
)
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.queries import holders
from zhangdian.people.organization.roles import Role


@action("接管模拟历史", by_clock=True, chunk=True)
def take_over_history(ctx: Act, *, seed: str, first: int, count: int) -> None:
    """Cars, owners, readings and the last visit of each, made from the seed: so much of the old ledger."""
    cars = history.cars(seed, first, count, ctx.today)
    owners = Customer.objects.add_many(owner_of(ctx, car) for car in cars)
    models = {model.code: model for model in VehicleModel.objects.of(ctx).prefetch_related("terms")}
    advisors = {person.employee_no: person for person in Person.objects.of(ctx).filter(disabled_at=None)}
    vehicles = Vehicle.objects.add_many(
        vehicle_of(ctx, car, owner, models[car.model], advisors.get(car.advisor_no))
        for car, owner in zip(cars, owners, strict=True)
    )
    PlateHistory.objects.add_many(
        PlateHistory(vehicle=vehicle, plate=car.plate, kind=vehicle.plate_kind, since=car.sold_on)
        for car, vehicle in zip(cars, vehicles, strict=True)
    )
    Ownership.objects.add_many(
        Ownership(vehicle=vehicle, customer=owner, since=car.sold_on, how="导入")
        for car, vehicle, owner in zip(cars, vehicles, owners, strict=True)
    )
    MileageReading.objects.add_many(
        reading for car, vehicle in zip(cars, vehicles, strict=True) for reading in readings_of(car, vehicle)
    )
    finish_recalls(ctx, seed, recalls.lay_for(ctx, vehicles))
    leave_advice(ctx, cars, vehicles)
    covers = [insured.cover_of(seed, number, car, ctx.today) for number, car in enumerate(cars, first)]
    insure(ctx, [(*each, cover) for *each, cover in zip(cars, vehicles, covers, strict=True) if cover])


def finish_recalls(ctx: Act, seed: str, laid: list[VehicleRecall]) -> None:
    """Of each campaign the share that the data says was done before."""
    done = []
    for one in laid:
        luck = chance.of(seed, "recall", one.recall_id, one.vehicle_id)
        if luck.happens(history.recalls_done()[one.recall.campaign_no]):
            one.state, one.done_on = (
                VehicleRecall.State.DONE,
                ctx.today - timedelta(days=luck.randint(20, 200)),
            )
            done.append(one)
    VehicleRecall.objects.change_many(done, ["state", "done_on"])


def owner_of(ctx: Act, car: PastCar) -> Customer:
    customer = Customer(
        store_id=ctx.store_id,
        pool=pool_of(ctx),
        kind=Customer.Kind.COMPANY if car.company else Customer.Kind.PERSON,
        name=car.owner,
        phone=car.phone,
        member=car.member,
        reminder=car.reminder,
        acted_at=ctx.now,
    )
    customer.spell_again()
    return customer


def vehicle_of(
    ctx: Act, car: PastCar, owner: Customer, model: VehicleModel, advisor: Person | None
) -> Vehicle:
    vehicle = Vehicle(
        store_id=ctx.store_id,
        pool=pool_of(ctx),
        vin=car.vin,
        plate=car.plate,
        plate_kind=history.plate_kind(car.plate),
        model=model,
        colour=car.colour,
        owner=owner,
        advisor=advisor,
        sold_on=car.sold_on,
        warranty_start=car.sold_on,
        last_mileage=car.visited_km,
        last_read_on=car.visited_on,
        last_visit_on=car.visited_on,
        acted_at=ctx.now,
    )
    vehicle.write_backwards()
    return vehicle


def readings_of(car: PastCar, vehicle: Vehicle) -> list[MileageReading]:
    """The last visit, and a visit half a year before it where the car is that old."""
    source = MileageReading.Source.IMPORT
    found = [MileageReading(vehicle=vehicle, km=car.visited_km, read_on=car.visited_on, source=source)]
    before = car.visited_on - timedelta(days=185)
    if before > car.sold_on:
        share = (before - car.sold_on).days / max((car.visited_on - car.sold_on).days, 1)
        found.append(
            MileageReading(vehicle=vehicle, km=int(car.visited_km * share), read_on=before, source=source)
        )
    return found


def leave_advice(ctx: Act, cars: list[PastCar], vehicles: list[Vehicle]) -> None:
    """Cars that were left with something undone: the visit at which it was said, and the advice."""
    left = [(car, vehicle) for car, vehicle in zip(cars, vehicles, strict=True) if car.advice]
    orders = RepairOrder.objects.add_many(visit_of(ctx, car, vehicle) for car, vehicle in left)
    wanted = {code for code, _ in history.ADVISED.values()}
    operations = {row.code: row for row in LabourOperation.objects.of(ctx).filter(code__in=wanted)}
    Advice.objects.add_many(
        advice_of(ctx, car, order, operations) for (car, _), order in zip(left, orders, strict=True)
    )


Insured = tuple[PastCar, Vehicle, Cover]


def insure(ctx: Act, cars: Sequence[Insured]) -> None:
    """The policies in force, checked and filed; until when others insure a car; who agreed to be told."""
    by_code = {each.code: each for each in Insurer.objects.of(ctx)}
    desks = {role: holders(ctx, role) for role in (Role.NEW_CAR_INSURANCE, Role.RENEWAL_SPECIALIST)}
    if not by_code or not all(desks.values()):
        return
    ours = [each for each in cars if each[2].ours]
    made = Policy.objects.add_many(
        policy_of(ctx, each, line, by_code[each[2].insurer], desks)
        for each in ours
        for line in (PolicyLine.COMPULSORY, PolicyLine.COMMERCIAL)
    )
    name_covers(made, {vehicle.pk: (car, cover) for car, vehicle, cover in ours})
    InsuredElsewhere.objects.add_many(
        InsuredElsewhere(
            store_id=ctx.store_id,
            vehicle=vehicle,
            last_day=cover.last_day,
            insurer=cover.insurer,
            noted_by=vehicle.advisor or desks[Role.RENEWAL_SPECIALIST][0],
            noted_at=hour_of(car.visited_on, 10),
        )
        for car, vehicle, cover in cars
        if not cover.ours
    )
    Consent.objects.add_many(
        Consent(
            customer_id=vehicle.owner_id,
            purpose=Consent.Purpose.RENEWAL,
            channel=Consent.Channel.SMS,
            given_at=hour_of(cover.begins, 10),
            means=Means.PAPER,
            text_version="1",
        )
        for _, vehicle, cover in cars
        if cover.agrees and vehicle.owner_id
    )


def name_covers(policies: Sequence[Policy], cars: dict[int, tuple[PastCar, Cover]]) -> None:
    """What each of them covers, as the old system had it."""
    sold = {(each.code, each.product): each for each in insurance.Cover.objects.exclude(line="NON")}
    if not sold:
        return
    rows = []
    for policy in policies:
        if policy.line == PolicyLine.COMPULSORY:
            rows.append(PolicyCover(policy=policy, cover=sold["TCI", "ANY"]))
            continue
        car, cover = cars[policy.vehicle_id]
        product = product_of(policy.vehicle, None)
        luck = chance.of("sums", policy.vehicle_id)
        for code, total in insured.sums_of(car.model, car.sold_on, cover.begins, luck).items():
            rows.append(PolicyCover(policy=policy, cover=sold[code, product], sum=total))
    PolicyCover.objects.add_many(rows)


def policy_of(
    ctx: Act, each: Insured, line: PolicyLine, insurer: Insurer, desks: dict[Role, list[Person]]
) -> Policy:
    """Issued a week before it begins, entered by one of its desk and checked by one of the other."""
    _, vehicle, cover = each
    kept, checks = (Role.NEW_CAR_INSURANCE, Role.RENEWAL_SPECIALIST)[:: 1 if cover.first_year else -1]
    signed_on = cover.begins - timedelta(days=0 if cover.first_year else 7)
    at = hour_of(signed_on, 15)
    compulsory = line is PolicyLine.COMPULSORY
    premium = cover.compulsory if compulsory else cover.commercial
    return Policy(
        store_id=ctx.store_id,
        state=Policy.State.CHECKED,
        insurer=insurer,
        line=line,
        number=f"{insurer.code}{line}{cover.begins.year}{vehicle.pk:08d}",
        vehicle=vehicle,
        plate=vehicle.plate,
        holder_id=vehicle.owner_id,
        desk=Policy.Desk.NEW_CAR if cover.first_year else Policy.Desk.RENEWAL,
        signed_on=signed_on,
        starts_at=hour_of(cover.begins, 0),
        ends_at=hour_of(cover.last_day + timedelta(days=1), 0),
        premium=premium,
        tax=cover.tax if compulsory else Decimal(0),
        net_premium=premium,
        entered_by=desks[kept][vehicle.pk % len(desks[kept])],
        entered_at=at,
        checked_by=desks[checks][vehicle.pk % len(desks[checks])],
        checked_at=at,
        filed_by=desks[kept][0],
        filed_at=at,
        acted_at=ctx.now,
    )


@action("接管模拟续保名单", by_clock=True, chunk=True)
def take_over_renewals(ctx: Act, *, seed: str) -> None:
    """The lists of this month and the two to come: looked through, customers told, the nearest decided."""
    desk = holders(ctx, Role.RENEWAL_SPECIALIST)
    for month in (ctx.today.replace(day=1) + pool.months(ahead) for ahead in range(3)):
        drawn = new_list(ctx, month)
        if month < pool.month_ahead(ctx.today) or ctx.today.day > CONFIRMED_BY:
            drawn.state = RenewalMonth.State.CONFIRMED
            drawn.confirmed_by, drawn.confirmed_at = desk[0], ctx.now
            drawn.save()
    told = list(contact.to_tell(ctx))
    for renewal in told:
        renewal.told_at = ctx.now
    Renewal.objects.change_many(told, ["told_at"])
    decide_before(ctx, seed)


def decide_before(ctx: Act, seed: str) -> None:
    """The nearer the end of a cover, the likelier its customer has decided already."""
    until = ctx.today + timedelta(days=insured.DECIDES_WITHIN)
    tomorrow = hour_of(ctx.today + timedelta(days=1), 9)
    won: list[Renewal] = []
    lost: list[Renewal] = []
    asked: list[Renewal] = []
    rows = Renewal.objects.of(ctx).filter(policy__isnull=False, expires_on__lt=until)
    reasons = {each.name: each for each in DeskWord.objects.of(ctx).filter(kind=DeskWord.Kind.LOST)}
    for renewal in rows.select_related("policy").order_by("pk"):
        luck = chance.of(seed, "decided before", renewal.vehicle_id)
        fate = insured.decided_before(luck, renewal.days_left(ctx.today))
        if fate is None:
            renewal.next_at = max(renewal.next_at, tomorrow)
            asked.append(renewal)
            continue
        renewal.reached_at = renewal.quoted_at = ctx.now - timedelta(days=luck.randint(1, 6))
        renewal.next_at, renewal.ended_by_id = None, renewal.owner_id
        if fate == insured.WON:
            won.append(renewal)
            continue
        name, renewal.lost_detail = insured.LOST[fate]
        renewal.lost_at, renewal.lost_because = ctx.now, reasons[name]
        lost.append(renewal)
    Renewal.objects.change_many(asked, ["next_at"])
    followed = ["state", "reached_at", "quoted_at", "next_at", "ended_by"]
    new = renew(ctx, won)
    for renewal in won:
        renewal.won_at, renewal.won_policy = ctx.now, new[renewal.vehicle_id]
    for renewal in (*won, *lost):
        renewal.state = renewal.derive_state()
    Renewal.objects.change_many(lost, [*followed, "lost_at", "lost_because", "lost_detail"])
    Renewal.objects.change_many(won, [*followed, "won_at", "won_policy"])


def renew(ctx: Act, won: Sequence[Renewal]) -> dict[int, Policy]:
    """The next year's policies with the same insurer; vehicle → the commercial one."""
    rows = Policy.objects.of(ctx).filter(vehicle__in=[each.vehicle_id for each in won], ends_at__gt=ctx.now)
    old = list(rows.order_by("pk"))
    new = Policy.objects.add_many(
        Policy(
            **{name: getattr(each, name) for name in KEPT},
            number=f"{each.number[:-12]}{each.ends_at.year}{each.number[-8:]}R",
            desk=Policy.Desk.RENEWAL,
            signed_on=ctx.today,
            starts_at=each.ends_at,
            ends_at=each.ends_at + relativedelta(years=1),
            acted_at=ctx.now,
        )
        for each in old
    )
    before = {(each.vehicle_id, each.line): each.pk for each in old}
    again = {before[each.vehicle_id, each.line]: each for each in new}
    PolicyCover.objects.add_many(
        PolicyCover(policy=again[each.policy_id], cover_id=each.cover_id, target=each.target, sum=each.sum)
        for each in PolicyCover.objects.filter(policy__in=list(again)).order_by("pk")
    )
    return {each.vehicle_id: each for each in new if each.line == PolicyLine.COMMERCIAL}


KEPT = (
    "store_id",
    "state",
    "insurer_id",
    "line",
    "vehicle_id",
    "plate",
    "holder_id",
    "premium",
    "tax",
    "net_premium",
    "entered_by_id",
    "entered_at",
    "checked_by_id",
    "checked_at",
    "filed_by_id",
    "filed_at",
)
"""What a renewed policy has in common with the one before."""
CONFIRMED_BY = 5
"""The day of the month by which the list is looked through (RNW-04)."""


def visit_of(ctx: Act, car: PastCar, vehicle: Vehicle) -> RepairOrder:
    """A visit of the old system: when, with how many kilometres, and that it is over."""
    begun, ended = hour_of(car.visited_on, 9), hour_of(car.visited_on, 11)
    return RepairOrder(
        store_id=ctx.store_id,
        state=RepairOrder.State.LEFT,
        kind=Kind.MAINTENANCE,
        vehicle=vehicle,
        plate=car.plate,
        customer_id=vehicle.owner_id,
        advisor=vehicle.advisor,
        arrived_at=begun,
        mileage_km=car.visited_km,
        wash=RepairOrder.Wash.YES if car.wash else RepairOrder.Wash.NO,
        exited_at=ended,
        acted_at=ctx.now,
    )


def hour_of(day: date, hour: int) -> datetime:
    return clock.instant(day, time(hour))


def advice_of(ctx: Act, car: PastCar, order: RepairOrder, operations: dict[str, LabourOperation]) -> Advice:
    code, safety = history.ADVISED[car.advice]
    return Advice(
        store_id=ctx.store_id,
        vehicle_id=order.vehicle_id,
        order=order,
        operation=operations[code],
        name=operations[code].name,
        safety=safety,
        amount=operations[code].price,
        answer=Advice.Answer.LATER,
        answered_at=order.exited_at,
        because="下次再做",
        own_words=history.own_words(order.vehicle_id) if safety else "",
    )
