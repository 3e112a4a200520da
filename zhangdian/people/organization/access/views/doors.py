"""The doors themselves: coming in, going, changing the person, own keys. Posted, and no actions on records.

A session is not a record, and what opens one must be hashed before any act sees it; so these few views are
written by hand (docs/decisions/). What changes a staff file still goes through its action.
"""

import secrets as randomness
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.refusals import NotHere, Refusal
from zhangdian.people.organization import lockout, secrets, sessions, visitors
from zhangdian.people.organization.access import actions, queries
from zhangdian.people.organization.access.forms import CardForm, LoginForm, PasswordForm, PinForm
from zhangdian.people.organization.middleware import OPEN_BEFORE_OWN_PASSWORD
from zhangdian.people.organization.models import Person, SharedDevice
from zhangdian.people.organization.roles import Department, department_named
from zhangdian.people.organization.telling import told, turned_away
from zhangdian.people.organization.visitors import DEVICE_COOKIE, Visitor

KNOWN_COOKIE = "zd_known"
KNOWN_FOR = 180 * 24 * 3600
A_YEAR = 365 * 24 * 3600
WRONG = "工号或密码不对。"
WRONG_PIN = "口令不对。"
LOCKED = "试错太多，已锁 15 分钟。急用请办公室主任解锁。"

View = Callable[..., HttpResponse]


def before_own_password(view: View) -> View:
    """Reachable with a one-time password."""
    setattr(view, OPEN_BEFORE_OWN_PASSWORD, True)
    return view


def asked_again(view: View) -> View:
    """A reload of an answer leads back to the login, not to an empty page."""

    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        return redirect("organization:login") if request.method == "GET" else require_POST(view)(request)

    return answer


# Coming in -----------------------------------------------------------------------------------------


@login_not_required
@sensitive_post_parameters("password")
@asked_again
def enter(request: HttpRequest) -> HttpResponse:
    """On one's own device: number or telephone, and password."""
    form = LoginForm(request.POST)
    back = safe_next(request, request.POST.get("next", ""))
    if not form.is_valid():
        return say_no(request, form, WRONG, back, 422)
    person = queries.person_called(form.cleaned_data["account"])
    account = lockout.account_key(person, form.cleaned_data["account"])
    attempt = lockout.begin(account, visitors.address_of(request), known=known_as(request, person))
    if not attempt.allowed:
        turned_away("password", person, attempt)
        return say_no(request, form, LOCKED, back, 429)
    if not secrets.is_password_of(person, form.cleaned_data["password"]) or person is None:
        turned_away("password", person, attempt)
        return say_no(request, form, wrong(WRONG, attempt), back, 422)
    if person.one_time_until and person.one_time_until <= clock.now():
        told("one-time password too late", "password", person)
        return say_no(request, form, "一次性密码已过期，请办公室主任再重置一次。", back, 422)
    lockout.succeeded(attempt)
    visitors.let_in(request, person)
    told("came in", "password", person)
    return remember(redirect(back or "/"), request, person)


def wrong(sentence: str, attempt: lockout.Try) -> str:
    if not attempt.left:
        return LOCKED
    return f"{sentence}还能试 {attempt.left} 次，之后锁 15 分钟。忘了，请办公室主任重置。"


def say_no(request: HttpRequest, form: LoginForm, sentence: str, back: str, status: int) -> HttpResponse:
    """The same answer for nobody and for somebody."""
    shown = {"form": form, "problem": sentence, "next": back, "store": queries.only_store()}
    return render(request, "organization/login.html", shown, status=status)


def safe_next(request: HttpRequest, back: str) -> str:
    """Only a page of this house, never another's."""
    hosts = {request.get_host()}
    fine = back.startswith("/") and url_has_allowed_host_and_scheme(back, hosts, request.is_secure())
    return back if fine and back != reverse("organization:login") else ""


def known_people(request: HttpRequest) -> dict[str, str]:
    try:
        found = signing.loads(request.COOKIES.get(KNOWN_COOKIE, ""), salt=KNOWN_COOKIE, max_age=KNOWN_FOR)
    except signing.BadSignature:
        return {}
    return dict(found)


def known_as(request: HttpRequest, person: Person | None) -> str:
    """A browser in which the owner has logged in before: tries elsewhere do not lock him out here."""
    return known_people(request).get(str(person.pk), "") if person else ""


