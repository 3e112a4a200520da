"""The one view that shows any action's form and carries it out, the upload, and the way to a photo."""

import uuid
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhangdian.foundation.kernel import attachments, registry
from zhangdian.foundation.kernel.action import Action, Done, root_of
from zhangdian.foundation.kernel.models import Paper, Photo, Upload
from zhangdian.foundation.kernel.photos import PhotoRefused
from zhangdian.foundation.kernel.refusals import Missing, Question, Refusal
from zhangdian.foundation.kernel.sight import Sealed
from zhangdian.foundation.ui import acting, devices, uploads
from zhangdian.foundation.ui.acting import ActionForm, act_url, next_of, pressed_on

MOST_BYTES = 20 * 1024 * 1024


class Undo(Exception):
    """Ends a preview: everything is taken back."""


def action_named(name: str) -> Action:
    action = registry.ACTIONS.get(name)
    if action is None or acting.form_class(action) is None:
        raise Http404
    return action


def subject_for(request: HttpRequest, action: Action, pk: int | None) -> Any:
    """The record of an address, of this store; anything else does not exist."""
    if action.subject_model is None:
        if pk is not None:
            raise Http404
        return None
    if pk is None:
        raise Http404
    ctx = request.ctx  # type: ignore[attr-defined]
    found = action.subject_model.objects.of(ctx).for_acts().here(pk)
    if not root_of(found).is_open_to(ctx):
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, name: str, pk: int | None = None) -> HttpResponse:
    """GET shows the form of an action; POST carries it out."""
    action = action_named(name)
    ctx = request.ctx  # type: ignore[attr-defined]
    if not action.open_to(ctx, ctx.standing):
        raise Http404
    subject = subject_for(request, action, pk)
    form_class = acting.form_class(action)
    assert form_class is not None
    if request.method == "GET":
        if form_class.home and request.headers.get("HX-Request") != "true":
            return HttpResponseRedirect(reverse(form_class.home, args=[root_of(subject).pk]))
        told = form_class.base_fields
        initial = {key: request.GET[key] for key in request.GET if key.partition("-")[0] in told}
        return form_page(request, action, form_class(ctx, subject, initial=initial), 200)
    form = form_class(ctx, subject, request.POST)
    if not form.is_valid():
        return form_page(request, action, form, 422)
    try:
        done = carry(request, action, form, subject)
    except Question as question:
        return form_page(request, action, form, 422, question=question)
    except Refusal as refusal:
        return form_page(request, action, form, 422, refusal=refusal)
    return answered(request, form, done)


def carry(request: HttpRequest, action: Action, form: ActionForm, subject: Any) -> Done:
    inputs = acting.inputs_of(action, form)
    return action(
        request.ctx,  # type: ignore[attr-defined]
        *(() if subject is None else (subject,)),
        token=request.POST.get("token", "")[:64] or None,
        because=acting.chips_of(request.POST),
        **inputs,
    )


@require_POST
def preview(request: HttpRequest, name: str, pk: int | None = None) -> HttpResponse:
    """What would happen: carried out and taken back; writes nothing."""
    action = action_named(name)
    ctx = request.ctx  # type: ignore[attr-defined]
    if not action.open_to(ctx, ctx.standing):
        raise Http404
    subject = subject_for(request, action, pk)
    form_class = acting.form_class(action)
    assert form_class is not None
    form = form_class(ctx, subject, request.POST)
    if not form.is_valid():
        return form_page(request, action, form, 422)
    try:
        with transaction.atomic():
            carry(request, action, form, subject)
            raise Undo
    except Undo:
        return HttpResponse(status=204)
    except Question as question:
        return form_page(request, action, form, 422, question=question)
    except Refusal as refusal:
        return form_page(request, action, form, 422, refusal=refusal)


