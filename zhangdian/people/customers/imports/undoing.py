"""An import undone: what it brought is void, what it changed is as it was, what was worked on stays."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

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
    before, ours = old_values(entry), Ours(outcome.run)
    parts = parts_of(ctx, brought)
    kept = 0
    for model, void in ((Vehicle, void_cars), (Customer, void_people)):
        label = model._meta.label_lower
        new, olds = brought.get(label, set()), before.get(label, {})
        records = locked(ctx, model, new | set(olds) | {part.root_key for part in parts if part.of is model})
        mine = [one for one in records if one.pk in new]
        others = [one for one in records if one.pk not in new]
        used = ours.used(mine) | {one.pk for one in others if one.acted_at not in ours.times}
        kept += len(used)
        void(ctx, [one for one in mine if one.pk not in used])
        restored = {one.pk: one for one in others if one.pk not in used}
        restore(ctx, restored, olds)
        end_parts(ctx, [part for part in parts if part.of is model and part.root_key in restored], restored)
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


@dataclass(frozen=True)
class Part:
    """A plate, owner, reading or contact that a chunk added, and the file to which it was added."""

    record: Any
    of: type[Any]
    root_key: int


def parts_of(ctx: Act, brought: dict[str, set[int]]) -> list[Part]:
    """What the chunk added to files that stood before it."""
    found = []
    for model, of, name in (
        (PlateHistory, Vehicle, "vehicle_id"),
        (Ownership, Vehicle, "vehicle_id"),
        (MileageReading, Vehicle, "vehicle_id"),
        (Contact, Customer, "customer_id"),
    ):
        new = brought.get(of._meta.label_lower, set())
        rows = model.objects.of(ctx).filter(pk__in=brought.get(model._meta.label_lower, ()))
        found += [Part(row, of, getattr(row, name)) for row in rows.exclude(**{f"{name}__in": new})]
    return found


def old_values(entry: Entry) -> dict[str, dict[int, dict[str, Any]]]:
    """Kind of record → key → field → what it was before the chunk."""
    guarded = json.loads(entry.personal_text) if entry.personal_text else {}
    found: dict[str, dict[int, dict[str, Any]]] = {}
    for source in (entry.changes, guarded):
        for label, fields in source.items():
            model, _, key = label.partition("#")
            if key and isinstance(fields, dict):
                olds = found.setdefault(model, {}).setdefault(int(key), {})
                olds.update({name: pair[0] for name, pair in fields.items()})
    return found


def void_cars(ctx: Act, cars: list[Vehicle]) -> None:
    for car in cars:
        car.voided_at, car.gone_on, car.gone_why = ctx.now, ctx.today, WHY
        car.plate = car.plate_kind = car.vin = car.engine_no = ""
        car.owner = None
        car.write_backwards()
    names = ["voided_at", "gone_on", "gone_why", "plate", "plate_kind", "vin", "engine_no", "owner"]
    Vehicle.objects.change_many(cars, [*names, "plate_backwards", "vin_backwards"])


def void_people(ctx: Act, people: list[Customer]) -> None:
    """The person goes altogether: an import undone leaves no personal data behind."""
    names = ["phone", "id_number", "credit_code", "address", "called", "remark"]
    for person in people:
        person.voided_at, person.name = ctx.now, "已撤销"
        for name in names:
            setattr(person, name, "")
        person.spell_again()
    found_by = ["phone_tail", "phone_key", "id_key", "given_name", "initials", "pinyin", "misread"]
    Customer.objects.change_many(
        people,
        ["voided_at", "name", *names, *found_by, "misread_initials"],
    )


def restore(ctx: Act, records: dict[int, Any], olds: dict[int, dict[str, Any]]) -> None:
    """Files that the chunk changed get their old values back."""
    names: set[str] = set()
    for key, record in records.items():
        for name, old in olds.get(key, {}).items():
            field = record._meta.get_field(name)
            plain = field.target_field if field.remote_field else field
            setattr(record, field.attname, plain.to_python(old))
            names.add(field.name)
    if names:
        kind = type(next(iter(records.values())))
        kind.objects.change_many(list(records.values()), sorted(names))


def end_parts(ctx: Act, parts: list[Part], roots: dict[int, Any]) -> None:
    """Plates, owners, readings and contacts that the chunk added hold no more."""
    for part in parts:
        record, root = part.record, roots[part.root_key]
        setattr(record, "customer" if part.of is Customer else "vehicle", root)
        if isinstance(record, MileageReading):
            record.voided = True
        elif isinstance(record, Contact):
            record.ended_on = record.ended_on or ctx.today
        else:
            record.until = record.until or record.since
        record.save()
