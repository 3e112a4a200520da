"""续保到期跟进表: every car whose cover ends, whose it is, how far it is."""

from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from zhangdian.aftercare.insurance.models import DeskWord, Intention, Renewal
from zhangdian.aftercare.insurance.renewals.queries import desks
from zhangdian.foundation.ui.listing import (
    Choice,
    Column,
    Days,
    Flag,
    Kind,
    LeavesMasked,
    Listing,
    Row,
    Typed,
)
from zhangdian.people.customers import plates

STATES = {each.value: str(each.label) for each in Renewal.State}
SOURCES = {each.value: str(each.label) for each in Renewal.Source}
INTENTIONS = {each.value: str(each.label) for each in Intention}
TONES = {Renewal.State.WON: "ok", Renewal.State.LOST: "late"}
SOON = timedelta(days=7)


def all_renewals(ctx: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = Renewal.objects.of(ctx)
    return rows


def tone(row: Row) -> str:
    return TONES.get(row["state"], "")


def scoped(rows: QuerySet[Any], scope: str, ctx: Any) -> QuerySet[Any]:
    """What is to be called today, what ends within a week, what ended without a word, all that is open."""
    opened = rows.filter(state__in=Renewal.OPEN)
    if scope == "today":
        return opened.filter(next_at__lt=ctx.midnight + timedelta(days=1))
    if scope == "week":
        return opened.filter(expires_on__gte=ctx.today, expires_on__lte=ctx.today + SOON)
    if scope == "lapsed":
        return opened.filter(expires_on__lt=ctx.today)
    if scope == "ended":
        return rows.exclude(state__in=Renewal.OPEN)
    return opened


def mine(rows: QuerySet[Any], ctx: Any) -> QuerySet[Any]:
    return rows.filter(owner=ctx.person_id)


def overdue(rows: QuerySet[Any], ctx: Any) -> QuerySet[Any]:
    """Their day is over and nobody has called."""
    return rows.filter(state__in=Renewal.OPEN, next_at__lt=ctx.midnight)


def named(rows: QuerySet[Any], text: str, ctx: Any) -> QuerySet[Any]:
    sign = plates.normalise(text)
    return rows.filter(Q(vehicle__plate__endswith=sign) | Q(vehicle__vin__endswith=text.strip().upper()))


KINDS = {each.value: str(each.label) for each in DeskWord.Kind}


def all_words(ctx: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = DeskWord.objects.of(ctx)
    return rows


def in_use(rows: QuerySet[Any], scope: str, ctx: Any) -> QuerySet[Any]:
    ended = Q(ended_on__lte=ctx.today)
    return rows.filter(ended) if scope == "ended" else rows.exclude(ended)


class DeskWords(Listing):
    """话术与选项: what is said, and what is chosen from."""

    title = "话术与选项"
    unit = "条"
    thing = "话术或选项"
    order = ("kind", "order", "pk")
    order_says = "按类别和次序"
    empty_title = "还没有话术"
    empty_says = "金融保险经理写开场白、异议应答和战败原因，打电话时就在眼前。"
    empty_icon = "message-2"
    columns = (
        Column("name", "说法", kind=Kind.STRONG, card="1"),
        Column("kind", "类别", labels=KINDS, sort="kind", card="1>"),
        Column("text", "怎么说", card="2"),
        Column("group", "归类", kind=Kind.QUIET, card="3"),
        Column("since", "从", kind=Kind.DAY, sort="since"),
        Column("ended_on", "停用", kind=Kind.DAY, card="3>"),
    )
    filters = (
        Choice(
            key="scope",
            heading="范围",
            options=(("now", "在用"), ("ended", "已停用")),
            where=in_use,
            default="now",
            shown="seg",
        ),
        Choice(key="kind", heading="类别", options=DeskWord.Kind.choices, counted=True),
    )

    def href(self, row: Row) -> str:
        return reverse("insurance:deskword", args=[row.pk])


class Renewals(LeavesMasked):
    """续保到期跟进表."""

    title = "续保到期跟进表"
    unit = "台"
    thing = "续保"
    order = ("next_at", "pk")
    order_says = "按下次联系的时间"
    needs = ("state",)
    empty_title = "名单还是空的"
    empty_says = "每月 1 日系统把两个月后到期的保单和外保的车排进来；登记过的保单和外保到期日都在里面。"
    empty_icon = "phone"
    columns = (
        Column("vehicle__plate", "车牌", kind=Kind.PLATE, card="1"),
        Column("customer__name", "客户", card="2"),
        Column("expires_on", "保到", kind=Kind.DAY, sort="expires_on", card="3", said=True),
        Column("state", "状态", labels=STATES, kind=Kind.STATE, state=tone, card="1>"),
        Column("next_at", "下次联系", kind=Kind.MOMENT, sort="next_at", card="3>"),
        Column("policy__insurer__short_name", "保险公司"),
        Column("policy__net_premium", "去年保费", kind=Kind.MONEY),
        Column("source", "来源", labels=SOURCES, kind=Kind.QUIET),
        Column("owner__name", "负责人", sort="owner__name", card="2>"),
        Column("customer__phone", "电话"),
        Column("intention", "意向", labels=INTENTIONS),
        Column("last_words", "最后的话", kind=Kind.QUIET),
        Column("lost_because__name", "战败原因", kind=Kind.QUIET),
    )
    filters = (
        Choice(
            key="scope",
            heading="范围",
            options=(
                ("today", "今天"), ("week", "7 天内到期"), ("lapsed", "已脱保"), ("open", "全部在谈"),
                ("ended", "办完的"),
            ),
            where=scoped,
            default="open",
            shown="seg",
            counted=True,
        ),
        Flag(key="mine", heading="我的", where=mine),
        Flag(key="overdue", heading="过期没打", where=overdue),
        Choice(key="state", heading="状态", options=tuple(STATES.items()), shown="menu"),
        Choice(key="source", heading="来源", options=tuple(SOURCES.items()), shown="menu"),
        Choice(
            key="owner",
            heading="负责人",
            options=lambda ctx: [(str(each.pk), each.name) for each in desks(ctx)],
            path="owner_id",
            shown="menu",
        ),
        Days(key="expires", heading="保到", path="expires_on", instants=False),
        Typed(key="q", heading="车牌或车架号的尾号", where=named),
    )  # fmt: skip

    def href(self, row: Row) -> str:
        return reverse("insurance:renewal", args=[row.pk])

    def row_state(self, row: Row) -> str:
        return tone(row)
