"""The page after the login: what waits, or the way to where this person works."""

import pytest

from tests.support.looking import look, said
from zhangdian.doors.simulation import visits
from zhangdian.management.duties import owing
from zhangdian.management.duties.tests.arranging import the_clock_looks, walk, with_duties


@pytest.mark.parametrize(
    ("who", "desk", "verb"),
    [
        ("guide", "/entrance", "去门口"),
        ("guard", "/gate", "去放行"),
        ("lounge_host", "/lounge", "去休息区"),
        ("washer", "/wash", "去洗车"),
        ("cashier", "/cashier/", "去收款"),
    ],
)
def test_nothing_waits_and_the_page_leads_on_to_the_desk(shop, who, desk, verb):
    visits.a_visit_left(shop)
    page = said(look(getattr(shop, who), "/"))
    assert "现在没有等您的事" in page
    assert f'<a class="btn btn-plain" href="{desk}">{verb}</a>' in page


def test_who_has_no_desk_yet_is_told_that_nothing_waits(shop):
    visits.a_visit_left(shop)
    page = said(look(shop.accessories_fitter, "/"))
    assert "现在没有等您的事" in page
    assert 'class="empty"' in page


@pytest.mark.duty("GM-17")
def test_it_tells_how_far_the_duties_of_today_are(shop):
    assert "今天的职责" not in said(look(shop.workshop_supervisor, "/"))
    with_duties(shop)
    the_clock_looks(shop)
    owed = owing.of_today(shop.workshop_supervisor).owed
    assert owed >= 4
    assert f"今天的职责 0/{owed}" in said(look(shop.workshop_supervisor, "/"))
    walk(shop)
    the_clock_looks(shop)
    done = owing.of_today(shop.workshop_supervisor).done
    assert done >= 4
    assert f"今天的职责 {done}/{owed}" in said(look(shop.workshop_supervisor, "/"))
