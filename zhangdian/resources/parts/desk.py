"""Where parts stand in the house: entries of the rail, queues of the home page, the search box, exports."""

from typing import Any

from django.db.models import F
from django.urls import reverse

from zhangdian.foundation.ui import exports, nav, queues, search, waits
from zhangdian.people.organization.roles import Role
from zhangdian.resources.parts.counting import lists as counting
from zhangdian.resources.parts.models import Lot, Requisition, StockCount, SupplierReturn
from zhangdian.resources.parts.queries import parts_matching, plain_number
from zhangdian.resources.parts.receiving import lists as receiving
from zhangdian.resources.parts.shelf import lists as shelf
from zhangdian.resources.parts.staff import WINDOW
from zhangdian.resources.parts.window import lists as window
from zhangdian.resources.parts.window import queries

SHOWN = 20
LOOKS_UP = (
    *WINDOW,
    Role.SERVICE_ADVISOR,
    Role.FRONT_DESK_SUPERVISOR,
    Role.SERVICE_MANAGER,
    Role.WORKSHOP_SUPERVISOR,
    Role.TECHNICAL_DIRECTOR,
    Role.WARRANTY_CLERK,
    Role.CLAIMS_ADJUSTER,
    Role.ACCESSORIES_SUPERVISOR,
)


def at_the_window(ctx: Any) -> waits.Waiting:
    """How many wait at the window, red once one waits too long."""
    found = queries.waiting(ctx)
    return waits.Waiting(len(found), late=any(card.is_late for card in found))


@waits.Tally
def open_counts(ctx: Any) -> waits.Waits:
    return waits.Waits(StockCount.objects.of(ctx).filter(state=StockCount.State.OPEN))


def join() -> None:
    """Entries, exports and the search provider; called once all rooms stand."""
    nav.entry(20, "package", "窗口", "parts:window", WINDOW, at_the_window)
    nav.entry(21, "truck-delivery", "到货", "parts:receipts", WINDOW)
    nav.entry(22, "box", "备箱", "parts:boxes", WINDOW)
    nav.entry(60, "search", "查件", "parts:parts", LOOKS_UP)
    nav.entry(24, "clipboard-check", "盘点", "parts:stockcounts", WINDOW, open_counts)
    nav.entry(25, "arrow-back-up", "领退料", "parts:requisitions", WINDOW)
    exports.exportable("parts", shelf.Cards, shelf.cards)
    exports.exportable("receipts", receiving.Receipts, receiving.receipts)
    exports.exportable("requisitions", window.Requisitions, lambda ctx: Requisition.objects.of(ctx))
    exports.exportable("counts", counting.Counts, counting.counts)
    search.provider(find_parts)


def find_parts(ctx: Any, text: str) -> list[search.Hit]:
    """Parts by number, name or initials, for those who look parts up."""
    if not ctx.roles & set(map(str, LOOKS_UP)):
        return []
    plain = plain_number(text)
    return [
        search.Hit(
            "配件",
            part.name,
            part.part_no,
            reverse("parts:part", args=[part.pk]),
            0 if part.part_no_plain == plain else 4,
            icon="package",
        )
        for part in parts_matching(ctx, text)[:6]
    ]


@queues.queue("领料", WINDOW)
def requisitions_to_issue(ctx: Any) -> list[queues.Task]:
    """Who waits at the window."""
    return [
        queues.Task(
            f"发料 {card.kinds} 种 {card.pieces} 件",
            f"{reverse('parts:window')}?r={card.requisition.pk}",
            "去发料",
            since=card.requisition.wanted_at,
            plate=card.requisition.purpose_text,
            remark=card.requisition.work_text,
            tone="late" if card.is_late else "",
        )
        for card in queries.waiting(ctx)
        if not card.short
    ]


@queues.queue("缺料待答复", [Role.PARTS_PLANNER, Role.PARTS_MANAGER])
def shortages_to_answer(ctx: Any) -> list[queues.Task]:
    """What is short and nobody has said until when (PTP-03)."""
    return [
        queues.Task(
            f"缺 {card.short[0][0].part} {card.missing} 件",
            reverse("ui:act", args=["parts.report_shortage", card.requisition.pk]),
            "答复",
            since=card.requisition.wanted_at,
            plate=card.requisition.purpose_text,
            remark=card.requisition.work_text,
            tone="late" if card.minutes > 120 else "",
        )
        for card in queries.waiting(ctx)
        if card.unanswered
    ]


@queues.queue(
    "出库单补签",
    [*queries.TAKERS, Role.TOOL_KEEPER],
    lambda ctx: waits.Waits(queries.unsigned(ctx), most=queries.SLIPS),
)
def slips_to_sign(ctx: Any) -> list[queues.Task]:
    """What I took without my PIN."""
    return [
        queues.Task(
            f"补签出库单 {slip.number}",
            reverse("ui:act", args=["parts.sign_slip", slip.pk]),
            "补签",
            since=slip.issued_at,
            plate=slip.requisition.purpose_text,
        )
        for slip in queries.unsigned_slips(ctx)
    ]


def expired(ctx: Any) -> Any:
    return Lot.objects.of(ctx).filter(expires_on__lt=ctx.today, on_hand__gt=0)


@queues.queue("过期批次", WINDOW, lambda ctx: waits.Waits(expired(ctx), late=True, most=SHOWN))
def lots_that_expired(ctx: Any) -> list[queues.Task]:
    """Lots that may not be issued any more and still lie on the shelf (PTK-08)."""
    return [
        queues.Task(
            f"过期 {lot.part} {lot.on_hand} {lot.part.unit}",
            reverse("parts:part", args=[lot.part_id]),
            "去处理",
            remark=f"有效至 {lot.expires_on:%m-%d}",
            tone="late",
        )
        for lot in expired(ctx).select_related("part").order_by("expires_on", "pk")[:SHOWN]
    ]


@queues.queue("退货待结", [Role.PARTS_PLANNER, Role.PARTS_MANAGER])
def returns_to_settle(ctx: Any) -> list[queues.Task]:
    """What went back to suppliers and is not credited; red after thirty days (PTK-03)."""
    rows = SupplierReturn.objects.of(ctx).filter(state=SupplierReturn.State.OPEN)
    return [
        queues.Task(
            f"{each.supplier} 退货 {each.number} 待结",
            reverse("ui:act", args=["parts.settle_return", each.pk]),
            "结清",
            since=each.sent_at,
            remark=f"{each.lot.part} {each.quantity} 件 · {each.why}",
            tone="late" if (ctx.now - each.sent_at).days >= 30 else "",
        )
        for each in rows.select_related("supplier", "lot__part").order_by("sent_at")[:20]
    ]


@queues.queue("低于下限", [Role.PARTS_PLANNER, Role.PARTS_MANAGER])
def parts_below_minimum(ctx: Any) -> list[queues.Task]:
    """One line for all parts that have fallen below their lower limit (PTK-11)."""
    count = shelf.cards(ctx).filter(lying__lt=F("min_stock")).count()
    if not count:
        return []
    return [queues.Task(f"低于下限 {count} 种，看要不要订", f"{reverse('parts:parts')}?short=1", "去看")]
