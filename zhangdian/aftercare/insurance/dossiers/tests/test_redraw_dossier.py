"""A list is drawn up anew by what is asked today."""

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.dossiers.actions import (
    correct_document_need,
    redraw_dossier,
    set_document_need,
)
from zhangdian.aftercare.insurance.dossiers.tests.arranging import (
    PAID,
    a_dossier,
    again,
    all_collected,
    item,
    need,
)
from zhangdian.aftercare.insurance.models import Dossier


def test_a_new_paper_makes_a_whole_dossier_lack_something(shop):
    dossier = all_collected(shop, a_dossier(shop))
    assert dossier.state == Dossier.State.WHOLE
    set_document_need(shop.fi_manager, name="验车照片", source="安禾 2026 通知")
    redraw_dossier(shop.renewal_clerk, dossier)
    assert (again(dossier).state, again(dossier).missing) == (Dossier.State.OPEN, "验车照片")


def test_what_nobody_asks_any_more_is_let_go_with_the_reason(shop):
    dossier = a_dossier(shop)
    correct_document_need(shop.fi_manager, need(PAID), asked=False, source="不再要")
    redraw_dossier(shop.renewal_clerk, dossier)
    assert (item(dossier, PAID).state, item(dossier, PAID).because) == ("waived", "现在不要求了")
    assert PAID not in again(dossier).missing


def test_nothing_to_change_is_said(shop):
    with refused("不用重列"):
        redraw_dossier(shop.renewal_clerk, a_dossier(shop))