def form_page(
    request: HttpRequest,
    action: Action,
    form: ActionForm,
    status: int,
    *,
    question: Question | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    """The form with what stands in its way; a fragment for htmx, a page otherwise."""
    fragment = request.headers.get("HX-Request") == "true"
    if not fragment and not devices.kind(request).touch:
        form.begin()
    facts = {
        "action": action,
        "form": form,
        "subject": form.subject,
        "called": called(request.ctx, form.subject),  # type: ignore[attr-defined]
        "root": root_of(form.subject) if form.subject is not None else None,
        "token": request.POST.get("token") or uuid.uuid4().hex,
        "next": next_of(request) or ("" if fragment else pressed_on(request)),
        "because": acting.chips_of(request.POST),
        "question": question,
        "refusal": refusal_of(refusal, form) if refusal else None,
        "head": f"还不能{action.label}",
        "refused": sentence_of(refusal, f"还不能{action.label}") if refusal else "",
    }
    template = form.part if fragment else (form.page or "ui/act.html")
    return render(request, template, facts, status=status)


def called(ctx: Any, subject: Any) -> str:
    """What a record is called by those who work with it; nothing where it has no name of its own."""
    if subject is None or type(subject).__str__.__qualname__ == Model.__str__.__qualname__:
        return ""
    name = getattr(subject, "name", None)
    return str(name.seen_by(ctx)) if isinstance(name, Sealed) and str(name) == str(subject) else str(subject)


def sentence_of(refusal: Refusal, head: str) -> str:
    """What was said beyond the head and the rows of what is missing; nothing where they say it all."""
    if not refusal.missing:
        return ""
    rest, said = refusal.sentence.removeprefix(head), [head]
    while said:
        rest = rest.lstrip("：；。，")
        told = [text for one in refusal.missing for text in (str(one), one.what) if text]
        said = [text for text in told if rest.startswith(text)]
        rest = rest.removeprefix(max(said, key=len, default=""))
    return rest


def refusal_of(refusal: Refusal, form: ActionForm) -> list[dict[str, Any]]:
    """Rows of what is missing, each with the button to do it or the person who may."""
    return [missing_row(one, form) for one in refusal.missing or (Missing(refusal.sentence),)]


def missing_row(one: Missing, form: ActionForm) -> dict[str, Any]:
    row = {"what": one.what, "who": one.who, "url": "", "press": ""}
    todo = registry.ACTIONS.get(one.action)
    record = form.subject
    if (
        todo is not None
        and record is not None
        and todo.subject_model in (type(record), type(root_of(record)))
    ):
        holder = record if todo.subject_model is type(record) else root_of(record)
        if todo.open_to(form.ctx, form.ctx.standing) and acting.form_class(todo):
            row |= {"url": act_url(todo, holder), "press": todo.label}
    return row


def answered(request: HttpRequest, form: ActionForm, done: Done) -> HttpResponse:
    """The page fetches itself and morphs; without htmx the page of the press is loaded anew."""
    goal = form.answer(done)
    if request.headers.get("HX-Request") == "true":
        response = HttpResponse(status=204)
        if goal or next_of(request):
            response["HX-Redirect"] = goal or next_of(request)
        else:
            response["HX-Trigger"] = ", ".join(f"changed-{root}" for root in done.touched) or "changed"
        return response
    back = goal or next_of(request) or pressed_on(request)
    return HttpResponseRedirect(back or page_of(done.subject) or reverse("web:home"))


def page_of(record: Any) -> str:
    """The page of a record, where its room has one."""
    root = root_of(record)
    return page_at(type(root), root.pk) if root is not None else ""


def page_at(model: type[Model], pk: int | None) -> str:
    """The page of the record of this kind and key, where its room has one."""
    try:
        return reverse(f"{model._meta.app_label}:{model._meta.model_name}", args=[pk])
    except NoReverseMatch:
        return ""


@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """A picture comes up before the act that uses it; judged by its content."""
    sent = request.FILES.get("file")
    if uploads.is_too_large(request) or (sent and (sent.size or 0) > MOST_BYTES):
        return JsonResponse({"refusal": "照片超过 20 MB：请用手机相机直接拍"}, status=422)
    if sent is None:
        return JsonResponse({"refusal": "没有收到照片：请重拍"}, status=422)
    try:
        stored = attachments.store_upload(request.ctx, sent.read())  # type: ignore[attr-defined]
    except (Refusal, PhotoRefused) as refusal:
        return JsonResponse({"refusal": str(refusal)}, status=422)
    return JsonResponse({"key": stored.pk, "url": reverse("ui:photo", args=[stored.pk])})


@require_GET
def photo(request: HttpRequest, pk: int) -> FileResponse:
    """A picture of this store, small with ?small."""
    ctx = request.ctx  # type: ignore[attr-defined]
    stored = Upload.objects.filter(pk=pk, store_id=ctx.store_id).first()
    if stored is None:
        raise Http404
    mine = stored.person_id == ctx.person_id
    shown = Photo.objects.of(ctx).filter(upload=stored), Paper.objects.of(ctx).filter(signature=stored)
    kept = attachments.photos_kept(ctx, stored)
    if kept:
        visible = all(attachments.is_shown(ctx, each) for each in kept)
    else:
        visible = mine or any(rows.exists() for rows in shown)
    if not visible:
        raise Http404
    path = attachments.path_of(stored.digest, thumbnail="small" in request.GET)
    if not path.exists():
        raise Http404
    response = FileResponse(path.open("rb"), content_type="image/jpeg")
    response["Cache-Control"] = "no-store" if kept else "private, max-age=86400"
    return response
