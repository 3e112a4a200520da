"""Agreements by day; an insurer's statement is matched, its differences worked off, its money entered."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhangdian.aftercare.insurance import commissions, queries
from zhangdian.aftercare.insurance.models import (
    CommissionLine,
    CommissionRate,
    CommissionReceipt,
    CommissionStatement,
    Insurer,
    Policy,
    PolicyLine,
)
from zhangdian.aftercare.insurance.posts import KEEPERS, PAYEES, QUOTERS
from zhangdian.aftercare.insurance.standards import COMMISSION_TOLERANCE
from zhangdian.foundation.kernel.action import Act, action
from zhangdian.foundation.kernel.money import ZERO
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.people.organization import rates
from zhangdian.people.organization.gates import acts_on_own_device
from zhangdian.people.organization.queries import himself

State = CommissionStatement.State
Match = CommissionLine.Match
Settled = CommissionLine.Settled
MOST_LINES = 20_000


@dataclass(frozen=True)
class Told:
    """One row of an insurer's statement; amounts in yuan."""

    number: str
    amount: Decimal
    premium: Decimal | None = None


@action("定手续费率", by=KEEPERS, gates=[acts_on_own_device], opens=CommissionRate)
def set_commission_rate(
    ctx: Act,
    *,
    insurer: Insurer,
    line: PolicyLine,
    rate: Decimal,
    source: str,
    desk: str = "",
    base: CommissionRate.Base = CommissionRate.Base.NET,
    since: date | None = None,
) -> CommissionRate:
    """From its day of signing on a policy is reckoned by it; policies of before keep theirs (RNW-14)."""
    if not source.strip():
        raise Refusal("请写依据：协议号或保险公司的通知")
    made = CommissionRate(
        store_id=ctx.store_id,
        insurer=insurer,
        line=line,
        desk=desk,
        since=since or ctx.today,
        rate=rate,
        base=base,
        source=source.strip(),
        set_by=himself(ctx),
        acted_at=ctx.now,
    )
    made.save()
    return made


@action("导入手续费对账单", by=QUOTERS, opens=CommissionStatement)
def open_statement(
    ctx: Act, *, insurer: Insurer, month: date, digest: str, rows: Sequence[Told]
) -> CommissionStatement:
    """Each row beside what the agreement comes to; what is the same within the tolerance is done (RNW-14)."""
    first = month.replace(day=1)
    if first > ctx.today:
        raise Refusal("账期还没到：请核对月份")
    if not rows:
        raise Refusal("对账单里没有一行：请核对文件")
    if len(rows) > MOST_LINES:
        raise Refusal(f"一份对账单最多 {MOST_LINES} 行：请按月拆开")
    if twice := [number for number, count in Counter(each.number for each in rows).items() if count > 1]:
        raise Refusal(f"对账单里有重复的保单号：{'、'.join(twice[:3])}。请先和保险公司核对，再导入")
    statement = CommissionStatement(
        store_id=ctx.store_id,
        insurer=insurer,
        month=first,
        digest=digest,
        opened_by=himself(ctx),
        opened_at=ctx.now,
        acted_at=ctx.now,
    )
    statement.save()
    CommissionLine.objects.add_many(matched(ctx, statement, rows))
    return statement


def matched(ctx: Act, statement: CommissionStatement, rows: Sequence[Told]) -> list[CommissionLine]:
    """Every row with its policy and the store's own figure."""
    policies = queries.policies_numbered(ctx, statement.insurer, [each.number for each in rows])
    due = commissions.still_owed(ctx, statement.insurer, list(policies.values()))
    apart = rates.measure_of(ctx, COMMISSION_TOLERANCE)
    lines = []
    for place, row in enumerate(rows, 1):
        policy = policies.get(row.number)
        rate, expected = due[policy.pk] if policy else (None, None)
        match = judged(policy, expected, row.amount, apart)
        lines.append(
            CommissionLine(
                statement=statement,
                order=place,
                number=row.number,
                premium=row.premium,
                amount=row.amount,
                policy=policy,
                rate=rate,
                expected=expected,
                match=match,
                agreed=row.amount if match == Match.SAME else None,
            )
        )
    return lines


