"""The clock furnishes practice stores that were opened."""

from datetime import timedelta

from zhangdian.doors.simulation.practising import furnish
from zhangdian.foundation.kernel.clockwork import job
from zhangdian.people.organization.models import Store


@job("布置练习店", every=timedelta(seconds=20), stuck=timedelta(minutes=5))
def furnish_practice_stores() -> None:
    """One that a killed worker left half done is gone on with."""
    waiting = Store.objects.filter(
        practises__isnull=False, furnished_at__isnull=True, practice_ended_at__isnull=True
    )
    for store in waiting.order_by("pk"):
        furnish(store)
