"""What was taken from a chunk becomes records: one statement per kind, everything of one act."""

from collections.abc import Sequence
from typing import Any

from zhangdian.foundation.kernel.action import Act
from zhangdian.people.customers import recalls
from zhangdian.people.customers.imports import known
from zhangdian.people.customers.imports.judging import Incoming
from zhangdian.people.customers.imports.taking import Taken, Taking
from zhangdian.people.customers.models import (
    Contact,
    Customer,
    MileageReading,
    Ownership,
    PlateHistory,
    Vehicle,
    pool_of,
)

PARTS: tuple[type[Any], ...] = (PlateHistory, Ownership, MileageReading, Contact)


def look(ctx: Any, rows: Sequence[Incoming], *, overwrite: bool) -> Taken:
    """What taking these rows in would bring; nothing is written, nothing locked."""
    found = known.load(ctx, rows, locked=False)
    return Taking(found, ctx.store_id, pool_of(ctx), ctx.now, ctx.today, overwrite, spelling=False).take(rows)


def take(ctx: Act, rows: Sequence[Incoming], *, overwrite: bool) -> Taken:
    """Take the rows in: good ones become records, the others are told with their reasons."""
    found = known.load(ctx, rows, locked=True)
    taken = Taking(found, ctx.store_id, pool_of(ctx), ctx.now, ctx.today, overwrite).take(rows)
    Customer.objects.add_many(taken.new_customers)
    for car, owner in taken.owners:
        car.owner = owner  # its key is known now
    Vehicle.objects.add_many(taken.new_cars)
    end_plates(ctx, taken)
    for kind in PARTS:
        if parts := [part for part in taken.parts if type(part) is kind]:
            for part in parts:
                refresh_keys(part)
            kind.objects.add_many(parts)
    change(ctx, Customer, list(taken.touched_customers.values()))
    change(ctx, Vehicle, list(taken.touched_cars.values()))
    recalls.lay_for(ctx, [*taken.new_cars, *taken.touched_cars.values()])
    return taken


def refresh_keys(part: Any) -> None:
    """The part points at records that were new when it was made."""
    for name in ("vehicle", "customer"):
        if (record := part._state.fields_cache.get(name)) is not None:
            setattr(part, name, record)


def end_plates(ctx: Act, taken: Taken) -> None:
    """A temporary plate that a car bore until now ends where the new one begins."""
    begun = {
        part.vehicle.pk: part.since
        for part in taken.parts
        if type(part) is PlateHistory and part.vehicle.pk in taken.touched_cars
    }
    if not begun:
        return
    ended = list(PlateHistory.objects.of(ctx).filter(vehicle__in=list(begun), until=None))
    for borne in ended:
        borne.vehicle = taken.touched_cars[borne.vehicle_id]
        borne.until = max(begun[borne.vehicle_id], borne.since)
    PlateHistory.objects.change_many(ended, ["until"])


def change(ctx: Act, kind: type[Any], records: list[Any]) -> None:
    """Write what changed of many files in one round."""
    names: set[str] = set()
    for record in records:
        names.update(record.changes())
        ctx.touch(record)
    fields = [field.name for field in kind._meta.concrete_fields if field.attname in names]
    if fields:
        kind.objects.change_many(records, fields)
