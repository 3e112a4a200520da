"""What waits of dossiers: papers that are missing, at whose desk they are."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from zhangdian.aftercare.insurance.collecting import ORIGINAL
from zhangdian.aftercare.insurance.dossiers import car_file
from zhangdian.aftercare.insurance.models import Dossier
from zhangdian.aftercare.insurance.posts import COLLECTORS, READERS
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui.panels import panel
from zhangdian.foundation.ui.queues import Task, queue
from zhangdian.foundation.ui.waits import Waits
from zhangdian.people.customers.models import Customer

SHOWN = 20


def to_collect(ctx: Any) -> Any:
    """His own that lack something, the nearest day first (RNW-15).

    A policy of his that only waits to be filed stands in the queue of filing.
    """
    rows = Dossier.objects.of(ctx).standing().filter(owner=ctx.person_id, state=Dossier.State.OPEN)
    to_file = Q(missing=ORIGINAL, policy__entered_by=ctx.person_id)
    return rows.exclude(to_file).order_by("due_on", "pk")


@queue("缺投保资料", COLLECTORS, lambda ctx: Waits(to_collect(ctx), Q(due_on__lt=ctx.today), most=1))
def documents_to_collect(ctx: Any) -> list[Task]:
    """One line: the papers of the only policy by name, of more how many and which presses most."""
    found = list(to_collect(ctx).select_related("policy__vehicle")[:SHOWN])
    if not found:
        return []
    first, alone = found[0], len(found) == 1
    more = f"{len(found)} 张" if len(found) < SHOWN else f"{SHOWN} 张以上"
    listed = f"{reverse('insurance:dossiers')}?mine=1"
    return [
        Task(
            title=f"缺{first.missing}" if alone else f"{more}保单的投保资料没收齐",
            url=reverse("insurance:dossier", args=[first.pk]) if alone else listed,
            verb="收",
            plate=first.policy.vehicle.plate if alone else "",
            remark=str(first.policy) if alone else f"最急：{first.policy} 缺{first.missing}",
            since=first.opened_at,
            due=clock.day_bounds(first.due_on, ctx.standing.zone)[1],
            tone="late" if first.due_on < ctx.today else "",
        )
    ]


@panel("customer", "insurance/_files_of_customer.html", 30)
def files_of_customer(ctx: Any, customer: Customer) -> dict[str, Any] | None:
    """Each of his cars with its insurance file and what is missing there."""
    if customer.restricted_at or not ctx.roles.intersection(READERS):
        return None
    return {"files": car_file.of_customer(ctx, customer)}
