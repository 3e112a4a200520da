"""Looking at ledgers on their way in, bringing one, and taking its refused rows back."""

import tempfile
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.ui import uploads
from zhangdian.foundation.ui.exports import marked
from zhangdian.foundation.ui.readers import read_by
from zhangdian.foundation.ui.sheets import MOST_BYTES, too_large
from zhangdian.people.customers.imports import files, reports
from zhangdian.people.customers.imports.actions import IMPORTERS, Chosen, open_import
from zhangdian.people.customers.imports.jobs import AT_WORK
from zhangdian.people.customers.imports.judging import Judge
from zhangdian.people.customers.ledger_columns import FIELDS, LABELS
from zhangdian.people.customers.listings import Imports, imports_here
from zhangdian.people.customers.models import ImportRun


@require_GET
@read_by(IMPORTERS)
def imports(request: HttpRequest) -> HttpResponse:
    """导入: the ledgers that came, and the place to bring one."""
    ctx = request.ctx  # type: ignore[attr-defined]
    return imports_page(request, ctx)


def imports_page(request: HttpRequest, ctx: Any, refusal: str = "") -> HttpResponse:
    facts = {
        "listing": Imports(request, imports_here(ctx), ctx),
        "most_mb": str(MOST_BYTES // 1024 // 1024),
        "refusal": refusal,
    }
    return render(request, "customers/imports.html", facts, status=422 if refusal else 200)


@require_POST
@read_by(IMPORTERS)
def upload_ledger(request: HttpRequest) -> HttpResponse:
    """A ledger comes up and is opened with the columns that its headings propose."""
    ctx = request.ctx  # type: ignore[attr-defined]
    sent = request.FILES.get("file")
    try:
        if uploads.is_too_large(request):
            raise Refusal(too_large())
        if sent is None:
            raise Refusal("没有收到文件：请选一个 .xlsx、.xls 或 .csv")
        kept = files.store_ledger(ctx, sent, sent.name or "")
        sheet = files.sheet_of(kept, "")
        chosen = [Chosen(key, column) for key, column in sheet.proposal().items()]
        run = open_import(ctx, file=kept.pk, sheet=sheet.name, columns=chosen).subject
    except Refusal as refusal:
        return imports_page(request, ctx, refusal.sentence)
    return HttpResponseRedirect(reverse("customers:importrun", args=[run.pk]))


@require_GET
@read_by(IMPORTERS)
def importrun(request: HttpRequest, pk: int) -> HttpResponse:
    """One ledger: its columns, its first rows as they would go in, how far it is, what came of it."""
    ctx = request.ctx  # type: ignore[attr-defined]
    run = run_here(ctx, pk)
    facts: dict[str, Any] = {"run": run, "working": run.state in AT_WORK, "chosen": chosen_of(run)}
    if run.state in (ImportRun.State.OPEN, ImportRun.State.TRIED):
        facts["preview"] = preview(ctx, run)
    if run.state not in (ImportRun.State.OPEN, ImportRun.State.TRYING):
        facts["reasons"] = reports.by_reason(reports.refusals_of(ctx, run))
        facts["notes"] = reports.notes_of(run)
    return render(request, "customers/importrun.html", facts)


@require_GET
@read_by(IMPORTERS)
def refused_rows(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The refused rows as a sheet: line and reason before each."""
    ctx = request.ctx  # type: ignore[attr-defined]
    run = run_here(ctx, pk)
    sheet = tempfile.SpooledTemporaryFile(max_size=4_000_000)  # noqa: SIM115 (the response closes it)
    try:
        reports.write_refused(ctx, run, sheet)
    except Refusal as refusal:
        return HttpResponse(refusal.sentence, status=410, content_type="text/plain; charset=utf-8")
    sheet.seek(0)
    return FileResponse(sheet, as_attachment=True, filename=marked(ctx, f"退回-{run.pk}.xlsx"))


def run_here(ctx: Any, pk: int) -> ImportRun:
    run: ImportRun = ImportRun.objects.of(ctx).select_related("file", "opened_by").here(pk)
    return run


def chosen_of(run: ImportRun) -> list[tuple[str, str]]:
    """Field and heading of the chosen columns, in the fields' order."""
    if run.file.sheets_text == "[]":
        return []
    headings = files.sheet_of(run.file, run.sheet).headings
    columns = files.columns_of(run.columns_text)
    return [
        (each.label, headings[columns[each.key]])
        for each in FIELDS
        if columns.get(each.key, len(headings)) < len(headings)
    ]


def preview(ctx: Any, run: ImportRun) -> dict[str, Any]:
    """The first rows judged by themselves, and what was left out above them."""
    if run.file.sheets_text == "[]":
        return {}
    sheet = files.sheet_of(run.file, run.sheet)
    columns = files.columns_of(run.columns_text)
    judge = Judge(columns, ctx.today)
    keys = [each.key for each in FIELDS if each.key in columns]
    rows = [
        (row.line, [row.cell(columns[key]) for key in keys], judge.read(row).faults) for row in sheet.rows
    ]
    return {"labels": [LABELS[key] for key in keys], "rows": rows, "skipped": sheet.skipped}
