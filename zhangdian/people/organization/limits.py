"""Limits of authority: how far a post may go alone in discounts, compensation, refunds and write-offs, and
how often anybody may take back alone what was signed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.action import Act, Signatures
from zhangdian.foundation.kernel.context import Context
from zhangdian.foundation.kernel.models import Entry
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.organization import rates, superiors
from zhangdian.people.organization.models import AuthorityLimit, Person, Store
from zhangdian.people.organization.roles import Role

Row = tuple[Any, ...]
GIVEN = "given"
"""The journal's note of what somebody gave away alone (yuan)."""
UNDONE = "undone"
"""The journal's note of what somebody took back alone: a bill, an order, a sale."""
UNDOES_ALONE = rates.standard("每月自己作废或重开 每人", 8, "次")
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


def signatures_for(
    ctx: Act,
    effect: str,
    spends: Decimal,
    changes: tuple[tuple[str, str, str], ...] = (),
    **kinds: Decimal,
) -> Signatures | None:
    """None where he may give so much of each kind alone, and his month's budget holds it with what he gave
    before; else the nearest post that may, which is none of his own.
    """
    mine = limit_of(ctx)
    over = any(amount > getattr(mine, kind) for kind, amount in kinds.items())
    if not over and spends > 0 and mine.monthly_budget is not None:
        left = mine.monthly_budget - given_this_month(ctx)
        over = spends > left
        effect += f"（本月额度只剩 {max(left, Decimal(0)):,.2f} 元）" if over else ""
    if not over:
        return None
    rows = [row for role, row in limits_on(ctx, ctx.today).items() if role not in ctx.roles]
    able = [row for row in rows if all(getattr(row, kind) >= amount for kind, amount in kinds.items())]
    if not able:
        raise Refusal("店里没有岗位能批这么多：请减少，或请总经理先改权限额度")
    nearest = min(able, key=lambda row: (*(getattr(row, kind) for kind in kinds), row.role))
    return Signatures((Role(nearest.role),), effect, spends, changes)


def given_this_month(ctx: Act) -> Decimal:
    """What he gave away alone since the first of the month (yuan); of two acts of his one waits."""
    return sum((Decimal(each.notes[GIVEN]) for each in noted_this_month(ctx, GIVEN)), Decimal(0))


def noted_this_month(ctx: Act, note: str) -> QuerySet[Entry]:
    """His acts since the first of the month that bear this note; he himself is locked."""
    list(Person.objects.of(ctx).filter(pk=ctx.person_id).order_by("pk").lock())
    since = clock.day_bounds(ctx.today.replace(day=1), ctx.standing.zone)[0]
    return Entry.objects.filter(person=ctx.person_id, at__gte=since, notes_text__contains=f'"{note}":')


@dataclass(frozen=True)
class Left:
    """What somebody may still give away or take back alone this month."""

    budget: Decimal | None
    given: Decimal
    undoes: int
    undone: int

    @property
    def to_give(self) -> Decimal | None:
        """Yuan; None where his post has no budget."""
        return None if self.budget is None else max(self.budget - self.given, Decimal(0))

    @property
    def to_undo(self) -> int:
        return max(self.undoes - self.undone, 0)


def left_of(ctx: Context) -> Left:
    """Seen before he asks; the act counts again under his lock."""
    since = clock.day_bounds(ctx.month, ctx.standing.zone)[0]
    mine = Entry.objects.filter(person=ctx.person_id, at__gte=since)
    noted = [entry.notes for entry in mine.filter(Q(notes_text__contains=f'"{GIVEN}":'))]
    undone = mine.filter(notes_text__contains=f'"{UNDONE}":').count()
    undoes = int(rates.measure_of(ctx, UNDOES_ALONE))
    given = sum((Decimal(notes[GIVEN]) for notes in noted), Decimal(0))
    return Left(limit_of(ctx).monthly_budget, given, undoes, undone)


def budget_in_words(ctx: Context) -> str:
    """本月优惠额度还剩 320.00 元; empty where none is kept."""
    left = left_of(ctx)
    if left.to_give is None or not left.budget:
        return ""
    return f"本月优惠额度还剩 {left.to_give:,.2f} 元，超过的要上级签字。"


def undoing_in_words(ctx: Context) -> str:
    """本月还可以自己作废或重开 5 次."""
    left = left_of(ctx)
    return f"本月还可以自己作废或重开 {left.to_undo} 次，用完了要上级签字。"


def note_given(ctx: Act, amount: Decimal) -> None:
    """What he gives alone counts against his month; what another signed for does not."""
    if amount > 0 and not ctx.signed:
        ctx.notes[GIVEN] = str(amount)


def signatures_to_undo(ctx: Act, effect: str, amount: Decimal | None = None) -> Signatures | None:
    """None while he took back less this month than anybody may alone; else who stands above him signs."""
    done = noted_this_month(ctx, UNDONE).count()
    if done < rates.measure_of(ctx, UNDOES_ALONE):
        return None
    above = superiors.nearest_above(ctx, Person.objects.of(ctx).here(ctx.person_id or 0))
    told = f"{effect}（本月自己作废或重开过 {done} 次）"
    return Signatures((above,), told, amount) if above else None


def note_undone(ctx: Act) -> None:
    """What he takes back alone counts against his month; what another signed for does not."""
    if not ctx.signed:
        ctx.notes[UNDONE] = 1
