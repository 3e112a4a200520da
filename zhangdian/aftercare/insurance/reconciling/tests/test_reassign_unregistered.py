"""Another of the desk registers it."""

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.reconciling import actions
from zhangdian.aftercare.insurance.reconciling.tests.arranging import UNKNOWN, a_list, a_row, task_of

NUMBER = f"{UNKNOWN}1"


def test_only_somebody_who_may_register_takes_it_over(shop):
    a_list(shop, a_row(shop))
    with refused("本来就是"):
        actions.reassign_unregistered(shop.renewal_clerk, task_of(NUMBER), to=shop.person("renewal_clerk"))
    with refused("不在保险岗位"):
        actions.reassign_unregistered(shop.renewal_clerk, task_of(NUMBER), to=shop.person("guide"))
    actions.reassign_unregistered(shop.renewal_clerk, task_of(NUMBER), to=shop.person("fi_manager"))
    assert task_of(NUMBER).owner_id == shop.fi_manager.person_id
