"""When every line has what counts, its sum is owed."""

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.commission import actions
from zhangdian.aftercare.insurance.commission.tests.arranging import (
    DUE,
    NUMBERS,
    a_rate,
    a_statement,
    again,
    agreed,
    lines_of,
    some_policies,
)
from zhangdian.aftercare.insurance.models import CommissionLine, CommissionStatement

State = CommissionStatement.State


def test_with_a_difference_open_it_is_refused_and_settled_it_is_owed(shop):
    a_rate(shop)
    some_policies(shop, 2)
    statement = a_statement(shop, (NUMBERS[0], "500"), (NUMBERS[1], "566.04"))
    with refused("还有 1 行差异没有处理"):
        actions.agree_statement(shop.fi_manager, statement)
    actions.settle_difference(
        shop.renewal_clerk, lines_of(statement)[0], settled=CommissionLine.Settled.OURS, why="保险公司算错"
    )
    actions.agree_statement(shop.fi_manager, again(statement))
    found = again(statement)
    assert (found.state, found.agreed, found.agreed_by) == (State.AGREED, 2 * DUE, shop.person("fi_manager"))


def test_a_sum_below_zero_goes_into_the_next_month(shop):
    a_rate(shop)
    statement = a_statement(shop, ("PDXX00000009", "-80"))
    actions.settle_difference(
        shop.renewal_clerk, lines_of(statement)[0], settled=CommissionLine.Settled.THEIRS, why="跨月入账"
    )
    with refused("并进下一期"):
        actions.agree_statement(shop.fi_manager, again(statement))


def test_agreed_it_is_agreed_once(shop):
    statement = agreed(shop)
    with refused("核对"):
        actions.agree_statement(shop.fi_manager, statement)
