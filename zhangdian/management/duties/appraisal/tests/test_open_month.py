"""A month is appraised once, when it is over."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.policies.tests.arranging import a_car, a_policy
from zhangdian.management.duties.appraisal import actions
from zhangdian.management.duties.appraisal.schemes import SchemeRow
from zhangdian.management.duties.appraisal.tests.arranging import a_scheme, opened, sheet_of, the_month_ends
from zhangdian.management.duties.models import AppraisalMonth
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.targets.tests.arranging import aims, split


def test_a_month_that_runs_is_not_opened(shop):
    with refused("还没过完"):
        actions.open_month(shop.clock, first=date(2026, 11, 1))


def test_there_is_one_of_each(shop):
    opened(shop)
    with refused("已经出过"):
        actions.open_month(shop.clock, first=date(2026, 11, 1))
    assert AppraisalMonth.objects.count() == 1


@pytest.mark.parametrize("name", ["general_manager", "office_director"])
def test_nobody_but_the_clock_opens_it(shop, name):
    with refused("系统"):
        actions.open_month(getattr(shop, name), first=date(2026, 10, 1))


@pytest.mark.duty("RNW-01")
def test_attainment_of_his_own_target_stands_on_the_line_with_the_policies_behind(shop):
    cars = "insurance.renewed_cars"
    aims(shop, **{cars: 4})
    split(shop, cars, by=shop.fi_manager, renewal_clerk=4)
    policies = [a_policy(shop, car=a_car(shop, number), number=f"PDVCI{number:06}") for number in (1, 2, 3)]
    row = SchemeRow(f"own:{cars}", 100, Decimal(40), Decimal(20), by_target=True)
    a_scheme(shop, Role.RENEWAL_SPECIALIST, [row])
    the_month_ends(shop)
    sheet = sheet_of(shop, "renewal_clerk")
    line = sheet.lines.get()
    assert (line.value, line.target, line.attained) == (Decimal(3), Decimal(4), 75)
    assert "完成 75%" in said(look(shop.renewal_clerk, reverse("duties:appraisal", args=[sheet.pk])))
    records = said(look(shop.renewal_clerk, reverse("duties:appraisalline", args=[line.pk])))
    assert "3 条" in records
    assert all(each.number in records for each in policies)
