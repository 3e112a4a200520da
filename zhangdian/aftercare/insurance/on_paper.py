"""Lists of what stores keep on paper; where a store keeps none, the page says how it would begin."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhangdian.aftercare.insurance import numbering
from zhangdian.aftercare.insurance.standards import KEEPS_PAPER


def listed(request: HttpRequest, kind: Any, rows: Any, here: str) -> HttpResponse:
    """One list on the page of its name."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    facts = {
        "listing": kind(request, rows(ctx), ctx),
        "here": here,
        "keeps": numbering.keeps_paper(ctx),
        "switch": KEEPS_PAPER.key,
    }
    return render(request, f"insurance/{here}.html", facts)
