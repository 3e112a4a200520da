"""Looking at insurers' lists: bringing one, its preview, what differs; layouts; what is to be registered."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from zhangdian.aftercare.insurance import bringing, layouts
from zhangdian.aftercare.insurance.models import (
    ListLayout,
    PolicyList,
    PolicyListLine,
    UnregisteredPolicy,
)
from zhangdian.aftercare.insurance.posts import QUOTERS
from zhangdian.aftercare.insurance.reconciling import actions, details, lists, sheets
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.ui.exports import taken_away
from zhangdian.foundation.ui.readers import read_by

SHOWN = 200
"""Lines on a list's page; all of them are in the list of lines."""
PREVIEWED = 20
State = PolicyList.State
Match = PolicyListLine.Match


@require_GET
@read_by(QUOTERS)
def policylists(request: HttpRequest) -> HttpResponse:
    """保单清单: the lists, and the place to bring one."""
    return lists_page(request)


def lists_page(request: HttpRequest, refusal: str = "") -> HttpResponse:
    ctx = request.ctx  # type: ignore[attr-defined]
    facts = {"listing": lists.PolicyLists(request, lists.all_lists(ctx), ctx)}
    facts |= bringing.panel_of(request, refusal)
    return render(request, "insurance/policylists.html", facts, status=422 if refusal else 200)


@require_POST
@read_by(QUOTERS)
def upload_policy_list(request: HttpRequest) -> HttpResponse:
    """A list comes up; its page shows how it is read before anything is compared."""
    ctx = request.ctx  # type: ignore[attr-defined]
    try:
        insurer = bringing.insurer_asked(request, "保单清单")
        month = bringing.month_asked(request)
        with bringing.sheet_sent(request) as (path, name):
            kept = sheets.keep(ctx, path, name)
        known = layouts.columns_told(layouts.layout_on(ctx, insurer, ctx.today))
        columns = actions.chosen_of(layouts.proposed(kept.headings, known))
        done = actions.open_policy_list(ctx, insurer=insurer, month=month, brought=kept.pk, columns=columns)
    except Refusal as refusal:
        return lists_page(request, refusal.sentence)
    return HttpResponseRedirect(reverse("insurance:policylist", args=[done.subject.pk]))


@require_POST
@read_by(QUOTERS)
def policy_details(request: HttpRequest) -> HttpResponseBase:
    """保单明细: an insurer's policies of a month leave the house in its own columns (RNW-13)."""
    ctx = request.ctx  # type: ignore[attr-defined]
    try:
        insurer, month = bringing.insurer_asked(request, "保单明细"), bringing.month_asked(request)
    except Refusal as refusal:
        return lists_page(request, refusal.sentence)
    return taken_away(
        ctx,
        f"{insurer} {month:%Y-%m} 保单明细",
        details.writer(ctx, insurer, month),
        name="policy-details",
        filters=f"insurer={insurer.pk}&month={month:%Y-%m}",
    )


@require_GET
@read_by(QUOTERS)
def policylist(request: HttpRequest, pk: int) -> HttpResponse:
    """One list: how it is read while it is a draft, how far it is, then what differs."""
    ctx = request.ctx  # type: ignore[attr-defined]
    found: PolicyList = (
        PolicyList.objects.of(ctx)
        .select_related("insurer", "brought", "opened_by", "accepted_by", "replaces")
        .here(pk)
    )
    facts: dict[str, Any] = {"found": found, "working": found.state == State.READING}
    facts |= preview(found) if found.state == State.DRAFT else differences(ctx, found)
    return render(request, "insurance/policylist.html", facts)


def preview(found: PolicyList) -> dict[str, Any]:
    """The columns as they are chosen, the first rows as they are read, what cannot be read."""
    columns, headings = found.columns, found.brought.headings
    judged = layouts.judge(found.brought, columns)
    keys = [key for key in layouts.LABELS if key in columns]
    places = [columns[key] for key in keys] or list(range(len(headings)))
    shown = layouts.rows_of(found.brought)[:PREVIEWED]
    return {
        "chosen": [(layouts.LABELS[key], headings[columns[key]]) for key in keys],
        "lacks": layouts.lacking(columns),
        "bad": judged.bad[:PREVIEWED],
        "bad_count": len(judged.bad),
        "labels": [layouts.LABELS[key] for key in keys] or headings,
        "rows": [
            (line, [texts[at] if at < len(texts) else "" for at in places]) for line, texts, _, _ in shown
        ],
    }


