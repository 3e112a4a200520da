"""A sheet that an insurer sent comes up: whose it is, of which month, its bytes while it is read."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from django.http import HttpRequest

from zhangdian.aftercare.insurance.models import Insurer
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.refusals import NotHere, Refusal
from zhangdian.foundation.ui import uploads
from zhangdian.foundation.ui.sheets import MOST_BYTES, too_large

MONTHS = 13


@contextmanager
def sheet_sent(request: HttpRequest) -> Iterator[tuple[Path, str]]:
    """Where it lies, and what it was called."""
    sent = request.FILES.get("file")
    if uploads.is_too_large(request):
        raise Refusal(too_large())
    if sent is None:
        raise Refusal("没有收到文件：请选一个 .xlsx、.xls 或 .csv")
    with tempfile.NamedTemporaryFile(prefix="sheet-") as held:
        for piece in sent.chunks():
            held.write(piece)
        held.flush()
        yield Path(held.name), Path((sent.name or "").replace("\\", "/")).name


def insurer_asked(request: HttpRequest, thing: str) -> Insurer:
    try:
        found: Insurer = Insurer.objects.of(request.ctx).here(request.POST.get("insurer", ""))  # type: ignore[attr-defined]
    except NotHere as error:
        raise Refusal(f"请选是哪家保险公司的{thing}") from error
    return found


def month_asked(request: HttpRequest) -> date:
    this: date = request.ctx.today.replace(day=1)  # type: ignore[attr-defined]
    return clock.month_named(request.POST.get("month", ""), this)


def panel_of(request: HttpRequest, refusal: str = "") -> dict[str, Any]:
    """What the panel offers, and what was asked when it was refused."""
    ctx = request.ctx  # type: ignore[attr-defined]
    return {
        "insurers": Insurer.objects.of(ctx),
        "months": clock.months_back(ctx.today, MONTHS),
        "most_mb": str(MOST_BYTES // 1024 // 1024),
        "refusal": refusal,
        "asked": request.POST,
    }
