"""What who leads the store sees in the morning: each figure with its list, each matter with a name."""

from decimal import Decimal

import pytest

from tests.support.looking import look, said, visitor
from zhangdian.aftercare.care.tests.arranging import a_complaint
from zhangdian.doors.simulation import visits
from zhangdian.doors.web import morning
from zhangdian.frontline.service.delivery.actions import let_out
from zhangdian.frontline.service.writeup.actions import grant_discount
from zhangdian.resources.cashier.actions import Counted, approve_on_account, close_shift
from zhangdian.resources.cashier.models import CashierShift, Means
from zhangdian.resources.cashier.tests.arranging import a_bill, an_account, at_the_till, pay


def seen(shop) -> morning.Morning:
    found = morning.of(visitor(shop.general_manager))
    assert found
    return found


def told(shop) -> dict[str, str]:
    return {each.name: f"{each.says} {each.unit_says}" for each in seen(shop).figures}


def matters(shop) -> list[tuple[str, str]]:
    return [(each.title, each.who) for each in seen(shop).matters]


def test_only_who_leads_the_store_sees_it(shop):
    visits.a_visit_arrived(shop)
    assert "昨天怎么样" in said(look(shop.general_manager, "/"))
    assert "昨天怎么样" in said(look(shop.deputy_general_manager, "/"))
    assert "昨天怎么样" not in said(look(shop.service_manager, "/"))


def test_each_figure_is_yesterdays_and_opens_its_list(shop):
    visits.a_car(shop)
    visits.a_visit_left(shop)
    visits.a_visit_arrived(shop, "宁Z88K88")
    assert told(shop) == {"进店": "0 台", "售后产值": "0 元", "到账": "0 元"}
    shop.later(days=1)
    assert told(shop) == {"进店": "2 台", "售后产值": "556 元", "到账": "556 元"}
    visits.a_visit_arrived(shop, "宁Z99K99")
    lists = [said(look(shop.general_manager, each.url)) for each in seen(shop).figures]
    assert ("62966" in lists[0], "88K88" in lists[0], "99K99" in lists[0]) == (True, True, False)
    assert "556.00" in lists[1]
    assert "11月23日" in lists[2]


def test_a_figure_stands_beside_the_same_weekday_before(shop):
    for number in range(2):
        visits.a_visit_arrived(shop, f"宁Z1000{number}")
    shop.later(days=7)
    visits.a_visit_arrived(shop, "宁Z20000")
    shop.later(days=1)
    arrived = seen(shop).figures[0]
    assert (arrived.says, arrived.week, arrived.year) == ("1", "−50%", "")
    shop.later(days=357)
    arrived = seen(shop).figures[0]
    assert (arrived.says, arrived.week, arrived.year) == ("0", "", "−100%")


def test_great_sums_are_told_in_ten_thousands(shop):
    pay(at_the_till(shop), a_bill(shop, "61234.00"), "61234.00")
    shop.later(days=1)
    assert told(shop)["到账"] == "6.1 万"


def test_a_car_that_was_handed_over_late_is_the_supervisors(shop):
    order = visits.a_visit_ready(shop)
    shop.at(order.promised_at)
    shop.later(minutes=15)
    assert matters(shop) == [("1 台超过承诺还在店", "彭启航")]
    visits.make_statement(shop, order)
    visits.sign_statement(shop, order)
    visits.pay(shop, order)
    let_out(shop.guard, visits.again(order))
    shop.later(days=1)
    (late,) = seen(shop).matters
    assert (late.title, late.who, late.tone) == ("1 台晚交，最长 20 分", "彭启航", "late")
    assert "62966" in said(look(shop.general_manager, late.url))


def test_a_complaint_is_told_with_who_has_taken_it(shop):
    a_complaint(shop, "T02", order=visits.a_visit_left(shop))
    assert [who for _, who in matters(shop)] == ["还没人受理"]


def test_overdue_money_and_drawers_are_told_with_a_name(shop):
    bill, account = a_bill(shop), an_account(shop)
    approve_on_account(shop.front_desk_supervisor, bill, account=account, reason="")
    shop.later(days=31)
    at_the_till(shop)
    pay(shop.cashier, a_bill(shop, "510.00"), "510.00")
    close_shift(
        shop.cashier, CashierShift.objects.get(), counted=[Counted(Means.CASH, Decimal("1006.00"), "找错零")]
    )
    assert matters(shop) == [("逾期应收 684.00", "郭欣然"), ("现金短 4.00", "田芷若")]
    overdue = seen(shop).matters[0]
    page = said(look(shop.general_manager, overdue.url))
    assert ("684.00" in page, "510.00" in page) == (True, False)


def test_what_waits_for_his_signature_is_signed_on_the_page_itself(shop):
    visits.a_car(shop)
    order = visits.a_visit_received(shop)
    visits.write_up(shop, order, ["A001"])
    grant_discount(shop.service_advisor, visits.again(order), percent=90, reason="等太久")
    page = said(look(shop.general_manager, "/"))
    assert "等您签 1" in page
    assert page.count("工时优惠 90%") == 1
    assert "/act/kernel.sign_request/" in page


def test_a_store_without_a_car_yet_is_told_how_to_begin(shop):
    page = said(look(shop.general_manager, "/"))
    assert ("昨天怎么样" in page, "登记员工" in page) == (False, True)


def test_the_whole_page_with_something_of_everything_asks_at_most_twenty_times(
    shop, django_assert_max_num_queries
):
    approve_on_account(shop.front_desk_supervisor, a_bill(shop), account=an_account(shop), reason="")
    shop.later(days=31)
    at_the_till(shop)
    pay(shop.cashier, a_bill(shop, "510.00"), "510.00")
    counted = [Counted(Means.CASH, Decimal("1006.00"), "找错零")]
    close_shift(shop.cashier, CashierShift.objects.get(), counted=counted)
    a_complaint(shop, "T02", order=visits.a_visit_left(shop, "宁Z10001"))
    visits.a_visit_ready(shop, "宁Z10002")
    order = visits.a_visit_received(shop, "宁Z10003")
    shop.later(days=1)
    visits.write_up(shop, order, ["A001"])
    grant_discount(shop.service_advisor, visits.again(order), percent=90, reason="等太久")
    with django_assert_max_num_queries(20):
        page = said(look(shop.general_manager, "/"))
    for each in ("等您签 1", "逾期应收", "现金短", "投诉：", "还在店"):
        assert each in page


@pytest.mark.parametrize("count", [1, 8])
def test_it_costs_the_same_for_one_and_for_eight(shop, count, django_assert_num_queries):
    for number in range(count):
        visits.a_visit_left(shop, f"宁Z1000{number}")
        visits.a_visit_signed(shop, f"宁Z2000{number}")
    shop.later(days=1)
    look_at = seen(shop)
    assert look_at.ctx.standing
    with django_assert_num_queries(9):
        assert (len(look_at.figures), len(look_at.matters), len(look_at.to_sign)) == (3, 1, 0)
