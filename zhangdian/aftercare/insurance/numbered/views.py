"""Looking at numbered documents: whose they are, what was received, counted and lost."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhangdian.aftercare.insurance import numbering
from zhangdian.aftercare.insurance.models import FormBatch, FormCount, FormLoss, NumberedForm
from zhangdian.aftercare.insurance.numbered import lists
from zhangdian.aftercare.insurance.on_paper import listed
from zhangdian.aftercare.insurance.posts import COLLECTORS, KEEPERS
from zhangdian.foundation.kernel.attachments import photos_of
from zhangdian.foundation.ui.readers import read_by

LOOKERS = tuple(dict.fromkeys((*COLLECTORS, *KEEPERS)))
MOVES = 50
ORDER = (NumberedForm.State.HELD, NumberedForm.State.LOST, NumberedForm.State.USED, NumberedForm.State.VOID)


@require_GET
@read_by(LOOKERS)
def numberedforms(request: HttpRequest) -> HttpResponse:
    """单证: every number and its holder."""
    return listed(request, lists.Forms, lists.all_forms, "numberedforms")


@require_GET
@read_by(LOOKERS)
def formbatches(request: HttpRequest) -> HttpResponse:
    """号段: what was received."""
    return listed(request, lists.Batches, lists.all_batches, "formbatches")


@require_GET
@read_by(LOOKERS)
def formlosses(request: HttpRequest) -> HttpResponse:
    """遗失: what is gone."""
    return listed(request, lists.Losses, lists.all_losses, "formlosses")


@require_GET
@read_by(LOOKERS)
def formcounts(request: HttpRequest) -> HttpResponse:
    """盘点: what was counted."""
    return listed(request, lists.Counts, lists.all_counts, "formcounts")


@require_GET
@read_by(LOOKERS)
def formbatch(request: HttpRequest, pk: int) -> HttpResponse:
    """One range: which of its numbers are where."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    found: FormBatch = FormBatch.objects.of(ctx).select_related("insurer", "received_by").here(pk)
    forms = list(found.forms.select_related("holder", "offered_to", "policy", "batch").order_by("number"))
    facts = {
        "batch": found,
        "many": len(forms),
        "groups": groups_of(forms),
        "photos": photos_of(ctx, found),
        "mine": any(each.holder_id == ctx.person_id and each.state == "held" for each in forms),
        "waits": [each for each in forms if each.offered_to_id == ctx.person_id],
        "offered": any(
            each.offered_to_id and ctx.person_id in (each.holder_id, each.offered_to_id) for each in forms
        ),
    }
    return render(request, "insurance/formbatch.html", facts)


def groups_of(forms: list[NumberedForm]) -> list[dict[str, Any]]:
    """Held by somebody, used, void, lost: each told as ranges with its first number's page."""
    groups: dict[tuple[Any, ...], list[NumberedForm]] = {}
    for each in forms:
        held = each.state == NumberedForm.State.HELD
        key = (each.state, each.holder if held else None, each.offered_to if held else None)
        groups.setdefault(key, []).append(each)
    return [
        {
            "state": some[0].get_state_display(),
            "is": some[0].state,
            "holder": key[1],
            "offered_to": key[2],
            "ranges": numbering.in_words(some),
            "many": len(some),
            "forms": some if len(some) <= 12 else some[:12],
        }
        for key, some in sorted(groups.items(), key=lambda group: ORDER.index(group[0][0]))
    ]


@require_GET
@read_by(LOOKERS)
def numberedform(request: HttpRequest, pk: int) -> HttpResponse:
    """One number: in whose hands, and all that happened to it."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    rows = NumberedForm.objects.of(ctx).select_related("batch__insurer", "holder", "offered_to", "policy")
    found: NumberedForm = rows.here(pk)
    facts = {
        "form": found,
        "moves": found.moves.select_related("giver", "holder", "by")[:MOVES],
        "loss": FormLoss.objects.of(ctx).filter(form=found).first(),
        "photos": photos_of(ctx, found),
    }
    return render(request, "insurance/numberedform.html", facts)


@require_GET
@read_by(LOOKERS)
def formloss(request: HttpRequest, pk: int) -> HttpResponse:
    """One that is gone: who answers for it, what was done."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    rows = FormLoss.objects.of(ctx).select_related("form", "holder", "found_by", "settled_by", "count")
    return render(request, "insurance/formloss.html", {"loss": rows.here(pk)})


@require_GET
@read_by(LOOKERS)
def formcount(request: HttpRequest, pk: int) -> HttpResponse:
    """One count: what was there, what was not."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    found: FormCount = FormCount.objects.of(ctx).select_related("holder", "counted_by").here(pk)
    facts = {"count": found, "losses": found.losses.select_related("form")}
    return render(request, "insurance/formcount.html", facts)
