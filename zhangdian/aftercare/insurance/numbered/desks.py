"""What waits of numbered documents: to be signed for, losses to be settled."""

from typing import Any

from django.db.models import Count
from django.urls import reverse

from zhangdian.aftercare.insurance.models import FormBatch, FormLoss, NumberedForm
from zhangdian.aftercare.insurance.posts import COLLECTORS, KEEPERS
from zhangdian.foundation.ui.queues import Task, queue
from zhangdian.foundation.ui.waits import Waits

SHOWN = 20


def to_take(ctx: Any) -> Any:
    """Ranges of which something was handed to him and not signed for."""
    waits = NumberedForm.objects.of(ctx).held().filter(offered_to=ctx.person_id)
    return FormBatch.objects.of(ctx).filter(pk__in=waits.order_by().values("batch")).order_by("pk")


@queue("签收单证", COLLECTORS, lambda ctx: Waits(to_take(ctx), most=SHOWN))
def forms_to_take(ctx: Any) -> list[Task]:
    """One line a range."""
    mine = NumberedForm.objects.of(ctx).held().filter(offered_to=ctx.person_id)
    many = dict(mine.order_by().values("batch").annotate(many=Count("pk")).values_list("batch", "many"))
    return [
        Task(
            title=f"{each.kind} {many.get(each.pk, 0)} 份",
            url=reverse("insurance:formbatch", args=[each.pk]),
            verb="签收",
            remark="签了才算您的",
        )
        for each in to_take(ctx)[:SHOWN]
    ]


def to_settle(ctx: Any) -> Any:
    return FormLoss.objects.of(ctx).filter(state=FormLoss.State.OPEN).order_by("found_at", "pk")


@queue("单证遗失", KEEPERS, lambda ctx: Waits(to_settle(ctx), True, SHOWN))
def losses_to_settle(ctx: Any) -> list[Task]:
    """A number that is gone is a manager's matter the same day (NBI-07)."""
    return [
        Task(
            title=f"{each.form} 不见了",
            url=reverse("insurance:formloss", args=[each.pk]),
            verb="处理",
            since=each.found_at,
            remark=f"责任人 {each.holder}",
            tone="late",
        )
        for each in to_settle(ctx).select_related("form", "holder")[:SHOWN]
    ]
