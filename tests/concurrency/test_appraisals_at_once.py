"""A month opened by several workers, a sheet settled by two at one moment: each thing happens once."""

import uuid

import pytest

from tests.support.copies import at_once, raised
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.management.duties.appraisal import actions, jobs, sheets
from zhangdian.management.duties.appraisal.reckoning import Month
from zhangdian.management.duties.appraisal.tests.arranging import (
    a_scheme,
    again,
    answer,
    line_of,
    objected,
    opened,
    the_month_ends,
)
from zhangdian.management.duties.models import Appraisal, AppraisalLine, AppraisalMonth, DueItem

WORKERS = 4


@pytest.fixture
def december(own_shop, monkeypatch):
    """The month is over, and nobody has opened it."""
    a_scheme(own_shop)
    with monkeypatch.context() as asleep:
        asleep.setattr(jobs, "open_for_store", lambda ctx: None)
        the_month_ends(own_shop)
    return own_shop


def test_several_workers_open_a_month_once(december):
    done = at_once(*[lambda: jobs.open_for_store(december.clock)] * WORKERS)
    assert raised(done) == []
    assert AppraisalMonth.objects.count() == 1
    assert Appraisal.objects.count() == 2
    assert AppraisalLine.objects.count() == 4
    assert DueItem.objects.filter(code__startswith="KP").count() == 2


def opens(shop, month):
    """As a worker does that saw another part of the month: with a token of its own."""
    people = [shop.person("service_advisor"), shop.person("second_advisor")]
    return actions.open_appraisals(shop.clock, month, people=people, token=uuid.uuid4().hex)


def test_who_comes_second_looks_again_under_the_lock(december):
    month = actions.open_month(december.clock, first=sheets.months_to_open(december.clock)[-1]).subject
    done = at_once(*[lambda: opens(december, month)] * WORKERS)
    assert raised(done) == []
    assert Appraisal.objects.count() == 2


def test_control_who_does_not_look_again_is_stopped_by_the_database(december, monkeypatch):
    """The negative control: each opens what it saw before, and all but one are refused as a whole."""
    month = actions.open_month(december.clock, first=sheets.months_to_open(december.clock)[-1]).subject
    seen = sheets.without_sheet(december.clock, month, Month(december.clock, month.first))
    monkeypatch.setattr(sheets, "without_sheet", lambda ctx, month, of: list(seen))
    done = at_once(*[lambda: opens(december, month)] * WORKERS)
    assert len(raised(done)) == WORKERS - 1
    assert Appraisal.objects.count() == 2


def scored(shop) -> Appraisal:
    appraisal = opened(shop)
    actions.score_line(shop.front_desk_supervisor, line_of(appraisal), score=3)
    found: Appraisal = again(appraisal)
    return found


def test_two_who_release_at_once_release_once(own_shop):
    appraisal = scored(own_shop)
    done = at_once(
        lambda: actions.release_appraisal(own_shop.front_desk_supervisor, appraisal),
        lambda: actions.release_appraisal(own_shop.service_manager, appraisal),
    )
    assert len(raised(done, Refusal)) == len(raised(done)) == 1
    assert again(appraisal).released_by in (
        own_shop.person("front_desk_supervisor"),
        own_shop.person("service_manager"),
    )


def test_control_without_the_lock_both_release(own_shop, unguarded, linger):
    """The negative control: who need not wait finds it unreleased, and overwrites the other."""
    appraisal = scored(own_shop)
    linger(sheets, "measure", 0.4)
    done = at_once(
        lambda: actions.release_appraisal(own_shop.front_desk_supervisor, appraisal),
        lambda: actions.release_appraisal(own_shop.service_manager, appraisal),
    )
    assert len(raised(done)) != 1


def test_an_objection_that_is_answered_and_withdrawn_at_once_ends_one_way(own_shop):
    objection = objected(own_shop)
    done = at_once(
        lambda: answer(own_shop.service_manager, objection, "20"),
        lambda: actions.withdraw_objection(own_shop.service_advisor, objection),
    )
    assert len(raised(done, Refusal)) == len(raised(done)) == 1
    found = again(objection)
    assert (line_of(found.appraisal).corrected == 20) is (found.outcome == "corrected")


def test_a_sheet_that_is_signed_and_objected_to_at_once_is_one_of_both(own_shop):
    appraisal = scored(own_shop)
    actions.release_appraisal(own_shop.front_desk_supervisor, appraisal)
    done = at_once(
        lambda: actions.sign_appraisal(own_shop.service_advisor, again(appraisal)),
        lambda: actions.object_to_line(own_shop.service_advisor, line_of(appraisal), reason="不对"),
    )
    assert len(raised(done, Refusal)) == len(raised(done)) == 1
    found = again(appraisal)
    assert (found.state == Appraisal.State.SIGNED) is not found.objections.exists()
