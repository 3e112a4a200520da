"""A wrong list is taken back: nobody works off what it told."""

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.models import PolicyList
from zhangdian.aftercare.insurance.reconciling import actions
from zhangdian.aftercare.insurance.reconciling.tests.arranging import (
    UNKNOWN,
    a_draft,
    a_list,
    a_row,
    again,
    task_of,
)


def test_what_it_told_is_nobody_s_to_work_off_and_the_file_may_come_again(shop):
    found = a_list(shop, a_row(shop))
    with refused("要写原因"):
        actions.withdraw_policy_list(shop.renewal_clerk, found, why=" ")
    actions.withdraw_policy_list(shop.renewal_clerk, found, why="选错了月份")
    gone = again(found)
    assert (gone.state, gone.left) == (PolicyList.State.WITHDRAWN, 0)
    assert task_of(f"{UNKNOWN}1").because == "清单撤回了"
    a_list(shop, a_row(shop))
    assert task_of(f"{UNKNOWN}1").state == "open"


def test_a_draft_is_dropped_with_its_cells(shop):
    draft = a_draft(shop, a_row(shop))
    actions.withdraw_policy_list(shop.renewal_clerk, draft, why="传错了文件")
    assert again(draft).brought.body == "[]"


def test_a_task_that_another_list_still_tells_stays(shop):
    found = a_list(shop, a_row(shop))
    other = a_list(shop, a_row(shop), digest="b", month=shop.today.replace(day=1))
    assert other.replaces == found
    actions.withdraw_policy_list(shop.renewal_clerk, other, why="传错了文件")
    assert task_of(f"{UNKNOWN}1").state == "closed"
