"""What the papers of a visit print, always in the same order: the same facts, the same bytes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from zhangdian.foundation.kernel.models import Photo
from zhangdian.foundation.kernel.money import ZERO, in_words
from zhangdian.foundation.kernel.rows import whole, worded
from zhangdian.foundation.kernel.sight import opened
from zhangdian.frontline.service import outline, receiving, recommended
from zhangdian.frontline.service.models import (
    Appointment,
    DamageMark,
    OrderLine,
    PartLine,
    Payer,
    RepairOrder,
    WarrantyInquiry,
)
from zhangdian.people.customers.models import Customer

PHOTOS = (("corner", "四角"), ("seat", "主驾"), ("mark", "痕迹近照"))
ALL_THERE = "备胎、千斤顶、三角牌、随车工具在；灯光、玻璃、雨刮、轮胎、仪表、空调音响正常"


@dataclass(frozen=True)
class Row:
    """One line as the order prints it."""

    line: OrderLine
    parts: list[PartLine]
    undecided: list[WarrantyInquiry]


class OnPaper:
    """One order as walk-around form and repair order show it."""

    def __init__(
        self, ctx: Any, order: RepairOrder, more: Sequence[DamageMark] = (), *, near: int = 0
    ) -> None:
        """`more` marks, and `near` pictures of them, are about to be noted: drawn before the act."""
        self.ctx, self.order, self.more, self.near = ctx, order, more, near

    @cached_property
    def marks(self) -> list[outline.Sign]:
        return outline.signs([*self.order.at_hand("marks"), *self.more])

    @property
    def new_marks(self) -> list[outline.Sign]:
        return [one for one in self.marks if not one.known]

    @property
    def known_marks(self) -> list[outline.Sign]:
        return [one for one in self.marks if one.known]

    @property
    def drawn(self) -> str:
        return outline.drawn([one.mark for one in self.marks])

    @cached_property
    def concerns(self) -> list[Any]:
        return self.order.at_hand("concerns")

    @cached_property
    def words(self) -> str:
        said = [f"{one.words}{'，' if one.circumstances else ''}{one.circumstances}" for one in self.concerns]
        return "；".join(said) or "—"

    @cached_property
    def photos(self) -> str:
        """四角 4 张、主驾 1 张."""
        counts = Counter(_photo_kinds(self.order._meta.label_lower, self.order.pk))
        counts["mark"] += self.near
        return "、".join(f"{word} {counts[kind]} 张" for kind, word in PHOTOS if counts[kind]) or "—"

    @cached_property
    def things(self) -> str:
        return "、".join(one.get_thing_display() for one in self.order.at_hand("things")) or "无"

    @property
    def around(self) -> str:
        """Spare wheel, tools, lights, glass, gauges as they were at the walk-around."""
        if not self.order.walked_around_at:
            return "—"
        found = self.order.found_around
        return f"{found}；其余齐全正常" if found else ALL_THERE

    @property
    def papers(self) -> str:
        return dict(receiving.PapersOutcome.choices).get(self.order.papers_checked, "—")

    @property
    def fuel(self) -> str:
        eighths = self.order.fuel_eighths
        return "见照片" if eighths is None else f"{eighths}/8"

    @property
    def energy(self) -> str:
        """What the gauge shows: 油量 or 电量."""
        model = self.order.vehicle.model
        return "电量" if model is not None and model.energy == "BEV" else "油量"

    @cached_property
    def customer(self) -> Customer | None:
        key = self.order.customer_id
        return whole(None, Customer, key, for_acts=False) if key else None

    @property
    def owner(self) -> str:
        return str(opened(self.customer.name)) if self.customer else "—"

    @property
    def sender(self) -> str:
        return "本人" if self.order.sender_is_owner else self.order.sender_name

    @property
    def phone(self) -> str:
        """Masked: papers lie about."""
        order = self.order
        if not order.sender_is_owner and order.sender_phone:
            return str(order.sender_phone)
        return str(self.customer.phone) if self.customer else "—"

    @cached_property
    def lines(self) -> list[OrderLine]:
        return self.order.live_lines()

    @cached_property
    def rows(self) -> list[Row]:
        """Each line with its parts, and what the maker still has to decide of it."""
        parts, undecided = self.order.standing_parts(), self.order.at_hand("inquiries")
        return [
            Row(
                line,
                [part for part in parts if part.line_id == line.pk],
                [one for one in undecided if one.line_id == line.pk and one.answered_at is None],
            )
            for line in self.lines
        ]

    @cached_property
    def parts(self) -> list[tuple[PartLine, str]]:
        """Parts with who pays them."""
        return [(part, row.line.get_payer_display()) for row in self.rows for part in row.parts]

    @cached_property
    def sums(self) -> dict[str, Any]:
        """Labour, parts, discount and sum of what the customer pays; what others pay (yuan)."""
        mine = [row for row in self.rows if row.line.payer == Payer.CUSTOMER]
        labour = sum((row.line.labour for row in mine), ZERO)
        parts = sum((part.amount for row in mine for part in row.parts), ZERO)
        discount = sum((row.line.discount for row in mine), ZERO)
        others: dict[str, Decimal] = {}
        for row in self.rows:
            if row.line.payer != Payer.CUSTOMER:
                payer, amount = row.line.get_payer_display(), row.line.amount
                others[payer] = others.get(payer, ZERO) + sum((part.amount for part in row.parts), amount)
        total = labour + parts - discount
        return {
            "labour": labour,
            "parts": parts,
            "discount": -discount,
            "total": total,
            "in_words": in_words(total).removeprefix("人民币"),
            "others": sorted(others.items()),
        }

    @cached_property
    def not_this_time(self) -> list[Any]:
        """What was advised before and is not on this order."""
        taken = {line.from_advice_id for line in self.lines}
        rows = recommended.open_for(self.ctx, self.order.vehicle_id)
        return [one for one in rows if one.pk not in taken and one.order_id != self.order.pk]

    @cached_property
    def another_day(self) -> list[Appointment]:
        """Visits that were booked at this one."""
        return _booked_since(self.order.vehicle_id, self.order.store_id, self.order.arrived_at)


@worded
def _photo_kinds(root_type: str, root_id: int) -> Any:
    return Photo.objects.filter(root_type=root_type, root_id=root_id).values_list("kind", flat=True)


@worded
def _booked_since(vehicle_id: int, store_id: int, at: datetime) -> Any:
    rows = Appointment.objects.filter(vehicle_id=vehicle_id, store_id=store_id, booked_at__gte=at)
    return rows.filter(state=Appointment.State.BOOKED).order_by("slot_at", "pk")
