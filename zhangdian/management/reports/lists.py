"""The list of reports, for those who receive or write them."""

from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.sight import SIGHTS
from zhangdian.foundation.ui.listing import Choice, Column, Days, Flag, Kind, Listing, Row
from zhangdian.foundation.ui.writing import day, standing
from zhangdian.management.reports.models import GRACE, Report
from zhangdian.management.reports.plans import plans_on
from zhangdian.people.organization.roles import STAFF_OFFICE, Role, superiors_of

State = Report.State
STATES = {state.value: str(state.label) for state in State}
TONES = {
    State.NEW: "parts",
    State.DRAFT: "parts",
    State.RETURNED: "late",
    State.FAILED: "late",
    State.ANSWERED: "parts",
}


def reports_open_to(ctx: Any) -> QuerySet[Any]:
    """Reports that one of his posts, or one below it, receives or writes; the office sees all.

    What a person wrote of his own work is not his colleagues', and a report with guarded values is there only
    for those to whom all of them are open.
    """
    rows: QuerySet[Any] = Report.objects.of(ctx)
    for name, sight in SIGHTS.items():
        if not sight.open_to(ctx):
            rows = rows.exclude(sights__contains=f"|{name}|")
    if ctx.roles.intersection(STAFF_OFFICE):
        return rows
    above = [role for role in Role if ctx.roles.intersection(superiors_of(role))]
    mine = [*above, *ctx.roles]
    own = Q(person=ctx.person_id) | Q(author__in=mine, person=None)
    return rows.filter(own | Q(receiver__in=mine) | Q(author__in=above))


def state_of(row: Row) -> str:
    if row["state"] == State.DRAFT and row["due_at"] < clock.now():
        return "late"
    return TONES.get(row["state"], "ok")


def in_time(row: Row) -> str:
    """准时, 迟交 with by how much, 没交: as the calendar of reports shows it (RNW-16)."""
    if row["made_at"] is None:
        return "没交" if row["due_at"] < clock.now() else "没到时间"
    if row["written"] and row["made_by"] is None:
        return "没写，到点自动交"
    if row["made_at"] <= row["due_at"] + GRACE:
        return "准时"
    return f"迟 {standing(clock.minutes_between(row['due_at'], row['made_at']))}"


def span(row: Row) -> str:
    """11月23日 周一; 11月16日 周一 到 11月22日 周日."""
    first, last = day(row["first"]), day(row["last"])
    return first if first == last else f"{first} 到 {last}"


def missing(rows: QuerySet[Any], ctx: Any) -> QuerySet[Any]:
    return rows.filter(made_at=None, due_at__lt=ctx.now)


UNWRITTEN = Q(written=True, made_at__isnull=False, made_by=None)
LATE = Q(made_at__gt=F("due_at") + GRACE) | UNWRITTEN


class Reports(Listing):
    """报表: the newest first."""

    title = "报表"
    thing = "报表"
    unit = "份"
    order = ("-due_at", "-pk")
    order_says = "最近的在前"
    needs = ("state",)
    empty_title = "还没有报表"
    empty_says = "到了钟点，系统自己做好放在这里；几点、交给谁，在报表安排里改。"
    columns = (
        Column("title", "报表", kind=Kind.STRONG, card="1"),
        Column("first", "哪几天", span, needs=("first", "last"), card="2"),
        Column("receiver", "交给", labels=dict(Role.choices), card="3"),
        Column("author", "谁负责", labels=dict(Role.choices)),
        Column("person__name", "谁的", card="2>"),
        Column("state", "状态", labels=STATES, kind=Kind.STATE, state=state_of, card="1>"),
        Column("due_at", "应交", kind=Kind.MOMENT, sort="due_at", card="3>"),
        Column("made_at", "准时吗", in_time, needs=("due_at", "made_at", "written", "made_by")),
        Column("read_by__name", "谁看的"),
        Column("read_at", "看过", kind=Kind.MOMENT),
    )
    filters = (
        Choice(key="state", heading="状态", options=tuple(STATES.items()), counted=True),
        Choice(
            key="code",
            heading="哪份",
            options=lambda ctx: [(code, plan.kind.title) for code, plan in plans_on(ctx, ctx.today).items()],
            shown="menu",
        ),
        Flag(key="late", heading="迟交", where=LATE),
        Flag(key="missing", heading="过时没交", where=missing),
        Days(key="days", heading="应交日", path="due_at"),
    )

    def href(self, row: Row) -> str:
        return reverse("reports:report", args=[row.pk])
