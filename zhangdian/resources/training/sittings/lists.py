"""Tests as a list: who took which, and how he came out."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from zhangdian.foundation.ui.listing import Choice, Column, Days, Kind, Listing, Row, Typed
from zhangdian.resources.training import queries
from zhangdian.resources.training.models import Course, Sitting

STATES = {state.value: str(state.label) for state in Sitting.State}
TONES = {"open": "parts", "passed": "ok", "failed": "late"}


def all_sittings(ctx: Any) -> QuerySet[Any]:
    return queries.sittings_open_to(ctx)


def courses(ctx: Any) -> list[tuple[int, str]]:
    return list(Course.objects.of(ctx).order_by("name").values_list("pk", "name"))


def of_person(rows: QuerySet[Any], text: str, ctx: Any) -> QuerySet[Any]:
    return rows.filter(person__name__icontains=text.strip())


def score(row: Row) -> str:
    return "" if row["right"] is None else f"{row['right']} / {row['asked']}"


class Sittings(Listing):
    """考试: the newest first."""

    title = "考试"
    thing = "考试"
    unit = "次"
    order = ("-begun_at", "-pk")
    order_says = "最近的在前"
    needs = ("state",)
    empty_title = "还没有考试"
    empty_says = "在“学习”里点“开始考试”，交了卷就在这里。"
    empty_icon = "clipboard-check"
    columns = (
        Column("person__name", "谁", kind=Kind.STRONG, card="1"),
        Column("course__name", "课程", card="2"),
        Column(
            "state",
            "结果",
            labels=STATES,
            kind=Kind.STATE,
            state=lambda row: TONES.get(row["state"], ""),
            card="1>",
        ),
        Column("right", "答对", score, needs=("right", "asked"), card="2>", said=True),
        Column("begun_at", "开考", kind=Kind.MOMENT, sort="begun_at", card="3"),
        Column("handed_in_at", "交卷", kind=Kind.MOMENT, sort="handed_in_at"),
        Column("certificate__expires_on", "证书到", kind=Kind.DAY, card="3>"),
    )
    filters = (
        Choice(key="state", heading="结果", options=tuple(STATES.items()), counted=True),
        Choice(key="course", heading="课程", options=courses, shown="menu"),
        Typed(key="q", heading="谁", where=of_person),
        Days(key="days", heading="开考日", path="begun_at"),
    )

    def href(self, row: Row) -> str:
        return reverse("training:sitting", args=[row.pk])
