"""Paper files, spot checks, kept policies and counts of them as lists."""

from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse

from zhangdian.aftercare.insurance.models import Folder, KeptPolicy, ShelfCount, SpotCheck
from zhangdian.foundation.ui.listing import Choice, Column, Days, Flag, Kind, Listing, Row, Typed
from zhangdian.people.customers import plates

FOLDERS = {each.value: str(each.label) for each in Folder.State}
TONES = {Folder.State.LENT: "parts", Folder.State.GONE: "late"}
CHECKS = {each.value: str(each.label) for each in SpotCheck.State}
KEPT = {each.value: str(each.label) for each in KeptPolicy.State}


def of_car(rows: QuerySet[Any], text: str, ctx: Any) -> QuerySet[Any]:
    sign = plates.normalise(text)
    return rows.filter(vehicle__plate__endswith=sign) | rows.filter(number__endswith=sign)


def on_shelf(rows: QuerySet[Any], text: str, ctx: Any) -> QuerySet[Any]:
    return rows.filter(shelf__contains=text.strip())


def all_folders(ctx: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = Folder.objects.of(ctx)
    return rows


def overdue(rows: QuerySet[Any], ctx: Any) -> QuerySet[Any]:
    return rows.filter(due_on__lt=ctx.today)


class Folders(Listing):
    """纸质档案: what lies where, and who has what is not there."""

    title = "纸质档案"
    unit = "份"
    thing = "档案"
    order = ("number", "pk")
    order_says = "按档案号"
    needs = ("state",)
    empty_title = "没有纸质档案"
    empty_says = "在一台车的保险档案页按“建纸质档案”，写清放在哪里。"
    empty_icon = "file-text"
    columns = (
        Column("number", "档案号", kind=Kind.STRONG, card="1"),
        Column("vehicle__plate", "车牌", kind=Kind.PLATE, card="2"),
        Column("what", "里面是什么", card="3"),
        Column("shelf", "放在哪里", sort="shelf", card="2>"),
        Column("borrower__name", "谁借的"),
        Column("due_on", "该还", kind=Kind.DAY, sort="due_on", card="3>", said=True),
        Column(
            "state", "状态", labels=FOLDERS, kind=Kind.STATE,
            state=lambda row: TONES.get(row["state"], ""), card="1>",
        ),
    )  # fmt: skip
    filters = (
        Choice(key="state", heading="状态", options=tuple(FOLDERS.items()), counted=True),
        Flag(key="overdue", heading="过期没还", where=overdue),
        Typed(key="shelf", heading="放在哪里", where=on_shelf),
        Typed(key="q", heading="车牌或档案号的尾号", where=of_car),
    )

    def href(self, row: Row) -> str:
        return reverse("insurance:folder", args=[row.pk])


def all_checks(ctx: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = SpotCheck.objects.of(ctx)
    return rows


class Checks(Listing):
    """抽查: what was drawn and found."""

    title = "档案抽查"
    unit = "次"
    thing = "抽查"
    order = ("-drawn_at", "-pk")
    order_says = "最近的在前"
    needs = ("state",)
    empty_title = "还没有抽查过"
    empty_says = "每月抽几份，对架上和账上一不一样。"
    empty_icon = "file-text"
    columns = (
        Column("drawn_at", "抽于", kind=Kind.MOMENT, sort="drawn_at", card="1"),
        Column("drawn_by__name", "谁抽的", card="2"),
        Column("found", "有", kind=Kind.NUMBER, card="2>", said=True),
        Column("missing", "没有", kind=Kind.NUMBER, card="3>", said=True),
        Column("left", "没查", kind=Kind.NUMBER, card="3", said=True),
        Column(
            "state", "状态", labels=CHECKS, kind=Kind.STATE,
            state=lambda row: "ok" if row["state"] == SpotCheck.State.DONE else "parts", card="1>",
        ),
    )  # fmt: skip
    filters = (Days(key="drawn", heading="抽的那天", path="drawn_at"),)

    def href(self, row: Row) -> str:
        return reverse("insurance:spotcheck", args=[row.pk])


def all_kept(ctx: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = KeptPolicy.objects.of(ctx)
    return rows


def not_found(rows: QuerySet[Any], ctx: Any) -> QuerySet[Any]:
    return rows.filter(missing_at__isnull=False)


class Kept(Listing):
    """代管保单: what the store keeps for customers, shelf by shelf."""

    title = "代管保单"
    unit = "份"
    thing = "代管保单"
    order = ("shelf", "number", "pk")
    order_says = "按架位"
    needs = ("state",)
    empty_title = "没有代管的保单"
    empty_says = "在一台车的保险档案页按“代管保单”，收下后打印收据给客户。"
    empty_icon = "file-text"
    columns = (
        Column("number", "代管号", kind=Kind.STRONG, card="1"),
        Column("vehicle__plate", "车牌", kind=Kind.PLATE, card="2"),
        Column("customer__name", "客户"),
        Column("what", "代管什么", card="3"),
        Column("shelf", "放在哪里", sort="shelf", card="2>"),
        Column("taken_at", "收于", kind=Kind.MOMENT, sort="taken_at", card="3>"),
        Column("returned_at", "交还", kind=Kind.MOMENT),
        Column("missing_at", "清点没有", kind=Kind.MOMENT),
        Column(
            "state", "状态", labels=KEPT, kind=Kind.STATE,
            state=lambda row: "" if row["state"] == KeptPolicy.State.RETURNED else "ok", card="1>",
        ),
    )  # fmt: skip
    filters = (
        Choice(
            key="state",
            heading="状态",
            options=tuple(KEPT.items()),
            counted=True,
            default=KeptPolicy.State.KEPT,
        ),
        Flag(key="gone", heading="清点没有的", where=not_found),
        Typed(key="shelf", heading="放在哪里", where=on_shelf),
        Typed(key="q", heading="车牌或代管号的尾号", where=of_car),
    )

    def href(self, row: Row) -> str:
        return reverse("insurance:keptpolicy", args=[row.pk])


def all_counts(ctx: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = ShelfCount.objects.of(ctx).annotate(gone=F("listed") - F("found"))
    return rows


class ShelfCounts(Listing):
    """代管清点: list against shelf."""

    title = "代管清点"
    unit = "次"
    thing = "清点"
    order = ("-counted_at", "-pk")
    order_says = "最近的在前"
    empty_title = "还没有清点过"
    empty_says = "对着清单到架上点，没有的写下代管号。"
    empty_icon = "file-text"
    columns = (
        Column("counted_at", "点于", kind=Kind.MOMENT, sort="counted_at", card="1"),
        Column("shelf", "架位", labels={"": "全部"}, card="2"),
        Column("counted_by__name", "谁点的", card="2>"),
        Column("listed", "账上", kind=Kind.NUMBER),
        Column("found", "架上", kind=Kind.NUMBER, card="3"),
        Column("gone", "少", kind=Kind.NUMBER, card="1>", said=True),
        Column("missing", "没有的", kind=Kind.QUIET),
    )
    filters = (Days(key="counted", heading="点的那天", path="counted_at"),)

    def href(self, row: Row) -> str:
        return reverse("insurance:shelfcount", args=[row.pk])