def judged(policy: Policy | None, expected: Decimal | None, amount: Decimal, apart: Decimal) -> Match:
    if policy is None:
        return Match.UNKNOWN
    if expected is None:
        return Match.UNRATED
    return Match.SAME if abs(expected - amount) <= apart else Match.DIFFERS


@action("处理差异", by=QUOTERS)
def settle_difference(ctx: Act, line: CommissionLine, *, settled: Settled, why: str) -> None:
    """Each difference ends with a reason: theirs, ours, or no policy of this store (RNW-14)."""
    if line.statement.state != State.OPEN:
        raise Refusal("这份对账单已经核对完成或撤回，不能再改")
    if line.match == Match.SAME:
        raise Refusal("这一行两边一致，不用处理")
    if len(why.strip()) < 2:
        raise Refusal("请写为什么这样处理")
    if settled == Settled.OURS and line.expected is None:
        raise Refusal("本店没有算出应收：请先登记保单、定好费率，撤回这份对账单重新导入，或按保险公司的数")
    if settled == Settled.NOT_OURS and line.policy_id:
        raise Refusal("这张保单在本店账上：只能按保险公司或按本店")
    line.settled, line.because = settled, why.strip()
    line.settled_by, line.settled_at = himself(ctx), ctx.now
    line.agreed = {Settled.THEIRS: line.amount, Settled.OURS: line.expected, Settled.NOT_OURS: ZERO}[settled]
    line.save()


@action("核对完成", by=KEEPERS, moves=(State.OPEN, State.AGREED), gates=[acts_on_own_device])
def agree_statement(ctx: Act, statement: CommissionStatement) -> None:
    """Every line has what counts; from now on its sum is owed."""
    if left := statement.lines.filter(agreed__isnull=True).count():
        raise Refusal(f"还有 {left} 行差异没有处理", [Missing(f"{left} 行差异", "保险专员")])
    statement.agreed = sum((each.agreed or ZERO for each in statement.lines.all()), ZERO)
    if statement.agreed <= 0:
        raise Refusal(
            f"合计 {statement.agreed:,.2f} 元，没有可收的：请保险公司并进下一期的对账单，这一份撤回"
        )
    statement.agreed_by, statement.agreed_at = himself(ctx), ctx.now


@action("撤回对账单", by=QUOTERS, moves=(State.OPEN, State.WITHDRAWN))
def withdraw_statement(ctx: Act, statement: CommissionStatement, *, why: str) -> None:
    """A wrong file, or rates and policies that were entered since: the right one is brought anew."""
    if len(why.strip()) < 2:
        raise Refusal("撤回要写原因")
    statement.withdrawn_because = why.strip()


@action("登记回款", by=PAYEES, moves=(State.AGREED, State.PAID), gates=[acts_on_own_device])
def receive_commission(
    ctx: Act, statement: CommissionStatement, *, amount: Decimal, received_on: date, bank_number: str
) -> None:
    """Money of the insurer as the bank shows it; in parts, never more than is owed."""
    if received_on > ctx.today:
        raise Refusal("到账日在今天以后：请照银行流水填")
    if not bank_number.strip():
        raise Refusal("请填银行流水号")
    open_amount = statement.agreed - statement.received
    if amount > open_amount:
        raise Refusal(f"还欠 {open_amount:,.2f} 元，收不了 {amount:,.2f} 元：多的请先和保险公司核对")
    CommissionReceipt(
        statement=statement,
        received_on=received_on,
        amount=amount,
        bank_number=bank_number.strip(),
        entered_by=himself(ctx),
    ).save()
    statement.received += amount
    ctx.stays = statement.received < statement.agreed
