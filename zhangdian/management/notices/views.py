"""Looking at notices: the list, one to be read, the same on paper, the kinds."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from zhangdian.foundation.kernel.attachments import photos_of
from zhangdian.management.notices import kinds, queries
from zhangdian.management.notices.lists import Notices, all_notices
from zhangdian.management.notices.models import Notice, NoticeKind, NoticeQuestion
from zhangdian.people.organization import superiors
from zhangdian.people.organization.roles import STAFF_OFFICE

READS = ("kind", "insurer", "published_by", "withdrawn_by", "replaces", "store")


@require_GET
def notices(request: HttpRequest) -> HttpResponse:
    """通知: those that he may see."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    facts = {
        "listing": Notices(request, all_notices(ctx), ctx),
        "publishes": kinds.published_by(ctx),
        "keeps_kinds": bool(ctx.roles.intersection(STAFF_OFFICE)),
    }
    return render(request, "notices/notices.html", facts)


@require_GET
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """One notice: its text, what was asked, and who has not read it."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    return render(request, "notices/notice.html", facts_of(ctx, shown(ctx, pk)))


@require_GET
def notice_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The same to hang on the wall, with who has read it."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    found = shown(ctx, pk)
    paper = {"house": found.store.name, "store_line": found.store.phone}
    return render(request, "notices/notice_paper.html", {**facts_of(ctx, found), "paper": paper})


@require_GET
def kinds_page(request: HttpRequest) -> HttpResponse:
    """通知类别: who publishes each, who is proposed to read it."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    known = kinds.all_kinds(ctx)
    fresh = len(kinds.shipped()) - len({each.code for each in known} & {row.code for row in kinds.shipped()})
    facts = {"kinds": known, "fresh": fresh, "keeps": bool(ctx.roles.intersection(STAFF_OFFICE))}
    return render(request, "notices/kinds.html", facts)


@require_GET
def noticekind(request: HttpRequest, pk: int) -> HttpResponse:
    """One kind."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    found: NoticeKind = NoticeKind.objects.of(ctx).here(pk)
    return render(request, "notices/noticekind.html", {"kind": found})


def shown(ctx: Any, pk: int) -> Notice:
    found: Notice = get_object_or_404(queries.notices_open_to(ctx).select_related(*READS), pk=pk)
    return found


def facts_of(ctx: Any, found: Notice) -> dict[str, Any]:
    receipts = list(found.receipts.select_related("person"))
    here = [each for each in receipts if each.person.disabled_at is None]
    for each in receipts:
        each.notice = found
    asked = NoticeQuestion.objects.of(ctx).filter(receipt__notice=found)
    parts = queries.parts_of(found) if found.kind.about == NoticeKind.About.PARTS else []
    cars = queries.affected_by(ctx, [part.pk for part in parts])
    return {
        "notice": found,
        "mine": next((each for each in receipts if each.person_id == ctx.person_id), None),
        "keeps": may_keep(ctx, found),
        "asked": len(here),
        "read": sum(each.read_at is not None for each in here),
        "unread": [(each, each.is_late(ctx.now)) for each in here if each.read_at is None],
        "receipts": [(each, *each.standing_at(ctx.now)) for each in here],
        "questions": list(asked.select_related("receipt__person", "receipt__notice", "answered_by")),
        "photos": list(photos_of(ctx, found)),
        "parts": parts,
        "cars": sorted(cars, key=lambda car: car.order.advisor_id != ctx.person_id),
        "next": Notice.objects.of(ctx).filter(replaces=found).first() if found.replaced_at else None,
        "is_over": found.ends_on is not None and found.ends_on < ctx.today,
    }


def may_keep(ctx: Any, found: Notice) -> bool:
    """Who sees the names, and may correct or withdraw it."""
    if ctx.person_id == found.published_by_id or kinds.is_published_by(ctx, found.kind):
        return True
    return bool(superiors.stands_above(ctx, found.published_by))
