"""What the stores that share know of the cars and customers of one chunk, in a few queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import Q

from zhangdian.foundation.kernel.sight import opened
from zhangdian.people.customers import names
from zhangdian.people.customers.imports.judging import Incoming
from zhangdian.people.customers.models import (
    Contact,
    Customer,
    MileageReading,
    PlateHistory,
    Vehicle,
    VehicleModel,
    key_of,
)
from zhangdian.people.organization.models import Person

SECRETS = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


@dataclass
class Known:
    """Files by what identifies them; new ones enter as they are made."""

    by_vin: dict[str, Vehicle] = field(default_factory=dict)
    by_plate: dict[str, Vehicle] = field(default_factory=dict)
    once_bore: dict[str, Vehicle] = field(default_factory=dict)
    """Plates that a car no longer bears."""
    by_phone: dict[str, list[Customer]] = field(default_factory=dict)
    by_id: dict[str, Customer] = field(default_factory=dict)
    by_code: dict[str, Customer] = field(default_factory=dict)
    models: dict[str, VehicleModel] = field(default_factory=dict)
    advisors: dict[str, Person] = field(default_factory=dict)
    read: set[tuple[int, Any, int]] = field(default_factory=set)
    """Vehicle, day and kilometres of readings that stand already."""
    contacts: set[tuple[int, str, str]] = field(default_factory=set)

    def add_car(self, car: Vehicle) -> None:
        if car.vin:
            self.by_vin[car.vin] = car
        if car.plate:
            self.by_plate[car.plate] = car

    def add_customer(self, customer: Customer) -> None:
        if phone := opened(customer.phone):
            listed = self.by_phone.setdefault(phone, [])
            if not any(customer is one for one in listed):
                listed.append(customer)
        if number := opened(customer.id_number):
            self.by_id[number] = customer
        if customer.credit_code:
            self.by_code[customer.credit_code] = customer


def numbers(texts: Iterable[str]) -> set[str]:
    """The hashes under which these numbers may be kept."""
    return {key_of(text, secret) for text in texts if text for secret in SECRETS}


def load(ctx: Any, rows: Sequence[Incoming], *, locked: bool) -> Known:
    """Read what the rows mean; in an act lock it, cars first, then customers, in the order of their keys."""
    known = Known()
    plates = {row.plate for row in rows if row.plate}
    wanted = Q(vin__in={row.vin for row in rows if row.vin}) | Q(plate__in=plates)
    cars = Vehicle.objects.of(ctx).standing().filter(wanted).select_related("model", "advisor").order_by("pk")
    for car in cars.lock() if locked else cars:
        known.add_car(car)
    load_customers(ctx, known, rows, locked=locked)
    if strangers := plates - set(known.by_plate):
        borne = PlateHistory.objects.of(ctx).filter(plate__in=strangers, until__isnull=False)
        standing = borne.filter(vehicle__merged_into=None, vehicle__voided_at=None).select_related("vehicle")
        known.once_bore = {one.plate: one.vehicle for one in standing.order_by("until", "pk")}
    if any(row.model for row in rows):
        for model in VehicleModel.objects.of(ctx).all():
            for text in (f"{model.series}{model.variant}", str(model), model.code):
                known.models[squeezed(text)] = model
    if any(row.advisor for row in rows):
        known.advisors = advisors(ctx)
    load_parts(ctx, known, rows)
    return known


def load_customers(ctx: Any, known: Known, rows: Sequence[Incoming], *, locked: bool) -> None:
    owners = {car.owner_id for car in (*known.by_vin.values(), *known.by_plate.values()) if car.owner_id}
    wanted = (
        Q(pk__in=owners)
        | Q(phone_key__in=numbers(row.phone for row in rows))
        | Q(id_key__in=numbers(row.id_number for row in rows))
        | Q(credit_code__in={row.credit_code for row in rows if row.credit_code})
    )
    customers = Customer.objects.of(ctx).standing().filter(wanted, erased_at=None)
    customers = customers.select_related("advisor").order_by("pk")
    by_key = {}
    for customer in customers.lock() if locked else customers:
        by_key[customer.pk] = customer
        known.add_customer(customer)
    for car in (*known.by_vin.values(), *known.by_plate.values()):
        if car.owner_id in by_key:
            car.owner = by_key[car.owner_id]


def load_parts(ctx: Any, known: Known, rows: Sequence[Incoming]) -> None:
    read = {row.vin for row in rows if row.km is not None}, {row.plate for row in rows if row.km is not None}
    cars = {car.pk for text, car in known.by_vin.items() if text in read[0]}
    cars |= {car.pk for text, car in known.by_plate.items() if text in read[1]}
    if cars:
        readings = MileageReading.objects.of(ctx).filter(vehicle__in=cars, voided=False)
        known.read = set(readings.values_list("vehicle_id", "read_on", "km"))
    if any(row.contact for row in rows):
        customers = {one.pk for listed in known.by_phone.values() for one in listed}
        cars_known = (*known.by_vin.values(), *known.by_plate.values())
        customers |= {car.owner_id for car in cars_known if car.owner_id}
        listed = Contact.objects.of(ctx).filter(customer__in=customers, ended_on=None)
        known.contacts = {(one.customer_id, one.name.open(), opened(one.phone)) for one in listed}


def advisors(ctx: Any) -> dict[str, Person]:
    """Who works here, by number and by name; a name that two bear means nobody."""
    found: dict[str, Person] = {}
    twice = set()
    for person in Person.objects.of(ctx).filter(disabled_at=None):
        found[squeezed(person.employee_no)] = person
        if person.name in found:
            twice.add(person.name)
        found[person.name] = person
    return {text: person for text, person in found.items() if text not in twice}


def squeezed(text: str) -> str:
    return "".join(text.split()).upper()


def same_name(one: str, other: str) -> bool:
    return names.normalise(one).lower() == names.normalise(other).lower()
