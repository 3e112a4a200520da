"""Inquiries as a list, and the topics under which they are asked."""

from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from zhangdian.aftercare.care.inquiries import queries
from zhangdian.aftercare.care.models import Inquiry, InquiryTopic
from zhangdian.foundation.kernel import clock
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
from zhangdian.people.organization.roles import Role

STATES = {each.value: str(each.label) for each in Inquiry.State}
CHANNELS = {each.value: str(each.label) for each in Inquiry.Channel}
DESKS = {each.value: str(each.label) for each in Role}
OPEN = {str(each) for each in Inquiry.OPEN}
MOST_WORDS = 24
"""Signs of the question that fit a row."""


def all_inquiries(ctx: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = Inquiry.objects.of(ctx)
    return rows


def by_scope(rows: QuerySet[Any], scope: str, ctx: Any) -> QuerySet[Any]:
    """Not answered, mine, or done with."""
    if scope == "open":
        return rows.filter(state__in=Inquiry.OPEN)
    if scope == "mine":
        mine = Q(owner=ctx.person_id) | Q(heard_by=ctx.person_id) | Q(colleague=ctx.person_id)
        return rows.filter(mine)
    return rows.exclude(state__in=Inquiry.OPEN)


def past_due(rows: QuerySet[Any], ctx: Any) -> QuerySet[Any]:
    """Not answered by its hour, or answered after it."""
    return rows.filter(queries.is_late(ctx) | Q(answered_at__gt=F("due_at")))


def by_text(rows: QuerySet[Any], text: str, ctx: Any) -> QuerySet[Any]:
    """Number, plate, or a word of the question."""
    sign = plates.normalise(text)
    about = Q(number=text.strip().upper()) | Q(question__contains=text.strip())
    return rows.filter(about | Q(vehicle__plate=sign) | Q(vehicle__plate__endswith=sign))


def topics(ctx: Any) -> list[tuple[str, str]]:
    return [(str(each.pk), each.name) for each in InquiryTopic.objects.of(ctx)]


def tone(row: Row) -> str:
    """Red while open and past its hour."""
    if row["state"] in OPEN:
        return "late" if row["due_at"] < clock.now() else ""
    return "ok" if row["state"] == Inquiry.State.ANSWERED else ""


def in_short(row: Row) -> str:
    words = str(row["question"])
    return words if len(words) <= MOST_WORDS else f"{words[:MOST_WORDS]}…"


def who(row: Row) -> str:
    """The post where nobody has it by name."""
    return str(row["owner__name"] or DESKS.get(row["desk"], ""))


class Inquiries(LeavesMasked):
    """咨询: what was asked, by whom it is answered."""

    title = "咨询"
    unit = "件"
    thing = "咨询"
    order = ("-asked_at", "-pk")
    order_says = "最近的在前"
    needs = ("state", "due_at")
    empty_title = "没有咨询"
    empty_says = "客户来电、微信、到店问的，同事来问的，谁先听到谁记；从那一刻起按主题计时。"
    empty_icon = "message-2"
    columns = (
        Column("number", "咨询号", kind=Kind.STRONG, card="1"),
        Column("vehicle__plate", "车牌", kind=Kind.PLATE, card="1"),
        Column("customer__name", "客户", card="2"),
        Column("colleague__name", "同事"),
        Column("topic__name", "主题", card="2"),
        Column("question", "问什么", in_short, needs=("question",), kind=Kind.QUIET, card="3"),
        Column("state", "状态", labels=STATES, kind=Kind.STATE, state=tone, card="1>"),
        Column("owner__name", "谁答复", who, needs=("owner__name", "desk"), card="2>"),
        Column("due_at", "最迟", kind=Kind.MOMENT, sort="due_at", card="3>"),
        Column("asked_at", "问于", kind=Kind.MOMENT, sort="asked_at"),
        Column("minutes", "用时 分", kind=Kind.NUMBER, sort="minutes"),
        Column("score", "打分", kind=Kind.NUMBER, sort="score"),
        Column("channel", "来路", labels=CHANNELS, kind=Kind.QUIET),
        Column("passed", "转交", kind=Kind.NUMBER),
    )
    filters = (
        Choice(
            key="scope",
            heading="范围",
            options=(("open", "没答复"), ("mine", "和我有关"), ("done", "已了结")),
            where=by_scope,
            default="open",
            shown="seg",
        ),
        Flag(key="late", heading="超时", where=past_due),
        Flag(key="low", heading="3 分以下", where=Q(score__lte=3)),
        Choice(key="topic", heading="主题", path="topic_id", options=topics, shown="menu"),
        Choice(key="channel", heading="来路", options=Inquiry.Channel.choices, shown="menu"),
        Choice(key="asker", heading="谁问的", options=Inquiry.Asker.choices, shown="menu"),
        Choice(key="desk", heading="哪个岗位", options=Role.choices, shown="menu"),
        Days(key="days", heading="问于", path="asked_at"),
        Typed(key="q", heading="咨询号、车牌、问题", where=by_text),
    )

    def href(self, row: Row) -> str:
        return reverse("care:inquiry", args=[row.pk])

    def row_state(self, row: Row) -> str:
        return tone(row) if tone(row) == "late" else ""


def all_topics(ctx: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = InquiryTopic.objects.of(ctx)
    return rows


def in_use(rows: QuerySet[Any], scope: str, ctx: Any) -> QuerySet[Any]:
    return rows.exclude(ended_on=None) if scope == "ended" else rows.filter(ended_on=None)


class InquiryTopics(Listing):
    """咨询主题: who answers what, within how many minutes."""

    title = "咨询主题"
    unit = "个"
    thing = "咨询主题"
    order = ("order", "pk")
    order_says = "按次序"
    empty_title = "还没有咨询主题"
    empty_says = "客服关系经理写：问什么，由哪个岗位答，几分钟内答。"
    empty_icon = "message-2"
    columns = (
        Column("name", "主题", kind=Kind.STRONG, card="1"),
        Column("desk", "哪个岗位答", labels=DESKS, sort="desk", card="2"),
        Column("minutes", "几分钟内答", kind=Kind.NUMBER, sort="minutes", card="1>"),
        Column("order", "次序", kind=Kind.NUMBER, sort="order"),
        Column("since", "从", kind=Kind.DAY, sort="since"),
        Column("ended_on", "停用", kind=Kind.DAY, card="2>"),
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
        Choice(key="desk", heading="哪个岗位", options=Role.choices, shown="menu"),
    )

    def href(self, row: Row) -> str:
        return reverse("care:inquirytopic", args=[row.pk])
