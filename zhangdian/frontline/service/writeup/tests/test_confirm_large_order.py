"""Ten thousand yuan and more only with the service manager."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.lines import Wanted
from zhangdian.frontline.service.writeup.actions import add_lines, confirm_large_order


@pytest.fixture
def large(shop):
    """Twenty panels to be painted."""
    order = visits.a_visit_received(shop, words="整车喷漆")
    words = order.concerns.get().pk
    add_lines(shop.service_advisor, order, wanted=[Wanted("G002", concern_id=words, quantity=20)])
    return visits.again(order)


@pytest.mark.duty("SVM-17")
def test_nobody_signs_before_he_has_taken_part(shop, large):
    with refused("10,000 元以上", "服务经理"):
        visits.sign(shop, large)
    confirm_large_order(shop.service_manager, large, remark="已与客户面谈")
    visits.sign(shop, large)
    assert visits.again(large).large_confirmed_at


def test_it_is_his_and_the_general_manager_s(shop, large):
    with refused("服务经理、总经理来做"):
        confirm_large_order(shop.front_desk_supervisor, large)


@pytest.mark.duty("SVM-17")
def test_a_small_one_does_not_need_him(shop):
    assert visits.a_visit_signed(shop).large_confirmed_at is None
