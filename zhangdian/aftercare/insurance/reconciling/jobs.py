"""What the clock does with insurers' lists: long ones are compared batch by batch, old files forgotten."""

import time
from datetime import timedelta

import structlog

from zhangdian.aftercare.insurance.models import BroughtSheet, PolicyList
from zhangdian.aftercare.insurance.reconciling.actions import compare_batch
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.clockwork import job
from zhangdian.foundation.kernel.context import ActorKind, Context
from zhangdian.foundation.kernel.refusals import Refusal

log = structlog.get_logger(__name__)
SLICE = 10.0
"""Seconds that lists may keep the worker from its other jobs."""
KEPT_DAYS = 30


@job("核对保单清单", every=timedelta(seconds=2), stuck=timedelta(minutes=15))
def compare_lists() -> None:
    """Go on with every list that waits; killed at any moment, it goes on where it stopped."""
    until = time.monotonic() + SLICE
    for found in PolicyList.objects.filter(state=PolicyList.State.READING).order_by("pk"):
        ctx = Context(found.store_id, kind=ActorKind.CLOCK)
        while found.state == PolicyList.State.READING and time.monotonic() < until:
            first = found.rows_done
            try:
                compare_batch(ctx, found, first=first, token=f"list:{found.pk}:{first}")
            except Refusal:
                log.warning("a list stands still", policy_list=found.pk)
                break
            found.refresh_from_db()


@job("清除旧保单清单", every=timedelta(hours=24))
def forget_sheets() -> None:
    """Cells that nobody confirmed are personal data without a purpose."""
    old = BroughtSheet.objects.filter(at__lt=clock.now() - timedelta(days=KEPT_DAYS)).exclude(body="[]")
    old.update(body="[]")
