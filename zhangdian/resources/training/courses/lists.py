"""Courses as a list."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from zhangdian.foundation.ui.listing import Choice, Column, Kind, Listing, Row
from zhangdian.resources.training.models import Course
from zhangdian.resources.training.places import named

STATES = {state.value: str(state.label) for state in Course.State}


def all_courses(ctx: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = Course.objects.of(ctx)
    return rows


def topics_of(row: Row) -> str:
    return "、".join(str(row["topics"]).splitlines())


def place_of(row: Row) -> str:
    return named(row["place"]) if row["place"] else ""


class Courses(Listing):
    """课程: those in use first."""

    title = "课程"
    thing = "课程"
    unit = "门"
    order = ("-state", "name", "pk")
    order_says = "在用的在前"
    needs = ("state",)
    empty_title = "还没有课程"
    empty_says = "先在题库写题，再开课：哪些岗位要学、考几题、多少分算过、证书管多久。"
    empty_icon = "clipboard-list"
    columns = (
        Column("name", "课程", kind=Kind.STRONG, sort="name", card="1"),
        Column(
            "state",
            "状态",
            labels=STATES,
            kind=Kind.STATE,
            state=lambda row: "ok" if row["state"] == "running" else "",
            card="1>",
        ),
        Column("certificate", "证书", card="2"),
        Column("topics", "科目", topics_of, needs=("topics",), card="3"),
        Column("count", "题数", kind=Kind.NUMBER, sort="count", card="2>", said=True),
        Column("pass_percent", "及格线 %", kind=Kind.NUMBER),
        Column("valid_months", "管几个月", kind=Kind.NUMBER),
        Column("place", "在哪里用", place_of, needs=("place",)),
    )
    filters = (Choice(key="state", heading="状态", options=tuple(STATES.items()), counted=True),)

    def href(self, row: Row) -> str:
        return reverse("training:course", args=[row.pk])
