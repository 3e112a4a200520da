"""What waits of duties: one line for what one walk proves."""

import pytest

from tests.support.waiting import told_differently
from zhangdian.management.duties import desks
from zhangdian.management.duties.tests.arranging import the_clock_looks, walk, walk_and_find, with_duties


@pytest.fixture
def store(shop):
    with_duties(shop)
    the_clock_looks(shop)
    return shop


def test_four_duties_of_one_walk_are_one_line_with_its_hour(store):
    [task] = desks.duties_of_mine(store.workshop_supervisor)
    assert (task.title, task.verb) == ("车间主管巡查", "走一圈")
    assert "等 4 条" in task.remark
    assert task.url.endswith("walk?role=WSM")
    assert not task.late(store.now)
    store.at("11:30")
    assert task.late(store.now)


def test_it_goes_when_the_walk_is_proved(store):
    walk(store)
    the_clock_looks(store)
    assert desks.duties_of_mine(store.workshop_supervisor) == []


def test_others_have_their_own(store):
    assert desks.duties_of_mine(store.technician) == []
    [task] = desks.duties_of_mine(store.cashier)
    assert (task.verb, task.remark) == ("日结", "职责 CAS-03")


def test_a_fault_waits_for_the_head_who_walked(store):
    walk_and_find(store, "WSM", "乱")
    [task] = desks.faults_to_mend(store.workshop_supervisor)
    assert task.title.endswith("：乱")
    assert desks.faults_to_mend(store.parts_manager) == []


def test_rail_and_home_tell_as_many_as_stand_there(store):
    assert not told_differently(store.workshop_supervisor)
    store.at("11:30")
    people = [(name, getattr(store, name)) for name in store.people]
    wrong = {name: found for name, who in people if (found := told_differently(who, "duties"))}
    assert wrong == {}
