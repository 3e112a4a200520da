"""Each difference ends with a reason (RNW-14)."""

from decimal import Decimal

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.commission import actions
from zhangdian.aftercare.insurance.commission.tests.arranging import (
    DUE,
    NUMBERS,
    a_rate,
    a_statement,
    again,
    lines_of,
    some_policies,
)
from zhangdian.aftercare.insurance.models import CommissionLine

Settled = CommissionLine.Settled


@pytest.fixture
def lines(shop):
    a_rate(shop)
    some_policies(shop, 2)
    return lines_of(a_statement(shop, (NUMBERS[0], "500"), (NUMBERS[1], "566.04"), ("PDXX00000009", "80")))


def settle(shop, line, settled, why="保险公司算错"):
    actions.settle_difference(shop.renewal_clerk, line, settled=settled, why=why)
    return CommissionLine.objects.get(pk=line.pk)


@pytest.mark.duty("RNW-14")
def test_theirs_ours_or_no_policy_of_this_store(shop, lines):
    ours = settle(shop, lines[0], Settled.OURS)
    assert (ours.agreed, ours.because, ours.settled_by) == (DUE, "保险公司算错", shop.person("renewal_clerk"))
    assert settle(shop, lines[0], Settled.THEIRS).agreed == Decimal(500)
    assert settle(shop, lines[2], Settled.NOT_OURS, "签单机构不是本店").agreed == 0


def test_what_cannot_be_meant_is_refused(shop, lines):
    with refused("两边一致"):
        settle(shop, lines[1], Settled.THEIRS)
    with refused("请写为什么"):
        settle(shop, lines[0], Settled.THEIRS, " ")
    with refused("在本店账上"):
        settle(shop, lines[0], Settled.NOT_OURS)
    with refused("没有算出应收"):
        settle(shop, lines[2], Settled.OURS)


def test_of_a_withdrawn_statement_nothing_is_settled(shop, lines):
    actions.withdraw_statement(shop.renewal_clerk, again(lines[0].statement), why="导错了文件")
    with refused("不能再改"):
        settle(shop, CommissionLine.objects.get(pk=lines[0].pk), Settled.THEIRS)
