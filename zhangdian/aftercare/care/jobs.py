"""What the clock does about care: overdue complaints climb, step by step."""

from datetime import timedelta

from zhangdian.aftercare.care import grievances
from zhangdian.aftercare.care.complaints.actions import escalate_complaint
from zhangdian.aftercare.care.models import Complaint
from zhangdian.foundation.kernel.clockwork import job
from zhangdian.foundation.kernel.context import ActorKind, Context
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.organization.models import Store


@job("投诉升级", every=timedelta(minutes=5), stuck=timedelta(minutes=15))
def escalate_overdue() -> None:
    """Every open complaint stands at the height that its lateness asks for; twice is once."""
    for store in Store.objects.order_by("pk"):
        ctx = Context(store.pk, kind=ActorKind.CLOCK)
        for complaint in Complaint.objects.of(ctx).filter(state__in=Complaint.OPEN).order_by("pk"):
            raise_to_its_height(ctx, complaint)


def raise_to_its_height(ctx: Context, complaint: Complaint) -> None:
    level, why = grievances.overdue(complaint, ctx.now)
    for height in range(complaint.escalated, level):
        token = f"escalate:{complaint.pk}:{complaint.reopened}:{height}"
        try:
            escalate_complaint(ctx, complaint, reason=why, token=token)
        except Refusal:
            # Somebody answered or closed it this very moment.
            return
