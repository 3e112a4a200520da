"""An import undone: what it brought is void, what it changed is as it was, what was worked on stays."""

import json
from collections.abc import Iterable
from typing import Any

from zhangdian.foundation.kernel import registry
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.models import Entry
from zhangdian.foundation.kernel.records import Record
from zhangdian.people.customers.models import (
    Contact,
    Customer,
    ImportOutcome,
    ImportRun,
    MileageReading,
    Ownership,
    PlateHistory,
    Vehicle,
)

WHY = "导入已撤销"


def undo(ctx: Act, outcome: ImportOutcome) -> int:
    """Undo one chunk by its journal entry; returns how many files stay because somebody worked on them."""
    entry = Entry.objects.get(pk=outcome.entry_id)
    brought = keys_by_model(entry.changes.get("new", ()))
    ours = Ours(outcome.run)
    kept = restore(ctx, entry, ours)
    end_parts(ctx, brought)
    for model, void in ((Vehicle, void_cars), (Customer, void_people)):
        records = locked(ctx, model, brought.get(model._meta.label_lower, ()))
        used = ours.used(records)
        void(ctx, [one for one in records if one.pk not in used])
        kept += len(used)
    return kept


def keys_by_model(labels: Iterable[str]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for label in labels:
        model, _, key = label.partition("#")
        found.setdefault(model, set()).add(int(key))
    return found


def locked(ctx: Act, model: type[Any], keys: Iterable[int]) -> list[Any]:
    return list(model.objects.of(ctx).filter(pk__in=set(keys)).order_by("pk").lock())


class Ours:
    """What this import did itself, to tell it from what people did since."""

    def __init__(self, run: ImportRun) -> None:
        outcomes = ImportOutcome.objects.filter(run=run)
        self.entries = outcomes.values("entry_id")
        self.times = {at for pair in outcomes.values_list("entry__at", "undone_at") for at in pair if at}

    def used(self, records: list[Any]) -> set[int]:
        """Keys of those that somebody acted on, or to which a record of any room points by now."""
        if not records:
            return set()
        model, keys = type(records[0]), [one.pk for one in records]
        used = {one.pk for one in records if one.acted_at not in self.times}
        acted = Entry.objects.filter(root_type=model._meta.label_lower, root_id__in=keys)
        used.update(acted.values_list("root_id", flat=True))
        for relation in model._meta.get_fields(include_hidden=True):
            if (
                relation.auto_created
                and not relation.concrete
                and (relation.one_to_many or relation.one_to_one)
            ):
                used.update(self._pointing(relation, keys))
        return used

    def _pointing(self, relation: Any, keys: list[int]) -> Iterable[int]:
        pointing, name = relation.related_model, relation.field.attname
        rows = pointing._base_manager.filter(**{f"{name}__in": keys})
        if pointing is Vehicle:
            rows = rows.filter(voided_at=None)  # a car that stays keeps its owner
        elif issubclass(pointing, Record):
            rows = rows.exclude(entry_id__in=self.entries)
        return set(rows.values_list(name, flat=True))


def void_cars(ctx: Act, cars: list[Vehicle]) -> None:
    for car in cars:
        car.voided_at, car.gone_on, car.gone_why = ctx.now, ctx.today, WHY
        car.plate = car.plate_kind = car.vin = car.engine_no = ""
        car.owner = None
        car.write_backwards()
        stamp(ctx, car)
    names = ["voided_at", "gone_on", "gone_why", "plate", "plate_kind", "vin", "engine_no", "owner"]
    Vehicle.objects.change_many(cars, [*names, "plate_backwards", "vin_backwards", "acted_at", "version"])


def void_people(ctx: Act, people: list[Customer]) -> None:
    """The person goes altogether: an import undone leaves no personal data behind."""
    names = ["phone", "id_number", "credit_code", "address", "called", "remark"]
    for person in people:
        person.voided_at, person.name = ctx.now, "已撤销"
        for name in names:
            setattr(person, name, "")
        person.spell_again()
        stamp(ctx, person)
    found_by = ["phone_tail", "phone_key", "id_key", "given_name", "initials", "pinyin", "misread"]
    Customer.objects.change_many(
        people,
        ["voided_at", "name", *names, *found_by, "misread_initials", "acted_at", "version"],
    )


def restore(ctx: Act, entry: Entry, ours: Ours) -> int:
    """Files that the chunk changed get their old values back, where nobody has acted on them since."""
    before: dict[str, dict[int, dict[str, list[Any]]]] = {"customers.vehicle": {}, "customers.customer": {}}
    guarded = json.loads(entry.personal_text) if entry.personal_text else {}
    for source in (entry.changes, guarded):
        for label, fields in source.items():
            model, _, key = label.partition("#")
            if model in before:
                before[model].setdefault(int(key), {}).update(fields)
    kept = 0
    for model, by_key in before.items():
        for record in locked(ctx, registry.model(model), by_key):
            if record.acted_at not in ours.times:
                kept += 1
                continue
            for name, (old, _new) in by_key[record.pk].items():
                field = record._meta.get_field(name)
                plain = field.target_field if field.remote_field else field
                setattr(record, field.attname, plain.to_python(old))
            record.save()
    return kept


def end_parts(ctx: Act, brought: dict[str, set[int]]) -> None:
    """Plates, owners, readings and contacts that the chunk added to files which stand."""
    readings = list(MileageReading.objects.of(ctx).filter(pk__in=brought.get("customers.mileagereading", ())))
    for reading in readings:
        reading.voided = True
    MileageReading.objects.change_many(readings, ["voided"])
    for model, label in ((Ownership, "customers.ownership"), (PlateHistory, "customers.platehistory")):
        parts = list(model.objects.of(ctx).filter(pk__in=brought.get(label, ()), until=None))
        for part in parts:
            part.until = part.since
        model.objects.change_many(parts, ["until"])
    contacts = list(
        Contact.objects.of(ctx).filter(pk__in=brought.get("customers.contact", ()), ended_on=None)
    )
    for contact in contacts:
        contact.ended_on = ctx.today
    Contact.objects.change_many(contacts, ["ended_on"])


def stamp(ctx: Act, record: Any) -> None:
    """The kernel then finds nothing left to save one by one."""
    record.acted_at = ctx.now
    record.version += 1
    ctx.touch(record)
