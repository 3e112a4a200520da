"""A delivered car is noted by hand or from a list, and taken out again where it was wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhangdian.aftercare.insurance.models import DeliveredCar
from zhangdian.aftercare.insurance.posts import DELIVERERS
from zhangdian.foundation.kernel.action import Act, action
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.kernel.sight import PersonalText
from zhangdian.people.customers import entered
from zhangdian.people.organization.queries import himself

MOST_ROWS = 5_000


@dataclass(frozen=True)
class DeliveredRow:
    """One row of a list of delivered cars; the VIN is judged already."""

    vin: PersonalText
    delivered_on: date
    plate: str = ""
    consultant: str = ""


@action("记交车", by=DELIVERERS, opens=DeliveredCar)
def note_delivered_car(
    ctx: Act, *, vin: PersonalText, delivered_on: date, plate: str = "", consultant: str = ""
) -> DeliveredCar:
    """One new car by hand, where no list was brought (NBI-01)."""
    refuse_future(ctx, delivered_on, "交车日期")
    made = DeliveredCar(
        store_id=ctx.store_id, vin=entered.vin_of(ctx, vin), delivered_on=delivered_on,
        plate=entered.plate_of(ctx, plate).text if plate.strip() else "", consultant=consultant.strip(),
        noted_by=himself(ctx), noted_at=ctx.now, acted_at=ctx.now,
    )  # fmt: skip
    made.save()
    return made


@action("导入交车清单", by=DELIVERERS, by_clock=True)
def load_delivered_cars(ctx: Act, *, rows: Sequence[DeliveredRow]) -> None:
    """A list goes in whole; cars that stand there already are left as they are."""
    if not rows:
        raise Refusal("清单里一台车也没有：请核对表头下面有没有数据")
    if len(rows) > MOST_ROWS:
        raise Refusal(f"一次最多导入 {MOST_ROWS} 台：请按月分开")
    by_vin = {row.vin: row for row in rows}
    if len(by_vin) < len(rows):
        twice = next(row.vin for row in rows if by_vin[row.vin] is not row)
        raise Refusal(f"清单里有车架号出现两次（尾号 {twice[-6:]}）：请只留一行")
    for row in rows:
        refuse_future(ctx, row.delivered_on, f"车架号尾号 {row.vin[-6:]} 的交车日期")
    there = DeliveredCar.objects.of(ctx).standing().filter(vin__in=by_vin)
    known = set(there.values_list("vin", flat=True))
    new = [row for row in rows if row.vin not in known]
    if not new:
        raise Refusal("这些车都在清单里了：没有新的要导入")
    by = himself(ctx) if ctx.person_id else None
    DeliveredCar.objects.add_many(
        DeliveredCar(
            store_id=ctx.store_id, vin=row.vin, delivered_on=row.delivered_on, plate=row.plate,
            consultant=row.consultant, from_list=True, noted_by=by, noted_at=ctx.now, acted_at=ctx.now,
        )
        for row in new
    )  # fmt: skip


@action("作废交车记录", by=DELIVERERS)
def withdraw_delivered_car(ctx: Act, car: DeliveredCar, *, why: str) -> None:
    """Noted wrongly, or the car came back: it counts no more, and its VIN may be noted again."""
    if car.withdrawn_at is not None:
        raise Refusal("这一条已经作废了")
    if len(why.strip()) < 2:
        raise Refusal("作废要写原因")
    car.withdrawn_at, car.withdrawn_why = ctx.now, why.strip()


def refuse_future(ctx: Act, day: date, what: str) -> None:
    if day > ctx.today:
        raise Refusal(f"{what} {day} 还没到：清单只收交了的车")
