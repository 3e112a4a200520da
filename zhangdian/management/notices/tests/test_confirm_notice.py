"""Each reads for himself, once, with one tap."""

from django.urls import reverse

from tests.support.browsing import browser_of
from tests.support.saying_no import refused
from zhangdian.management.notices.actions import confirm_notice
from zhangdian.management.notices.tests.arranging import again, more_consultants, receipt, told


def test_nobody_reads_for_another_and_nobody_twice(shop):
    notice = told(shop)
    mine = receipt(notice, shop.sales_consultant)
    with refused("各人读各人的"):
        confirm_notice(shop.sales_manager, mine)
    confirm_notice(shop.sales_consultant, mine)
    assert again(mine).read_at == shop.now
    with refused("已经读过"):
        confirm_notice(shop.sales_consultant, again(mine))


def test_one_tap_on_the_phone_is_enough(shop):
    notice = told(shop)
    mine = receipt(notice, shop.sales_consultant)
    browser = browser_of(shop.sales_consultant)
    assert "已读并理解" in browser.get(reverse("notices:notice", args=[notice.pk])).content.decode()
    browser.post(f"/act/notices.confirm_notice/{mine.pk}", {"token": "tap"})
    assert again(mine).read_at is not None


def test_who_reads_after_the_hour_is_told_apart(shop):
    [other] = more_consultants(shop, 1)
    notice = told(shop)
    confirm_notice(shop.sales_consultant, receipt(notice, shop.sales_consultant))
    shop.later(days=1, minutes=1)
    assert receipt(notice, other).standing_at(shop.now) == ("没读，超时", "late")
    confirm_notice(other, receipt(notice, other))
    assert receipt(notice, other).standing_at(shop.now) == ("超时才读", "parts")
    assert receipt(notice, shop.sales_consultant).standing_at(shop.now) == ("已读", "ok")
