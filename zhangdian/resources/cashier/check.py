"""What is always true of money: bills, payments and refunds agree to the cent."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from zhangdian.foundation.kernel.context import ActorKind, Context
from zhangdian.foundation.kernel.invariants import invariant
from zhangdian.foundation.kernel.money import ZERO
from zhangdian.people.organization.models import Store
from zhangdian.resources.cashier.models import CashierShift, Means, Payment, Receivable, Refund


def clock_of(store: Store) -> Context:
    return Context(store.pk, kind=ActorKind.CLOCK)


@invariant("M1", "交过班的抽屉：备用金加收减退等于账面")
def closed_drawers_agree_with_the_book(store: Store) -> Iterator[str]:
    ctx = clock_of(store)
    booked: dict[tuple[int, str], Decimal] = defaultdict(lambda: ZERO)
    for shift_id, means, amount in Payment.objects.of(ctx).values_list("shift_id", "means", "amount"):
        booked[shift_id, means] += amount
    for shift_id, means, amount in Refund.objects.of(ctx).values_list("shift_id", "means", "amount"):
        booked[shift_id, means] -= amount
    closed = CashierShift.objects.of(ctx).filter(state=CashierShift.State.CLOSED)
    for shift in closed.prefetch_related("counts"):
        booked[shift.pk, Means.CASH] += shift.float_amount
        counted = {each.means: each.booked for each in shift.counts.all()}
        for means in Means:
            says, is_right = counted.get(means, ZERO), booked[shift.pk, means]
            if says != is_right:
                yield f"班次 {shift.pk} {means.label}：{says} 应为 {is_right}"


@invariant("M2", "应收 = 冲减 + 收款 − 退款 + 余额，状态与余额相符")
def bills_are_the_sum_of_their_payments(store: Store) -> Iterator[str]:
    ctx = clock_of(store)
    paid: dict[int, Decimal] = defaultdict(lambda: ZERO)
    refunded: dict[int, Decimal] = defaultdict(lambda: ZERO)
    lowered: dict[int, Decimal] = defaultdict(lambda: ZERO)
    for key, amount in Payment.objects.of(ctx).order_by().values_list("receivable_id", "amount"):
        paid[key] += amount
    for key, amount, lowers in Refund.objects.of(ctx).values_list("receivable_id", "amount", "lowers_bill"):
        refunded[key] += amount
        lowered[key] += amount if lowers else ZERO
    for bill in Receivable.objects.of(ctx).iterator():
        sums = (paid[bill.pk], refunded[bill.pk])
        if (bill.paid, bill.refunded) != sums:
            yield f"应收 {bill.pk}：已收 {bill.paid}/{sums[0]}，已退 {bill.refunded}/{sums[1]}"
        if bill.credited < lowered[bill.pk]:
            yield f"应收 {bill.pk}：冲减 {bill.credited} 少于退款冲减 {lowered[bill.pk]}"
        if bill.balance < 0:
            yield f"应收 {bill.pk}：余额 {bill.balance}"
        if bill.state != bill.derive_state():
            yield f"应收 {bill.pk}：{bill.state} 应为 {bill.derive_state()}"


@invariant("M3", "每笔收款、退款出自一个收款、退款动作，一个动作只出一笔")
def money_moves_by_acts_only(store: Store) -> Iterator[str]:
    ctx = clock_of(store)
    for model, action in ((Payment, "cashier.take_payment"), (Refund, "cashier.refund_payment")):
        seen: set[int] = set()
        for pk, entry_id, name in model.objects.of(ctx).values_list("pk", "entry_id", "entry__action"):
            if name != action:
                yield f"{model._meta.verbose_name} {pk} 出自 {name}"
            if entry_id in seen:
                yield f"{model._meta.verbose_name} {pk} 与另一笔出自同一动作"
            seen.add(entry_id)


@invariant("M4", "退款不超过那笔收款")
def refunds_stay_within_their_payment(store: Store) -> Iterator[str]:
    ctx = clock_of(store)
    back: dict[int, Decimal] = defaultdict(lambda: ZERO)
    for key, amount in Refund.objects.of(ctx).order_by().values_list("payment_id", "amount"):
        back[key] += amount
    for payment in Payment.objects.of(ctx).iterator():
        if payment.refunded != back[payment.pk] or back[payment.pk] > payment.amount:
            yield f"{payment}：收 {payment.amount}，已退 {payment.refunded}，退款合计 {back[payment.pk]}"
