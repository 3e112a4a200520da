"""Looking at dossiers: which lack what, one with its papers, and what papers are asked."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhangdian.aftercare.insurance import collecting, numbering, own
from zhangdian.aftercare.insurance.dossiers import car_file, lists
from zhangdian.aftercare.insurance.models import DocumentNeed, Dossier
from zhangdian.aftercare.insurance.posts import READERS
from zhangdian.foundation.kernel.attachments import photos_of_each
from zhangdian.foundation.ui.readers import read_by
from zhangdian.people.customers import people
from zhangdian.people.customers.models import Vehicle


@require_GET
@read_by(READERS)
def dossiers(request: HttpRequest) -> HttpResponse:
    """投保资料: what is missing, at whose desk."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    listing = lists.Dossiers(request, lists.all_dossiers(ctx), ctx)
    facts = {"listing": listing, "keeps": numbering.keeps_paper(ctx)}
    return render(request, "insurance/dossiers.html", facts)


@require_GET
@read_by(READERS)
def dossier(request: HttpRequest, pk: int) -> HttpResponse:
    """One policy's papers: what is there, what is missing, who collects it."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    rows = Dossier.objects.of(ctx).select_related(
        "policy__vehicle", "policy__insurer", "policy__filed_by", "owner"
    )
    found: Dossier = rows.here(pk)
    items = list(found.items.select_related("scan__taken_by", "settled_by", "scan__dossier__policy"))
    opened = collecting.open_now(ctx, [found.pk])
    shown = [each.scan for each in items if each.pk in opened and each.scan_id]
    photos = photos_of_each(ctx, shown)
    for each in items:
        each.photos = photos.get(each.scan_id, ()) if each.pk in opened else ()
        each.may_open = collecting.may_open(ctx, each.identity)
    car = found.policy.vehicle
    facts = {
        "dossier": found,
        "plate": own.plate_for(car.plate, own.reads_whole(ctx, car)),
        "items": items,
        "late": found.state == Dossier.State.OPEN and found.due_on < ctx.today,
        "withdrawn": found.scans.filter(withdrawn_at__isnull=False).select_related("withdrawn_by"),
    }
    return render(request, "insurance/dossier.html", facts)


@require_GET
@read_by(READERS)
def car(request: HttpRequest, pk: int) -> HttpResponse:
    """保险档案: all that insurance has of one car, with what is missing."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    found: Vehicle = Vehicle.objects.of(ctx).select_related("owner", "model", "advisor").here(pk)
    owner, whole = people.owner_in_use(found) and found.owner, own.reads_whole(ctx, found)
    facts = {
        "car": found,
        "owner": owner,
        "owner_name": own.name_for(ctx, owner or None, whole),
        "whole": whole,
        "plate": own.plate_for(found.plate, whole),
        "vin": own.vin_for(found.vin, whole),
        **car_file.of_car(ctx, found),
    }
    return render(request, "insurance/car.html", facts)


@require_GET
@read_by(READERS)
def documentneeds(request: HttpRequest) -> HttpResponse:
    """要收的资料: which policy needs which paper, from when, by whose rule."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    listing = lists.Needs(request, lists.all_needs(ctx), ctx)
    return render(request, "insurance/documentneeds.html", {"listing": listing})


@require_GET
@read_by(READERS)
def documentneed(request: HttpRequest, pk: int) -> HttpResponse:
    """One row of what is asked."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    found: DocumentNeed = DocumentNeed.objects.of(ctx).select_related("set_by").here(pk)
    return render(request, "insurance/documentneed.html", {"need": found})
