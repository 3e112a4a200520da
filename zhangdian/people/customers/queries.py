"""What is asked about customers and vehicles: found while typing, the card of a car, what may be seen."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import Count, Prefetch, Q

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.models import Entry
from zhangdian.foundation.ui.cells import half_width
from zhangdian.people.customers import names, phones, plates, recalls, vins
from zhangdian.people.customers.models import (
    Contact,
    Customer,
    Ownership,
    Recall,
    Vehicle,
    VehicleRecall,
    keys_of,
)
from zhangdian.people.customers.warranty import Period, periods

SHOWN = 8
"""Hits of a search while typing."""
LOOKED_AT = 60
"""Rows that a search takes from an index before it ranks them."""
UNMASK_FOR_MINUTES = 10


@dataclass(frozen=True, slots=True)
class Found:
    """One hit: a vehicle, or a customer where no vehicle of his fits better."""

    rank: int
    customer: Customer | None
    vehicle: Vehicle | None
    why: str


def vehicles_of(ctx: Any) -> Any:
    """Vehicles that are here, with what a list shows of them."""
    return Vehicle.objects.of(ctx).standing().select_related("owner", "model")


def customers_of(ctx: Any) -> Any:
    return Customer.objects.of(ctx).standing().filter(erased_at=None)


def find(ctx: Any, text: str) -> list[Found]:
    """At most eight, best first, by tail of plate, VIN or phone, by name or initials; three queries."""
    typed = re.sub(r"\s+", "", half_width(text)).replace("\0", "")[:40]
    if len(typed) < 2:
        return []
    found = [*_by_vehicle(ctx, typed), *_by_customer(ctx, typed)]
    found.sort(key=lambda hit: (hit.rank, -_days(hit.vehicle)))
    seen: set[tuple[int, int]] = set()
    kept = []
    for hit in found:
        key = (hit.customer.pk if hit.customer else 0, hit.vehicle.pk if hit.vehicle else 0)
        if key not in seen:
            seen.add(key)
            kept.append(hit)
    return kept[:SHOWN]


def _days(vehicle: Vehicle | None) -> int:
    return vehicle.last_visit_on.toordinal() if vehicle and vehicle.last_visit_on else 0


def about_vehicle(text: str) -> Q | None:
    """Cars whose plate or VIN begins or ends so; None for too little."""
    sign = plates.normalise(text)
    if len(sign) < 2:
        return None
    backwards = sign[::-1]
    wanted = Q(plate_backwards__begins=backwards)
    if sign[0] in plates.PROVINCES:
        wanted |= Q(plate__begins=sign)
    if len(sign) >= 4 and sign.isalnum() and sign.isascii():
        wanted |= Q(vin_backwards__begins=backwards)
    return wanted


def _by_vehicle(ctx: Any, typed: str) -> list[Found]:
    wanted, sign = about_vehicle(typed), plates.normalise(typed)
    if wanted is None:
        return []
    rows = vehicles_of(ctx).filter(wanted).order_by("-last_visit_on", "-pk")[:LOOKED_AT]
    return [Found(_rank(car, sign), named(car), car, _why(car, sign)) for car in rows]


def named(car: Vehicle) -> Customer | None:
    """Its owner, where he may be named: who asked us to delete his data is only stored."""
    return car.owner if car.owner and not car.owner.restricted_at else None


def _rank(car: Vehicle, sign: str) -> int:
    """Whole plate or VIN, then the plate's tail, its beginning, the VIN's tail; cars that left come last."""
    if sign in (car.plate, car.vin):
        rank = 0
    elif car.plate.endswith(sign):
        rank = 1
    else:
        rank = 2 if car.plate.startswith(sign) else 3
    return rank + (10 if car.gone_on else 0)


def _why(car: Vehicle, sign: str) -> str:
    return "车架号" if car.vin.endswith(sign) and not car.plate.endswith(sign) else "车牌"


def _by_customer(ctx: Any, typed: str) -> list[Found]:
    wanted = about_customer(typed)
    if wanted is None:
        return []
    cars = Prefetch("vehicles", vehicles_of(ctx).order_by("-last_visit_on", "-pk"), to_attr="cars")
    rows = (
        customers_of(ctx)
        .filter(wanted, restricted_at=None)
        .prefetch_related(cars)
        .order_by("-acted_at", "-pk")[:LOOKED_AT]
    )
    found = []
    for customer in rows:
        rank, why = _customer_rank(customer, typed)
        first = customer.cars[:3] or [None]
        found += [Found(rank, customer, car, why) for car in first]
    return found


def about_customer(typed: str) -> Q | None:
    """Customers by the tail of a number, by name, given name, initials or pinyin; None for too little."""
    digits = re.sub(r"\D", "", typed)
    if digits and not re.search(r"[^\d\-+]", typed):
        if len(digits) < 4:
            return None
        if len(digits) >= 11:
            by: dict[str, Any] = {"phone_key__in": keys_of(phones.normalise(typed))}
        else:
            by = {"phone_tail": digits[-4:]} | ({"phone__endswith": digits} if len(digits) > 4 else {})
        spoken_for = Contact.objects.filter(**by, ended_on=None).values("customer")
        return Q(**by) | Q(pk__in=spoken_for)
    word = typed.lower()
    if word.isascii():
        wanted = Q()
        for column in ("initials", "pinyin", "misread", "misread_initials"):
            wanted |= Q(**{f"{column}__begins": word})
        return wanted
    name = names.normalise(typed)
    about = Q(name__begins=name) | Q(given_name__begins=name)
    return about | Q(kind=Customer.Kind.COMPANY, name__contains=name) if len(name) >= 2 else about


def _customer_rank(customer: Customer, typed: str) -> tuple[int, str]:
    """How well it fits, and by what."""
    digits = re.sub(r"\D", "", typed)
    if digits and not re.search(r"[^\d\-+]", typed):
        if re.sub(r"\D", "", customer.phone.open()).endswith(digits):
            return (0 if len(digits) >= 11 else 2), "电话"
        return 4, "联系人电话"
    name, word = customer.name.open(), typed.lower()
    if name == names.normalise(typed):
        return 0, "姓名"
    if word in (customer.initials, customer.pinyin, customer.misread, customer.misread_initials):
        return 2, "姓名"
    return 4, "姓名"


@dataclass(frozen=True)
class VehicleCard:
    """What reception knows of a car at one glance."""

    vehicle: Vehicle
    owner: Customer | None
    periods: Sequence[Period]
    recalls: Sequence[VehicleRecall]
    contacts: Sequence[Contact] = field(default_factory=tuple)

    @property
    def warranty(self) -> Period | None:
        """The maker's warranty; None where its start is not known."""
        return next((one for one in self.periods if one.name == "整车质保"), None)

    @property
    def three_guarantees(self) -> Period | None:
        """The period in which the customer may ask for another car (三包)."""
        return next((one for one in self.periods if one.name == "三包"), None)

    @property
    def stops_sale(self) -> bool:
        return any(one.recall.stop_sale for one in self.recalls)


