"""The list of clocked times, and one of them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.support.browsers import logged_in
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.clocking.actions import tell_clock_end
from zhangdian.frontline.service.models import ClockRecord


@pytest.fixture
def record(shop):
    return ClockRecord.objects.get(order=visits.a_visit_in_repair(shop))


@pytest.mark.parametrize(
    ("who", "sees"), [("technician", True), ("second_technician", False), ("workshop_supervisor", True)]
)
def test_he_sees_his_own_and_the_supervisor_everybodys(shop, record, who, sees):
    browser, address = logged_in(getattr(shop, who)), reverse("service:clockrecord", args=[record.pk])
    assert (address in browser.get(reverse("service:clocks")).content.decode()) is sees
    assert browser.get(address).status_code == 200


def test_whoever_has_no_hours_finds_no_such_page(shop, record):
    browser = logged_in(shop.service_advisor)
    assert browser.get(reverse("service:clocks")).status_code == 404
    assert browser.get(reverse("service:clockrecord", args=[record.pk])).status_code == 404


def test_a_forgotten_one_is_told_on_its_page(shop, record):
    shop.later(hours=24)
    browser = logged_in(shop.technician)
    assert "补填停工" in browser.get(reverse("service:clockrecord", args=[record.pk])).content.decode()
    address = reverse("ui:act", args=["service.tell_clock_end", record.pk])
    assert 'value="18:00"' in browser.get(address).content.decode()
    browser.post(address, {"ended_at": "17:20", "token": "t"})
    assert ClockRecord.objects.get(pk=record.pk).told_at
    assert "补填" in browser.get(reverse("service:clocks")).content.decode()


def test_a_correction_is_asked_for_on_its_page(shop, record):
    shop.later(hours=24)
    tell_clock_end(shop.technician, record, ended_at=record.started_at + timedelta(hours=9))
    given = {"started_at": "08:30", "ended_at": "17:00", "reason": "忘了暂停", "token": "c"}
    address = reverse("ui:act", args=["service.correct_clock", record.pk])
    answer = logged_in(shop.technician).post(address, given)
    assert answer.status_code in {204, 302}, answer.content.decode()


def test_a_refusal_says_its_sentence_and_what_is_missing(shop, record):
    shop.later(hours=24)
    address = reverse("ui:act", args=["service.pause_work", record.line_id])
    answer = logged_in(shop.technician).post(address, {"reason": "meal", "token": "p"})
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "一直没停" in said
    assert "补填停工" in said


def test_nobody_knows_how_long_a_forgotten_one_was_worked(shop, record):
    shop.later(hours=24)
    page = logged_in(shop.workshop_supervisor).get(reverse("service:clocks")).content.decode()
    assert "没停" in page
    assert "在做" not in page
