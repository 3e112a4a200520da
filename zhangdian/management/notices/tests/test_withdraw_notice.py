"""A withdrawn notice need not be read; it stays to be looked up."""

from django.urls import reverse

from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.management.duties.models import DueItem
from zhangdian.management.duties.tests.arranging import the_clock_looks, with_duties
from zhangdian.management.notices import desks
from zhangdian.management.notices.actions import confirm_notice, withdraw_notice
from zhangdian.management.notices.tests.arranging import again, receipt, told


def test_nobody_reads_it_any_more_and_nobody_owes_that_it_is_read(shop):
    with_duties(shop)
    notice = told(shop)
    the_clock_looks(shop)
    withdraw_notice(shop.new_car_insurance, notice, why="内容有误")
    the_clock_looks(shop)
    assert desks.notices_to_read(shop.sales_consultant) == []
    [item] = DueItem.objects.of(shop.clock).filter(code="NBI-13")
    assert item.excused == DueItem.Excused.NOT_APPLICABLE
    with refused("已经撤回"):
        confirm_notice(shop.sales_consultant, receipt(notice, shop.sales_consultant))
    seen = said(look(shop.sales_consultant, reverse("notices:notice", args=[notice.pk])))
    assert "撤回：内容有误" in seen


def test_who_published_it_does_so_and_says_why(shop):
    notice = told(shop)
    with refused("由发布人"):
        withdraw_notice(shop.sales_consultant, notice, why="内容有误")
    with refused("为什么撤回"):
        withdraw_notice(shop.new_car_insurance, notice, why=" ")
    withdraw_notice(shop.fi_manager, notice, why="发错人")
    assert again(notice).withdrawn_by == shop.person("fi_manager")
    with refused("已撤回"):
        withdraw_notice(shop.fi_manager, again(notice), why="发错人")
