"""A car that was received on paper is entered afterwards, as it was."""

from datetime import timedelta

import pytest

from tests.support.looking import look, press, said
from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.models import Entry
from zhangdian.frontline.service.models import Concern, RepairOrder
from zhangdian.frontline.service.outage.actions import enter_spare_form, void_spare_form
from zhangdian.frontline.service.outage.tests.arranging import a_spare_form


@pytest.fixture
def form(shop):
    return a_spare_form(shop)


@pytest.fixture
def came(shop, form):
    """The car comes an hour after the forms were printed; the power is back two hours later."""
    at = shop.now + timedelta(hours=1)
    shop.later(hours=3)
    return at


def again(form):
    return type(form).objects.get(pk=form.pk)


def test_the_visit_begins_when_the_paper_says_and_the_journal_knows_the_paper(shop, form, came):
    car = visits.a_car(shop)
    enter_spare_form(shop.service_advisor, form, plate=car.plate, arrived_at=came, words="刹车响", key_tag=7)
    order = again(form).order
    assert (order.arrived_at, order.state, order.key_tag) == (came, RepairOrder.State.DRAFT, 7)
    assert (order.vehicle, Concern.objects.get(order=order).words) == (car, "刹车响")
    entry = Entry.objects.latest("pk")
    assert (entry.action, entry.at) == ("service.enter_spare_form", shop.now)
    assert (entry.root_type, entry.root_id) == ("service.spareform", form.pk)
    assert entry.at - order.arrived_at == timedelta(hours=2)


def test_from_there_it_goes_on_as_any_visit_signed_on_paper(shop, form, came):
    enter_spare_form(shop.service_advisor, form, plate=visits.PLATE, arrived_at=came)
    order = again(form).order
    visits.walk_around(shop, order)
    visits.write_up(shop, visits.again(order))
    visits.sign(shop, order)
    assert visits.again(order).number.startswith("WL261123-")


def test_a_number_is_entered_once(shop, form, came):
    enter_spare_form(shop.service_advisor, form, plate=visits.PLATE, arrived_at=came)
    with refused("已补录"):
        enter_spare_form(shop.service_advisor, again(form), plate="宁Z10001", arrived_at=came)
    with refused("已补录"):
        void_spare_form(shop.service_advisor, again(form), reason="写坏了")


@pytest.mark.parametrize("hours", [-4, 1])
def test_no_car_came_before_the_form_was_printed_nor_after_now(shop, form, came, hours):
    with refused("照纸上写的时间"):
        enter_spare_form(
            shop.service_advisor, form, plate=visits.PLATE, arrived_at=shop.now + timedelta(hours=hours)
        )
    assert not RepairOrder.objects.exists()


def test_the_desk_enters_it_from_the_list_and_goes_on_at_the_car(shop, form, came):
    assert form.number in said(look(shop.service_advisor, "/outage"))
    told = f"{clock.local(came, shop.service_advisor.standing.zone):%Y-%m-%dT%H:%M}"
    sent = {"plate": visits.PLATE, "arrived_at": told, "kind": "REPAIR"}
    answer = press(shop.service_advisor, f"/act/service.enter_spare_form/{form.pk}", sent)
    order = again(form).order
    assert answer["HX-Redirect"] == f"/reception/{order.pk}"
    assert order.kind == "REPAIR"
    assert visits.PLATE[-5:] in said(look(shop.service_advisor, "/outage"))
