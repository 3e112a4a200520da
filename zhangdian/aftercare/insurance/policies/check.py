"""What must hold of the ledger of policies, whoever looks (`zhangdian check`)."""

from collections.abc import Iterator
from typing import Any

from django.db.models import F, Sum
from django.db.models.functions import Coalesce

from zhangdian.aftercare.insurance.models import Policy, PolicyLine
from zhangdian.foundation.kernel.invariants import invariant
from zhangdian.foundation.kernel.money import ZERO


@invariant("I1", "净保费等于保费加各批单的变动")
def net_premium_is_the_sum_of_its_rows(store: Any) -> Iterator[str]:
    rows = Policy.objects.filter(store=store).annotate(moved=Coalesce(Sum("endorsements__premium"), ZERO))
    for each in rows.exclude(net_premium=F("premium") + F("moved"))[:20]:
        yield f"{each}：净保费 {each.net_premium}，逐笔 {each.premium + each.moved}"


@invariant("I2", "同一台车同一险别的保险期不重叠")
def no_two_policies_cover_one_instant(store: Any) -> Iterator[str]:
    rows = Policy.objects.filter(store=store).standing().exclude(line=PolicyLine.NON_AUTO)
    last: Any = None
    for each in rows.order_by("vehicle", "line", "starts_at", "pk").iterator(chunk_size=2000):
        same = last is not None and (last.vehicle_id, last.line) == (each.vehicle_id, each.line)
        if same and each.starts_at < last.ends_at:
            yield f"{each} 与 {last} 重叠"
        if not same or each.ends_at > last.ends_at:
            last = each
