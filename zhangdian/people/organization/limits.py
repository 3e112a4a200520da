"""Limits of authority: how far a post may go alone in discounts, compensation, refunds and write-offs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.context import Context
from zhangdian.people.organization.models import AuthorityLimit, Store
from zhangdian.people.organization.roles import Role

Row = tuple[Any, ...]
NO_BOUND = 999_999
"""A limit that nobody reaches: 不限."""
COLUMNS = (
    "labour_percent",
    "parts_percent",
    "order_discount",
    "goodwill",
    "refund",
    "vehicle_discount",
    "write_off",
    "monthly_budget",
)
HOUSE: dict[Role, Row] = {
    Role.SERVICE_ADVISOR: (10, 5, 150, 0, 0, 0, 0, 2500),
    Role.FRONT_DESK_SUPERVISOR: (20, 8, 500, 300, 300, 0, 0, 6000),
    Role.SERVICE_MANAGER: (40, 15, 3000, 2000, 3000, 0, 200, 20000),
    Role.WARRANTY_CLERK: (0, 0, 0, 0, 0, 0, 0, 0),
    Role.CASHIER: (0, 0, 5, 0, 0, 0, 0, 200),
    Role.PARTS_MANAGER: (0, 12, 800, 0, 0, 0, 50, 4000),
    Role.SALES_CONSULTANT: (0, 0, 0, 0, 0, 0, 0, 0),
    Role.SHOWROOM_SUPERVISOR: (0, 0, 0, 0, 0, 2000, 0, 20000),
    Role.SALES_MANAGER: (0, 0, 0, 500, 5000, 5000, 0, 60000),
    Role.FI_MANAGER: (0, 0, 0, 0, 2000, 0, 200, 5000),
    Role.CUSTOMER_RELATIONS_MANAGER: (0, 0, 0, 300, 0, 0, 0, 3000),
    Role.GENERAL_MANAGER: (100, 100, NO_BOUND, NO_BOUND, NO_BOUND, NO_BOUND, 20000, 0),
}
"""The house's limits, in the order of COLUMNS; a store sets its own, dated."""


@dataclass(frozen=True)
class Limit:
    """How far somebody may go alone, in all his posts together."""

    labour_percent: Decimal = Decimal(0)
    parts_percent: Decimal = Decimal(0)
    order_discount: Decimal = Decimal(0)
    goodwill: Decimal = Decimal(0)
    refund: Decimal = Decimal(0)
    vehicle_discount: Decimal = Decimal(0)
    write_off: Decimal = Decimal(0)
    monthly_budget: Decimal | None = Decimal(0)
    """None: no monthly budget is kept for one of the posts."""


def house_limits(store: Store, since: date) -> list[AuthorityLimit]:
    """The rows a new store begins with."""
    return [
        AuthorityLimit(store=store, role=role, since=since, **dict(zip(COLUMNS, row, strict=True)))
        for role, row in HOUSE.items()
    ]


def limits_on(ctx: Context | Act, on: date) -> dict[str, AuthorityLimit]:
    """The limits of every post in force on a day, in one query."""
    rows = AuthorityLimit.objects.of(ctx).filter(since__lte=on).order_by("role", "since")
    return {row.role: row for row in rows}


def as_told(row: AuthorityLimit) -> list[tuple[str, Any]]:
    """Each kind with its heading, as the store's page tells it."""
    headings = {field.name: str(field.verbose_name) for field in row._meta.fields}
    told = []
    for name in COLUMNS:
        heading, value = headings[name], getattr(row, name)
        if name.endswith("_percent"):
            told.append((heading.removesuffix("(%)"), f"{value.normalize():f}%"))
        else:
            unkept = name == "monthly_budget" and not value and row.order_discount
            told.append((heading, "不限" if value >= NO_BOUND or unkept else value))
    return told


def limit_of(ctx: Context | Act, roles: Iterable[str] | None = None) -> Limit:
    """The widest limit, kind by kind, among these posts (default: those of who acts), in one query."""
    mine = set(ctx.roles if roles is None else roles)
    rows = [row for role, row in limits_on(ctx, ctx.today).items() if role in mine]
    if not rows:
        return Limit()
    widest = {name: max(getattr(row, name) for row in rows) for name in COLUMNS}
    if any(not row.monthly_budget and row.order_discount for row in rows):
        widest["monthly_budget"] = None
    return Limit(**widest)


def who_may(ctx: Context | Act, kind: str, amount: Decimal) -> list[Role]:
    """The posts that may give so much of this kind, the nearest first: whom a refusal names, who signs."""
    rows = [row for row in limits_on(ctx, ctx.today).values() if getattr(row, kind) >= amount]
    return [Role(row.role) for row in sorted(rows, key=lambda row: (getattr(row, kind), row.role))]