def differences(ctx: Any, found: PolicyList) -> dict[str, Any]:
    """What is not the same, open ones first; and how many of each there are."""
    lines = found.lines.exclude(match=Match.SAME).select_related(
        "policy__vehicle", "policy__holder", "policy__entered_by", "task__owner", "settled_by"
    )
    shown = list(lines.order_by("settled", "order")[:SHOWN])
    counts = {each.value: 0 for each in Match}
    for match in found.lines.values_list("match", flat=True):
        counts[match] += 1
    named = [(Match(key).label, key, [each for each in shown if each.match == key]) for key in PARTS]
    everything = sum(count for key, count in counts.items() if key != Match.SAME)
    return {
        "parts": named,
        "counts": counts,
        "hidden": everything - len(shown),
        "current": found.state in (State.OPEN, State.DONE),
        "errors": found.lines.filter(our_error=True).count(),
    }


PARTS = (Match.MISSING, Match.DIFFERS, Match.EXTRA)


@require_GET
@read_by(QUOTERS)
def policylistlines(request: HttpRequest) -> HttpResponse:
    """保单清单明细: every line of the lists that count."""
    ctx = request.ctx  # type: ignore[attr-defined]
    listing = lists.ListLines(request, lists.all_lines(ctx), ctx)
    return render(request, "insurance/policylistlines.html", {"listing": listing})


@require_GET
@read_by(QUOTERS)
def unregistered(request: HttpRequest) -> HttpResponse:
    """待补登: what insurers issued and nobody entered."""
    ctx = request.ctx  # type: ignore[attr-defined]
    listing = lists.Unregistered(request, lists.all_tasks(ctx), ctx)
    return render(request, "insurance/unregistered.html", {"listing": listing})


@require_GET
@read_by(QUOTERS)
def unregisteredpolicy(request: HttpRequest, pk: int) -> HttpResponse:
    """One policy that is to be registered, with what the list tells of it."""
    ctx = request.ctx  # type: ignore[attr-defined]
    rows = UnregisteredPolicy.objects.of(ctx).select_related(
        "insurer", "owner", "vehicle", "policy", "closed_by"
    )
    found = rows.here(pk)
    told = found.lines.select_related("policy_list__insurer").order_by("-pk").first()
    facts = {"task": found, "told": told, "enters": entering(found)}
    return render(request, "insurance/unregisteredpolicy.html", facts)


def entering(task: UnregisteredPolicy) -> str:
    """The form with what names the policy; days and sums are typed from its paper."""
    known = {
        "insurer": task.insurer_id,
        "line": task.line,
        "number": task.number,
        "vin": task.vin,
        "plate": "" if task.vin else task.plate,
        "signed_on": task.signed_on,
    }
    given = urlencode({name: value for name, value in known.items() if value})
    return f"{reverse('ui:act', args=['insurance.enter_policy'])}?{given}"


@require_GET
@read_by(QUOTERS)
def listlayouts(request: HttpRequest) -> HttpResponse:
    """清单格式: every version of every insurer."""
    ctx = request.ctx  # type: ignore[attr-defined]
    listing = lists.Layouts(request, lists.all_layouts(ctx), ctx)
    return render(request, "insurance/listlayouts.html", {"listing": listing})


@require_GET
@read_by(QUOTERS)
def listlayout(request: HttpRequest, pk: int) -> HttpResponse:
    """One version: the insurer's columns from left to right."""
    ctx = request.ctx  # type: ignore[attr-defined]
    found = ListLayout.objects.of(ctx).select_related("insurer", "set_by").here(pk)
    return render(request, "insurance/listlayout.html", {"layout": found, "columns": found.columns.all()})
