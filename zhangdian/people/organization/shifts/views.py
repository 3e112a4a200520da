"""Looking at who works when: the leaves."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from zhangdian.foundation.ui.listing import Choice, Column, Days, Kind, Listing, Row, Typed
from zhangdian.people.organization import superiors
from zhangdian.people.organization.models import LeaveSlip, Person
from zhangdian.people.organization.roles import Department

STATES = dict(LeaveSlip.State.choices)


def state_of(row: Row) -> str:
    return "ok" if row["state"] == LeaveSlip.State.GRANTED else ""


class LeaveListing(Listing):
    """请假: who is away when, the last first."""

    title = "请假"
    thing = "请假单"
    unit = "张"
    order = ("-since", "-pk")
    order_says = "最近的在前"
    needs = ("state",)
    empty_title = "还没有请假单"
    empty_says = "请假从排班页或本人的账号页提出，上级签了就在这里。"
    columns = (
        Column("person__name", "姓名", kind=Kind.STRONG, sort="person__name", card="1"),
        Column("kind", "类别", labels=dict(LeaveSlip.Kind.choices), card="2"),
        Column("since", "第一天", kind=Kind.DAY, sort="since", card="2>"),
        Column("until", "最后一天", kind=Kind.DAY, sort="until", card="3>", said=True),
        Column("portion", "时段", labels=dict(LeaveSlip.Portion.choices)),
        Column("deputy__name", "代理人", card="3"),
        Column("back_on", "提前回来", kind=Kind.DAY),
        Column("reason", "原因", kind=Kind.QUIET),
        Column("state", "状态", labels=STATES, kind=Kind.STATE, state=state_of, card="1>"),
        Column("number", "单号", kind=Kind.QUIET),
    )
    filters = (
        Choice(key="state", heading="状态", options=LeaveSlip.State.choices, counted=True),
        Choice(key="kind", heading="类别", options=LeaveSlip.Kind.choices, shown="menu"),
        Choice(
            key="department",
            heading="部门",
            options=Department.choices,
            path="person__department",
            shown="menu",
        ),
        Days(key="days", heading="第一天", path="since", instants=False),
        Typed(
            key="q",
            heading="姓名或单号",
            where=lambda rows, text, ctx: rows.filter(
                Q(person__name__icontains=text) | Q(number__iexact=text)
            ),
        ),
    )

    def href(self, row: Row) -> str:
        return reverse("organization:leaveslip", args=[row.pk])


@require_safe
def leaves(request: HttpRequest) -> HttpResponse:
    """请假: those that may be read here."""
    ctx = request.ctx  # type: ignore[attr-defined]
    own = Person.objects.of(ctx).here(ctx.person_id)
    facts = {"listing": LeaveListing(request, superiors.leaves_open_to(ctx)), "own": own}
    return render(request, "organization/leaves.html", facts)


@require_safe
def leaveslip(request: HttpRequest, pk: int) -> HttpResponse:
    """One 请假单: which days, who stands in, and what was done with it."""
    ctx = request.ctx  # type: ignore[attr-defined]
    found = superiors.leaves_open_to(ctx).select_related("person", "deputy").here(pk)
    return render(request, "organization/leaveslip.html", {"leave": found})
