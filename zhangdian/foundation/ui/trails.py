"""The timeline of every record's page, in a place of its own or under it when it comes into view; older acts
by key.
"""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.views.decorators.http import require_GET

from zhangdian.foundation.kernel.action import root_of
from zhangdian.foundation.kernel.records import Record
from zhangdian.foundation.ui.act_views import called
from zhangdian.foundation.ui.paging import BIG
from zhangdian.foundation.ui.readers import readers_of
from zhangdian.foundation.ui.timeline import Line, acts_on, line_of

SHOWN = 60
"""Acts that are shown at once."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Acts on a record, newest first; what is older than these follows after `last`, fetched at `older`."""

    lines: list[Line]
    last: int = 0
    older: str = ""


def record_model(page: str) -> type[Record] | None:
    """Of which record this is the page: the one after which its address is named (`parts:receipt`)."""
    room, _, name = page.partition(":")
    try:
        found = apps.get_model(room, name)
    except LookupError:
        return None
    return found if issubclass(found, Record) else None


def page_address(label: str, pk: int) -> str:
    """The page of a record; the store's own page needs no key."""
    name = label.replace(".", ":")
    for key in ([pk], []):
        try:
            return reverse(name, args=key)
        except NoReverseMatch:
            continue
    raise Http404


def seal(ctx: Any, label: str, pk: int) -> str:
    """Given by a record's page to the session that it was shown to: who was not shown it has none."""
    shown = f"{ctx.session_key}:{ctx.store_id}:{ctx.person_id}:{label}:{pk}"
    return salted_hmac("ui.trail", shown, algorithm="sha256").hexdigest()[:40]


def trail_url(ctx: Any, label: str, pk: int) -> str:
    return reverse("ui:trail", args=[label, pk, seal(ctx, label, pk)])


def of_page(request: HttpRequest) -> dict[str, str] | None:
    """Where the timeline of the record on this page is fetched, and what changes it; None on other pages."""
    match, ctx = request.resolver_match, getattr(request, "ctx", None)
    if match is None or ctx is None or (model := record_model(match.view_name)) is None:
        return None
    pk = match.kwargs.get("pk", ctx.store_id)
    return {
        "url": trail_url(ctx, model._meta.label_lower, pk),
        "changed": f"changed-{model._meta.model_name}-{pk}",
    }


def timeline(ctx: Any, record: Any, before: int = 0) -> Timeline:
    """The newest acts on a record, or those before one of them; one query."""
    acts = acts_on(ctx, record).select_related("person", "acting_for")
    found = list((acts.filter(pk__lt=before) if before else acts)[: SHOWN + 1])
    lines = [line_of(entry) for entry in found[:SHOWN]]
    if len(found) <= SHOWN:
        return Timeline(lines)
    last = found[SHOWN - 1].pk
    return Timeline(lines, last, f"{trail_url(ctx, record._meta.label_lower, record.pk)}?before={last}")


def before_in(request: HttpRequest) -> int:
    """Before which act somebody reads on; 0 where the address says nothing or what is no act."""
    before = request.GET.get("before", "")
    return int(before) if before.isdecimal() and len(before) < len(str(BIG)) else 0


@require_GET
def trail(request: HttpRequest, label: str, pk: int, shown: str) -> HttpResponse:
    """What was done to a record, newest first, for who was shown its page and may still read it."""
    ctx = request.ctx  # type: ignore[attr-defined]
    if not constant_time_compare(shown, seal(ctx, label, pk)):
        raise Http404
    page = page_address(label, pk)
    readers = readers_of(resolve(page).func)
    if readers is not None and not readers.intersection(ctx.roles):
        raise Http404
    model: Any = apps.get_model(label)
    record = model.objects.of(ctx).here(pk)
    if not root_of(record).is_open_to(ctx):
        raise Http404
    asked = before_in(request)
    facts = {
        "timeline": timeline(ctx, record, asked),
        "goes_on": asked,
        "called": called(ctx, record),
        "back": page,
    }
    partial = request.headers.get("HX-Request") == "true"
    return render(request, "ui/_trail_lines.html" if partial else "ui/trail.html", facts)
