"""Counting shelves: drawn or chosen, blind, a second time where it differs, posted as differences."""

from decimal import Decimal

from zhangdian.foundation.kernel.action import Act, Signatures, action
from zhangdian.foundation.kernel.money import line_amount
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.organization.gates import acts_on_own_device
from zhangdian.people.organization.roles import Role
from zhangdian.resources.parts import adjusting, counts, stock
from zhangdian.resources.parts.counting import gates
from zhangdian.resources.parts.models import CountLine, StockCard, StockCount
from zhangdian.resources.parts.queries import on_hand
from zhangdian.resources.parts.staff import WINDOW


@action("开盘点单", by=WINDOW, opens=StockCount)
def open_count(ctx: Act, *, kind: StockCount.Kind, cards: list[StockCard]) -> StockCount:
    """These shelves are to be counted; what the book says stays hidden."""
    if not cards:
        raise Refusal("请选要盘的货位")
    return counts.begin(ctx, kind, cards)


@action("抽日清盘点", by=WINDOW, by_clock=True, opens=StockCount)
def draw_daily_count(ctx: Act) -> StockCount:
    """The system draws: A parts moved since yesterday and twenty places nobody could foresee (PTK-05)."""
    cards = counts.drawn(ctx)
    if not cards:
        raise Refusal("本店还没有货位卡：先导入配件目录")
    return counts.begin(ctx, StockCount.Kind.DAILY, cards)


@action("清点", by=[Role.STOREKEEPER], within={StockCount.State.OPEN})
def count_shelf(ctx: Act, line: CountLine, *, counted: int, reason: str = "") -> None:
    """What lies there at this instant; a difference asks for a second count, by somebody else.

    Who orders does not count, nor who signs for the differences (posts.md §7).
    """
    if counted < 0:
        raise Refusal("数量不能是负数")
    if line.times and not line.difference:
        raise Refusal("这一行已经点过，账实相符")
    if line.times and line.counted_by_id == ctx.person_id:
        ctx.ask("second_count_by_somebody_else", "复点最好换一个人", ("当班只有一人", "另一人在忙", "其他"))
    cards = stock.lock_cards(ctx, [line.card.part])
    line.expected = on_hand(ctx, cards)[line.card.part_id]
    line.counted, line.reason = counted, reason.strip()
    line.counted_by_id, line.counted_at = ctx.person_id, ctx.now
    line.times += 1
    line.save()


@action("说明盘点差异", by=WINDOW, within={StockCount.State.OPEN})
def explain_difference(ctx: Act, line: CountLine, *, reason: str) -> None:
    """Why the shelf and the book do not agree."""
    if not line.difference or not reason.strip():
        raise Refusal("请写差异原因" if line.difference else "这一行没有差异")
    line.reason = reason.strip()
    line.save()


def differences_are_signed(ctx: Act, count: StockCount, **_: object) -> Signatures | None:
    """Below 50 yuan a line and 500 a count the parts manager signs alone (PTM-15)."""
    lines = [line for line in counts.lines_of(count) if line.difference]
    worth = [line_amount(line.difference, stock.cost_of(ctx, line.card.part)) for line in lines]
    if not lines or not (needed := adjusting.signers(ctx, worth)):
        return None
    whole = sum(worth, Decimal("0.00"))
    changes = tuple((str(line.card.part), "账面", f"{line.difference:+d}") for line in lines[:8])
    at_stake = sum((abs(each) for each in worth), Decimal("0.00"))
    return Signatures(needed, f"盘点 {count} 差异 {len(lines)} 行，合计 {whole:+} 元", at_stake, changes)


@action(
    "盘点过账",
    by=WINDOW,
    moves=(StockCount.State.OPEN, StockCount.State.CLOSED),
    gates=[
        acts_on_own_device,
        gates.every_shelf_is_counted,
        gates.differences_are_counted_twice,
        gates.differences_have_reasons,
    ],
    needs=differences_are_signed,
)
def close_count(ctx: Act, count: StockCount) -> None:
    """The differences become movements; what moved since the counting does not matter to them."""
    different = [line for line in counts.lines_of(count) if line.difference]
    adjusting.post_differences(ctx, {line.card.part: line.difference for line in different}, f"盘点 {count}")
    count.closed_at = ctx.now


@action("作废盘点单", by=[Role.PARTS_MANAGER], moves=(StockCount.State.OPEN, StockCount.State.VOID))
def void_count(ctx: Act, count: StockCount, *, reason: str) -> None:
    """Not counted to the end; the number stays."""
    if not reason.strip():
        raise Refusal("作废要写原因")
    count.voided_because = reason.strip()
