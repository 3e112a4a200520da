"""A wrong file is taken back and the right one brought anew."""

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.commission import actions
from zhangdian.aftercare.insurance.commission.tests.arranging import NUMBERS, a_statement, again, agreed
from zhangdian.aftercare.insurance.models import CommissionStatement


def test_withdrawn_with_a_reason_the_same_file_comes_again(shop):
    statement = a_statement(shop, (NUMBERS[0], "1"))
    with refused("撤回要写原因"):
        actions.withdraw_statement(shop.renewal_clerk, statement, why=" ")
    actions.withdraw_statement(shop.renewal_clerk, statement, why="补了保单再导")
    assert again(statement).state == CommissionStatement.State.WITHDRAWN
    assert a_statement(shop, (NUMBERS[0], "1")).pk != statement.pk


def test_what_both_sides_agreed_stays(shop):
    with refused("待回款"):
        actions.withdraw_statement(shop.renewal_clerk, agreed(shop), why="导错了文件")
