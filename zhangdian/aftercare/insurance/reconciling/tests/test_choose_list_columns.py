"""Somebody says which column means what."""

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.models import ListLayout
from zhangdian.aftercare.insurance.reconciling import actions
from zhangdian.aftercare.insurance.reconciling.tests.arranging import a_draft, a_list, a_row, again, insurer


def test_what_was_chosen_is_the_insurer_s_layout_once_it_is_confirmed(shop):
    draft = a_draft(shop, a_row(shop))
    chosen = [actions.Chosen(each, at) for at, each in ((0, "number"), (5, "signed_on"), (2, "vin"))]
    actions.choose_list_columns(shop.renewal_clerk, draft, columns=chosen)
    assert again(draft).columns == {"number": 0, "signed_on": 5, "vin": 2}
    assert not ListLayout.objects.exists()
    actions.accept_policy_list(shop.renewal_clerk, again(draft))
    layout = ListLayout.objects.get(insurer=insurer())
    told = [(each.heading, each.means) for each in layout.columns.all()]
    assert told[:3] == [("保险单号", "number"), ("险种名称", ""), ("VIN码", "vin")]


def test_a_list_that_counts_is_read_no_other_way(shop):
    found = a_list(shop, a_row(shop))
    with refused("待确认"):
        actions.choose_list_columns(shop.renewal_clerk, found, columns=[])
