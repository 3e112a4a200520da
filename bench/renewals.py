"""The month's renewals drawn up from a large ledger of policies: seconds, and how many statements."""

import time
from decimal import Decimal
from typing import Any

from django.db import connection

from bench.counting import counted
from bench.filling import grow, in_a_hurry, newest, plate, text
from bench.store import Founded
from tests.support.copies import private_copy
from zhangdian.aftercare.insurance.models import Insurer, Policy, PolicyLine, Renewal
from zhangdian.aftercare.insurance.policies.actions import enter_policy
from zhangdian.aftercare.insurance.renewals.actions import draw_up_month
from zhangdian.aftercare.insurance.renewals.pool import month_ahead
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.context import Context
from zhangdian.foundation.kernel.records import writing
from zhangdian.people.customers.models import Vehicle
from zhangdian.people.organization.queries import holders
from zhangdian.people.organization.roles import Role

SIZES = (2_000, 20_000, 200_000)
YEAR = 365


def measure(founded: Founded) -> list[dict[str, Any]]:
    """Each size in a copy of its own, whose covers end evenly over a year."""
    return [of_size(founded, size) for size in SIZES]


def of_size(founded: Founded, size: int) -> dict[str, Any]:
    with private_copy():
        clerk = specialist(founded)
        begun = time.monotonic()
        fill(clerk, size)
        filled = time.monotonic() - begun
        with counted() as asked:
            begun = time.monotonic()
            draw_up_month(clerk, month=month_ahead(clock.day(clock.now())))
            seconds = time.monotonic() - begun
        return {
            "policies": Policy.objects.count(),
            "cars": Renewal.objects.count(),
            "seconds": seconds,
            "statements": len(asked),
            "filled_s": filled,
        }


def specialist(founded: Founded) -> Context:
    anybody = founded.context(next(iter(founded.people)))
    return Context(founded.store_id, holders(anybody, Role.RENEWAL_SPECIALIST)[0].pk)


def fill(clerk: Context, size: int) -> None:
    """One policy as it is entered, and the rest like it, each of a car of its own."""
    today = clock.day(clock.now())
    car = Vehicle.objects.filter(store=clerk.store_id).exclude(vin="").order_by("-pk")[0]
    enter_policy(
        clerk,
        insurer=Insurer.objects.of(clerk).approved_on(today)[0],
        line=PolicyLine.COMMERCIAL,
        number="BENCH000000",
        desk=Policy.Desk.RENEWAL,
        signed_on=today,
        starts_on=today,
        premium=Decimal(3000),
        vin=car.vin,
    )
    with writing(), connection.cursor() as cursor, in_a_hurry(cursor):
        cars = Vehicle.objects.count() + size
        empty = {"vin": "''", "vin_backwards": "''", "plate_backwards": "''"}
        grow(cursor, Vehicle, cars, {"plate": plate("n"), **empty})
        grow(cursor, Policy, size, {
            "vehicle_id": f"{newest(cursor, Vehicle)} - n", "number": f"'BENCH' || {text('n', 9)}",
            "starts_at": ahead(f"-{YEAR} + n % {YEAR}"), "ends_at": ahead(f"n % {YEAR}"),
        })  # fmt: skip


def ahead(days: str) -> str:
    """An instant so many days from now."""
    if connection.vendor == "postgresql":
        return f"now() + ({days}) * interval '1 day'"
    return f"strftime('%Y-%m-%d %H:%M:%S', 'now', ({days}) || ' days')"
