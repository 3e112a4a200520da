"""Gapless numbers of documents per store, kind and day: drawn last in the act that makes the paper valid."""

import collections
from collections.abc import Sequence
from datetime import date

from zhangdian.foundation.kernel import rows
from zhangdian.foundation.kernel.models import Counter


def draw(store_id: int, kinds: Sequence[str], day: date) -> list[str]:
    """The next number of each of these kinds, e.g. `WL261123-0006`; one kind may stand there twice.

    One statement takes the counters in their order; their rows stay locked until the act commits.
    """
    wanted = sorted(collections.Counter(kinds).items())
    counters = [Counter(store_id=store_id, kind=kind, day=day, value=count) for kind, count in wanted]
    reached = rows.count_up(counters, ("store_id", "kind", "day"), "value")
    following = {kind: value - count for (kind, count), value in zip(wanted, reached, strict=True)}
    drawn = []
    for kind in kinds:
        following[kind] += 1
        drawn.append(f"{kind}{day:%y%m%d}-{following[kind]:04d}")
    return drawn
