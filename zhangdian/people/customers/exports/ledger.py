"""The ledger of customers and vehicles as it leaves: the columns of the import, so that it comes in again."""

from collections.abc import Iterator
from typing import IO, Any, Final

from django.db.models import Exists, OuterRef, Prefetch

from zhangdian.foundation.kernel.sight import opened
from zhangdian.foundation.ui.xlsx import Column, ColumnKind, write_sheet
from zhangdian.people.customers.ledger_columns import FIELDS
from zhangdian.people.customers.models import Contact, Customer, CustomerExport, Vehicle

DAYS: Final = frozenset({"sold_on", "warranty_start", "read_on", "last_visit_on"})
REMINDERS: Final = {choice.value: str(choice.label) for choice in Customer.Reminder}
KINDS: Final = {choice.value: str(choice.label) for choice in Customer.Kind}
IDENTITY: Final = frozenset({"id_number"})
SLICE: Final = 2000
TITLE: Final = "客户与车辆"


def cars_of(ctx: Any, advisor_id: int | None = None) -> Any:
    """The cars that a ledger holds."""
    cars = Vehicle.objects.of(ctx).standing()
    return cars.filter(advisor_id=advisor_id) if advisor_id else cars


def carless_of(ctx: Any, advisor_id: int | None = None) -> Any:
    """Customers whom no car of the ledger names."""
    cars = Vehicle.objects.standing().filter(owner=OuterRef("pk"))
    people = Customer.objects.of(ctx).standing().filter(~Exists(cars), erased_at=None, restricted_at=None)
    return people.filter(advisor_id=advisor_id) if advisor_id else people


def columns(with_identity: bool) -> list[Column]:
    kinds = {**dict.fromkeys(DAYS, ColumnKind.DATE), "km": ColumnKind.NUMBER}
    wanted = [each for each in FIELDS if with_identity or each.key not in IDENTITY]
    return [Column(each.label, kinds.get(each.key, ColumnKind.TEXT)) for each in wanted]


def rows(ctx: Any, export: CustomerExport) -> Iterator[list[Any]]:
    """Exactly the rows that were signed: a car each, again for each further contact, then who has no car."""
    keys = [each.key for each in FIELDS if export.with_identity or each.key not in IDENTITY]
    contacts = Prefetch(
        "contacts", Contact.objects.filter(ended_on=None).order_by("pk"), to_attr="spoken_for"
    )
    cars = cars_of(ctx, export.advisor_id).filter(pk__lte=export.upto_vehicle)
    owned = Prefetch(
        "owner", Customer.objects.select_related("advisor").prefetch_related(contacts), to_attr="held_by"
    )
    for car in cars.select_related("model", "advisor").prefetch_related(owned).order_by("pk").iterator(SLICE):
        owner = car.held_by
        yield from lines(keys, car, None if owner and owner.restricted_at else owner)
    people = carless_of(ctx, export.advisor_id).filter(pk__lte=export.upto_customer)
    for customer in (
        people.select_related("advisor").prefetch_related(contacts).order_by("pk").iterator(SLICE)
    ):
        yield from lines(keys, None, customer)


def lines(keys: list[str], car: Vehicle | None, owner: Any) -> Iterator[list[Any]]:
    values = {**(of_car(car) if car else {}), **(of_customer(owner, car) if owner else {})}
    for contact in (owner.spoken_for if owner else None) or [None]:
        spoken = {"contact": opened(contact.name), "contact_phone": opened(contact.phone)} if contact else {}
        yield [{**values, **spoken}.get(key) for key in keys]


def of_car(car: Vehicle) -> dict[str, Any]:
    return {
        "plate": car.plate,
        "vin": car.vin,
        "model": car.model.code if car.model else car.model_words,
        "colour": car.colour,
        "engine_no": car.engine_no,
        "sold_on": car.sold_on,
        "warranty_start": car.warranty_start,
        "km": car.last_mileage,
        "read_on": car.last_read_on,
        "last_visit_on": car.last_visit_on,
        "advisor": of_person(car.advisor),
        "remark": car.remark,
    }


def of_customer(owner: Customer, car: Vehicle | None) -> dict[str, Any]:
    advisor = (car and car.advisor) or owner.advisor
    return {
        "name": opened(owner.name),
        "kind": KINDS[owner.kind],
        "phone": opened(owner.phone),
        "called": owner.called,
        "id_number": opened(owner.id_number),
        "credit_code": owner.credit_code,
        "address": opened(owner.address),
        "member": "是" if owner.member else "否",
        "reminder": REMINDERS.get(owner.reminder, ""),
        "advisor": of_person(advisor),
        "customer_remark": owner.remark,
    }


def of_person(person: Any) -> str:
    return f"{person.employee_no} {person.name}" if person else ""


def write_ledger(ctx: Any, export: CustomerExport, stream: IO[bytes], watermark: str) -> int:
    """The signed export as a sheet, with name and time on it."""
    return write_sheet(stream, TITLE, columns(export.with_identity), rows(ctx, export), watermark=watermark)
