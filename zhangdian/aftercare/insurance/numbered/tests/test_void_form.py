"""A spoiled number is void with the reason."""

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.numbered import actions
from zhangdian.aftercare.insurance.numbered.tests.arranging import form, received, with_paper
from zhangdian.doors.simulation import visits


def test_it_says_why_and_is_used_no_more(shop):
    received(with_paper(shop))
    actions.void_form(shop.renewal_clerk, form(), why="打印错位", photos=[visits.a_photo(shop.renewal_clerk)])
    assert (form().state, form().because) == ("void", "打印错位")
    with refused("不能再用"):
        actions.void_form(shop.renewal_clerk, form(), why="打印错位")


def test_without_a_reason_it_is_not(shop):
    received(with_paper(shop))
    with refused("原因"):
        actions.void_form(shop.renewal_clerk, form(), why="")