def vehicle_card(ctx: Any, vehicle: Vehicle) -> VehicleCard:
    """Owner, last visit, mileage, warranty and three-guarantee state, open recalls: four queries."""
    car = (
        Vehicle.objects.of(ctx)
        .select_related("owner", "model", "advisor")
        .prefetch_related("model__terms")
        .here(vehicle.pk)
    )
    bought = car.sold_on or ctx.today
    terms = car.model.terms_on(bought) if car.model else None
    owner = named(car)
    contacts = tuple(Contact.objects.of(ctx).filter(customer=owner, ended_on=None) if owner else ())
    undone = recalls.open_on(ctx, [car])[car.pk]
    return VehicleCard(car, owner, periods(car, terms, ctx.today), undone, contacts)


def same_car(ctx: Any, vehicle: Vehicle) -> list[int]:
    """Keys of this vehicle and of those merged into it: its history stands under all of them."""
    return [vehicle.pk, *Vehicle.objects.of(ctx).filter(merged_into=vehicle).values_list("pk", flat=True)]


def unmaskings_today(ctx: Any) -> int:
    """How many fields this person has looked at today that his posts do not see."""
    start, end = clock.day_bounds(ctx.today, ctx.standing.zone)
    return int(
        Entry.objects.filter(
            person_id=ctx.person_id, action="customers.unmask_field", at__gte=start, at__lt=end
        ).count()
    )


def unmasked(ctx: Any, customer: Customer) -> frozenset[str]:
    """Fields of this customer that this person has just unmasked, with a reason."""
    since = ctx.now - timedelta(minutes=UNMASK_FOR_MINUTES)
    entries = Entry.objects.filter(
        person_id=ctx.person_id,
        action="customers.unmask_field",
        at__gt=since,
        root_type=customer._meta.label_lower,
        root_id=customer.pk,
    )
    return frozenset(entry.inputs["field"] for entry in entries)


def known_vins(ctx: Any, numbers: Iterable[str]) -> set[str]:
    """Which of these VINs the stores that share know already."""
    wanted = {vins.normalise(number) for number in numbers}
    return set(Vehicle.objects.of(ctx).filter(vin__in=wanted).values_list("vin", flat=True))


def once_owned(ctx: Any, customer: Customer) -> Any:
    """Cars that were his once: ended ownerships."""
    rows = Ownership.objects.of(ctx).filter(customer=customer, until__isnull=False)
    return rows.filter(vehicle__voided_at=None).select_related("vehicle__model")


def undone_by_recall(ctx: Any) -> dict[int, int]:
    """Key of a campaign → how many cars here still wait for it, in one query."""
    rows = VehicleRecall.objects.of(ctx).exclude(state=VehicleRecall.State.DONE)
    standing = rows.filter(vehicle__voided_at=None, vehicle__merged_into=None).order_by()
    return dict(standing.values_list("recall_id").annotate(Count("pk")))


def cars_under(ctx: Any, recall: Recall) -> Any:
    """The cars of a campaign, those not done first."""
    rows = VehicleRecall.objects.of(ctx).filter(recall=recall, vehicle__voided_at=None)
    return rows.select_related("vehicle__owner", "vehicle__model").order_by("done_on", "pk")
