"""What the till is measured by: what was billed, what is owed, what of it is past its term."""

from typing import Any

from zhangdian.foundation.kernel.figures import Better, Facts, Tally, figure
from zhangdian.people.customers.sights import PRICES
from zhangdian.people.organization.roles import Department, Role
from zhangdian.resources.cashier import queries
from zhangdian.resources.cashier.models import Receivable


@figure(
    "售后产值", unit="元", formula="这些天开出的账单之和，含税，作废的不算", source="业内通行；GM-06",
    owner=Role.SERVICE_MANAGER, additive=True, departments=[Department.SERVICE], posts=[Role.SERVICE_ADVISOR],
    sight=PRICES.name,
)  # fmt: skip
def billed(ctx: Any) -> Facts:
    """What the store has asked for its work."""
    rows = Receivable.objects.of(ctx).filter(queries.BILLED)
    return Facts(rows, at="opened_at", part=Tally("amount"), person="billed_by")


@figure(
    "应收余额", unit="元", formula="现在没有收清的账单还差的钱之和", source="业内通行；CAS-02",
    owner=Role.FINANCE_MANAGER, better=Better.LESS, departments=[Department.ACCOUNTING], sight=PRICES.name,
)  # fmt: skip
def owed(ctx: Any) -> Facts:
    """What is still to come of all bills, as it stands now."""
    state = Receivable.State
    rows = Receivable.objects.of(ctx).filter(state__in=[state.OPEN, state.PARTLY, state.ON_ACCOUNT])
    return Facts(rows, part=Tally(queries.BALANCE))


@figure(
    "挂账逾期", unit="元", formula="过了账期还没有收到的钱之和", source="业内通行；GM-06",
    owner=Role.FINANCE_MANAGER, better=Better.LESS, departments=[Department.ACCOUNTING], sight=PRICES.name,
)  # fmt: skip
def past_term(ctx: Any) -> Facts:
    """What is still to come of bills whose day has gone by."""
    rows = Receivable.objects.of(ctx).filter(queries.past_term(ctx))
    return Facts(rows, part=Tally(queries.BALANCE))
