"""Looking at paper: what lies where, who has it, what is kept for customers."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhangdian.aftercare.insurance import issued
from zhangdian.aftercare.insurance.archive import lists
from zhangdian.aftercare.insurance.models import Folder, KeptPolicy, ShelfCount, SpotCheck
from zhangdian.aftercare.insurance.on_paper import listed
from zhangdian.aftercare.insurance.posts import READERS
from zhangdian.foundation.ui.readers import read_by
from zhangdian.people.organization.models import Store

LOANS = 30


@require_GET
@read_by(READERS)
def folders(request: HttpRequest) -> HttpResponse:
    """纸质档案: what lies where."""
    return listed(request, lists.Folders, lists.all_folders, "folders")


@require_GET
@read_by(READERS)
def spotchecks(request: HttpRequest) -> HttpResponse:
    """抽查: what was drawn and found."""
    return listed(request, lists.Checks, lists.all_checks, "spotchecks")


@require_GET
@read_by(READERS)
def keptpolicies(request: HttpRequest) -> HttpResponse:
    """代管保单: what is kept for customers."""
    return listed(request, lists.Kept, lists.all_kept, "keptpolicies")


@require_GET
@read_by(READERS)
def shelfcounts(request: HttpRequest) -> HttpResponse:
    """代管清点: list against shelf."""
    return listed(request, lists.ShelfCounts, lists.all_counts, "shelfcounts")


@require_GET
@read_by(READERS)
def folder(request: HttpRequest, pk: int) -> HttpResponse:
    """One file: where it lies or who has it, and every loan."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    found: Folder = Folder.objects.of(ctx).select_related("vehicle", "borrower", "filed_by").here(pk)
    loans = found.loans.select_related("borrower", "lent_by", "returned_to")[:LOANS]
    late = bool(found.due_on and found.due_on < ctx.today)
    return render(request, "insurance/folder.html", {"folder": found, "loans": loans, "late": late})


@require_GET
@read_by(READERS)
def spotcheck(request: HttpRequest, pk: int) -> HttpResponse:
    """One spot check: what was drawn, where to look, what was found."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    found: SpotCheck = SpotCheck.objects.of(ctx).select_related("drawn_by").here(pk)
    items = found.items.select_related("folder__vehicle", "folder__borrower", "judged_by")
    return render(request, "insurance/spotcheck.html", {"check": found, "items": items})


@require_GET
@read_by(READERS)
def keptpolicy(request: HttpRequest, pk: int) -> HttpResponse:
    """One policy that is kept for a customer."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    return render(request, "insurance/keptpolicy.html", {"kept": kept_here(ctx, pk)})


def kept_here(ctx: Any, pk: int) -> KeptPolicy:
    rows = KeptPolicy.objects.of(ctx).select_related(
        "vehicle", "customer", "policy", "taken_by", "returned_by", "signature"
    )
    found: KeptPolicy = rows.here(pk)
    return found


@require_GET
@read_by(READERS)
def kept_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """保单代管收据 as it is printed for the customer."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    store = Store.objects.get(pk=ctx.store_id)
    kept = kept_here(ctx, pk)
    facts = {
        "kept": kept,
        "covers": issued.in_words(issued.standing(kept.policy)) if kept.policy else "",
        "paper": {"house": store.name, "store_line": store.phone},
    }
    return render(request, "insurance/kept_paper.html", facts)


@require_GET
@read_by(READERS)
def shelfcount(request: HttpRequest, pk: int) -> HttpResponse:
    """One count of a shelf."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    found: ShelfCount = ShelfCount.objects.of(ctx).select_related("counted_by").here(pk)
    return render(request, "insurance/shelfcount.html", {"count": found, "gone": found.listed - found.found})
