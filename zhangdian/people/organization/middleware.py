"""At every request: who asks, and away with those who have not said who they are."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import get_resolver

from zhangdian.foundation.kernel.refusals import NotHere
from zhangdian.people.organization import visitors

OPEN_BEFORE_OWN_PASSWORD = "open_before_own_password"
"""Set on the few views that somebody with a one-time password may reach."""

LONGEST_WAY_BACK = 2000
"""Characters of an address that the login leads back to."""


class WhoAsks:
    """Puts `request.ctx`; nobody gets further than pages that say `login_not_required`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.ctx = visitors.who_asks(request)  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        visitor = request.ctx  # type: ignore[attr-defined]
        if not getattr(view, "login_required", True):
            return None
        if visitor is None:
            return to_login(request)
        if visitor.must_change_password and not getattr(view, OPEN_BEFORE_OWN_PASSWORD, False):
            return redirect("organization:password")
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """Another store's record answers exactly as an address that does not exist."""
        if not isinstance(exception, NotHere):
            return None
        not_found: Any = get_resolver().resolve_error_handler(404)
        answer: HttpResponseBase = not_found(request, exception=Http404())
        return answer


def to_login(request: HttpRequest) -> HttpResponse:
    """The way to the names, and back to the page afterwards."""
    if request.headers.get("HX-Request") == "true":
        where = login_url(page_of(request.headers.get("HX-Current-URL", "")))
        return HttpResponse(status=401, headers={"HX-Redirect": where})
    if "text/html" not in request.headers.get("Accept", "text/html"):
        return JsonResponse({"detail": "请先登录"}, status=401, json_dumps_params={"ensure_ascii": False})
    return redirect(login_url(request.get_full_path() if request.method == "GET" else ""))


def page_of(address: str) -> str:
    """The page of a whole address; nothing for what is none."""
    try:
        back = urlsplit(address)
    except ValueError:
        return ""
    return f"{back.path}?{back.query}" if back.query else back.path


def login_url(back: str) -> str:
    """The login, and the page to come back to, where it has one that is no longer than a page's address."""
    if back in ("", "/") or len(back) > LONGEST_WAY_BACK:
        return str(settings.LOGIN_URL)
    return f"{settings.LOGIN_URL}?{urlencode({'next': back})}"
