"""The customer's page behind the link to extra work: what was found, what it costs, his answer."""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhangdian.foundation.kernel import attachments, holds, links
from zhangdian.foundation.kernel.models import Link, Upload
from zhangdian.foundation.kernel.money import ZERO
from zhangdian.foundation.kernel.refusals import NotHere, Refusal
from zhangdian.foundation.ui.link_pages import link_page
from zhangdian.foundation.ui.link_views import not_too_often
from zhangdian.frontline.service import holding
from zhangdian.frontline.service.models import Agreement, RepairOrder
from zhangdian.frontline.service.workshop import actions, extra

Answer = Agreement.Answer
ANSWERED = {
    Answer.YES: "收到，我们这就做",
    Answer.PARTLY: "收到，只做您同意的",
    Answer.NO: "好的，这次都不做",
    Answer.REVOKED: "这一份已经撤回",
}


@link_page(actions.answer_extra_work, opened_by=actions.open_agreement)
def extra_work_by_link(request: HttpRequest, link: Link, agreement: Any) -> HttpResponse:
    """Photo, one sentence, price and a switch for each job; sum and new time; three answers."""
    ctx = request.ctx  # type: ignore[attr-defined]
    rows = RepairOrder.objects.of(ctx).select_related("store", "advisor", "customer")
    order = rows.here(agreement.order_id)
    jobs = extra.question(ctx, agreement)
    suggested = [job for job in jobs if job.red]
    facts = {
        "order": order,
        "agreement": agreement,
        "jobs": jobs if agreement.answer == Answer.PENDING else [job for job in jobs if job.was_decided],
        "open": agreement.answer == Answer.PENDING,
        "call": holds.waits_for(order, holding.CALL_BACK),
        "answered": ANSWERED.get(agreement.answer, "已经答复"),
        "suggested": len(suggested),
        "sum": sum((job.amount for job in suggested if job.is_his), ZERO),
        "customer": order.customer.called if order.customer else "",
        "store_name": order.store.name,
        "plate": order.plate,
        "key": request.resolver_match.kwargs["key"] if request.resolver_match else "",
        "answer": actions.answer_extra_work.name,
        "call_action": actions.ask_for_call.name,
        "token": uuid.uuid4().hex,
    }
    return render(request, "service/workshop/consent.html", facts)


@login_not_required
@not_too_often
@require_GET
def link_photo(request: HttpRequest, key: str, pk: int) -> Any:
    """A picture of what was found, for the holder of the link that asks about it and for nobody else."""
    try:
        link, ctx = links.follow(key)
    except (NotHere, Refusal) as error:
        raise Http404 from error
    if link.action.split()[0] != actions.answer_extra_work.name:
        raise Http404
    jobs = extra.question(ctx, links.subject_of(link))
    if pk not in {photo.upload_id for job in jobs for photo in job.photos}:
        raise Http404
    path = attachments.path_of(Upload.objects.get(pk=pk).digest)
    if not path.exists():
        raise Http404
    response = FileResponse(path.open("rb"), content_type="image/jpeg")
    response["Cache-Control"] = "private, max-age=3600"
    return response
