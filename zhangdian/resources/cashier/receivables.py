"""Receivables: what rooms above hand to the till, and the hold until it is paid or approved on account."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from zhangdian.foundation.kernel import holds, registry
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.models import Hold
from zhangdian.foundation.kernel.money import yuan
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.foundation.kernel.rows import worded
from zhangdian.people.organization.roles import Role
from zhangdian.resources.cashier.models import AccountCustomer, Receivable
from zhangdian.resources.cashier.queries import USUAL_TERM, Asker

UNPAID = "unpaid"
"""Kind of the hold that a receivable lays on its purpose."""

PAYS_BY_STATEMENT = (
    Receivable.PayerKind.INSURER,
    Receivable.PayerKind.MANUFACTURER,
    Receivable.PayerKind.INTERNAL,
)
"""They never stand at the till: owed from the start, and nothing waits for it."""


@dataclass(frozen=True)
class Payer:
    """Who owes: a customer, a company on account, an insurer, the maker, or the store itself."""

    kind: Receivable.PayerKind
    name: str
    customer_id: int | None = None


def open_receivable(
    ctx: Act,
    *,
    purpose: Any,
    payer: Payer,
    amount: Decimal,
    text: str,
    document: str = "",
    label: str = "",
    stops: Sequence[Any] = (),
    billed_by: int | None = None,
) -> Receivable | None:
    """Somebody owes the store money; until it is paid or on account the purpose waits. Zero opens nothing.

    `label` is the plate or what else names the purpose at the till; `text` says what for; `billed_by` is who
    made the bill, where that is not who acts now.
    """
    amount = yuan(amount)
    if not amount:
        return None
    if amount < 0:
        raise Refusal(f"应收不能是负数({amount} 元)：多收的走退款")
    receivable = Receivable(
        store_id=ctx.store_id,
        purpose_type=purpose._meta.label_lower,
        purpose_id=purpose.pk,
        purpose_text=(label or str(purpose))[:60],
        text=text[:100],
        document=document,
        payer_kind=payer.kind,
        payer_name=payer.name,
        payer_customer_id=payer.customer_id,
        amount=amount,
        billed_by_id=billed_by or ctx.person_id,
        opened_at=ctx.now,
        acted_at=ctx.now,
    )
    if payer.kind in PAYS_BY_STATEMENT:
        receivable.on_account_at = ctx.now
    receivable.save()
    if receivable.on_account_at is None:
        why = unpaid(amount, stops)
        holds.lay(ctx, purpose, UNPAID, holder=Role.CASHIER, why=why, stops=stops, source=receivable)
    return receivable


def unpaid(amount: Decimal, stops: Sequence[Any]) -> str:
    """The sum is told where the hold itself refuses something; elsewhere it would stand on boards."""
    return f"未付款：应付 {amount} 元" if stops else "未付款"


def purpose_of(receivable: Receivable) -> Any:
    """Stands for the record above in holds: its kind and key, without loading it."""
    return registry.model(receivable.purpose_type)(pk=receivable.purpose_id)


def of_purpose(ctx: Asker, purpose: Any) -> list[Receivable]:
    """All that was ever asked for this purpose and not voided."""
    return list(Receivable.objects.of(ctx).for_purpose(purpose).exclude(state=Receivable.State.VOID))


def unsettled(ctx: Asker, purpose: Any) -> list[Receivable]:
    """What is neither paid nor approved on account."""
    return _unsettled(ctx, purpose._meta.label_lower, purpose.pk)


@worded
def _unsettled(ctx: Asker, purpose_type: str, purpose_id: int) -> Any:
    return Receivable.objects.of(ctx).filter(purpose_type=purpose_type, purpose_id=purpose_id).unsettled()


def settle(ctx: Act, receivable: Receivable) -> None:
    """Paid or on account: the purpose waits for this money no more."""
    if not receivable.balance:
        receivable.settled_at = ctx.now
    if not receivable.balance or receivable.on_account_at:
        holds.lift(ctx, purpose_of(receivable), UNPAID, source=receivable)


def unsettle(ctx: Act, receivable: Receivable) -> None:
    """Money went back and the bill stands: the purpose waits for it again, as it did before."""
    if not receivable.balance:
        return
    receivable.settled_at = None
    laid = Hold.objects.of(ctx).filter(
        source_type=receivable._meta.label_lower, source_id=receivable.pk, kind=UNPAID
    )
    last = laid.order_by("-pk").first()
    if last and last.lifted_at and not receivable.on_account_at:
        why = unpaid(receivable.balance, last.stops.split())
        holds.lay(
            ctx,
            purpose_of(receivable),
            UNPAID,
            holder=Role.CASHIER,
            why=why,
            stops=last.stops.split(),
            source=receivable,
        )


def put_on_account(ctx: Act, receivable: Receivable, account: AccountCustomer | None) -> None:
    """The bill is owed until the account's term ends."""
    receivable.account = account
    receivable.on_account_at = ctx.now
    receivable.due_on = ctx.today + (timedelta(days=account.term_days) if account else USUAL_TERM)
    settle(ctx, receivable)


def void(ctx: Act, purpose: Any, why: str = "结算作废") -> None:
    """The bills of this purpose are no longer asked for; refused when money is in the till for them."""
    rows = Receivable.objects.of(ctx).for_purpose(purpose).exclude(state=Receivable.State.VOID)
    receivables = list(rows.order_by("pk").for_acts().lock())
    if taken := [each for each in receivables if each.paid > each.refunded]:
        text = "、".join(f"{each.get_payer_kind_display()} {each.paid - each.refunded} 元" for each in taken)
        raise Refusal(
            f"已收款：{text}。请先退款再作废",
            [Missing(f"退回 {text}", str(Role.CASHIER.label), "cashier.refund_payment")],
        )
    for each in receivables:
        each.voided_at, each.voided_because = ctx.now, why
        each.save()
        holds.lift(ctx, purpose, UNPAID, source=each)
