"""What the clock does about notices: whoever came into a post meanwhile is asked to read what stands."""

from datetime import timedelta

from zhangdian.foundation.kernel.clockwork import job
from zhangdian.foundation.kernel.context import ActorKind, Context
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.management.notices import queries
from zhangdian.management.notices.actions import address_newcomers
from zhangdian.people.organization.models import Store


@job("通知新到岗的人", every=timedelta(minutes=15))
def address_all_newcomers() -> None:
    """Store by store; a second worker finds nobody."""
    for store in Store.objects.real().order_by("pk"):
        ctx = Context(store.pk, kind=ActorKind.CLOCK)
        if found := queries.newcomers(ctx):
            first, last = found[0], found[-1]
            key = f"{len(found)}:{first[0].pk}-{first[1]}:{last[0].pk}-{last[1]}"
            try:
                address_newcomers(ctx, token=f"newcomers:{store.pk}:{ctx.today}:{key}")
            except Refusal:
                # Another worker was quicker: they have it.
                continue
