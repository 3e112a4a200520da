"""Appraisals as a list: his own, those of his people, the whole store for the office."""

from typing import Any

from django.urls import reverse

from zhangdian.foundation.ui.listing import Choice, Column, Kind, Listing, Row, Typed
from zhangdian.management.duties.appraisal.seen import appraisals_open_to
from zhangdian.management.duties.models import Appraisal
from zhangdian.people.organization.roles import Department, Role

State = Appraisal.State
STATES = {state.value: str(state.label) for state in State}
TONES = {State.SCORING: "parts", State.RELEASED: "cust", State.SIGNED: "parts", State.AGREED: "ok"}
MOST_MONTHS = 24


def months(ctx: Any) -> list[tuple[str, str]]:
    """Months of which he may see a sheet, the newest first."""
    days = appraisals_open_to(ctx).order_by("-month__first").values_list("month__first", flat=True)
    return [(day.isoformat(), f"{day:%Y-%m}") for day in days.distinct()[:MOST_MONTHS]]


def posts(ctx: Any) -> list[tuple[str, str]]:
    """Posts of which he may see a sheet."""
    held = set(appraisals_open_to(ctx).order_by().values_list("role", flat=True).distinct())
    return [(role.value, str(role.label)) for role in Role if role.value in held]


def state_of(row: Row) -> str:
    return TONES[State(row["state"])]


def month_of(row: Row) -> str:
    return f"{row['month__first']:%Y-%m}"


class Appraisals(Listing):
    """考核: the newest month first, by number."""

    title = "考核"
    thing = "考核单"
    unit = "张"
    order = ("-month__first", "person__employee_no", "pk")
    order_says = "最近的月份在前"
    needs = ("state",)
    empty_title = "还没有考核单"
    empty_says = "每月初系统按上个月的记录出单；这个月到现在的，在“我的岗位”里点“本月考核”看。"
    empty_icon = "chart-bar"
    columns = (
        Column("person__name", "姓名", kind=Kind.STRONG, card="1"),
        Column("role", "岗位", labels=dict(Role.choices), card="2"),
        Column("department", "部门", labels=dict(Department.choices)),
        Column("month", "月份", month_of, needs=("month__first",), card="2>"),
        Column("total", "得分", kind=Kind.NUMBER, sort="total", card="3"),
        Column("state", "状态", labels=STATES, kind=Kind.STATE, state=state_of, card="1>"),
        Column("above", "由谁评", labels=dict(Role.choices)),
        Column("days", "在岗天", kind=Kind.NUMBER),
        Column("released_at", "发出", kind=Kind.MOMENT, card="3>"),
        Column("signed_at", "本人签", kind=Kind.MOMENT),
    )
    filters = (
        Choice(key="state", heading="状态", options=tuple(STATES.items()), counted=True),
        Choice(key="month", heading="月份", options=months, path="month__first", shown="menu"),
        Choice(key="department", heading="部门", options=Department.choices, shown="menu"),
        Choice(key="role", heading="岗位", options=posts, shown="menu"),
        Typed(
            key="q",
            heading="姓名",
            where=lambda rows, text, _ctx: rows.filter(person__name__icontains=text),
        ),
    )

    def href(self, row: Row) -> str:
        return reverse("duties:appraisal", args=[row.pk])
