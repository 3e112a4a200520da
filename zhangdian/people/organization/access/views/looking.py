"""Looking at the doors: the login, one's own account, devices."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from zhangdian.people.organization import queries as people
from zhangdian.people.organization import sessions, visitors
from zhangdian.people.organization.access import queries
from zhangdian.people.organization.access.forms import LoginForm
from zhangdian.people.organization.access.views.doors import before_own_password, safe_next, visitor_of
from zhangdian.people.organization.models import Person, SharedDevice
from zhangdian.people.organization.roles import STAFF_OFFICE, Department


@login_not_required
@require_safe
def login(request: HttpRequest) -> HttpResponse:
    """On an own device number and password, on a shared one names and four digits."""
    back = safe_next(request, request.GET.get("next", ""))
    if request.ctx:  # type: ignore[attr-defined]
        return redirect(back or "/")
    device = visitors.shared_device(request)
    if device and "own" not in request.GET:
        shown = {"device": device, "names": queries.names_on(device)}
        return render(request, "organization/names.html", shown)
    shown = {"form": LoginForm(), "next": back, "store": queries.only_store()}
    return render(request, "organization/login.html", shown)


@before_own_password
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """My account: posts, deputies, keys and open sessions."""
    visitor = visitor_of(request)
    person = Person.objects.of(visitor).here(visitor.person_id)
    rows = queries.open_sessions(person.pk)
    mine = [(sessions.handle(row.session_key), queries.browser_of(row), row) for row in rows]
    shown = {
        "person": person,
        "sessions": mine,
        "here": sessions.handle(visitor.session_key),
        "posts": people.tenures_of(visitor, person),
    }
    return render(request, "organization/account.html", shown)


@before_own_password
@require_safe
def password(request: HttpRequest) -> HttpResponse:
    """Choose an own password."""
    return render(
        request, "organization/password.html", {"one_time": visitor_of(request).must_change_password}
    )


@require_safe
def devices(request: HttpRequest) -> HttpResponse:
    """The shared devices of the store, and making this one another."""
    visitor = visitor_of(request)
    shown = {
        "devices": SharedDevice.objects.of(visitor).filter(retired_at=None),
        "departments": Department.choices,
        "may_enrol": bool(visitor.roles.intersection(STAFF_OFFICE)),
    }
    return render(request, "organization/device.html", shown)
