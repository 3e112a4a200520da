"""What was set wrongly is corrected in its place, and is no example any more."""

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.dossiers.actions import correct_document_need
from zhangdian.aftercare.insurance.dossiers.tests.arranging import PAID, a_dossier, names, need
from zhangdian.aftercare.insurance.models import Policy


def test_it_holds_for_what_is_entered_from_now_on(shop):
    correct_document_need(
        shop.fi_manager, need(PAID), desk=Policy.Desk.NEW_CAR, source="只有新车要", identity=True
    )
    assert PAID not in names(a_dossier(shop))
    assert not need(PAID).example


def test_a_source_is_named(shop):
    with refused("依据"):
        correct_document_need(shop.fi_manager, need(PAID), source="")
