"""What papers a policy kind needs is the store's own, by day (RNW-15)."""

from datetime import timedelta

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.dossiers.actions import set_document_need
from zhangdian.aftercare.insurance.dossiers.tests.arranging import ID, LAST, a_dossier, names
from zhangdian.aftercare.insurance.models import Drive, Keeper, Policy, PolicyLine
from zhangdian.aftercare.insurance.policies.tests.arranging import a_car


def ask(shop, who=None, **how):
    return set_document_need(
        who or shop.fi_manager, **{"name": "验车照片", "source": "安禾 2026 通知", **how}
    )


@pytest.mark.duty("RNW-15")
def test_a_policy_needs_what_is_asked_of_its_line_desk_and_owner(shop):
    old = a_dossier(shop)
    ask(shop, line=PolicyLine.COMMERCIAL, desk=Policy.Desk.RENEWAL, keeper=Keeper.PERSON)
    ask(shop, name="公司委托书", keeper=Keeper.COMPANY)
    ask(shop, name="三电检测单", drive=Drive.NEW_ENERGY)
    ask(shop, name="合格证复印件", desk=Policy.Desk.NEW_CAR)
    new = a_dossier(shop, car=a_car(shop, 2), number="PDAA0000000002")
    assert "验车照片" in names(new)
    assert not {"公司委托书", "三电检测单", "合格证复印件"}.intersection(names(new))
    assert "验车照片" not in names(old)


def test_what_is_asked_no_more_is_missing_in_no_new_list(shop):
    set_document_need(
        shop.fi_manager, name=LAST, source="各家不再要", asked=False, since=shop.today + timedelta(days=1)
    )
    assert LAST in names(a_dossier(shop))
    shop.later(days=1)
    assert LAST not in names(a_dossier(shop, car=a_car(shop, 2), number="PDAA0000000002"))


def test_not_from_a_day_that_is_over_and_not_without_a_source(shop):
    with refused("不能早于今天"):
        ask(shop, since=shop.today - timedelta(days=1))
    with refused("依据"):
        ask(shop, source=" ")


def test_once_a_day_for_each_paper(shop):
    ask(shop)
    with refused("按“更正”"):
        ask(shop)
    assert ID in names(a_dossier(shop))
