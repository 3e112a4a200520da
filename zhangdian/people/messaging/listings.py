"""The list of messages: what was written to whom, and whether it arrived."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from zhangdian.foundation.ui import writing
from zhangdian.foundation.ui.cells import half_width
from zhangdian.foundation.ui.listing import Choice, Column, Days, Kind, LeavesMasked, Row, Typed
from zhangdian.people.customers import plates, queries
from zhangdian.people.customers.models import Customer
from zhangdian.people.messaging.models import Channel, Message, Purpose
from zhangdian.people.messaging.occasions import OCCASIONS

State = Message.State
CHANNELS = {each.value: str(each.label) for each in Channel}
PURPOSES = {each.value: str(each.label) for each in Purpose}
STATES = {each.value: str(each.label) for each in State}
TONES = {
    State.UNKNOWN: "late",
    State.FAILED: "late",
    State.SENDING: "parts",
    State.DELIVERED: "ok",
    State.ACCEPTED: "ok",
}
GATEWAYS = {
    "sandbox": "沙盒(不真发)",
    "aliyun": "阿里云",
    "tencent": "腾讯云",
    "wecom": "群机器人",
    "smtp": "邮件服务器",
}
MOST_WORDS = 20


def messages_here(ctx: Any) -> QuerySet[Any]:
    found: QuerySet[Any] = Message.objects.of(ctx)
    return found


def about(row: Row) -> str:
    """The occasion as people call it."""
    which = OCCASIONS.get(row["occasion"])
    return which.label if which else row["occasion"]


def tone(row: Row) -> str:
    return TONES.get(row["state"], "")


def in_short(row: Row) -> str:
    """The beginning of what it says."""
    return shortened(row["text"])


def in_brief(row: Row) -> str:
    """The beginning of what the gateway said."""
    return shortened(row["said"])


def shortened(words: str) -> str:
    return words if len(words) <= MOST_WORDS else f"{words[: MOST_WORDS - 1]}…"


def plate_if_any(plate: str) -> str:
    """A message need not be about a car."""
    return writing.plate(plate) if plate else writing.NOTHING


def reader(row: Row) -> str:
    """The colleague, the group or the mailbox; a customer has a column of his own."""
    return row["person__name"] or row["robot"] or row["mailbox"] or ""


def occasions_offered(ctx: Any) -> list[tuple[str, str]]:
    return [(each.key, each.label) for each in OCCASIONS.values()]


def by_text(rows: QuerySet[Any], text: str, ctx: Any) -> QuerySet[Any]:
    """A plate or its end, or a customer by name, initials or number."""
    sign = plates.normalise(text)
    wanted = Q(vehicle__plate=sign) | Q(vehicle__plate__endswith=sign) if len(sign) >= 2 else Q(pk=None)
    him = queries.about_customer(half_width(text).replace(" ", ""))
    if him is not None:
        wanted |= Q(customer__in=Customer.objects.of(ctx).filter(him, restricted_at=None).values("pk"))
    return rows.filter(wanted)


class Messages(LeavesMasked):
    """消息: the newest first."""

    title = "消息"
    unit = "条"
    thing = "消息"
    order = ("-pk",)
    order_says = "最近写的在前"
    empty_title = "还没有消息"
    empty_says = "各岗位办事时写给客户和同事的消息都先到这里，由后台发出。"
    empty_icon = "send"
    needs = ("state",)
    columns = (
        Column("about", "场合", about, needs=("occasion",), kind=Kind.STRONG, card="1"),
        Column("state", "状态", labels=STATES, kind=Kind.STATE, state=tone, card="1>"),
        Column("due_at", "该发", kind=Kind.MOMENT, sort="due_at", card="3>"),
        Column("customer__name", "客户", card="2"),
        Column("reader", "同事或群", reader, needs=("person__name", "robot", "mailbox"), card="2"),
        Column("vehicle__plate", "车牌", draw=plate_if_any, card="2>"),
        Column("address", "发往"),
        Column("channel", "渠道", labels=CHANNELS, card="3"),
        Column("text", "正文", in_short, needs=("text",), kind=Kind.QUIET),
        Column("said", "网关的话", in_brief, needs=("said",), kind=Kind.QUIET),
        Column("purpose", "用途", labels=PURPOSES, kind=Kind.QUIET),
        Column("taken_at", "发出", kind=Kind.MOMENT, sort="taken_at"),
        Column("attempts", "发了几次", kind=Kind.NUMBER, sort="attempts"),
    )
    filters = (
        Choice(key="state", heading="状态", options=State.choices, counted=True),
        Choice(key="channel", heading="渠道", options=Channel.choices, shown="menu"),
        Choice(key="purpose", heading="用途", options=Purpose.choices, shown="menu"),
        Choice(key="gateway", heading="网关", options=tuple(GATEWAYS.items()), shown="menu"),
        Choice(key="occasion", heading="场合", options=occasions_offered, shown="menu"),
        Days(key="days", heading="该发", path="due_at"),
        Typed(key="q", heading="车牌、客户姓名或电话", where=by_text),
    )

    def href(self, row: Row) -> str:
        return reverse("messaging:message", args=[row.pk])

    def row_state(self, row: Row) -> str:
        return tone(row)
