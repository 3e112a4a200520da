"""Mileage as it is read: judged by the last reading, kept with its reason, corrected in one place."""

from datetime import date
from decimal import Decimal
from typing import Any

from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.kernel.rows import worded
from zhangdian.people.customers import mileage, vehicles
from zhangdian.people.customers.models import MileageReading, Vehicle

WRONG_LAST_TIME, NEW_METER = "上次录错", "换过仪表"
LOWER_CHIPS = (WRONG_LAST_TIME, NEW_METER, "仪表故障", "其他")
FAR_CHIPS = ("看过仪表，属实", "长途或营运", WRONG_LAST_TIME, "其他")
REMEMBERED = 12
"""Readings that say something of a car's habit."""


def standing(vehicle: Vehicle) -> list[MileageReading]:
    """The newest readings that nobody corrected, newest first."""
    return _standing(vehicle.pk)


@worded
def _standing(vehicle_id: int) -> Any:
    stands = MileageReading.objects.filter(vehicle_id=vehicle_id, corrected_by=None, voided=False)
    return stands.order_by("-read_on", "-pk")[:REMEMBERED]


def usual_daily_km(vehicle: Vehicle, known: list[MileageReading], on: date) -> Decimal | None:
    """What the car drives a day by its own readings, else by its model's mean."""
    own = mileage.own_daily_km([reading.as_reading() for reading in known], on)
    mean = vehicle.model.daily_km_mean if vehicle.model else None
    return own or (Decimal(mean) if mean else None)


def read_mileage(
    ctx: Act,
    vehicle: Vehicle,
    km: int,
    *,
    read_on: date | None = None,
    source: MileageReading.Source = MileageReading.Source.VISIT,
) -> MileageReading:
    """Keep what the meter showed; lower than last time, or implausible, it goes on with a reason only."""
    vehicles.lock(ctx, vehicle)
    day = read_on or ctx.today
    if day > ctx.today:
        raise Refusal(f"里程日期 {day:%Y-%m-%d} 还没到：请核对")
    known = standing(vehicle)
    try:
        judged = mileage.judge(
            km,
            day,
            last=known[0].as_reading() if known else None,
            own_daily_km=usual_daily_km(vehicle, known, day),
        )
    except mileage.MileageRefused as error:
        raise Refusal(str(error)) from error
    because = ask_about(ctx, judged)
    reading = MileageReading(
        vehicle=vehicle,
        km=km,
        read_on=day,
        source=source,
        judgement=judged.verdict.value,
        because=because,
        meter_replaced=because == NEW_METER,
    )
    reading.save()
    if because == NEW_METER:
        vehicle.meter_offset += max(0, known[0].km - km)
    if because == WRONG_LAST_TIME:
        supersede(known, reading)
    stand_on_newest(vehicle)
    return reading


def ask_about(ctx: Act, judged: mileage.Judgement) -> str:
    """The chip with which an odd reading goes on; a plausible one needs none."""
    key, chips = {
        mileage.Verdict.OK: ("", ()),
        mileage.Verdict.LOWER: ("mileage_is_not_lower", LOWER_CHIPS),
        mileage.Verdict.TOO_MUCH: ("mileage_is_plausible", FAR_CHIPS),
    }[judged.verdict]
    if not key:
        return ""
    ctx.ask(key, judged.sentence, chips)
    return ctx.because.get(f"{ctx.action.room}.{key}", "").strip()[:200]


def supersede(known: list[MileageReading], right: MileageReading) -> None:
    """The readings that contradict this one were wrong: whatever is derived is asked anew."""
    for wrong in known:
        if wrong.meter_replaced or (wrong.km <= right.km and wrong is not known[0]):
            break
        wrong.corrected_by = right
        wrong.save()


def stand_on_newest(vehicle: Vehicle) -> None:
    """The vehicle shows its newest reading that nobody corrected."""
    newest = next(iter(standing(vehicle)), None)
    vehicle.last_mileage = newest.km if newest else None
    vehicle.last_read_on = newest.read_on if newest else None


def correct(ctx: Act, wrong: MileageReading, km: int, reason: str) -> MileageReading:
    """The right reading takes the place and day of the wrong one; both stay visible."""
    if wrong.corrected_by_id:
        raise Refusal("这条里程已经更正过：请更正现行的那一条")
    if not reason.strip():
        raise Refusal("更正里程要写明原因")
    vehicle = vehicles.lock(ctx, wrong.vehicle)
    right = MileageReading(
        vehicle=vehicle,
        km=km,
        read_on=wrong.read_on,
        source=MileageReading.Source.CORRECTION,
        because=reason.strip(),
        meter_replaced=wrong.meter_replaced,
    )
    others = [one for one in standing(vehicle) if one.pk != wrong.pk]
    earlier = next((one for one in others if one.read_on <= wrong.read_on), None)
    later = [one.km for one in others if one.read_on > wrong.read_on and not one.meter_replaced]
    if (earlier and not wrong.meter_replaced and km < earlier.km) or (later and km > min(later)):
        ctx.ask(
            "corrected_mileage_fits",
            f"更正后的 {km:,} 公里与前后的里程对不上：请对照照片确认",
            ("有照片", "有单据", "其他"),
        )
    right.save()
    wrong.corrected_by = right
    wrong.save()
    stand_on_newest(vehicle)
    return right


def replace_meter(ctx: Act, vehicle: Vehicle, old_km: int, new_km: int) -> MileageReading:
    """The old meter's last reading, and a new one that begins; the distance driven goes on."""
    if not 0 <= new_km < old_km:
        raise Refusal(f"新表起数 {new_km:,} 公里应小于旧表读数 {old_km:,} 公里：请核对两块表")
    read_mileage(ctx, vehicle, old_km)
    vehicle.meter_offset += old_km - new_km
    begun = MileageReading(
        vehicle=vehicle, km=new_km, read_on=ctx.today, meter_replaced=True, because=NEW_METER
    )
    begun.save()
    stand_on_newest(vehicle)
    return begun
