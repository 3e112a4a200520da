"""Vehicles as rooms above open and change them: found by plate or VIN, given plates and owners."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.foundation.kernel.rows import worded
from zhangdian.people.customers import entered, people, plates, recalls
from zhangdian.people.customers.models import (
    Customer,
    Ownership,
    PlateHistory,
    Vehicle,
    VehicleModel,
    pool_of,
)
from zhangdian.people.organization.models import Person


def lock(ctx: Act, vehicle: Vehicle) -> Vehicle:
    """The same vehicle, locked and read again; its fields may now be set, the kernel saves them."""
    if ctx._roots.get(vehicle.reference) is not vehicle:
        vehicle.take(ctx)
        ctx.touch(vehicle)
    return vehicle


@worded
def _with_vin(ctx: Act, vin: str) -> Any:
    return Vehicle.objects.of(ctx).standing().filter(vin=vin).select_related("advisor", "owner")[:1]


@worded
def _with_plate(ctx: Act, plate: str) -> Any:
    return Vehicle.objects.of(ctx).standing().filter(plate=plate).select_related("advisor", "owner")[:1]


MODEL_SIGNS = 8
"""Signs at the beginning of a VIN that say maker, series, body and engine (GB 16735)."""


def model_of(ctx: Act, vin: str) -> VehicleModel | None:
    """The model of all cars here whose VIN begins like this one; None where they differ, or none is here."""
    alike = Vehicle.objects.of(ctx).standing().filter(vin__begins=vin[:MODEL_SIGNS], model__isnull=False)
    models = alike.order_by().values_list("model_id", flat=True).distinct()[:2]
    found = list(VehicleModel.objects.of(ctx).filter(pk__in=list(models)))
    return found[0] if len(found) == 1 else None


def find(ctx: Act, *, plate: str = "", vin: str = "") -> Vehicle | None:
    """The vehicle of this VIN, else of this plate; None where the stores that share know neither."""
    by_vin = next(iter(_with_vin(ctx, vin)), None) if vin else None
    by_plate = next(iter(_with_plate(ctx, plate)), None) if plate else None
    if by_vin and by_plate and by_vin != by_plate:
        raise Refusal(
            f"车架号 {vin} 的车现在登记的车牌是 {by_vin.plate or '无'}，车牌 {plate} 登记在另一辆车上："
            "请先核对行驶证，再做“变更车牌”",
            [Missing("变更车牌", "服务顾问", "customers.change_plate")],
        )
    return by_vin or by_plate


def find_or_register(ctx: Act, *, plate: str = "", vin: str = "") -> Vehicle:
    """The vehicle of this plate or VIN; an unknown one is opened with just that, the rest is asked later."""
    judged = entered.plate_of(ctx, plate) if plate.strip() else None
    vin = entered.vin_of(ctx, vin) if vin.strip() else ""
    text = judged.text if judged else ""
    if known := find(ctx, plate=text, vin=vin):
        return known
    try:
        with transaction.atomic():
            return open_vehicle(ctx, plate=judged, vin=vin)
    except IntegrityError:
        # Somebody opened it a moment ago: his is the one.
        if known := find(ctx, plate=text, vin=vin):
            return known
        raise


def open_vehicle(
    ctx: Act,
    *,
    plate: plates.Plate | None = None,
    vin: str = "",
    owner: Customer | None = None,
    model: VehicleModel | None = None,
    model_words: str = "",
    colour: str = "",
    engine_no: str = "",
    sold_on: date | None = None,
    warranty_start: date | None = None,
    advisor: Person | None = None,
    since: date | None = None,
) -> Vehicle:
    """A new vehicle with what is known of it; recalls that mean it are laid at once."""
    if plate is None and not vin:
        raise Refusal("车牌和车架号都是空的：至少要有一样才认得出这辆车")
    if owner:
        people.refuse_unused(ctx, owner)
    vehicle = Vehicle(
        store_id=ctx.store_id,
        pool=pool_of(ctx),
        vin=vin,
        plate=plate.text if plate else "",
        plate_kind=plate.kind.value if plate else "",
        model=model,
        model_words=model_words.strip(),
        colour=colour.strip(),
        engine_no=engine_no.strip().upper(),
        owner=owner,
        advisor=advisor,
        sold_on=sold_on,
        warranty_start=warranty_start or sold_on,
        acted_at=ctx.now,
    )
    vehicle.write_backwards()
    vehicle.save()
    if plate:
        PlateHistory(
            vehicle=vehicle, plate=plate.text, kind=plate.kind.value, since=since or ctx.today
        ).save()
    if owner:
        Ownership(vehicle=vehicle, customer=owner, since=since or sold_on or ctx.today).save()
    recalls.lay_for(ctx, [vehicle])
    return vehicle


def give_vin(ctx: Act, vehicle: Vehicle, vin: str) -> None:
    """The VIN of a car that had none; another one than before is a correction with a reason."""
    lock(ctx, vehicle)
    twin = Vehicle.objects.of(ctx).filter(vin=vin).exclude(pk=vehicle.pk).first()
    if twin:
        raise Refusal(
            f"车架号 {vin} 已有车辆档案（{twin}）：同一辆车请做“合并车辆”",
            [Missing("合并车辆", "前台主管", "customers.merge_vehicles")],
        )
    if vehicle.vin and vehicle.vin != vin:
        ctx.ask(
            "vin_was_wrong",
            f"车架号原为 {vehicle.vin}，现改为 {vin}：车架号跟车一辈子，确认上次录错？",
            ("照行驶证更正", "照实车更正"),
        )
    vehicle.vin = vin
    vehicle.write_backwards()


def give_plate(ctx: Act, vehicle: Vehicle, plate: plates.Plate, since: date) -> None:
    """The vehicle bears this plate from a day on; a plate that its owner kept leaves the other car."""
    lock(ctx, vehicle)
    if vehicle.plate == plate.text:
        raise Refusal(f"这辆车现在就是 {plate.text}，没有要改的")
    holder = Vehicle.objects.of(ctx).filter(plate=plate.text).exclude(pk=vehicle.pk).lock().first()
    if holder:
        if not holder.vin:
            raise Refusal(
                f"车牌 {plate.text} 有一份只有车牌的档案：请在那份档案上补车架号，或做“合并车辆”",
                [Missing("合并车辆", "前台主管", "customers.merge_vehicles")],
            )
        ctx.ask(
            "plate_left_the_other_car",
            f"{plate.text} 现在登记在车架号尾号 {holder.vin[-6:]} 的车上：号牌已经换到这辆车了吗？",
            ("车主换车保留号牌", "那辆车已过户", "上次录错"),
        )
        take_plate(ctx, holder, since)
        holder.save()
    take_plate(ctx, vehicle, since)
    vehicle.plate, vehicle.plate_kind = plate.text, plate.kind.value
    vehicle.write_backwards()
    PlateHistory(vehicle=vehicle, plate=plate.text, kind=plate.kind.value, since=since).save()


def take_plate(ctx: Act, vehicle: Vehicle, until: date) -> None:
    """The vehicle no longer bears its plate; its history keeps it."""
    for borne in vehicle.plates.filter(until=None):
        borne.until = max(until, borne.since)
        borne.save()
    vehicle.plate = vehicle.plate_kind = ""
    vehicle.write_backwards()


def give_owner(ctx: Act, vehicle: Vehicle, customer: Customer, since: date, how: str = "") -> None:
    """The vehicle is this customer's from a day on; the owner before him stays in its history."""
    people.refuse_unused(ctx, customer)
    lock(ctx, vehicle)
    if vehicle.owner_id == customer.pk:
        raise Refusal("这位客户已经是车主，没有要过户的")
    for owned in vehicle.ownerships.filter(until=None):
        if since < owned.since:
            raise Refusal(f"过户日期 {since:%Y-%m-%d} 早于现车主的起始日期 {owned.since:%Y-%m-%d}：请核对")
        owned.until = since
        owned.save()
    Ownership(vehicle=vehicle, customer=customer, since=since, how=how).save()
    vehicle.owner = customer


