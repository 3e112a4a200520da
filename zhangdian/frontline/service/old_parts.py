"""Old parts: whose a replaced part is now, and where it lies until he has it."""

from collections.abc import Iterable, Sequence
from typing import Any

from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.gates import gate, stops
from zhangdian.foundation.kernel.models import Weight
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.frontline.service.models import OldPart, OrderLine, PartLine, Payer, RepairOrder
from zhangdian.people.organization.roles import Role

Fate = OldPart.Fate
SHELF = "旧件架"
UPKEEP = "保养"
"""A free first service is the maker's too, but he wants nothing back of it."""
LEAVES_NOTHING = frozenset({"油液", "辅料"})
"""Groups of parts of which nothing is taken off the car."""


def fate_of(order: RepairOrder, line: OrderLine) -> OldPart.Fate | None:
    """Kept for the claim, taken away by the customer; all others stand in the tray and are shown."""
    if line.payer == Payer.MANUFACTURER:
        return None if line.operation.category == UPKEEP else Fate.CLAIM
    return Fate.TAKE if order.old_parts == RepairOrder.OldParts.TAKE else None


def owed(order: RepairOrder, lines: Iterable[OrderLine]) -> list[tuple[PartLine, OldPart.Fate]]:
    """Parts of these lines whose old piece somebody wants back."""
    fates = {line.pk: fate for line in lines if (fate := fate_of(order, line))}
    if not fates:
        return []
    return [
        (row, fates[row.line_id])
        for row in order.standing_parts()
        if row.line_id in fates and row.part.group not in LEAVES_NOTHING
    ]


def not_kept(order: RepairOrder) -> list[tuple[PartLine, OldPart.Fate]]:
    """What somebody wants back and nobody has labelled."""
    wanted = owed(order, [line for line in order.standing_lines() if line.finished_at])
    if not wanted:
        return []
    kept = {(each.line_id, each.part_id, each.fate) for each in order.at_hand("old_parts_kept")}
    return [(row, fate) for row, fate in wanted if (row.line_id, row.part_id, fate) not in kept]


def keep(ctx: Act, order: RepairOrder, wanted: Sequence[tuple[PartLine, OldPart.Fate]], place: str) -> None:
    """A label and a place for each; what was kept for another is kept for this one now."""
    if ctx.person_id is None:
        raise Refusal("旧件要由人来登记：请先登录")
    if not wanted:
        return
    known = {(each.line_id, each.part_id): each for each in order.at_hand("old_parts_kept")}
    made: list[OldPart] = []
    for row, fate in wanted:
        if already := known.get((row.line_id, row.part_id)):
            already.fate, already.place = fate, place
            already.save()
            continue
        made.append(
            OldPart(
                order=order,
                line_id=row.line_id,
                part_id=row.part_id,
                name=row.name,
                quantity=row.quantity,
                fate=fate,
                label=f"{order.number}-{len(known) + len(made) + 1}",
                place=place,
                kept_by_id=ctx.person_id,
                kept_at=ctx.now,
            )
        )
    if made:
        OldPart.objects.add_many(made)


def set_aside(ctx: Act, order: RepairOrder, finished: Sequence[OrderLine]) -> None:
    """Who finishes a line lays its old parts into the car's box, labelled, where somebody wants them back."""
    keep(ctx, order, owed(order, finished), order.box or SHELF)


@stops("带走的和索赔的旧件都登记了去处")
def old_parts_are_kept(ctx: Any, order: RepairOrder) -> Missing | None:
    """PROC-D-06."""
    if left := not_kept(order):
        names = "、".join(row.name for row, _ in left[:3])
        return Missing(f"{names} 的旧件没有登记放在哪里", Role.TECHNICIAN.label, "service.keep_old_parts")
    return None


@gate("要带走的旧件交给客户了", weight=Weight.ASK)
def old_parts_are_handed_over(ctx: Any, order: RepairOrder) -> Missing | None:
    """PROC-D-13."""
    kept = order.at_hand("old_parts_kept")
    left = [each.name for each in kept if each.fate == Fate.TAKE and each.handed_at is None]
    if names := "、".join(left[:3]):
        return Missing(
            f"客户要带走的旧件 {names} 还没交给他",
            str(order.advisor or Role.SERVICE_ADVISOR.label),
            "service.hand_over_old_parts",
        )
    return None


def confirm(ctx: Act, order: RepairOrder) -> None:
    """The advisor saw them at the car."""
    seen = [each for each in order.at_hand("old_parts_kept") if each.confirmed_at is None]
    for each in seen:
        each.confirmed_at = ctx.now
    OldPart.objects.change_many(seen, ["confirmed_at"])


def hand_over(ctx: Act, order: RepairOrder, chosen: Sequence[OldPart]) -> None:
    """Shown to the customer one by one; what is his goes with him, what is claimed stays."""
    mine = {each.pk for each in chosen}
    if not mine:
        return
    shown = [each for each in order.at_hand("old_parts_kept") if each.pk in mine and each.shown_at is None]
    for each in shown:
        each.shown_at = ctx.now
        each.handed_at = ctx.now if each.fate == Fate.TAKE else None
    OldPart.objects.change_many(shown, ["shown_at", "handed_at"])
