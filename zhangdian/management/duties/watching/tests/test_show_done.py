"""What no other act shows, a photo of this very item does."""

import pytest

from tests.support.browsing import browser_of
from tests.support.saying_no import refused
from zhangdian.doors.simulation.visits import a_photo
from zhangdian.management.duties.models import DueItem
from zhangdian.management.duties.own.tests.arranging import add
from zhangdian.management.duties.tests.arranging import item, the_clock_looks, with_duties
from zhangdian.management.duties.watching.actions import show_done

Standing = DueItem.Standing


@pytest.fixture
def due(shop):
    with_duties(shop)
    add(shop)
    add(shop, sentence="擦电视")
    shop.later(days=1)
    the_clock_looks(shop)
    return shop


def test_the_photo_closes_this_item_and_no_other_of_the_same_hour(due):
    show_done(due.lounge_host, item(due, "OWN-01"), photos=[a_photo(due.lounge_host)], words="换了滤芯")
    the_clock_looks(due)
    found = item(due, "OWN-01")
    assert (found.standing_at(due.now), found.proof.action) == (Standing.IN_TIME, "duties.show_done")
    assert item(due, "OWN-02").done_at is None


def test_after_its_hour_it_is_late(due):
    due.at("11:00")
    show_done(due.lounge_host, item(due, "OWN-01"), photos=[a_photo(due.lounge_host)])
    assert item(due, "OWN-01").standing_at(due.now) is Standing.LATE


def test_without_a_photo_nothing_is_shown(due):
    with refused("拍一张照片"):
        show_done(due.lounge_host, item(due, "OWN-01"), photos=[])


def test_another_post_shows_nothing(due):
    with refused("由大厅接待来做"):
        show_done(due.technician, item(due, "OWN-01"), photos=[a_photo(due.technician)])


def test_what_an_act_proves_needs_no_photo(due):
    with refused("有别的动作为证"):
        show_done(due.workshop_supervisor, item(due, "WSM-05"), photos=[a_photo(due.workshop_supervisor)])


def test_twice_and_too_late_are_refused(due):
    show_done(due.lounge_host, item(due, "OWN-01"), photos=[a_photo(due.lounge_host)])
    with refused("已经做了"):
        show_done(due.lounge_host, item(due, "OWN-01"), photos=[a_photo(due.lounge_host)])
    late = item(due, "OWN-02")
    due.later(days=1)
    with refused("不在能做的时候"):
        show_done(due.lounge_host, late, photos=[a_photo(due.lounge_host)])


def test_its_page_asks_for_the_photo_and_today_leads_there(due):
    found = item(due, "OWN-01")
    browser = browser_of(due.lounge_host)
    assert "拍照交差" in browser.get(f"/duties/due/{found.pk}").content.decode()
    assert f"/duties/due/{found.pk}" in browser.get("/").content.decode()
