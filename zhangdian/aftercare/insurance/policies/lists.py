"""The ledger of policies as a list, for those who may read it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import IO, Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from zhangdian.aftercare.insurance import issued, own
from zhangdian.aftercare.insurance.models import Policy, PolicyLine
from zhangdian.aftercare.insurance.queries import covers_to_wish, insurer_choices
from zhangdian.aftercare.insurance.terms import last_day_of
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui.cells import half_width
from zhangdian.foundation.ui.listing import Choice, Column, Days, Filter, Flag, Kind, Listing, Row, Typed
from zhangdian.people.customers.models import Customer
from zhangdian.people.customers.queries import about_customer

LINES = {each.value: str(each.label) for each in PolicyLine}
STATES = {each.value: str(each.label) for each in Policy.State}
DESKS = {each.value: str(each.label) for each in Policy.Desk}
TONES = {Policy.State.ENTERED: "parts", Policy.State.CHECKED: "ok"}


def all_policies(ctx: Any) -> QuerySet[Any]:
    """Every policy of the store; `whole` says whether who looks reads it unmasked."""
    rows: QuerySet[Any] = Policy.objects.of(ctx).annotate(whole=own.or_any(ctx, "vehicle"))
    return rows


def tone(row: Row) -> str:
    return TONES.get(row["state"], "")


def first_day(row: Row) -> date:
    return clock.day(row["starts_at"])


def last_day(row: Row) -> date:
    return last_day_of(row["ends_at"])


def plate(row: Row) -> str:
    return own.plate_for(row["vehicle__plate"], row["whole"])


def named(rows: QuerySet[Any], text: str, ctx: Any) -> QuerySet[Any]:
    """By the end of a policy's number, of the plate or VIN, or of a telephone of holder or owner."""
    tail = "".join(text.split()).upper()
    about = Q(number__endswith=tail) | Q(vehicle__plate__endswith=tail) | Q(vehicle__vin__endswith=tail)
    phone = half_width(text).replace(" ", "")
    wanted = about_customer(phone) if is_number(phone) else None
    if wanted is not None:
        people = Customer.objects.of(ctx).standing().filter(wanted, restricted_at=None).values("pk")
        about |= Q(holder__in=people) | Q(vehicle__owner__in=people)
    return rows.filter(about)


def is_number(text: str) -> bool:
    """Digits, as a telephone is written: names are not searched here."""
    return bool(text) and not text.strip("0123456789-+")


def by_customer(rows: QuerySet[Any], scope: str, ctx: Any) -> QuerySet[Any]:
    return rows.filter(whole=True) if scope == MINE else rows


MINE, ALL = "mine", "any"
WHOSE = Choice(
    key="whose",
    heading="客户",
    options=((MINE, "我的客户"), (ALL, "全部")),
    where=by_customer,
    default=MINE,
    shown="seg",
)


UNNAMED = "none"


def covers_known(ctx: Any) -> list[tuple[str, str]]:
    """What a policy may cover, and that it does not say so."""
    sold = [(code, each.name) for code, each in covers_to_wish(ctx).items()]
    return [*sold, (UNNAMED, issued.NOT_NAMED)]


def covering(rows: QuerySet[Any], code: str, ctx: Any) -> QuerySet[Any]:
    found: QuerySet[Any] = issued.not_named(rows) if code == UNNAMED else issued.with_cover(rows, code)
    return found


class Policies(Listing):
    """保单: the newest signed first."""

    title = "保单"
    unit = "张"
    thing = "保单"
    order = ("-signed_on", "-pk")
    order_says = "最近签的在前"
    needs = ("state",)
    exporting = False
    empty_title = "还没有保单"
    empty_says = "出单以后照保险公司的保单登记，另一位复核。"
    empty_icon = "shield-check"
    columns = (
        Column("plate", "车牌", plate, needs=("vehicle__plate", "whole"), kind=Kind.PLATE, card="1"),
        Column("line", "险别", labels=LINES, card="2"),
        Column("number", "保单号", kind=Kind.STRONG, card="3"),
        Column("insurer__short_name", "保险公司", card="2>"),
        Column("signed_on", "签单", kind=Kind.DAY, sort="signed_on"),
        Column("starts_at", "起保", first_day, needs=("starts_at",), kind=Kind.DAY),
        Column(
            "until", "保到", last_day, needs=("ends_at",), kind=Kind.DAY, sort="ends_at", card="3>", said=True
        ),
        Column("covers", "险种", value=lambda row: row.pk),
        Column("net_premium", "净保费", kind=Kind.MONEY, sort="net_premium"),
        Column("tax", "车船税", kind=Kind.MONEY),
        Column("desk", "业务", labels=DESKS),
        Column("entered_by__name", "录入"),
        Column("state", "状态", labels=STATES, kind=Kind.STATE, state=tone, card="1>"),
        Column("filed_at", "归档", kind=Kind.MOMENT),
    )
    filters: Sequence[Filter] = (
        Choice(key="state", heading="状态", options=tuple(STATES.items()), counted=True),
        Choice(key="line", heading="险别", options=tuple(LINES.items()), shown="menu"),
        Choice(key="cover", heading="险种", options=covers_known, where=covering, shown="menu"),
        Choice(
            key="insurer",
            heading="保险公司",
            options=insurer_choices,
            shown="menu",
        ),
        Choice(key="desk", heading="业务", options=tuple(DESKS.items()), shown="menu"),
        Flag(key="unfiled", heading="没归档", where=lambda rows, ctx: rows.filter(filed_at=None)),
        Days(key="signed", heading="签单日期", path="signed_on"),
        Days(key="ends", heading="到期", path="ends_at"),
        Typed(key="q", heading="保单号、车牌、车架号的尾号，或电话", where=named),
    )

    def __init__(self, request: HttpRequest, rows: QuerySet[Any], ctx: Any = None) -> None:
        """An advisor begins with his own customers'; what he searches for is sought among all (NBI-12)."""
        super().__init__(request, rows, ctx)
        if self.ctx is not None and own.is_bound(self.ctx):
            searched = request.GET.get("q", "").strip()
            self.filters = (replace(WHOSE, default=ALL if searched else MINE), *self.filters)

    def href(self, row: Row) -> str:
        return reverse("insurance:policy", args=[row.pk])

    @cached_property
    def named(self) -> dict[int, str]:
        """The covers of what goes out, all at once."""
        return issued.said_of(self._narrowed().order_by().values("pk"))

    def value(self, column: Column, row: Row) -> Any:
        """Covers fill a sheet and would only widen the page: there a policy tells them itself."""
        if column.key != "covers":
            return super().value(column, row)
        return self.named.get(row.pk, "") if self.exporting else ""

    @cached_property
    def shown(self) -> list[Column]:
        return [each for each in super().shown if each.key != "covers"]

    def export(self, stream: IO[bytes], watermark: str = "") -> int:
        self.exporting = True
        return super().export(stream, watermark)
