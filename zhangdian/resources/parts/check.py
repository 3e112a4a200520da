"""What is always true of parts: lots are the sum of their movements, to the piece and to the cent."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal

from zhangdian.foundation.kernel.context import ActorKind, Context
from zhangdian.foundation.kernel.invariants import invariant
from zhangdian.foundation.kernel.sight import opened
from zhangdian.people.organization.models import Store
from zhangdian.resources.parts.models import Lot, Movement, Requisition, RequisitionLine, Reservation


def clock_of(store: Store) -> Context:
    return Context(store.pk, kind=ActorKind.CLOCK)


@invariant("S1", "在库数等于批次之和，也等于出入库之和")
def lots_are_the_sum_of_their_movements(store: Store) -> Iterator[str]:
    ctx = clock_of(store)
    moved: Counter[int] = Counter()
    for lot_id, quantity in Movement.objects.of(ctx).order_by().values_list("lot_id", "quantity").iterator():
        moved[lot_id] += quantity
    for lot in Lot.objects.of(ctx).select_related("part", "card").iterator():
        if lot.on_hand != moved[lot.pk]:
            yield f"批次 {lot.pk} {lot.part}：在库 {lot.on_hand}，出入库合计 {moved[lot.pk]}"
        if lot.card.part_id != lot.part_id or lot.card.store_id != lot.store_id:
            yield f"批次 {lot.pk} 挂在别的货位卡上"


@invariant("S2", "批次不低于 0，不高于入库数")
def lots_stay_between_zero_and_received(store: Store) -> Iterator[str]:
    for lot in Lot.objects.of(clock_of(store)).iterator():
        if not 0 <= lot.on_hand <= lot.received:
            yield f"批次 {lot.pk}：在库 {lot.on_hand}，入库 {lot.received}"


@invariant("S3", "入库金额等于发出成本加在库金额，分毫不差；发完的批次是 0.00")
def value_is_conserved(store: Store) -> Iterator[str]:
    ctx = clock_of(store)
    moved: dict[int, Decimal] = defaultdict(Decimal)
    came: dict[int, Decimal] = {}
    rows = Movement.objects.of(ctx).order_by("pk").values_list("lot_id", "value")
    for lot_id, value in rows.iterator():
        came.setdefault(lot_id, opened(value))
        moved[lot_id] += opened(value)
    for lot in Lot.objects.of(ctx).iterator():
        left = opened(lot.value_left)
        if left != moved[lot.pk]:
            yield f"批次 {lot.pk}：在库金额 {left}，出入库合计 {moved[lot.pk]}"
        if came.get(lot.pk) != opened(lot.value_received):
            yield f"批次 {lot.pk}：入库金额 {opened(lot.value_received)}，首笔入库 {came.get(lot.pk)}"
        if not lot.on_hand and left:
            yield f"批次 {lot.pk} 已发完，仍有 {left} 元"


@invariant("S4", "预留不超过在库")
def reserved_lies_on_the_shelf(store: Store) -> Iterator[str]:
    ctx = clock_of(store)
    held: Counter[int] = Counter()
    for card_id, quantity in Reservation.objects.of(ctx).order_by().values_list("card_id", "quantity"):
        held[card_id] += quantity
    lying: Counter[int] = Counter()
    for card_id, on_hand in Lot.objects.of(ctx).order_by().values_list("card_id", "on_hand"):
        lying[card_id] += on_hand
    for card_id, quantity in held.items():
        if quantity > lying[card_id]:
            yield f"货位卡 {card_id}：预留 {quantity}，在库 {lying[card_id]}"


@invariant("S5", "领料行的已发、已退等于它的出入库记录")
def lines_are_the_sum_of_their_movements(store: Store) -> Iterator[str]:
    ctx = clock_of(store)
    sums: Counter[tuple[int, str]] = Counter()
    parts: dict[int, set[int]] = defaultdict(set)
    rows = Movement.objects.of(ctx).filter(requisition_line__isnull=False).order_by()
    for line_id, kind, quantity, part_id in rows.values_list(
        "requisition_line_id", "kind", "quantity", "lot__part_id"
    ).iterator():
        sums[line_id, kind] += quantity
        parts[line_id].add(part_id)
    for line in RequisitionLine.objects.of(ctx).iterator():
        issued, returned = -sums[line.pk, Movement.Kind.ISSUE], sums[line.pk, Movement.Kind.RETURN]
        if (issued, returned) != (line.issued, line.returned):
            yield f"领料行 {line.pk}：已发 {line.issued}/{issued}，已退 {line.returned}/{returned}"
        if parts[line.pk] - {line.part_id}:
            yield f"领料行 {line.pk} 发了别的配件"


@invariant("S6", "领料单的状态等于它的行所说的")
def requisitions_are_what_their_lines_say(store: Store) -> Iterator[str]:
    for requisition in Requisition.objects.of(clock_of(store)).prefetch_related("lines").iterator(500):
        if requisition.state != requisition.derive_state():
            yield f"{requisition}：{requisition.state} 应为 {requisition.derive_state()}"
