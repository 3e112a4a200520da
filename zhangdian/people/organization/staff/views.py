"""Looking at the staff: the list, one person, the permission matrix."""

from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from zhangdian.foundation.kernel import registry
from zhangdian.foundation.ui.listing import Choice, Column, Flag, Kind, LeavesMasked, Row, Typed
from zhangdian.foundation.ui.writing import WEEKDAYS
from zhangdian.people.organization import certificates, handovers, permissions, queries, superiors
from zhangdian.people.organization.models import Certificate, Deputy, Person, Tenure
from zhangdian.people.organization.roles import MANAGERS, STAFF_OFFICE, Department, Role

RECENT = 5


class StaffListing(LeavesMasked):
    """The people of the store, each with his first post."""

    title = "员工"
    thing = "员工"
    unit = "人"
    order = "employee_no"
    order_says = "按工号"
    columns = (
        Column("employee_no", "工号", kind=Kind.QUIET, sort="employee_no", card="1>"),
        Column("name", "姓名", kind=Kind.STRONG, sort="name", card="1"),
        Column("post", "岗位", labels=dict(Role.choices), sort="post", card="2"),
        Column("department", "部门", labels=dict(Department.choices), sort="department"),
        Column("team", "班组", sort="team", card="2>"),
        Column("phone", "手机", kind=Kind.QUIET, card="3"),
        Column(
            "rest_weekday",
            "休息日",
            labels={n: f"周{name}" for n, name in enumerate(WEEKDAYS)},
            card="3>",
            said=True,
        ),
        Column("disabled_at", "停用于", kind=Kind.MOMENT, sort="disabled_at"),
    )
    filters = (
        Choice(
            key="who",
            heading="在不在职",
            options=[("here", "在职"), ("gone", "已停用")],
            default="here",
            where=lambda rows, value, ctx: rows.filter(disabled_at__isnull=value == "here"),
            shown="seg",
        ),
        Choice(
            key="role",
            heading="岗位",
            options=Role.choices,
            where=lambda rows, value, ctx: rows.filter(pk__in=holding(ctx, value)),
            shown="menu",
        ),
        Flag(
            key="rest",
            heading="今天休息",
            where=lambda rows, ctx: rows.filter(queries.rests_on(ctx, ctx.today, ctx.today.weekday())),
        ),
        Typed(
            key="q",
            heading="姓名或工号",
            where=lambda rows, text, ctx: rows.filter(Q(name__icontains=text) | Q(employee_no__iexact=text)),
        ),
    )

    def href(self, row: Row) -> str:
        return reverse("organization:person", args=[row.pk])


def holding(ctx: Any, role: str) -> QuerySet[Any]:
    tenures = Tenure.objects.of(ctx).filter(queries.in_force(ctx.today), role=role)
    return tenures.values("person")


def people_of(ctx: Any) -> QuerySet[Any]:
    """The people of the store with their first post in force."""
    first = Tenure.objects.of(ctx).filter(queries.in_force(ctx.today), person=OuterRef("pk")).order_by("pk")
    rows: QuerySet[Any] = Person.objects.of(ctx).annotate(post=Subquery(first.values("role")[:1]))
    return rows


@require_safe
def staff(request: HttpRequest) -> HttpResponse:
    """The people of the store."""
    ctx = request.ctx  # type: ignore[attr-defined]
    facts = {
        "listing": StaffListing(request, people_of(ctx)),
        "may_take": bool(ctx.roles.intersection(MANAGERS)),
    }
    return render(request, "organization/staff.html", facts)


@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: posts, certificates, who stands in, what was done."""
    ctx = request.ctx  # type: ignore[attr-defined]
    found = Person.objects.of(ctx).here(pk)
    papers = Certificate.objects.of(ctx).filter(person=found).select_related("extended_by")
    shown = {
        "person": found,
        "posts": queries.tenures_of(ctx, found),
        "certificates": [(paper, certificates.may_be_extended(paper, ctx.today)) for paper in papers],
        "deputies": deputies_around(ctx, found),
        "leaves": superiors.leaves_open_to(ctx).filter(person=found)[:RECENT],
        "roster_days": found.roster_days.filter(day__gte=ctx.today)[:RECENT],
        "phone": found.phone.seen_by(ctx) if found.phone else "",
        "rest": f"周{WEEKDAYS[found.rest_weekday]}" if found.rest_weekday is not None else "",
        "may_reset": registry.ACTIONS["organization.reset_password"].open_to(ctx, ctx.standing),
        "today": ctx.today,
        "may_hand_over": handovers.may_look(ctx, found),
    }
    if not sees_timeline(ctx, found):
        shown["timeline"] = ()
    return render(request, "organization/person.html", shown)


def deputies_around(ctx: Any, found: Person) -> QuerySet[Any]:
    """For whom he stands in, and who for him, from today on."""
    rows: QuerySet[Any] = Deputy.objects.of(ctx).filter(Q(principal=found) | Q(deputy=found))
    return rows.filter(until__gte=ctx.today, ended_on=None).select_related("principal", "deputy")


def sees_timeline(ctx: Any, found: Person) -> bool:
    """What was done to his file is for himself and the office."""
    return found.pk == ctx.person_id or bool(ctx.roles.intersection(STAFF_OFFICE))


@require_safe
def permission_matrix(request: HttpRequest) -> HttpResponse:
    """Which post may do what, from the registry."""
    named = dict(permissions.rooms())
    room = request.GET.get("room", "")
    rows = permissions.matrix(room if room in named else next(iter(named)))
    columns = permissions.roles_in(rows)
    lines = [(row, [(role.label, row.open_to(role)) for role in columns]) for row in rows]
    shown = {
        "lines": lines,
        "columns": columns,
        "rooms": list(named.items()),
        "room": room or next(iter(named)),
    }
    return render(request, "organization/permissions.html", shown)
