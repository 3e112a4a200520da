"""The manager has seen who wanted to quote whom."""

import pytest
from django.urls import reverse

from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.aftercare.insurance import desks, figures
from zhangdian.aftercare.insurance.models import BarredAttempt
from zhangdian.aftercare.insurance.tests.arranging import a_car, insurer
from zhangdian.aftercare.insurance.trials.actions import read_barred_attempt, report_barred_insurer


@pytest.mark.duty("RNW-31")
def test_read_it_leaves_the_desk(shop):
    told = report_barred_insurer(shop.renewal_clerk, a_car(shop), insurer=insurer("QM")).subject
    read_barred_attempt(shop.fi_manager, told, remark="已提醒")
    assert desks.barred_attempts(shop.fi_manager) == []
    assert BarredAttempt.objects.get().remark == "已提醒"


@pytest.mark.duty("RNW-32")
def test_a_violation_says_its_rule_and_counts_for_who_did_it_until_the_manager_thinks_again(shop):
    told = report_barred_insurer(shop.renewal_clerk, a_car(shop), insurer=insurer("QM")).subject
    with refused("依据哪条规定"):
        read_barred_attempt(shop.fi_manager, told, violates=True, remark="罚")
    read_barred_attempt(shop.fi_manager, told, violates=True, remark="按保险部制度第 3 条扣 50 元")
    figure = figures.barred_recommendations
    assert figure(shop.fi_manager, shop.today, shop.today).value == 1
    page = said(look(shop.fi_manager, reverse("insurance:barredattempt", args=[told.pk])))
    assert "算违规推荐" in page
    assert "扣 50 元" in page
    read_barred_attempt(shop.fi_manager, BarredAttempt.objects.get(), remark="点错了")
    assert figure(shop.fi_manager, shop.today, shop.today).value == 0


def test_nobody_decides_about_himself(shop):
    told = report_barred_insurer(shop.fi_manager, a_car(shop), insurer=insurer("QM")).subject
    with refused("请上级来阅"):
        read_barred_attempt(shop.fi_manager, told)
    read_barred_attempt(shop.general_manager, told, remark="已谈话")
