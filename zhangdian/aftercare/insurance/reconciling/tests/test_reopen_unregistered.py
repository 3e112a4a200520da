"""A policy that was not to be registered is to be after all."""

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.reconciling import actions
from zhangdian.aftercare.insurance.reconciling.tests.arranging import (
    UNKNOWN,
    a_list,
    a_row,
    again,
    line_of,
    task_of,
)

NUMBER = f"{UNKNOWN}1"


def test_it_is_due_today_and_its_line_is_open(shop):
    found = a_list(shop, a_row(shop))
    actions.close_unregistered(shop.renewal_clerk, task_of(NUMBER), why="保险公司录错")
    shop.later(days=2)
    with refused("请写为什么"):
        actions.reopen_unregistered(shop.renewal_clerk, task_of(NUMBER), why="")
    actions.reopen_unregistered(shop.renewal_clerk, task_of(NUMBER), why="问过了，是本店的")
    task = task_of(NUMBER)
    assert (task.state, task.due_on, task.because) == ("open", shop.today, "")
    assert (line_of(found, NUMBER).settled, again(found).left) == ("", 1)