def note_visit(ctx: Act, vehicle: Vehicle, day: date) -> None:
    """The vehicle was here on this day."""
    lock(ctx, vehicle)
    if vehicle.last_visit_on is None or vehicle.last_visit_on < day:
        vehicle.last_visit_on = day


def merge(ctx: Act, twin: Vehicle, into: Vehicle) -> None:
    """Everything that stands under the twin moves to the other file; rooms above ask `queries.same_car`."""
    if twin.pk == into.pk:
        raise Refusal("这是同一份档案，没有要合并的")
    if twin.vin and into.vin and twin.vin != into.vin:
        raise Refusal(f"两份档案的车架号不同（{twin.vin}、{into.vin}）：不是同一辆车，不能合并")
    if twin.merged_into_id or into.merged_into_id:
        raise Refusal("其中一份档案已经并入别的档案：请打开那一份")
    ctx.touch(into)
    kept_plate, kept_kind, kept_vin = twin.plate, twin.plate_kind, twin.vin
    move_history(twin, into, ctx.today)
    twin.merged_into, twin.gone_on, twin.gone_why = into, ctx.today, f"并入 {into}"
    twin.plate = twin.plate_kind = twin.vin = ""
    twin.write_backwards()
    twin.save()
    if not into.plate:
        into.plate, into.plate_kind = kept_plate, kept_kind
    into.vin = into.vin or kept_vin
    into.owner = into.owner or twin.owner
    into.model = into.model or twin.model
    into.sold_on = into.sold_on or twin.sold_on
    into.warranty_start = into.warranty_start or twin.warranty_start
    into.last_visit_on = max(filter(None, (into.last_visit_on, twin.last_visit_on)), default=None)
    into.write_backwards()


def move_history(twin: Vehicle, into: Vehicle, day: date) -> None:
    """Move the parts; what may stand only once while it is open ends on the twin."""
    for borne in twin.plates.all():
        if into.plate and borne.until is None:
            borne.until = max(day, borne.since)
        borne.vehicle = into
        borne.save()
    for owned in twin.ownerships.all():
        if into.owner_id and owned.until is None:
            owned.until = max(day, owned.since)
        owned.vehicle = into
        owned.save()
    laid = set(into.recalls.values_list("recall_id", flat=True))
    for part in (*twin.readings.all(), *twin.contacts.all(), *twin.recalls.exclude(recall__in=laid)):
        part.vehicle = into
        part.save()
