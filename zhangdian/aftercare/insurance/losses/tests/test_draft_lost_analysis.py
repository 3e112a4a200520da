"""On the 1st the lost renewals of the month before stand there by reason."""

from decimal import Decimal

import pytest
from django.urls import reverse

from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.losses import desks, queries
from zhangdian.aftercare.insurance.losses.actions import draft_lost_analysis
from zhangdian.aftercare.insurance.losses.jobs import draft_for
from zhangdian.aftercare.insurance.losses.tests.arranging import drafted, last_month, lost, next_month, reason
from zhangdian.aftercare.insurance.models import DeskWord, LostAnalysis
from zhangdian.aftercare.insurance.renewals.actions import text_quote
from zhangdian.aftercare.insurance.renewals.tests import arranging as renewing
from zhangdian.aftercare.insurance.tests.arranging import insurer


@pytest.mark.duty("RNW-21")
def test_by_reason_with_the_month_before_beside_it(shop):
    analysis = drafted(shop)
    told = {each.reason.name: (each.count, each.before) for each in analysis.counts.select_related("reason")}
    assert (analysis.lost, told) == (3, {"电销网销价低": (2, 0), "亲友做保险": (1, 0)})
    lost(shop, 4, "亲友做保险")
    next_month(shop)
    later = draft_lost_analysis(shop.renewal_clerk, month=last_month(shop)).subject
    told = {each.reason_id: (each.count, each.before) for each in later.counts.all()}
    assert told == {reason("亲友做保险").pk: (1, 1), reason("电销网销价低").pk: (0, 2)}


@pytest.mark.duty("RNW-21")
def test_by_where_they_went_by_the_difference_in_price_and_by_who_called(shop):
    rival = DeskWord.objects.filter(kind=DeskWord.Kind.RIVAL).first()
    quoted = renewing.owned(shop, 1)
    renewing.agreed(shop, quoted.customer)
    quote = renewing.a_binding_quote(shop, quoted.vehicle)
    text_quote(shop.renewal_clerk, quoted, quote=quote, insurer=insurer())
    renewing.talked(shop, renewing.of_car(shop, 1), intention="b")
    lost(shop, 1, renewal=renewing.of_car(shop, 1), to=rival, price=Decimal(3900))
    lost(shop, 2, to=rival)
    lost(shop, 3)
    next_month(shop)
    analysis = draft_lost_analysis(shop.renewal_clerk, month=last_month(shop)).subject
    told = {
        by: [(each.name, each.count, each.before) for each in some]
        for by, some in queries.groups_of(analysis)
    }
    assert told == {
        "去了哪里": [(str(rival), 2, 0), ("没有说", 1, 0)],
        "差价": [("低 200 到 500 元", 1, 0), ("不知道：没记对手价，或没发过报价", 2, 0)],
        "谁打的": [(shop.person("renewal_clerk").name, 3, 0)],
    }
    page = said(look(shop.renewal_clerk, reverse("insurance:lostanalysis", args=[analysis.pk])))
    for text in ("低 200 到 500 元", "去了哪里", "谁打的"):
        assert text in page


@pytest.mark.parametrize(
    ("ours", "theirs", "band"),
    [
        (4200, 4200, "对手不比我们低"), (4200, 4000, "低 200 元以内"), (4200, "3999.99", "低 200 到 500 元"),
        (4200, 3700, "低 500 元以上"), (None, 3700, "不知道：没记对手价，或没发过报价"),
    ],
)  # fmt: skip
def test_a_difference_in_price_lies_in_one_band(shop, ours, theirs, band):
    bands = queries.bands_of(shop.renewal_clerk)
    assert bands.of(ours and Decimal(ours), Decimal(theirs))[1] == band


@pytest.mark.duty("RNW-21")
def test_each_reason_shows_how_it_went_on_in_the_next_month(shop):
    analysis = drafted(shop)
    lost(shop, 4)
    told = {
        each.told.reason.name: (each.later, each.change)
        for each in queries.changes_of(shop.renewal_clerk, analysis)
    }
    assert told == {"电销网销价低": (1, -1), "亲友做保险": (0, -1)}
    url = reverse("insurance:lostanalysis", args=[analysis.pk])
    page = said(look(shop.renewal_clerk, url))
    assert "过完再比" in page
    assert "少 1" not in page
    next_month(shop)
    assert "少 1" in said(look(shop.renewal_clerk, url))


@pytest.mark.duty("RNW-21")
def test_the_clock_drafts_it_once_and_only_where_something_was_lost(shop):
    draft_for(shop.clock)
    assert not LostAnalysis.objects.exists()
    lost(shop, 1)
    draft_for(shop.clock)
    assert not LostAnalysis.objects.exists()
    next_month(shop)
    for _ in range(2):
        draft_for(shop.clock)
    assert LostAnalysis.objects.get().lost == 1
    (task,) = desks.analyses_to_write(shop.renewal_clerk)
    assert "战败 1 台" in task.remark


def test_not_before_the_month_is_over_and_not_twice(shop):
    with refused("还没过完"):
        draft_lost_analysis(shop.renewal_clerk, month=shop.today)
    drafted(shop)
    with refused("已经起草了"):
        draft_lost_analysis(shop.renewal_clerk, month=last_month(shop))
