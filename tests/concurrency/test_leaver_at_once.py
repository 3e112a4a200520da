"""An account closes at the moment at which something is put into its hands: one of the two is refused."""

import time

import pytest

from tests.support.copies import at_once, raised
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel import custody
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.frontline.service.reception.actions import greet_customer
from zhangdian.people.organization import belongings
from zhangdian.people.organization.staff.actions import disable_person


@pytest.fixture
def both(own_shop, linger):
    """A car is greeted by the advisor whose account the office closes; a car is dispatched to a leaver."""
    car = visits.a_visit_arrived(own_shop)
    signed = visits.a_visit_signed(own_shop, "宁Z62967")
    linger(belongings, "counted", 0.2)
    linger(custody, "refuse_gone", 0.2)
    office = own_shop.office_director
    advisor, technician = own_shop.person("second_advisor"), own_shop.person("technician")
    return {
        "greets": (
            advisor,
            lambda: greet_customer(own_shop.second_advisor, car),
            lambda: disable_person(office, advisor, reason="离职"),
        ),
        "is given": (
            technician,
            lambda: visits.dispatch(own_shop, signed),
            lambda: disable_person(office, technician, reason="离职"),
        ),
    }


@pytest.mark.parametrize("how", ["greets", "is given"])
@pytest.mark.parametrize("first", [0, 1])
def test_nothing_is_left_in_the_hands_of_who_is_gone(own_shop, both, how, first):
    person, takes, closes = both[how]
    answers = at_once(*([takes, closes] if first == 0 else [closes, takes]))
    assert [type(each) for each in raised(answers)] == [Refusal], answers
    person.refresh_from_db()
    assert not (person.disabled_at and belongings.counted(own_shop.office_director, person))


@pytest.mark.only_on("postgres")
def test_without_asking_at_its_end_something_would_be_left(own_shop, both, monkeypatch):
    """The negative control: on SQLite no two acts are under way at once."""
    monkeypatch.setattr(custody, "refuse_gone", lambda _act, _people: time.sleep(0.4))
    person, takes, closes = both["is given"]
    assert raised(at_once(takes, closes)) == []
    person.refresh_from_db()
    assert person.disabled_at
    assert belongings.counted(own_shop.office_director, person)
