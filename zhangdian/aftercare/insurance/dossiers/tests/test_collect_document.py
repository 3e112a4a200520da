"""A paper is photographed once; nothing missing makes the dossier whole (RNW-15, RNW-24)."""

from datetime import timedelta

import pytest

from tests.support.saying_no import refused
from tests.support.waiting import told_differently
from zhangdian.aftercare.insurance.dossiers import actions, desks, lists
from zhangdian.aftercare.insurance.dossiers.tests.arranging import (
    ID,
    a_dossier,
    again,
    all_collected,
    both_lines,
    collected,
    item,
    names,
)
from zhangdian.aftercare.insurance.models import Dossier
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.figures import FIGURES


@pytest.mark.duty("RNW-15", "RNW-24")
def test_what_was_uploaded_is_missing_no_more(shop):
    dossier = a_dossier(shop)
    collected(shop, dossier)
    assert ID not in again(dossier).missing
    assert 0 < again(dossier).percent < 100


@pytest.mark.duty("RNW-24")
def test_with_the_last_paper_it_is_whole_and_leaves_the_desk_of_its_owner(shop):
    dossier = a_dossier(shop)
    [task] = desks.documents_to_collect(shop.renewal_clerk)
    assert ID in task.title
    assert desks.documents_to_collect(shop.fi_manager) == []
    whole = all_collected(shop, dossier)
    assert (whole.state, whole.percent, whole.missing) == (Dossier.State.WHOLE, 100, "")
    assert whole.whole_by.action == "insurance.collect_document"
    assert desks.documents_to_collect(shop.renewal_clerk) == []
    assert not lists.overdue(lists.all_dossiers(shop.renewal_clerk), shop.renewal_clerk).exists()
    figure = FIGURES["insurance.dossiers_whole"].facts(shop.fi_manager)
    assert figure.of_days(shop.fi_manager, shop.today, shop.today).count() == 1


@pytest.mark.duty("RNW-15")
def test_after_its_day_it_is_late(shop):
    dossier = a_dossier(shop)
    shop.at(shop.now + timedelta(days=4))
    assert desks.documents_to_collect(shop.renewal_clerk)[0].tone == "late"
    assert lists.overdue(lists.all_dossiers(shop.renewal_clerk), shop.renewal_clerk).get().pk == dossier.pk


def test_a_paper_is_asked_once_for_all_policies_of_a_car(shop):
    first, second = both_lines(shop)
    collected(shop, second)
    assert item(first).scan == item(second).scan
    assert ID not in again(first).missing


def test_of_another_car_it_is_asked_anew(shop):
    first = a_dossier(shop)
    _, other = both_lines(shop)
    collected(shop, first)
    assert ID in again(other).missing


def test_without_a_picture_and_twice_it_is_refused(shop):
    dossier = a_dossier(shop)
    with refused("请拍"):
        actions.collect_document(shop.renewal_clerk, item(dossier), photos=[])
    found = collected(shop, dossier)
    with refused("已经收了", "撤下"):
        actions.collect_document(shop.renewal_clerk, found, photos=[visits.a_photo(shop.renewal_clerk)])
    assert len(names(dossier)) + 1 == again(dossier).asked


@pytest.mark.duty("RNW-15")
def test_several_policies_are_one_line_that_leads_to_his_list(shop):
    first, _ = both_lines(shop)
    [task] = desks.documents_to_collect(shop.renewal_clerk)
    assert task.title == "2 张保单的投保资料没收齐"
    assert first.missing in task.remark
    assert task.url.endswith("?mine=1")
    assert told_differently(shop.renewal_clerk, "dossiers") == []
