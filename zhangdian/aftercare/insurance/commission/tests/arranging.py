"""Commission as tests arrange it."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from zhangdian.aftercare.insurance.commission import actions
from zhangdian.aftercare.insurance.commission.actions import Told
from zhangdian.aftercare.insurance.models import (
    CommissionLine,
    CommissionRate,
    CommissionStatement,
    PolicyLine,
)
from zhangdian.aftercare.insurance.policies.tests import arranging as policies
from zhangdian.aftercare.insurance.tests.arranging import insurer

NUMBERS = tuple(f"PDAA20265101000000000{number}" for number in range(1, 6))
DUE = Decimal("566.04")
"""20 % of 3,000 yuan without 6 % VAT."""


def a_rate(shop: Any, rate: str = "20", **more: Any) -> CommissionRate:
    """Commercial covers of 安禾, signed from a hundred days ago on."""
    given = {
        "insurer": insurer(),
        "line": PolicyLine.COMMERCIAL,
        "rate": Decimal(rate),
        "since": shop.today - timedelta(days=100),
        "source": "2026 协议",
        **more,
    }
    made: CommissionRate = actions.set_commission_rate(shop.fi_manager, **given).subject
    return made


def some_policies(shop: Any, count: int = 2) -> list[Any]:
    """Checked ones of 3,000 yuan each, signed today."""
    return [
        policies.checked(
            shop, policies.a_policy(shop, car=policies.a_car(shop, number), number=NUMBERS[number - 1])
        )
        for number in range(1, count + 1)
    ]


def a_statement(shop: Any, *rows: tuple[str, str], digest: str = "a", who: Any = None) -> CommissionStatement:
    """Of this month; rows are number and commission."""
    told = [Told(number, Decimal(amount), policies.PREMIUM) for number, amount in rows]
    made: CommissionStatement = actions.open_statement(
        who or shop.renewal_clerk, insurer=insurer(), month=shop.today, digest=digest, rows=told
    ).subject
    return made


def again(statement: CommissionStatement) -> CommissionStatement:
    found: CommissionStatement = CommissionStatement.objects.get(pk=statement.pk)
    return found


def lines_of(statement: CommissionStatement) -> list[CommissionLine]:
    return list(statement.lines.order_by("order"))


def agreed(shop: Any) -> CommissionStatement:
    """One of two policies on which both sides agree."""
    a_rate(shop)
    some_policies(shop)
    statement = a_statement(shop, *((number, str(DUE)) for number in NUMBERS[:2]))
    actions.agree_statement(shop.fi_manager, statement)
    return again(statement)
