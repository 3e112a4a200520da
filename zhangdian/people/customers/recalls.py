"""Recalls on cars: laid when a campaign opens or a car is registered, lifted when the car is mended."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.rows import worded
from zhangdian.people.customers import vins
from zhangdian.people.customers.models import Recall, RecallVin, Vehicle, VehicleRecall


def model_year(vehicle: Vehicle, day: date) -> int | None:
    """The model year by the VIN, else the year in which the car was sold."""
    year = vins.model_year(vehicle.vin, day) if len(vehicle.vin) == vins.LENGTH else None
    return year or (vehicle.sold_on.year if vehicle.sold_on else None)


def means(recall: Recall, vehicle: Vehicle, day: date) -> bool:
    """Whether a campaign without a list of VINs means this car, by model and model year."""
    if recall.by_vin or vehicle.model is None or vehicle.model.code not in recall.model_codes.split():
        return False
    return fits_year(recall, vehicle, day)


def fits_year(recall: Recall, vehicle: Vehicle, day: date) -> bool:
    """Whether the car's model year is among those that the maker names; an unknown year may be."""
    year = model_year(vehicle, day)
    return year is None or (recall.from_year or 0) <= year <= (recall.to_year or 9999)


def lay_for(ctx: Act, cars: Sequence[Vehicle]) -> list[VehicleRecall]:
    """Lay the open campaigns on these cars, once each; three queries however many cars."""
    campaigns = list(Recall.objects.of(ctx).filter(closed_on=None))
    if not campaigns or not cars:
        return []
    listed: set[tuple[int, str]] = set()
    if any(recall.by_vin for recall in campaigns):
        known = RecallVin.objects.of(ctx).filter(
            recall__in=[r for r in campaigns if r.by_vin], vin__in={car.vin for car in cars if car.vin}
        )
        listed = set(known.values_list("recall_id", "vin"))
    laid = set(VehicleRecall.objects.of(ctx).filter(vehicle__in=cars).values_list("recall_id", "vehicle_id"))
    wanted = [
        VehicleRecall(recall=recall, vehicle=car)
        for car in cars
        for recall in campaigns
        if (recall.pk, car.pk) not in laid
        and ((recall.pk, car.vin) in listed or means(recall, car, ctx.today))
    ]
    return VehicleRecall.objects.add_many(wanted) if wanted else []


def lay_campaign(ctx: Act, recall: Recall, numbers: Sequence[str]) -> int:
    """Lay one new campaign on the cars that we know; by slices, so that no statement grows with them."""
    laid = 0
    cars = Vehicle.objects.standing()
    if recall.by_vin:
        slices = (cars.filter(vin__in=numbers[at : at + 500]) for at in range(0, len(numbers), 500))
        found: Iterator[Vehicle] = (car for part in slices for car in part)
    else:
        found = cars.filter(model__code__in=recall.model_codes.split()).iterator(2000)
    batch: list[VehicleRecall] = []
    for car in found:
        if recall.by_vin or fits_year(recall, car, ctx.today):
            batch.append(VehicleRecall(recall=recall, vehicle=car))
        if len(batch) == 500:
            laid += len(VehicleRecall.objects.add_many(batch))
            batch = []
    return laid + len(VehicleRecall.objects.add_many(batch) if batch else ())


@worded
def _undone(ctx: Any, cars: Iterable[int]) -> Any:
    undone = VehicleRecall.objects.of(ctx).filter(vehicle__in=cars, recall__closed_on=None)
    return undone.exclude(state=VehicleRecall.State.DONE).select_related("recall").order_by("pk")


def open_on(ctx: Any, cars: Iterable[Vehicle]) -> dict[int, list[VehicleRecall]]:
    """What still has to be done, by the key of the car, in one query."""
    found: dict[int, list[VehicleRecall]] = {car.pk: [] for car in cars}
    for one in _undone(ctx, found):
        found[one.vehicle_id].append(one)
    return found


def finish(ctx: Act, vehicle: Vehicle, operation_code: str, on: date) -> list[VehicleRecall]:
    """An operation of a campaign was done on this car: that campaign is done for it."""
    mended = list(
        VehicleRecall.objects.of(ctx)
        .filter(vehicle=vehicle, recall__operation_code=operation_code)
        .exclude(state=VehicleRecall.State.DONE)
    )
    for one in mended:
        one.state, one.done_on = VehicleRecall.State.DONE, on
        one.save()
    return mended
