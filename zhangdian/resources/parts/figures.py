"""What the store room is measured by: filled at once, worth of the shelves, how much of it lies dead."""

from datetime import timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.figures import EACH, Better, Facts, Tally, figure
from zhangdian.people.organization import rates
from zhangdian.people.organization.roles import Department, Role
from zhangdian.resources.parts.models import Lot, Movement, RequisitionLine
from zhangdian.resources.parts.sights import PARTS_COST

DEAD_AFTER = rates.standard("配件呆滞 天数", 180, "天")
"""So long neither received nor issued, a part lies dead."""
ROOM: Any = {"departments": [Department.PARTS]}


@figure(
    "首次满足率", unit="%", formula="申请时库存够全部数量的领料行 ÷ 申请的领料行",
    source="PTM-02；parts 一次供应率", owner=Role.PARTS_MANAGER, **ROOM,
)  # fmt: skip
def filled_at_once(ctx: Any) -> Facts:
    """Of the lines that were asked for: those whose pieces were all free at that moment."""
    rows = RequisitionLine.objects.of(ctx)
    at_once = Tally(where=Q(at_once__gte=F("wanted")))
    return Facts(rows, at="requisition__wanted_at", part=at_once, whole=EACH, shows="requisition")


@figure(
    "库存金额", unit="元", formula="现在在库的批次按进价还值多少钱",
    source="PTM-04", owner=Role.PARTS_MANAGER, better=Better.LESS, sight=PARTS_COST.name, **ROOM,
)  # fmt: skip
def worth_of_stock(ctx: Any) -> Facts:
    """What lies on the shelves, at cost, as it stands now."""
    rows = Lot.objects.of(ctx).filter(on_hand__gt=0)
    return Facts(rows, part=Tally("value_left"), shows="part")


@figure(
    "呆滞占比", unit="%", formula="半年（本店可改）没有进也没有发的批次金额 ÷ 库存金额",
    source="PTM-06；PTP-02", owner=Role.PARTS_MANAGER, better=Better.LESS, sight=PARTS_COST.name, **ROOM,
)  # fmt: skip
def lying_dead(ctx: Any) -> Facts:
    """Of the worth of the shelves: what nobody has received or taken for half a year."""
    days = int(rates.measure_of(ctx, DEAD_AFTER))
    since = ctx.today - timedelta(days=days)
    taken = Movement.objects.filter(
        kind=Movement.Kind.ISSUE,
        store=OuterRef("store"),
        lot__part=OuterRef("part"),
        at__gte=clock.day_bounds(since, ctx.standing.zone)[0],
    )
    rows = Lot.objects.of(ctx).filter(on_hand__gt=0)
    dead = Tally("value_left", where=Q(received_on__lt=since) & ~Q(Exists(taken)))
    return Facts(rows, part=dead, whole=Tally("value_left"), shows="part")
