"""What the papers of a visit print, always in the same order: the same facts, the same bytes."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Prefetch

from zhangdian.foundation.kernel.models import Photo
from zhangdian.foundation.kernel.money import ZERO, in_words
from zhangdian.foundation.kernel.sight import opened
from zhangdian.frontline.service import advice, outline, receiving
from zhangdian.frontline.service.models import (
    Appointment,
    DamageMark,
    OrderLine,
    PartLine,
    Payer,
    RepairOrder,
    WarrantyInquiry,
)

PHOTOS = (("corner", "四角"), ("seat", "主驾"), ("mark", "痕迹近照"))
ALL_THERE = "备胎、千斤顶、三角牌、随车工具在；灯光、玻璃、雨刮、轮胎、仪表、空调音响正常"
WAITING = (Appointment.State.BOOKED,)


class OnPaper:
    """One order as walk-around form and repair order show it."""

    def __init__(
        self, ctx: Any, order: RepairOrder, more: Sequence[DamageMark] = (), *, near: int = 0
    ) -> None:
        """`more` marks, and `near` pictures of them, are about to be noted: drawn before the act."""
        self.ctx, self.order, self.more, self.near = ctx, order, more, near

    @cached_property
    def marks(self) -> list[outline.Sign]:
        return outline.signs([*self.order.marks.order_by("pk"), *self.more])

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
        return list(self.order.concerns.order_by("pk"))

    @cached_property
    def words(self) -> str:
        said = [f"{one.words}{'，' if one.circumstances else ''}{one.circumstances}" for one in self.concerns]
        return "；".join(said) or "—"

    @cached_property
    def photos(self) -> str:
        """四角 4 张、主驾 1 张."""
        rows = Photo.objects.filter(root_type="service.repairorder", root_id=self.order.pk)
        counts = Counter(rows.values_list("kind", flat=True))
        counts["mark"] += self.near
        return "、".join(f"{word} {counts[kind]} 张" for kind, word in PHOTOS if counts[kind]) or "—"

    @cached_property
    def things(self) -> str:
        return "、".join(one.get_thing_display() for one in self.order.things.order_by("pk")) or "无"

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

    @property
    def owner(self) -> str:
        return str(opened(self.order.customer.name)) if self.order.customer else "—"

    @property
    def sender(self) -> str:
        return "本人" if self.order.sender_is_owner else self.order.sender_name

    @property
    def phone(self) -> str:
        """Masked: papers lie about."""
        order = self.order
        if not order.sender_is_owner and order.sender_phone:
            return str(order.sender_phone)
        return str(order.customer.phone) if order.customer else "—"

    @cached_property
    def lines(self) -> list[OrderLine]:
        rows = self.order.lines.filter(voided_at=None, declined_at=None).select_related("operation")
        parts = PartLine.objects.filter(voided_at=None).select_related("part").order_by("pk")
        asked = WarrantyInquiry.objects.filter(answered_at=None)
        both = (Prefetch("parts", parts), Prefetch("inquiries", asked, to_attr="undecided"))
        return list(rows.prefetch_related(*both).order_by("pk"))

    @cached_property
    def parts(self) -> list[tuple[PartLine, str]]:
        """Parts with who pays them."""
        return [(part, line.get_payer_display()) for line in self.lines for part in line.parts.all()]

    @cached_property
    def sums(self) -> dict[str, Any]:
        """Labour, parts, discount and sum of what the customer pays; what others pay (yuan)."""
        mine = [line for line in self.lines if line.payer == Payer.CUSTOMER]
        labour = sum((line.labour for line in mine), ZERO)
        parts = sum((part.amount for line in mine for part in line.parts.all()), ZERO)
        discount = sum((line.discount for line in mine), ZERO)
        others: dict[str, Decimal] = {}
        for line in self.lines:
            if line.payer != Payer.CUSTOMER:
                amount = sum((part.amount for part in line.parts.all()), line.amount)
                others[line.get_payer_display()] = others.get(line.get_payer_display(), ZERO) + amount
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
        rows = advice.open_for(self.ctx, self.order.vehicle_id)
        return [one for one in rows if one.pk not in taken and one.order_id != self.order.pk]

    @cached_property
    def another_day(self) -> list[Appointment]:
        """Visits that were booked at this one."""
        rows = Appointment.objects.filter(
            vehicle_id=self.order.vehicle_id,
            store_id=self.order.store_id,
            state__in=WAITING,
            booked_at__gte=self.order.arrived_at,
        )
        return list(rows.order_by("slot_at", "pk"))
