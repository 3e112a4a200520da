"""The bank of questions as a list."""

from typing import Any

from django.db.models import Case, QuerySet, Subquery, Value, When
from django.urls import reverse

from zhangdian.foundation.ui.listing import Choice, Column, Flag, Kind, Listing, Row, Typed
from zhangdian.resources.training import queries, sources
from zhangdian.resources.training.models import QuestionEdition, TestQuestion

AGAIN = "again"
STATES = {"in_use": "在用", AGAIN: "待再看", "retired": "停用"}
TONES = {AGAIN: "parts", "in_use": "ok"}
SORTS = {sort.value: str(sort.label) for sort in QuestionEdition.Sort}


def all_questions(ctx: Any) -> QuerySet[Any]:
    """Each with the edition that is asked today; what another room changed is to be looked at again."""
    rows = sources.with_editions(ctx, TestQuestion.objects.of(ctx))
    edition = queries.edition_on(ctx.today)
    shown: QuerySet[Any] = rows.annotate(
        text=Subquery(edition.values("text")[:1]),
        sort=Subquery(edition.values("sort")[:1]),
        edition_number=Subquery(edition.values("number")[:1]),
        source=Subquery(edition.values("source")[:1]),
        shown=Case(When(sources.BEHIND, state="in_use", then=Value(AGAIN)), default="state"),
    )
    return shown


def topics(ctx: Any) -> list[tuple[str, str]]:
    rows = TestQuestion.objects.of(ctx).order_by("topic").values_list("topic", flat=True).distinct()
    return [(topic, topic) for topic in rows]


def worded(rows: QuerySet[Any], text: str, ctx: Any) -> QuerySet[Any]:
    return rows.filter(text__icontains=text.strip())


def to_look_at(rows: QuerySet[Any], ctx: Any) -> QuerySet[Any]:
    return rows.filter(shown=AGAIN)


class Questions(Listing):
    """题库: by topic and code."""

    title = "题库"
    thing = "试题"
    unit = "题"
    order = ("topic", "code", "pk")
    order_says = "按科目、题号"
    needs = ("shown",)
    empty_title = "题库还是空的"
    empty_says = "点“写试题”写一题，或用 zhangdian import questions 导入一张表；也可以先载入示例题。"
    empty_icon = "list-check"
    columns = (
        Column("text", "题目", kind=Kind.STRONG, card="1"),
        Column("topic", "科目", card="2"),
        Column("sort", "题型", labels=SORTS, card="2>"),
        Column(
            "shown",
            "状态",
            labels=STATES,
            kind=Kind.STATE,
            state=lambda row: TONES.get(row["shown"], ""),
            card="1>",
        ),
        Column("source", "出处", kind=Kind.QUIET, card="3"),
        Column("edition_number", "版", kind=Kind.NUMBER),
        Column("code", "题号", sort="code", card="3>"),
    )
    filters = (
        Flag(key="again", heading="待再看", where=to_look_at),
        Choice(key="shown", heading="状态", options=tuple(STATES.items()), shown="menu"),
        Choice(key="topic", heading="科目", options=topics, shown="menu"),
        Choice(key="sort", heading="题型", options=tuple(SORTS.items()), shown="menu"),
        Typed(key="q", heading="题目里有", where=worded),
    )

    def href(self, row: Row) -> str:
        return reverse("training:testquestion", args=[row.pk])
