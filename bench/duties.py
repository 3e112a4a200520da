"""The clock's look at the duties of many stores, and Today in the last of them: seconds and statements."""

import datetime as dt
import time
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.urls import reverse

from bench.counting import counted
from bench.pages import read_page
from bench.store import Founded
from tests.support.copies import private_copy
from zhangdian.doors.simulation.tables import table
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.context import ActorKind, Context
from zhangdian.management.duties import timetables
from zhangdian.management.duties.models import DueItem
from zhangdian.management.duties.watching.actions import load_timetables
from zhangdian.management.duties.watching.jobs import keep_store
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.queries import holders
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.staff.actions import import_staff
from zhangdian.people.organization.staff.ledgers import STAFF
from zhangdian.people.organization.stores.actions import found_store

STORES = (25, 50, 100)
STAFF_OF_A_STORE = 60
HOURS = (dt.time(0, 5), dt.time(8, 5), dt.time(12, 5), dt.time(18, 5), dt.time(23, 30))
"""When the clock looks: the day is opened, then duties fall due, are missed and urged."""


def measure(founded: Founded) -> list[dict[str, Any]]:
    """Each number of stores on top of the one before, each on a day of its own."""
    with private_copy():
        first = clock.day(clock.now()) + timedelta(days=1)
        stores: list[Context] = []
        rows = []
        for number, count in enumerate(STORES):
            stores += [another(len(stores) + place) for place in range(count - len(stores))]
            rows.append(one_day(stores, first + timedelta(days=number)))
        rows[-1]["today"] = today_of(stores[-1])
        clock.set_to(None)
        return rows


def another(number: int) -> Context:
    """A store of sixty people with the shipped timetables."""
    store = found_store(
        Context(0, kind=ActorKind.CLOCK),
        token=f"bench {number}",
        code=f"B{number:03}",
        name=f"分店 {number}",
        legal_name=f"分店 {number} 汽车销售服务有限公司",
        manufacturer="",
        parts_company="",
        service_department="",
        city="银川",
        phone="",
        complaint_phone="",
        rescue_phone="",
    ).subject
    ctx = Context(store.pk, kind=ActorKind.CLOCK)
    entrants = [each.row for each in STAFF.rows(table("staff"))]
    rows = [
        replace(row, employee_no=f"B{number:03}{row.employee_no}", phone="")
        for row in spread(entrants, STAFF_OF_A_STORE)
    ]
    import_staff(
        ctx, rows=rows, password_hash="!", exceptions_until=clock.day(clock.now()) + timedelta(days=330)
    )
    load_timetables(ctx, rows=list(timetables.shipped()), points=list(timetables.shipped_points()))
    return ctx


def spread(rows: list[Any], count: int) -> list[Any]:
    """So many of the people, every post among them."""
    posts: set[Any] = set()
    first, rest = [], []
    for row in rows:
        (rest if row.posts[0] in posts else first).append(row)
        posts.add(row.posts[0])
    return [*first, *rest][:count]


def one_day(stores: list[Context], day: Any) -> dict[str, Any]:
    """A day of the clock in all stores: seconds, items, and the statements of each store at each hour."""
    seconds, statements = 0.0, []
    before = DueItem.objects.count()
    for at in HOURS:
        clock.set_to(clock.instant(day, at, clock.CHINA))
        for ctx in stores:
            with counted() as queries:
                begun = time.perf_counter()
                keep_store(ctx)
                seconds += time.perf_counter() - begun
            statements.append(len(queries))
    return {
        "stores": len(stores),
        "items": DueItem.objects.count() - before,
        "seconds": seconds,
        "statements": sum(statements) / len(statements),
        "most": max(statements),
    }


def today_of(ctx: Context) -> dict[str, Any]:
    """Today of the general manager of the last store, who stands above everybody."""
    leads: Person = holders(ctx, Role.GENERAL_MANAGER)[0]
    return read_page(Context(ctx.store_id, leads.pk), reverse("web:home"))
