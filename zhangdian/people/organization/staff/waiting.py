"""What waits for the office and the superiors: papers and exceptions that end, posts nobody fills."""

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui.queues import Task, queue
from zhangdian.foundation.ui.waits import Waits
from zhangdian.people.organization import certificates, queries
from zhangdian.people.organization.models import Certificate, Tenure
from zhangdian.people.organization.roles import LEADERS, STAFF_OFFICE, Role, superiors_of

MOST = 50
SOON = max(certificates.WARN_DAYS)
LATE = min(certificates.WARN_DAYS)
EXCEPTION_SOON = timedelta(days=14)


@queue("证书", LEADERS)
def papers_that_run_out(ctx: Any) -> list[Task]:
    """60, 30 and 7 days ahead: to the office all, to a superior those of his people; the nearest first."""
    papers = certificates.lapsing(ctx, SOON)
    if not ctx.roles.intersection(STAFF_OFFICE):
        posts = queries.posts_of(ctx, [paper.person for paper in papers]) if papers else {}
        papers = [each for each in papers if leads(ctx, posts[each.person_id])]
    papers.sort(key=lambda each: (each.last_day, each.pk))
    return [task_of(ctx, each) for each in papers[:MOST]]


def leads(ctx: Any, posts: list[Role]) -> bool:
    """Whether who looks is the next above one of these posts."""
    return any(line[0] in ctx.roles for post in posts if (line := superiors_of(post)))


def task_of(ctx: Any, paper: Certificate) -> Task:
    assert paper.last_day is not None
    days = (paper.last_day - ctx.today).days
    when = f" {days} 天后到期" if days > 0 else "今天到期" if days == 0 else f"已过期 {-days} 天"
    return Task(
        title=f"{paper.person.name}的证书{when}",
        url=reverse("organization:person", args=[paper.person_id]),
        verb="看证书",
        remark=paper.kind,
        due=clock.day_bounds(paper.last_day)[1],
        tone="late" if days <= LATE else "",
    )


def ending(ctx: Any) -> Any:
    """Posts held by an exception that ends in a fortnight."""
    return Tenure.objects.of(ctx).filter(
        queries.in_force(ctx.today), exception_until__lte=ctx.today + EXCEPTION_SOON
    )


@queue("例外", STAFF_OFFICE, lambda ctx: Waits(ending(ctx), Q(exception_until__lt=ctx.today), MOST))
def exceptions_that_end(ctx: Any) -> list[Task]:
    """The nearest first."""
    return [
        Task(
            title=f"{tenure.person.name} 任{Role(tenure.role).label}的例外{tenure.exception_until:%m-%d} 止",
            url=reverse("organization:person", args=[tenure.person_id]),
            verb="看任职",
            due=clock.day_bounds(tenure.exception_until)[1],
        )
        for tenure in ending(ctx).select_related("person").order_by("exception_until", "pk")[:MOST]
    ]
