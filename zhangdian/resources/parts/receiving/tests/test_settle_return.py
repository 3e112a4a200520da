"""A return that the supplier has credited."""

from tests.support.saying_no import refused
from zhangdian.resources.parts.actions import return_to_supplier, settle_return
from zhangdian.resources.parts.desk import returns_to_settle
from zhangdian.resources.parts.receiving.tests.test_return_to_supplier import a_delivered_lot


def test_it_is_settled_by_the_credit_note(shop):
    back = return_to_supplier(shop.storekeeper, a_delivered_lot(shop), quantity=1, reason="灯罩裂").subject
    with refused("贷项单号"):
        settle_return(shop.parts_planner, back, credit_note=" ")
    settle_return(shop.parts_planner, back, credit_note="CN-7")
    assert returns_to_settle(shop.parts_planner) == []
