"""Matters, for those who reported them, who answer them, and those above."""

from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from zhangdian.foundation.ui.listing import Choice, Column, Days, Flag, Kind, Listing, Row, Typed
from zhangdian.management.duties import reported
from zhangdian.management.duties.models import Matter, MatterKind

State = Matter.State
STATES = {state.value: str(state.label) for state in State}
TONES = {State.OPEN: "parts", State.RETURNED: "parts", State.ANSWERED: "ok", State.DECIDED: "ok"}
WHOSE = (("asked", "等我答复"), ("mine", "我报的"), ("people", "我的人报的"))


def state_of(row: Row) -> str:
    return TONES.get(row["state"], "")


def whose(rows: QuerySet[Any], value: str, ctx: Any) -> QuerySet[Any]:
    if value == "mine":
        return rows.filter(reported_by=ctx.person_id)
    if value == "asked":
        return rows.filter(state=State.OPEN, asked__in=ctx.roles).exclude(reported_by=ctx.person_id)
    return rows.filter(reported.of_his_people(ctx)).exclude(reported_by=ctx.person_id)


def late(rows: QuerySet[Any], ctx: Any) -> QuerySet[Any]:
    """Not answered by its hour, or answered after it."""
    waits = Q(state=State.OPEN, item__due_at__lt=ctx.now)
    return rows.filter(waits | Q(item__done_at__gt=F("item__due_at")))


def kinds_of(ctx: Any) -> list[tuple[int, str]]:
    return [(each.pk, each.name) for each in MatterKind.objects.of(ctx)]


class Matters(Listing):
    """上报事项: the newest first."""

    title = "上报"
    thing = "事项"
    unit = "件"
    order = ("-reported_at", "-pk")
    order_says = "最近的在前"
    needs = ("state",)
    empty_title = "还没有上报的事"
    empty_says = "工作里的问题、要上级定的事，点“上报”：写什么事、建议怎么办，上级到期要答复。"
    columns = (
        Column("what", "什么事", kind=Kind.STRONG, card="1"),
        Column("kind__name", "类别", card="2"),
        Column("reported_by__name", "谁报的", card="2"),
        Column("reported_at", "报于", kind=Kind.MOMENT, sort="reported_at", card="2>"),
        Column("about_text", "关于"),
        Column("item__due_at", "答复时限", kind=Kind.MOMENT, sort="item__due_at", card="3", said=True),
        Column("answered_at", "答于", kind=Kind.MOMENT),
        Column("answer", "答复", kind=Kind.QUIET, card="3"),
        Column("state", "状态", labels=STATES, kind=Kind.STATE, state=state_of, card="1>"),
        Column("number", "编号", kind=Kind.QUIET),
    )
    filters = (
        Choice(key="state", heading="状态", options=tuple(STATES.items()), counted=True),
        Choice(key="whose", heading="谁的", options=WHOSE, where=whose, shown="chips"),
        Flag(key="late", heading="超时", where=late),
        Choice(key="kind", heading="类别", options=kinds_of, path="kind", shown="menu"),
        Days(key="days", heading="报于", path="reported_at"),
        Typed(
            key="q",
            heading="什么事或编号",
            where=lambda rows, text, ctx: rows.filter(
                Q(what__icontains=text) | Q(number__iexact=text) | Q(about_text__icontains=text)
            ),
        ),
    )

    def href(self, row: Row) -> str:
        return reverse("duties:matter", args=[row.pk])
