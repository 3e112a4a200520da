"""The list of notices: what each sees in it, narrowed and taken away."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.support.browsing import browser_of
from tests.support.looking import look, said
from zhangdian.management.notices.actions import withdraw_notice
from zhangdian.management.notices.tests.arranging import more_consultants, reads, told


def listed(who, query=""):
    return said(look(who, f"{reverse('notices:notices')}{query}"))


def test_each_row_says_how_many_have_read(shop):
    more_consultants(shop, 1)
    notice = told(shop)
    assert "0 / 2" in listed(shop.new_car_insurance)
    reads(notice, shop.sales_consultant)
    assert "1 / 2" in listed(shop.new_car_insurance)


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("?unread=1", True),
        ("?shown=unread", True),
        ("?shown=standing", False),
        ("?mine=1", False),
        ("?q=折扣", True),
        ("?q=不低于", True),
        ("?q=别的", False),
    ],
)
def test_it_is_narrowed_by_what_the_reader_asks(shop, query, there):
    told(shop)
    assert ("安禾家用车折扣收紧" in listed(shop.sales_consultant, query)) is there


def test_what_was_not_read_in_time_is_found(shop):
    told(shop)
    assert "安禾家用车折扣收紧" not in listed(shop.new_car_insurance, "?late=1")
    shop.later(days=2)
    assert "安禾家用车折扣收紧" in listed(shop.new_car_insurance, "?late=1")


def test_it_says_what_is_over_and_what_was_withdrawn(shop):
    told(shop, title="到期的", ends_on=shop.today + timedelta(days=1))
    gone = told(shop, title="撤回的")
    withdraw_notice(shop.new_car_insurance, gone, why="发错人")
    shop.later(days=2)
    assert "到期的" in listed(shop.new_car_insurance, "?shown=over")
    assert "撤回的" in listed(shop.new_car_insurance, "?shown=withdrawn")


def test_it_is_taken_away_as_a_sheet(shop):
    told(shop)
    answer = browser_of(shop.new_car_insurance).post(reverse("ui:export", args=["notices"]))
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/vnd")


def test_it_is_printed_with_who_has_read(shop):
    notice = told(shop)
    paper = said(look(shop.new_car_insurance, reverse("notices:notice_paper", args=[notice.pk])))
    assert "0 / 1 已读" in paper
    assert str(shop.person("sales_consultant")) in paper
