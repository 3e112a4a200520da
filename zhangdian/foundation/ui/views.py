"""Looking at the house's own parts, the printer of this desk, and the page that says that something broke."""

import sys
from dataclasses import dataclass

import structlog
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template import loader
from django.views.decorators.http import require_GET

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


@dataclass(frozen=True)
class Sheet:
    """A size of paper, and how far its edges are from what is printed, in millimetres."""

    size: str
    name: str
    left: int
    top: int


SHEETS = (Sheet("a4", "A4 纸", 12, 8), Sheet("form", "三联纸 241 × 140 mm", 20, 6))


@require_GET
def printer(request: HttpRequest) -> HttpResponse:
    """Each size has its printer: how far it prints beside the place is kept in this browser (lessons c20)."""
    return render(request, "ui/printer.html", {"sheets": SHEETS})


@require_GET
def printer_sheet(request: HttpRequest) -> HttpResponse:
    """A sheet to measure with a ruler."""
    sheet = next((each for each in SHEETS if each.size == request.GET.get("size")), SHEETS[0])
    return render(request, "ui/printer_sheet.html", {"sheet": sheet, "size": sheet.size})


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500: nothing was changed, try again, and a code under which the log has it."""
    code = code_of(request)
    log.error("a step broke", request=code, route=route_of(request), exc_info=sys.exc_info())
    page = loader.get_template("500.html").render({"code": code})
    return HttpResponseServerError(page, headers={"X-Error-Code": code})
