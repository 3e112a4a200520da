"""The pages of duties: coverage, times, rounds."""

import html

import pytest
from django.http import Http404
from django.test import RequestFactory

from tests.support.browsing import browser_of
from zhangdian.management.duties import views, walks
from zhangdian.management.duties.models import Round
from zhangdian.management.duties.tests.arranging import with_duties


def ask(ctx, query=""):
    request = RequestFactory().get(f"/duties/coverage{query}")
    vars(request)["ctx"] = ctx
    return request


def page(shop, who="office_director", query=""):
    return views.coverage_page(ask(getattr(shop, who), query)).content.decode()


@pytest.mark.duty("GM-17")
def test_the_office_sees_each_row_with_what_carries_it(shop):
    text = page(shop, query="?area=followup")
    assert "PROC-F-04" in text
    assert "记回访" in text
    assert "639" in text


def test_only_what_is_missing_is_one_tap_away(shop):
    assert "PROC-F-04" not in page(shop, query="?area=followup&scope=missing")


@pytest.mark.parametrize("query", ["?area=nonsense", "?scope=nonsense", "?area=%00"])
def test_an_address_that_makes_no_sense_is_an_empty_page_and_no_fault(shop, query):
    assert "职责覆盖" in page(shop, query=query)


def test_others_do_not_find_it(shop):
    with pytest.raises(Http404):
        views.coverage_page(ask(shop.technician))


def timetables_of(shop):
    return views.timetables_page(ask(shop.office_director)).content.decode()


def test_a_store_without_times_is_offered_the_house_s(shop):
    assert "载入时间和巡查点" in timetables_of(shop)
    pressed = browser_of(shop.office_director).post("/act/duties.load_timetables", {"token": "t"})
    assert pressed.status_code == 302
    text = timetables_of(shop)
    assert "载入时间和巡查点" not in text
    assert "每天 11:00 前" in text


def test_a_store_changes_its_times_from_the_list(shop):
    with_duties(shop)
    shop.later(days=1)
    browser = browser_of(shop.office_director)
    form = browser.get("/act/duties.change_timetable?code=WSM-05").content.decode()
    assert 'value="11:00"' in form
    sent = {"code": "WSM-05", "rule": "FREQ=DAILY", "due": "10:30", "stands": "on", "reason": "早会提前"}
    assert browser.post("/act/duties.change_timetable", {**sent, "token": "t"}).status_code == 302
    assert "每天 10:30 前" in timetables_of(shop)
    later = {**sent, "due": "15:00", "token": "u"}
    shop.later(days=1)
    browser_of(shop.office_director).post("/act/duties.change_timetable", later)
    assert "1 件在等签字" in timetables_of(shop)


def test_a_round_is_walked_on_its_page(shop):
    with_duties(shop)
    browser = browser_of(shop.lounge_host)
    page = browser.get("/duties/rounds/walk?role=HOST").content.decode()
    began = page.split('name="began" value="')[1].split('"')[0]
    shop.later(minutes=6)
    sent = {"role": "HOST", "began": html.unescape(began), "token": "t"}
    assert browser.post("/act/duties.make_round", sent).status_code == 302
    made = Round.objects.get()
    assert (made.seconds, made.is_doubtful) == (360, False)
    assert browser.get(f"/duties/rounds/{made.pk}").status_code == 200


def test_a_beginning_that_the_house_did_not_seal_counts_for_nothing(shop):
    with_duties(shop)
    sent = {"role": "HOST", "began": "1:forged", "token": "t"}
    assert browser_of(shop.lounge_host).post("/act/duties.make_round", sent).status_code == 302
    assert Round.objects.get().is_doubtful


def test_what_is_amiss_without_a_photo_stays_on_the_page_with_its_chip(shop):
    with_duties(shop)
    point = walks.points_of(shop.lounge_host, "HOST")[0]
    sent = {"role": "HOST", f"faults-{point.pk}": "脏", "token": "t"}
    answer = browser_of(shop.lounge_host).post("/act/duties.make_round", sent)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "请拍一张照片" in text
    assert 'value="脏" checked' in text
