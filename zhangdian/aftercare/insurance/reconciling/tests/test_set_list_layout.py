"""How an insurer writes its list is the store's data, by day."""

from datetime import timedelta

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance import layouts
from zhangdian.aftercare.insurance.models import ListLayout
from zhangdian.aftercare.insurance.reconciling import actions
from zhangdian.aftercare.insurance.reconciling.actions import NamedColumn
from zhangdian.aftercare.insurance.reconciling.tests.arranging import a_list, a_row, insurer, laid_out


def test_it_holds_from_its_day_on_and_the_one_before_stays(shop):
    given = {"insurer": insurer(), "columns": laid_out()}
    old = actions.set_list_layout(shop.renewal_clerk, **given, since=shop.today - timedelta(days=9)).subject
    new = actions.set_list_layout(
        shop.renewal_clerk, insurer=insurer(), columns=laid_out()[1:], since=shop.today
    ).subject
    assert layouts.layout_on(shop.clock, insurer(), shop.today) == new
    assert layouts.layout_on(shop.clock, insurer(), shop.today - timedelta(days=1)) == old
    assert layouts.layout_on(shop.clock, insurer("HT"), shop.today) is None


def test_a_later_word_of_the_same_day_counts(shop):
    for columns in (laid_out(), laid_out()[1:]):
        last = actions.set_list_layout(shop.renewal_clerk, insurer=insurer(), columns=columns).subject
    assert layouts.layout_on(shop.clock, insurer(), shop.today) == last


def test_a_file_is_read_by_it_and_by_the_usual_words_where_it_says_nothing(shop):
    known = [(each.heading, each.means) for each in laid_out()]
    headings = ["序号", "保单编码", "出单日", "车牌号码", "净保费金额"]
    found = layouts.proposed(headings, known)
    assert found == {"number": 1, "signed_on": 2, "plate": 3, "net_premium": 4}
    assert layouts.proposed(["序号", "保单号码"], [("保单号码", "")]) == {}


def test_a_list_in_a_known_layout_makes_no_new_one(shop):
    a_list(shop, a_row(shop))
    a_list(shop, a_row(shop, 2), digest="b")
    assert ListLayout.objects.count() == 1


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ([], "至少写一列"),
        ([NamedColumn("号", "number"), NamedColumn("号", "signed_on")], "写了两遍"),
        ([NamedColumn("号", "number"), NamedColumn("号码", "number")], "选了两列"),
        ([NamedColumn("号", "number")], "没有说哪一列是签单日期"),
    ],
)
def test_a_layout_by_which_nothing_can_be_read_is_refused(shop, columns, why):
    with refused(why):
        actions.set_list_layout(shop.renewal_clerk, insurer=insurer(), columns=columns)
