"""Looking at the house's own parts, and the page that says that something broke."""

import sys

import structlog
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template import loader

from zhangdian.foundation.ui import gallery as samples
from zhangdian.foundation.ui.telling import code_of, route_of

log = structlog.get_logger(__name__)


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


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500: nothing was changed, try again, and a code under which the log has it."""
    code = code_of(request)
    log.error("a step broke", request=code, route=route_of(request), exc_info=sys.exc_info())
    page = loader.get_template("500.html").render({"code": code})
    return HttpResponseServerError(page, headers={"X-Error-Code": code})
