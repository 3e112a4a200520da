"""A store says by what a duty shows that it was done: from tomorrow, and less only with a signature."""

import re
from datetime import time

import pytest

from tests.support.browsing import browser_of
from tests.support.saying_no import refused
from zhangdian.management.duties.models import Timetable
from zhangdian.management.duties.own.actions import choose_proof
from zhangdian.management.duties.own.tests.arranging import add
from zhangdian.management.duties.tests.arranging import item, the_clock_looks, with_duties
from zhangdian.management.duties.timetables import PHOTO, ROUND, SECOND, TimetableRow
from zhangdian.management.duties.watching.actions import load_timetables
from zhangdian.people.organization.roles import Role


@pytest.fixture
def store(shop):
    with_duties(shop)
    add(shop)
    shop.later(days=1)
    the_clock_looks(shop)
    return shop


def choose(shop, **how):
    given = {"code": "OWN-01", "proof": SECOND, "reason": "照片看不出来", **how}
    return choose_proof(shop.office_director, **given)


def test_a_second_person_holds_from_tomorrow_and_today_stays(store):
    assert not choose(store, confirmed_by=Role.CASHIER).waits_for_signature
    assert item(store, "OWN-01").proofs == PHOTO
    store.later(days=1)
    the_clock_looks(store)
    assert (item(store, "OWN-01").proofs, item(store, "OWN-01").confirmed_by) == (SECOND, Role.CASHIER)


def test_what_the_holder_shows_alone_is_signed_by_the_general_manager(store):
    choose(store)
    assert choose(store, proof=PHOTO).waits_for_signature
    assert Timetable.objects.filter(code="OWN-01").latest("since").proofs == SECOND


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ({"code": "WSM-02"}, "没有时间"),
        ({"reason": " "}, "为什么换"),
        ({"confirmed_by": Role.LOUNGE_HOST}, "不能是做的岗位"),
    ],
)
def test_what_holds_nowhere(store, how, why):
    with refused(why):
        choose(store, **how)
    assert Timetable.objects.filter(code="OWN-01").count() == 1


def test_twice_the_same_is_no_change(store):
    choose(store)
    with refused("和现在的证据一样"):
        choose(store)


def test_its_page_offers_it(store):
    page = browser_of(store.office_director).get("/duties/catalogue/OWN-01").content.decode()
    assert "换证据" in page
    assert "拍照" in page


def test_its_form_says_of_what_and_leaves_a_round_to_be_chosen_anew(store):
    row = TimetableRow("WSM-02", Role.WORKSHOP_SUPERVISOR, "FREQ=DAILY", time(17), ROUND)
    load_timetables(store.clock, rows=[row], points=[])
    page = browser_of(store.office_director).get("/act/duties.choose_proof?code=WSM-02").content.decode()
    assert re.search('<option value="" selected>现在凭巡查，请选新的', page)
    assert "WSM-02 " in page
    with refused("从清单里选"):
        choose(store, code="WSM-02", proof="")
