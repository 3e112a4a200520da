"""The ledger of policies as a list, for those who may read it."""

from datetime import date
from functools import cached_property
from typing import IO, Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from zhangdian.aftercare.insurance import issued
from zhangdian.aftercare.insurance.models import Policy, PolicyLine
from zhangdian.aftercare.insurance.queries import covers_to_wish, insurer_choices
from zhangdian.aftercare.insurance.terms import last_day_of
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui.listing import Choice, Column, Days, Flag, Kind, Listing, Row, Typed

LINES = {each.value: str(each.label) for each in PolicyLine}
STATES = {each.value: str(each.label) for each in Policy.State}
DESKS = {each.value: str(each.label) for each in Policy.Desk}
TONES = {Policy.State.ENTERED: "parts", Policy.State.CHECKED: "ok"}


def all_policies(ctx: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = Policy.objects.of(ctx)
    return rows


def tone(row: Row) -> str:
    return TONES.get(row["state"], "")


def first_day(row: Row) -> date:
    return clock.day(row["starts_at"])


def last_day(row: Row) -> date:
    return last_day_of(row["ends_at"])


def named(rows: QuerySet[Any], text: str, ctx: Any) -> QuerySet[Any]:
    """By the end of a policy's number, of the plate or of the VIN."""
    tail = "".join(text.split()).upper()
    return rows.filter(
        Q(number__endswith=tail) | Q(vehicle__plate__endswith=tail) | Q(vehicle__vin__endswith=tail)
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
        Column("vehicle__plate", "车牌", kind=Kind.PLATE, card="1"),
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
    filters = (
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
        Typed(key="q", heading="保单号、车牌或车架号的尾号", where=named),
    )

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
