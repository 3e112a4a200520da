"""Looking at delivered cars, and bringing a month's list."""

import tempfile
from pathlib import Path
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from zhangdian.aftercare.insurance import own
from zhangdian.aftercare.insurance.delivered import ledgers, packs
from zhangdian.aftercare.insurance.delivered.actions import load_delivered_cars
from zhangdian.aftercare.insurance.delivered.lists import DeliveredCars, all_delivered
from zhangdian.aftercare.insurance.figures import PENETRATION, insured_here
from zhangdian.aftercare.insurance.models import DeliveredCar
from zhangdian.aftercare.insurance.posts import DELIVERERS, READERS
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.ui import uploads
from zhangdian.foundation.ui.pdf import paper_taken_away
from zhangdian.foundation.ui.readers import read_by
from zhangdian.foundation.ui.sheets import MOST_BYTES, too_large
from zhangdian.people.customers import people
from zhangdian.people.customers.models import Vehicle


@require_GET
@read_by(READERS)
def deliveredcars(request: HttpRequest) -> HttpResponse:
    """交车清单: the cars, and the place to bring a list."""
    return page_of(request)


def page_of(request: HttpRequest, refusal: str = "") -> HttpResponse:
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    facts = {
        "listing": DeliveredCars(request, all_delivered(ctx), ctx),
        "brings": bool(ctx.roles.intersection(DELIVERERS)),
        "most_mb": MOST_BYTES // 1024 // 1024,
        "refusal": refusal,
        "aims": PENETRATION,
    }
    return render(request, "insurance/deliveredcars.html", facts, status=422 if refusal else 200)


@require_POST
@read_by(DELIVERERS)
def upload_delivered(request: HttpRequest) -> HttpResponse:
    """A list comes up and goes in whole, or its bad rows are told and nothing goes in."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    sent = request.FILES.get("file")
    try:
        if uploads.is_too_large(request):
            raise Refusal(too_large())
        if sent is None:
            raise Refusal("没有收到文件：请选一个 .xlsx、.xls 或 .csv")
        with tempfile.NamedTemporaryFile(prefix="delivered-") as held:
            for piece in sent.chunks():
                held.write(piece)
            held.flush()
            rows, digest = ledgers.told_by(Path(held.name))
        load_delivered_cars(ctx, rows=rows, token=f"delivered-cars:{digest[:40]}")
    except Refusal as refusal:
        return page_of(request, refusal.sentence)
    return HttpResponseRedirect(reverse("insurance:deliveredcars"))


@require_GET
@read_by(READERS)
def deliveredcar(request: HttpRequest, pk: int) -> HttpResponse:
    """One car: when, by whom, and with what it is insured here."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    found: DeliveredCar = DeliveredCar.objects.of(ctx).select_related("noted_by").here(pk)
    policies = list(insured_here(ctx, found.vin).select_related("insurer", "vehicle"))
    packs_it = bool(policies) and found.withdrawn_at is None and own.reads_whole(ctx, policies[0].vehicle)
    facts = {"car": found, "policies": policies, "packs": packs_it}
    return render(request, "insurance/deliveredcar.html", facts)


PACK = "insurance/delivery_pack.html"


def pack_facts(ctx: Any, pk: int) -> dict[str, Any]:
    """An advisor takes the papers of his own customers' cars only."""
    car: Vehicle = Vehicle.objects.of(ctx).select_related("owner", "model", "advisor").here(pk)
    if not own.reads_whole(ctx, car):
        raise Http404
    return {"pack": packs.pack_of(ctx, car), "car": car, "owner": people.owner_in_use(car) and car.owner}


@require_GET
@read_by(READERS)
def delivery_pack(request: HttpRequest, pk: int) -> HttpResponse:
    """《新车保险交车资料》 as it is printed: what stands today, and before printing what lacks (NBI-14)."""
    return render(request, PACK, pack_facts(request.ctx, pk))  # type: ignore[attr-defined]


@require_POST
@read_by(READERS)
def delivery_pack_file(request: HttpRequest, pk: int) -> FileResponse | HttpResponse:
    """The same as PDF; that it was taken is in the journal."""
    facts = pack_facts(request.ctx, pk)  # type: ignore[attr-defined]
    title = f"新车保险交车资料 {facts['car'].plate}".strip()
    return paper_taken_away(request, PACK, facts, title=title, name="delivery_pack", of=str(facts["car"]))
