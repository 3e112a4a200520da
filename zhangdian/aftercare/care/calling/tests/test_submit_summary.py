"""《回访总结报告》 of a month."""

from datetime import date

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.care import figures
from zhangdian.aftercare.care.calling.actions import Measure, submit_summary
from zhangdian.aftercare.care.models import FollowUpSummary
from zhangdian.aftercare.care.tests import arranging

NOVEMBER = date(2026, 11, 1)
ANALYSIS = "等待时间仍是最低项，主要在周一上午"


@pytest.fixture
def december(shop):
    """November had two calls, one of them with a low score for waiting."""
    arranging.a_visit_called(shop, said={"Q4": 4})
    order = arranging.a_visit_left_at(shop, plate="宁Z88K01")
    arranging.the_agreed_hour(shop, order)
    arranging.call(shop, order, said={"Q4": 3}, words="等了两个半小时")
    shop.later(days=8)
    assert shop.today.month == 12


def waiting(shop):
    means = figures.mean_scores(shop.aftersales_care, NOVEMBER, date(2026, 11, 30))
    return next(mean for mean in means if mean.question.code == "Q4")


@pytest.mark.duty("PROC-F-07", "CSR-26", "CSR-27")
def test_its_figures_are_those_of_the_calls_and_each_low_item_has_a_measure(shop, december):
    low = waiting(shop)
    assert (low.mean, low.answers, low.low) == (3.5, 2, True)
    measures = [Measure(low.question, "周一加一名接待")]
    done = submit_summary(shop.aftersales_care, month=NOVEMBER, analysis=ANALYSIS, measures=measures)
    summary = FollowUpSummary.objects.get(pk=done.subject.pk)
    assert (summary.due, summary.tried, summary.reached, summary.complaints) == (2, 2, 2, 1)
    kept = {item.question.code: (item.answers, item.measure) for item in summary.items.all()}
    assert kept["Q4"] == (2, "周一加一名接待")
    assert kept["Q2"] == (2, "")


@pytest.mark.duty("PROC-F-07")
def test_a_low_item_without_a_word_is_named(shop, december):
    with refused("等待时间和答应的一样吗", "3.50"):
        submit_summary(shop.aftersales_care, month=NOVEMBER, analysis=ANALYSIS)
    none = [Measure(waiting(shop).question, "无")]
    submit_summary(shop.aftersales_care, month=NOVEMBER, analysis=ANALYSIS, measures=none)


@pytest.mark.duty("CSR-26")
def test_figures_without_an_analysis_are_no_report(shop, december):
    with refused("几句分析"):
        submit_summary(shop.aftersales_care, month=NOVEMBER, analysis="还行")


def test_a_month_that_is_not_over_is_not_summed_up(shop):
    with refused("还没过完"):
        submit_summary(shop.aftersales_care, month=NOVEMBER, analysis=ANALYSIS)


@pytest.mark.duty("CSR-27")
def test_a_month_is_summed_up_once_and_stays_as_it_was(shop, december):
    measures = [Measure(waiting(shop).question, "无")]
    submit_summary(shop.aftersales_care, month=NOVEMBER, analysis=ANALYSIS, measures=measures)
    with refused("已经提交过"):
        submit_summary(shop.customer_care, month=NOVEMBER, analysis=ANALYSIS, measures=measures)
