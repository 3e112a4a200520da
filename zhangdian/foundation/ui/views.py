"""Looking at the house's own parts, and the page that says that something broke."""

import secrets
import sys

import structlog
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template import loader

from zhangdian.foundation.ui import gallery as samples

log = structlog.get_logger(__name__)

CODE_SIGNS = "23456789ACDEFGHJKLMNPQRSTUVWXYZ"


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state, for developers."""
    if not settings.DEBUG:
        raise Http404
    return render(request, "ui/gallery.html", samples.everything(request))


def gallery_paper(request: HttpRequest) -> HttpResponse:
    """A paper as it prints, for developers."""
    if not settings.DEBUG:
        raise Http404
    size = "form" if request.GET.get("size") == "form" else "a4"
    return render(request, "ui/gallery_paper.html", {**samples.everything(request), "size": size})


def short_code() -> str:
    """A code that a person can read out: 7F3K-21."""
    signs = [secrets.choice(CODE_SIGNS) for _ in range(6)]
    return f"{''.join(signs[:4])}-{''.join(signs[4:])}"


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500: nothing was changed, try again, and a code under which the log has it."""
    code = short_code()
    log.error("a step broke", code=code, path=request.path, exc_info=sys.exc_info())
    page = loader.get_template("500.html").render({"code": code})
    return HttpResponseServerError(page, headers={"X-Error-Code": code})
