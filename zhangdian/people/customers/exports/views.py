"""Looking at exports of personal data, and the file itself for who asked, for ten minutes."""

import tempfile
from datetime import timedelta
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhangdian.foundation.ui import writing
from zhangdian.foundation.ui.exports import marked
from zhangdian.foundation.ui.readers import read_by
from zhangdian.people.customers.exports import ledger
from zhangdian.people.customers.exports.actions import ASKERS
from zhangdian.people.customers.listings import Exports, exports_here
from zhangdian.people.customers.models import CustomerExport

MINUTES = 10
"""So long the file can be fetched after it was taken."""


@require_GET
@read_by(ASKERS)
def exports(request: HttpRequest) -> HttpResponse:
    """客户资料导出: what left, for what, by whom."""
    ctx = request.ctx  # type: ignore[attr-defined]
    return render(request, "customers/exports.html", {"listing": Exports(request, exports_here(ctx), ctx)})


@require_GET
@read_by(ASKERS)
def customerexport(request: HttpRequest, pk: int) -> HttpResponse:
    """One export: for what, how many rows, until when."""
    ctx = request.ctx  # type: ignore[attr-defined]
    export = export_here(ctx, pk)
    return render(request, "customers/customerexport.html", {"export": export, "open": is_open(ctx, export)})


@require_GET
@read_by(ASKERS)
def export_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The sheet, with name and time on it."""
    ctx = request.ctx  # type: ignore[attr-defined]
    export = export_here(ctx, pk)
    if not is_open(ctx, export):
        raise Http404
    sheet = tempfile.SpooledTemporaryFile(max_size=4_000_000)  # noqa: SIM115 (the response closes it)
    ledger.write_ledger(
        ctx,
        export,
        sheet,
        marked(ctx, f"{ctx.standing.name} {writing.moment(export.taken_at)} {export.why}"),
    )
    sheet.seek(0)
    return FileResponse(sheet, as_attachment=True, filename=marked(ctx, f"{ledger.TITLE}-{export.pk}.xlsx"))


def export_here(ctx: Any, pk: int) -> CustomerExport:
    found: CustomerExport = CustomerExport.objects.of(ctx).select_related("asked_by", "advisor").here(pk)
    return found


def is_open(ctx: Any, export: CustomerExport) -> bool:
    """Taken a moment ago by this very person."""
    taken = export.taken_at
    return (
        taken is not None
        and export.asked_by_id == ctx.person_id
        and taken <= ctx.now < taken + timedelta(minutes=MINUTES)
    )
