"""A customer opens his link, and answers: no login, the seal of forms kept, few requests a minute."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET, require_POST

from zhangdian.foundation.kernel import links, registry
from zhangdian.foundation.kernel.models import Link
from zhangdian.foundation.kernel.refusals import NotHere, Refusal
from zhangdian.foundation.ui import acting, link_pages

A_MINUTE = 60
View = Callable[..., HttpResponse]


def gone(request: HttpRequest, head: str, says: str, status: int) -> HttpResponse:
    """A link that leads nowhere says what the customer can do; it never says what it once was."""
    return render(request, "ui/link_gone.html", {"head": head, "says": says}, status=status)


def not_too_often(view: View) -> View:
    """Sixty requests a minute from one address: enough for a family, too few to try keys."""

    @wraps(view)
    def counted(request: HttpRequest, key: str, **rest: Any) -> HttpResponse:
        told = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
        name = f"link:{told.rpartition(',')[2].strip() or request.META.get('REMOTE_ADDR', '')}"[:60]
        cache.add(name, 0, A_MINUTE)
        try:
            often = cache.incr(name) > A_MINUTE
        except ValueError:  # it ran out between the two
            often = False
        if often:
            return gone(request, "打开得太快了", "请过一分钟再打开。", 429)
        return view(request, key, **rest)

    return counted


def follow(request: HttpRequest, key: str) -> tuple[Link, Any]:
    """The link and its record, and the customer as the one who looks."""
    link, request.ctx = links.follow(key)  # type: ignore[attr-defined]
    return link, links.subject_of(link)


@login_not_required
@not_too_often
@ensure_csrf_cookie
@require_GET
def page(request: HttpRequest, key: str) -> HttpResponse:
    """What the link shows; opening it writes nothing, the page says by itself that it was opened."""
    try:
        link, subject = follow(request, key)
        return link_pages.PAGES[link.action.split()[0]](request, link, subject)
    except (NotHere, KeyError):
        return gone(request, "没有这个链接", "请核对收到的链接是不是完整，或打电话给您的服务顾问。", 404)
    except Refusal as refusal:
        return gone(request, "这个链接不能用了", f"{refusal.sentence}。", 410)


@login_not_required
@not_too_often
@require_POST
def answer(request: HttpRequest, key: str, name: str) -> HttpResponse:
    """The customer's answer: the action that the link names, with the refusals that a desk would get."""
    action = registry.ACTIONS.get(name)
    try:
        link, subject = follow(request, key)
        if action is None or name not in link.action.split() or not (asked := acting.form_class(action)):
            raise NotHere(name)
        form = asked(request.ctx, subject, request.POST)  # type: ignore[attr-defined]
        if not form.is_valid():
            raise Refusal("有一格没填对，请返回再看一眼")
        inputs = acting.inputs_of(action, form)
        token = request.POST.get("token", "")[:64] or uuid.uuid4().hex
        action(request.ctx, subject, token=token, **inputs)  # type: ignore[attr-defined]
    except NotHere:
        return gone(request, "没有这个链接", "请核对收到的链接是不是完整，或打电话给您的服务顾问。", 404)
    except Refusal as refusal:
        back = {"head": "这一步没有办成", "says": f"{refusal.sentence}。什么都没有改动。", "key": key}
        return render(request, "ui/link_gone.html", back, status=422)
    return HttpResponseRedirect(reverse("ui:link", args=[key]))


@login_not_required
@not_too_often
@require_POST
def opened(request: HttpRequest, key: str) -> HttpResponse:
    """The page stood on the customer's screen: when he first saw it."""
    try:
        link, subject = follow(request, key)
        if action := registry.ACTIONS.get(link_pages.OPENERS.get(link.action.split()[0], "")):
            action(request.ctx, subject, token=f"opened-{link.pk}")  # type: ignore[attr-defined]
    except (NotHere, Refusal):
        return HttpResponse(status=204)
    return HttpResponse(status=204)
