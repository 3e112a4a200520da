"""Counts: which shelves, and what was found on them."""

import hashlib
from collections.abc import Sequence
from datetime import timedelta

from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.clock import day_bounds
from zhangdian.resources.parts.models import CountLine, Movement, StockCard, StockCount

DRAWN = 20


def begin(ctx: Act, kind: StockCount.Kind, cards: Sequence[StockCard]) -> StockCount:
    """A count with one line per card."""
    count = StockCount(
        store_id=ctx.store_id, kind=kind, drawn_on=ctx.today, opened_at=ctx.now, acted_at=ctx.now
    )
    count.save()
    ctx.draw_number(count, "number", "PD")
    CountLine.objects.add_many(CountLine(count=count, card=card) for card in cards)
    return count


def drawn(ctx: Act) -> list[StockCard]:
    """A parts that moved since yesterday, and twenty cards drawn by the day's own dice."""
    since, _ = day_bounds(ctx.today - timedelta(days=1))
    moved = Movement.objects.of(ctx).filter(at__gte=since).order_by().values("lot__card")
    cards = list(StockCard.objects.of(ctx).select_related("part").order_by("pk"))
    touched = set(
        StockCard.objects.of(ctx).filter(pk__in=moved, part__abc="A").order_by().values_list("pk", flat=True)
    )

    def dice(card: StockCard) -> str:
        # Nobody can foresee the entry's key, and everybody can check it afterwards.
        return hashlib.sha256(f"{ctx.today}|{ctx.entry_id}|{card.pk}".encode()).hexdigest()

    lucky = {card.pk for card in sorted(cards, key=dice)[:DRAWN]}
    return [card for card in cards if card.pk in touched | lucky]


def lines_of(count: StockCount) -> list[CountLine]:
    """The lines with their parts, in walking order."""
    return sorted(count.lines.all(), key=lambda line: (line.card.bin, line.pk))
