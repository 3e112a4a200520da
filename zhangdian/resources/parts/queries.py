"""What is on the shelves, what is free, what it costs, who waits for parts."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, Sum

from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.context import Context
from zhangdian.foundation.kernel.later import Later
from zhangdian.foundation.kernel.rows import worded
from zhangdian.resources.parts.models import Lot, Part, PartPrice, Requisition, RequisitionLine, Reservation

pinyin = Later("pypinyin")
Asker = Context | Act


def plain_number(part_no: str) -> str:
    """A part number as a scanner gives it: no blanks, dashes or dots, in capitals."""
    return re.sub(r"[\s.\-]", "", part_no).upper()


def initials_of(name: str) -> str:
    """机油滤清器 → jylqq: what people type to find it."""
    return "".join(pinyin.lazy_pinyin(name, style=pinyin.Style.FIRST_LETTER))[:60].lower()


def parts_matching(ctx: Asker, text: str) -> Any:
    """Parts by the beginning of their number, a piece of their name, or its initials."""
    text = text.strip()
    plain = plain_number(text)
    if not plain:
        return Part.objects.of(ctx).none()
    return Part.objects.of(ctx).filter(
        Q(part_no_plain__startswith=plain) | Q(name__contains=text) | Q(initials__startswith=text.lower())
    )


def keys_of(parts: Iterable[Any]) -> list[int]:
    """Keys of parts that are given as records or by their keys."""
    return [getattr(part, "pk", part) for part in parts]


@worded
def _prices(ctx: Asker, parts: Iterable[int], day: date) -> Any:
    return PartPrice.objects.of(ctx).filter(part__in=parts, since__lte=day).order_by("part_id", "-since")


def prices_on(ctx: Asker, parts: Iterable[Any], day: date) -> dict[int, PartPrice]:
    """The price in force on a day, by key of the part; one query for all."""
    found: dict[int, PartPrice] = {}
    for price in _prices(ctx, keys_of(parts), day):
        found.setdefault(price.part_id, price)
    return found


def usable_lots(ctx: Asker, parts: Iterable[Any], day: date) -> Any:
    """Lots that may be issued on a day: with stock, not blocked, not expired."""
    return Lot.objects.of(ctx).filter(
        Q(expires_on__isnull=True) | Q(expires_on__gte=day),
        part__in=list(parts),
        on_hand__gt=0,
        blocked_because="",
    )


def on_hand(ctx: Asker, parts: Iterable[Any]) -> Counter[int]:
    """Pieces on the shelves, by key of the part, whatever their condition."""
    rows = Lot.objects.of(ctx).filter(part__in=list(parts), on_hand__gt=0).order_by()
    return Counter(dict(rows.values_list("part_id").annotate(Sum("on_hand"))))


@worded
def _usable(ctx: Asker, parts: Iterable[int], day: date) -> Any:
    return usable_lots(ctx, parts, day).order_by().values_list("part_id").annotate(Sum("on_hand"))


def usable(ctx: Asker, parts: Iterable[Any], day: date) -> Counter[int]:
    """Pieces that may be issued on a day, by key of the part."""
    return Counter(dict(_usable(ctx, keys_of(parts), day)))


@worded
def _reserved(ctx: Asker, parts: Iterable[int]) -> Any:
    rows = Reservation.objects.of(ctx).filter(card__part__in=parts, quantity__gt=0).order_by()
    return rows.values_list("card__part_id").annotate(Sum("quantity"))


def reserved(ctx: Asker, parts: Iterable[Any]) -> Counter[int]:
    """Pieces held back for somebody, by key of the part."""
    return Counter(dict(_reserved(ctx, keys_of(parts))))


@dataclass(frozen=True)
class Availability:
    """What the counter can say about a part at this moment."""

    on_hand: int
    reserved: int
    free: int
    short: int
    lead_days: int

    @property
    def text(self) -> str:
        """有货 · 缺 1 件，订货 3 天"""
        if not self.short:
            return f"有货 {self.free}"
        when = f"，订货约 {self.lead_days} 天" if self.lead_days else "，问计划员到货日"
        return f"缺 {self.short}{when}"


def availability(ctx: Asker, wanted: dict[Part, int]) -> dict[Part, Availability]:
    """On hand, reserved, free and short for each part that somebody wants (PROC-R-19)."""
    there = usable(ctx, wanted, ctx.today)
    held = reserved(ctx, wanted)
    answer = {}
    for part, quantity in wanted.items():
        free = max(0, there[part.pk] - held[part.pk])
        answer[part] = Availability(
            there[part.pk], held[part.pk], free, max(0, quantity - free), part.lead_days
        )
    return answer


@worded
def _moved(ctx: Asker, purpose_type: str, purpose_id: int) -> Any:
    rows = RequisitionLine.objects.of(ctx).filter(
        requisition__purpose_type=purpose_type, requisition__purpose_id=purpose_id, line_id__isnull=False
    )
    return rows.order_by("pk").values_list("line_id", "part_id", "issued", "returned")


def kept_by_order_line(ctx: Asker, purpose: Any) -> dict[int, Counter[int]]:
    """Pieces issued and not returned: key of the order's line → key of the part → pieces (service.md §17)."""
    found: dict[int, Counter[int]] = defaultdict(Counter)
    for line_id, part_id, issued, returned in _moved(ctx, purpose._meta.label_lower, purpose.pk):
        found[line_id][part_id] += issued - returned
    return dict(found)


def requisitions_waiting(ctx: Asker) -> Any:
    """The queue at the window, longest waiting first."""
    return (
        Requisition.objects.of(ctx).open().select_related("wanted_by").prefetch_related("lines__part")
    ).order_by("wanted_at", "pk")


def lines_waiting_for(ctx: Asker, parts: Iterable[Any]) -> Any:
    """Lines not yet issued in full of these parts, oldest first."""
    return (
        RequisitionLine.objects.of(ctx)
        .filter(part__in=list(parts), wanted__gt=F("issued") + F("voided"))
        .order_by("requisition__wanted_at", "pk")
    )
