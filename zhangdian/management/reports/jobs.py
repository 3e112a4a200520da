"""The clock delivers what is due; a report that cannot be made is told, and stops no other."""

import logging
from datetime import timedelta

from zhangdian.foundation.kernel import papers
from zhangdian.foundation.kernel.clockwork import job
from zhangdian.foundation.kernel.context import ActorKind, Context
from zhangdian.management.reports import making, plans
from zhangdian.management.reports.actions import (
    deliver_report,
    deliver_unwritten,
    note_failed_draft,
    note_failed_report,
    open_draft,
)
from zhangdian.management.reports.models import Report
from zhangdian.management.reports.plans import Due
from zhangdian.people.organization.models import Store

log = logging.getLogger(__name__)


@job("交报表", every=timedelta(minutes=5), stuck=timedelta(minutes=15))
def deliver_reports() -> None:
    for store in Store.objects.real().order_by("pk"):
        deliver_due(Context(store.pk, kind=ActorKind.CLOCK))


def deliver_due(ctx: Context) -> None:
    """Each period once, the oldest first; then what its author let pass and goes without him."""
    for due in plans.due_now(ctx):
        deliver(ctx, due)
    for report in plans.unwritten_now(ctx):
        deliver_without_words(ctx, report)


def deliver(ctx: Context, due: Due) -> None:
    """Made before the act, so that no lock waits for it; what a person writes is only opened for him."""
    code, first, last, person = due.plan.kind.code, due.first, due.last, due.person
    token = f"report:{code}:{first}" + (f":{person.pk}" if person else "")
    if due.plan.kind.written:
        open_draft(ctx, code=code, first=first, last=last, person=person, token=token)
        return
    try:
        draft = making.draft_of(ctx, due)
        page = papers.render(ctx, making.REPORT, draft)
    except Exception as error:
        log.exception("report not made", extra={"report": code})
        note_failed_report(ctx, code=code, first=first, last=last, why=type(error).__name__, token=token)
        return
    content = making.kept(draft.content)
    deliver_report(ctx, code=code, first=first, last=last, page=page, content=content, token=token)


def deliver_without_words(ctx: Context, report: Report) -> None:
    """The figures at the end of its hour."""
    token = f"report:unwritten:{report.pk}"
    try:
        draft = making.draft_again(ctx, report, unwritten=True)
        page = papers.render(ctx, making.REPORT, draft)
    except Exception as error:
        log.exception("report not made", extra={"report": report.code})
        note_failed_draft(ctx, report, why=type(error).__name__, token=token)
        return
    deliver_unwritten(ctx, report, page=page, content=making.kept(draft.content), token=token)
