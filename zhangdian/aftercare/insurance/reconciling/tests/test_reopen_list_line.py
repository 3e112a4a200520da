"""What was said of a difference does not hold: it is open again."""

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.models import PolicyList, PolicyListLine
from zhangdian.aftercare.insurance.reconciling import actions
from zhangdian.aftercare.insurance.reconciling.tests.arranging import (
    a_list,
    again,
    line_of,
    row_of,
    some_policies,
)


def test_a_difference_that_was_explained_is_open_again(shop):
    [policy] = some_policies(shop, 1)
    found = a_list(shop, row_of(shop, policy, premium="1.00"))
    with refused("只有写了原因"):
        actions.reopen_list_line(shop.renewal_clerk, line_of(found, policy.number), why="看错了")
    actions.explain_list_line(
        shop.renewal_clerk,
        line_of(found, policy.number),
        settled=PolicyListLine.Settled.NEITHER,
        why="批改后的数",
    )
    with refused("请写为什么重新打开"):
        actions.reopen_list_line(shop.renewal_clerk, line_of(found, policy.number), why=" ")
    actions.reopen_list_line(shop.renewal_clerk, line_of(found, policy.number), why="看错了")
    line = line_of(found, policy.number)
    assert (line.settled, line.because, line.settled_by) == ("", "", None)
    assert (again(found).state, again(found).left) == (PolicyList.State.OPEN, 1)
