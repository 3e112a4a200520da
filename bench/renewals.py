"""The month's renewals drawn up anew from a large ledger of policies: seconds, and how many statements."""

import time
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db import connection

from bench.counting import counted
from bench.filling import grow, in_a_hurry, newest, plate, text
from bench.store import Founded
from tests.support.copies import private_copy
from zhangdian.aftercare.insurance.models import Insurer, Policy, PolicyLine, Renewal, RenewalMonth
from zhangdian.aftercare.insurance.policies.actions import enter_policy
from zhangdian.aftercare.insurance.renewals.actions import top_up_month
from zhangdian.aftercare.insurance.renewals.pool import month_ahead
from zhangdian.aftercare.insurance.wishing import Wished
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.context import Context
from zhangdian.foundation.kernel.records import writing
from zhangdian.people.customers.models import Vehicle
from zhangdian.people.organization.queries import holders
from zhangdian.people.organization.roles import Role

SIZES = (2_000, 20_000, 200_000)
YEAR, SIGNED_AGO = 365, 60
"""A policy signed so many days ago is entered for the file: nobody is asked for its clauses."""


def measure(founded: Founded) -> list[dict[str, Any]]:
    """Each size in a copy of its own, whose covers end evenly over a year; the middle one unlearnt too."""
    return [*(of_size(founded, size) for size in SIZES), of_size(founded, SIZES[1], learnt=False)]


def of_size(founded: Founded, size: int, *, learnt: bool = True) -> dict[str, Any]:
    """`learnt`: whether the database has looked how its rows lie, as it does in the night."""
    with private_copy():
        clerk = specialist(founded)
        begun = time.monotonic()
        fill(clerk, size)
        if not learnt:
            forget()
        filled = time.monotonic() - begun
        month = month_ahead(clock.day(clock.now()))
        drawn, before = RenewalMonth.objects.of(clerk).get(month=month), Renewal.objects.count()
        with counted() as asked:
            begun = time.monotonic()
            top_up_month(clerk, drawn)
            seconds = time.monotonic() - begun
        return {
            "policies": Policy.objects.count(),
            "cars": Renewal.objects.count() - before,
            "seconds": seconds,
            "statements": len(asked),
            "learnt": learnt,
            "filled_s": filled,
        }


def specialist(founded: Founded) -> Context:
    anybody = founded.context(next(iter(founded.people)))
    return Context(founded.store_id, holders(anybody, Role.RENEWAL_SPECIALIST)[0].pk)


def forget() -> None:
    """As a database that never looked: it knows its tables, and nothing of what is in them."""
    with writing(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DELETE FROM pg_statistic")
        else:
            cursor.execute("DELETE FROM sqlite_stat1")
            cursor.execute("ANALYZE sqlite_schema")


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
        signed_on=today - timedelta(days=SIGNED_AGO),
        starts_on=today,
        premium=Decimal(3000),
        vin=car.vin,
        covers=[Wished("THIRD_PARTY", Decimal(2_000_000))],
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
