"""The list of reports, for those who receive or write them."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from zhangdian.foundation.ui.listing import Choice, Column, Days, Kind, Listing, Row
from zhangdian.management.reports.kinds import KINDS
from zhangdian.management.reports.models import Report
from zhangdian.people.organization.roles import STAFF_OFFICE, Role, superiors_of

State = Report.State
STATES = {state.value: str(state.label) for state in State}
TONES = {State.NEW: "parts", State.RETURNED: "late", State.FAILED: "late", State.ANSWERED: "parts"}


def reports_open_to(ctx: Any) -> QuerySet[Any]:
    """Reports that one of his posts, or one below it, receives or writes; the office sees all."""
    rows: QuerySet[Any] = Report.objects.of(ctx)
    if ctx.roles.intersection(STAFF_OFFICE):
        return rows
    mine = [role for role in Role if ctx.roles.intersection({role, *superiors_of(role)})]
    return rows.filter(Q(receiver__in=mine) | Q(author__in=mine))


def state_of(row: Row) -> str:
    return TONES.get(row["state"], "ok")


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
        Column("first", "从", kind=Kind.DAY, card="2"),
        Column("last", "到", kind=Kind.DAY, card="2>"),
        Column("receiver", "交给", labels=dict(Role.choices), card="3"),
        Column("author", "谁负责", labels=dict(Role.choices)),
        Column("state", "状态", labels=STATES, kind=Kind.STATE, state=state_of, card="1>"),
        Column("due_at", "应交", kind=Kind.MOMENT, sort="due_at", card="3>"),
        Column("read_by__name", "谁看的"),
        Column("read_at", "看过", kind=Kind.MOMENT),
    )
    filters = (
        Choice(key="state", heading="状态", options=tuple(STATES.items()), counted=True),
        Choice(
            key="code",
            heading="哪份",
            options=lambda ctx: [(code, kind.title) for code, kind in KINDS.items()],
            shown="menu",
        ),
        Days(key="days", heading="应交日", path="due_at"),
    )

    def href(self, row: Row) -> str:
        return reverse("reports:report", args=[row.pk])