def remember(response: HttpResponseRedirect, request: HttpRequest, person: Person) -> HttpResponse:
    known = {**known_people(request)}
    known.setdefault(str(person.pk), randomness.token_hex(8))
    newest = dict(list(known.items())[-8:])
    response.set_cookie(
        KNOWN_COOKIE,
        signing.dumps(newest, salt=KNOWN_COOKIE),
        max_age=KNOWN_FOR,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return response


# Changing the person on a shared device --------------------------------------------------------------


@login_not_required
@sensitive_post_parameters("pin")
@asked_again
def enter_by_pin(request: HttpRequest) -> HttpResponse:
    """A name and four digits: on an enrolled device and nowhere else."""
    device = visitors.shared_device(request)
    if device is None:
        raise NotHere("这里不是共用机")
    form = PinForm(request.POST)
    person = None
    if form.is_valid():
        here = Person._base_manager.filter(store=device.store_id, disabled_at=None)
        person = here.filter(pk=form.cleaned_data["person"]).first()
    if person is None or not person.kiosk_pin:
        return names_again(request, device, form, WRONG_PIN)
    attempt = lockout.begin(str(person.pk), f"device:{device.pk}", kind="pin")
    if not attempt.allowed:
        turned_away("pin", person, attempt)
        return names_again(request, device, form, LOCKED)
    if not secrets.is_pin_of(person, form.cleaned_data["pin"]):
        turned_away("pin", person, attempt)
        return names_again(
            request, device, form, f"{WRONG_PIN}还能试 {attempt.left} 次。" if attempt.left else LOCKED
        )
    lockout.succeeded(attempt)
    visitors.let_in(request, person, device)
    told("came in", "pin", person, device=device.pk)
    return redirect("/")


@login_not_required
@sensitive_post_parameters("card")
@asked_again
def enter_by_card(request: HttpRequest) -> HttpResponse:
    """A card says who it is; unknown cards are counted against the device."""
    device = visitors.shared_device(request)
    if device is None:
        raise NotHere("这里不是共用机")
    form = CardForm(request.POST)
    attempt = lockout.begin("card", f"device:{device.pk}", kind="card")
    if not (form.is_valid() and attempt.allowed):
        turned_away("card", None, attempt)
        return names_again(request, device, form, "没读到卡，请再刷一次。" if attempt.allowed else LOCKED)
    person = queries.person_of_card(device, form.cleaned_data["card"])
    if person is None:
        turned_away("card", None, attempt)
        return names_again(request, device, form, "这张卡没有登记，请用口令，或请办公室绑卡。")
    lockout.succeeded(attempt)
    visitors.let_in(request, person, device)
    told("came in", "card", person, device=device.pk)
    return redirect("/")


def names_again(request: HttpRequest, device: SharedDevice, form: Any, sentence: str) -> HttpResponse:
    """The names once more, with what was wrong."""
    chosen = form.data.get("person", "")
    shown = {"device": device, "names": queries.names_on(device), "chosen": chosen, "problem": sentence}
    return render(request, "organization/names.html", shown, status=422)


# Going -----------------------------------------------------------------------------------------------


@login_not_required
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Out; on a shared device back to the names."""
    request.session.flush()
    return redirect("organization:login")


@before_own_password
@require_POST
def end_session(request: HttpRequest, handle: str) -> HttpResponse:
    """End one of one's own sessions, or all others."""
    visitor = visitor_of(request)
    mine = queries.open_sessions(visitor.person_id or 0)
    for row in mine:
        named = sessions.handle(row.session_key) == handle or handle == "others"
        if named and row.session_key != visitor.session_key:
            row.delete()
    return redirect("organization:account")


# Own and others' keys ----------------------------------------------------------------------------------


@before_own_password
@sensitive_post_parameters()
@require_POST
def choose_password(request: HttpRequest) -> HttpResponse:
    """The old one is judged here, the new one hashed here; the act gets the hash."""
    visitor = visitor_of(request)
    person = Person.objects.of(visitor).here(visitor.person_id)
    form = PasswordForm(request.POST)
    problem = problem_with(request, form, person)
    if not problem:
        try:
            hashed = secrets.new_password(form.cleaned_data["new"], person)
            actions.change_password(visitor, person, password_hash=hashed, token=request.POST.get("token"))
        except Refusal as refusal:
            problem = refusal.sentence
    if problem:
        shown = {"problem": problem, "one_time": person.must_change_password}
        return render(request, "organization/password.html", shown, status=422)
    visitors.let_in(request, Person.objects.of(visitor).here(person.pk))
    return redirect("organization:account")


def problem_with(request: HttpRequest, form: PasswordForm, person: Person) -> str:
    """Why the new password is not taken yet, or nothing."""
    if not form.is_valid():
        return "三格都要填。"
    if form.cleaned_data["new"] != form.cleaned_data["again"]:
        return "两次填的新密码不一样。"
    if form.cleaned_data["new"] == form.cleaned_data["old"]:
        return "新密码不能和现在的一样。"
    attempt = lockout.begin(str(person.pk), visitors.address_of(request), kind="change")
    if not attempt.allowed:
        turned_away("change", person, attempt)
        return LOCKED
    if not secrets.is_password_of(person, form.cleaned_data["old"]):
        turned_away("change", person, attempt)
        return f"现在的密码不对。还能试 {attempt.left} 次。"
    lockout.succeeded(attempt)
    return ""


@require_POST
def give_password(request: HttpRequest, pk: int) -> HttpResponse:
    """A one-time password, shown once to who hands it over."""
    visitor = visitor_of(request)
    person = Person.objects.of(visitor).here(pk)
    password = secrets.one_time_password()
    try:
        actions.reset_password(visitor, person, password_hash=secrets.hashed(password))
    except Refusal as refusal:
        shown = {"person": person, "problem": refusal.sentence}
        return render(request, "organization/password_given.html", shown, status=422)
    return render(request, "organization/password_given.html", {"person": person, "password": password})


@require_POST
def enrol_this_device(request: HttpRequest) -> HttpResponse:
    """The browser in which somebody of the office stands becomes a shared device; he is logged out of it."""
    visitor = visitor_of(request)
    key = secrets.new_device_key()
    name, typed = (request.POST.get(each, "")[:30].replace("\0", "") for each in ("name", "department"))
    department = department_named(typed) or ""
    try:
        actions.enrol_device(visitor, name=name, department=department, key_digest=secrets.device_digest(key))
    except Refusal as refusal:
        shown = {"problem": refusal.sentence, "may_enrol": True, "departments": Department.choices}
        return render(request, "organization/device.html", shown, status=422)
    request.session.flush()
    response = redirect("organization:login")
    response.set_cookie(
        DEVICE_COOKIE, key, max_age=A_YEAR, httponly=True, samesite="Lax", secure=request.is_secure()
    )
    return response


def visitor_of(request: HttpRequest) -> Visitor:
    visitor: Visitor = request.ctx  # type: ignore[attr-defined]
    return visitor
