"""The inbox of signatures: in whose name, what it changes, what was signed, what is left of the month."""

from django.urls import reverse

from tests.support.browsing import browser_of
from zhangdian.foundation.kernel.actions import sign_request
from zhangdian.people.organization.lending.tests import arranging


def text(who, name, *keys):
    answer = browser_of(who).get(reverse(name, args=keys))
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_the_inbox_says_in_whose_name_and_what_it_changes(shop):
    arranging.anybody_may_be_supervisor(shop)
    arranging.lent(shop)
    request = arranging.asked(shop)
    page = text(shop.second_advisor, "web:requests")
    assert f"代 {shop.person('front_desk_supervisor').name} 签" in page
    assert "客户应付" in page
    assert f"{request.amount:,.2f}" in page
    assert "收回" not in page
    assert "收回" in text(shop.front_desk_supervisor, "web:requests")


def test_what_was_signed_is_listed_for_both(shop):
    arranging.anybody_may_be_supervisor(shop)
    power = arranging.lent(shop)
    sign_request(shop.second_advisor, arranging.asked(shop))
    for who in (shop.second_advisor, shop.front_desk_supervisor):
        assert "工时优惠 20%" in text(who, "web:signed")
        assert "工时优惠 20%" in text(who, "organization:signingpower", power.pk)
    assert "工时优惠 20%" not in text(shop.cashier, "web:signed")


def test_others_do_not_see_it(shop):
    arranging.anybody_may_be_supervisor(shop)
    power = arranging.lent(shop)
    url = reverse("organization:signingpower", args=[power.pk])
    assert browser_of(shop.cashier).get(url).status_code == 404
    assert browser_of(shop.office_director).get(url).status_code == 200
    assert shop.person("second_advisor").name in text(shop.office_director, "organization:powers")


def test_the_budget_stands_there_before_one_asks(shop):
    page = text(shop.service_advisor, "web:requests")
    assert "2,500.00" in page
    assert "还剩 8 次" in page
