"""Whose customer it is: advisors read policies of their own customers whole, of others masked (NBI-12)."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, Value

from zhangdian.aftercare.insurance.models import DeliveredCar, Policy, Quote
from zhangdian.aftercare.insurance.posts import ADVISORS, READERS
from zhangdian.foundation.kernel.gates import stops
from zhangdian.foundation.kernel.refusals import Missing
from zhangdian.foundation.kernel.sight import Sealed
from zhangdian.foundation.ui.queues import once_a_page
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.people.customers import plates, vins
from zhangdian.people.customers.models import Vehicle
from zhangdian.people.organization.models import Person

OTHERS = frozenset(READERS).difference(ADVISORS)


def is_bound(ctx: Any) -> bool:
    """Whether of insurance he reads his own customers' only: an advisor who is nothing else here."""
    return not ctx.roles.isdisjoint(ADVISORS) and ctx.roles.isdisjoint(OTHERS)


def of_mine(ctx: Any, car: str = "") -> Q:
    """Of rows that name a car (or of cars): he advises it, has a quote or a visit of it, or handed it over.

    A list of delivered cars writes a name: it is his where nobody else in the store is called so.
    """
    path = f"{car}__" if car else ""
    key, vin = OuterRef(car or "pk"), OuterRef(f"{path}vin")
    namesake = Person.objects.of(ctx).filter(name=ctx.standing.name).exclude(pk=ctx.person_id)
    handed = DeliveredCar.objects.of(ctx).standing().filter(vin=vin, consultant=ctx.standing.name)
    return (
        Q(**{f"{path}advisor": ctx.person_id})
        | Q(Exists(Quote.objects.of(ctx).filter(vehicle=key, advisor=ctx.person_id, state=Quote.State.VALID)))
        | Q(Exists(RepairOrder.objects.of(ctx).filter(vehicle=key, advisor=ctx.person_id)))
        | (Q(Exists(handed)) & ~Q(**{f"{path}vin": ""}) & ~Q(Exists(namesake)))
    )


def or_any(ctx: Any, car: str = "") -> Any:
    """What to annotate of each row: whether he reads it whole."""
    return of_mine(ctx, car) if is_bound(ctx) else Value(True)


def reads_whole(ctx: Any, car: Vehicle) -> bool:
    """Whether this car's policies stand unmasked before him; no query for who is not bound."""
    return not is_bound(ctx) or advises(ctx, car=car.pk)


@once_a_page
def advises(ctx: Any, *, car: int) -> bool:
    return bool(Vehicle.objects.of(ctx).filter(of_mine(ctx), pk=car).exists())


def lacking(ctx: Any, car: Vehicle) -> Missing | None:
    """Why he may not look closer, and who may."""
    if reads_whole(ctx, car):
        return None
    who = str(car.advisor) if car.advisor else "经办的保险专员"
    return Missing("这台车不是您的客户的，只能看遮住的", who)


@stops("销售顾问、服务顾问只看自己客户的", fixed=True)
def policy_is_his(ctx: Any, policy: Policy) -> Missing | None:
    return lacking(ctx, policy.vehicle)


def name_for(ctx: Any, customer: Any, whole: bool) -> str:
    """A customer's name, of another's customer as walls print it."""
    if customer is None:
        return ""
    name = customer.name
    if not isinstance(name, Sealed):
        return str(name)
    return str(name.seen_by(ctx)) if whole else str(name)


def plate_for(plate: str, whole: bool) -> str:
    return plate if whole else plates.mask(plate)


def vin_for(vin: str, whole: bool) -> str:
    return vin if whole else vins.mask(vin)
