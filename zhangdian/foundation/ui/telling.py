"""One line for each request: which page, how it ended, how long it took, under which code."""

import secrets
import time
from collections.abc import Callable
from typing import Any

import structlog
from django.db import connection
from django.http import HttpRequest, HttpResponseBase
from structlog.contextvars import bound_contextvars

log = structlog.get_logger(__name__)
CODE_SIGNS = "23456789ACDEFGHJKLMNPQRSTUVWXYZ"
CODE_HEADER = "X-Request-ID"


def short_code() -> str:
    """A code that a person can read out: 7F3K-21."""
    signs = [secrets.choice(CODE_SIGNS) for _ in range(6)]
    return f"{''.join(signs[:4])}-{''.join(signs[4:])}"


def code_of(request: HttpRequest) -> str:
    """The code of this request, under which the log has all its lines."""
    return getattr(request, "code", "") or short_code()


def route_of(request: HttpRequest) -> str:
    """The name of the address; never the address itself, which may hold the key of a customer's link."""
    return request.resolver_match.view_name if request.resolver_match else ""


class Counted:
    """Counts the statements of one request."""

    def __init__(self) -> None:
        self.number = 0

    def __call__(self, execute: Callable[..., Any], *statement: Any) -> Any:
        self.number += 1
        return execute(*statement)


class RequestLines:
    """Gives every request its code, and tells the log how it went."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.code = short_code()  # type: ignore[attr-defined]
        counted, began = Counted(), time.perf_counter()
        connection.execute_wrappers.append(counted)
        try:
            with bound_contextvars(request=code_of(request)):
                response = self.get_response(request)
                tell(request, response, began, counted.number)
        finally:
            connection.execute_wrappers.remove(counted)
        response.headers[CODE_HEADER] = code_of(request)
        return response


def tell(request: HttpRequest, response: HttpResponseBase, began: float, queries: int) -> None:
    ctx = getattr(request, "ctx", None)
    say = log.warning if response.status_code >= 500 else log.info
    say(
        "request",
        method=request.method,
        route=route_of(request),
        status=response.status_code,
        ms=round((time.perf_counter() - began) * 1000, 1),
        queries=queries,
        person=getattr(ctx, "person_id", None),
        store=getattr(ctx, "store_id", None),
    )
