"""Targets on the desk itself: done against target, counted from issued policies, and who has not seen his."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support.looking import look, said
from zhangdian.aftercare.insurance.figures import NEW_CAR_DESK, RENEWAL_DESK
from zhangdian.aftercare.insurance.models import Policy
from zhangdian.aftercare.insurance.policies.actions import void_policy
from zhangdian.aftercare.insurance.policies.tests.arranging import a_car, a_policy, again
from zhangdian.management.reports.desk_targets import level_of, targets_on_desk
from zhangdian.management.reports.waiting import people_who_have_not_acknowledged, targets_to_acknowledge
from zhangdian.people.organization.targets.tests.arranging import acknowledged, aims, split

POLICIES, CARS = "insurance.new_car_policies", "insurance.renewed_cars"
PREMIUM, RATE = "insurance.renewal_premium", "insurance.renewal_rate"


def desk_of(who, asked=RENEWAL_DESK):
    facts = targets_on_desk(who, asked)
    assert facts is not None
    return facts["desk"]


def told(who, asked=RENEWAL_DESK):
    return {each.figure.name: each for each in desk_of(who, asked).lines}


def a_new_one(shop, number, **more):
    return a_policy(
        shop, shop.new_car_insurance, car=a_car(shop, number), number=f"PDNEW{number:06}",
        desk=Policy.Desk.NEW_CAR, **more,
    )  # fmt: skip


@pytest.mark.duty("NBI-01")
def test_the_new_car_desk_shows_done_against_target_from_issued_policies_only(shop):
    aims(shop, **{POLICIES: 15})
    split(shop, POLICIES, by=shop.fi_manager, new_car_insurance=15)
    for number in (1, 2, 3):
        a_new_one(shop, number)
    wrong = a_new_one(shop, 4)
    void_policy(shop.new_car_insurance, again(wrong), why="录错了车")
    a_policy(shop, car=a_car(shop, 5), number="PDAGAIN000005")
    mine = told(shop.new_car_insurance, NEW_CAR_DESK)[POLICIES]
    assert (mine.says, mine.aim, mine.percent, mine.gap) == ("3", "15", 20, "12")
    page = said(look(shop.new_car_insurance, reverse("insurance:policies")))
    for text in ("/ 15 件 · 20%", "还差 12 件", "确认目标"):
        assert text in page


@pytest.mark.duty("RNW-02", "RNW-01")
def test_renewals_are_told_as_cars_and_as_premium_each_with_gap_and_daily_pace(shop):
    aims(shop, **{CARS: 40, PREMIUM: 200000})
    split(shop, CARS, by=shop.fi_manager, renewal_clerk=40)
    split(shop, PREMIUM, by=shop.fi_manager, renewal_clerk=200000)
    for number in (1, 2):
        car = a_car(shop, number)
        a_policy(shop, car=car, number=f"PDVCI{number:06}", premium=Decimal(4000))
        a_policy(shop, car=car, number=f"PDTCI{number:06}", line="TCI", premium=Decimal(950))
    a_new_one(shop, 9)
    desk = desk_of(shop.renewal_clerk)
    lines = {each.figure.name: each for each in desk.lines}
    cars, premium = lines[CARS], lines[PREMIUM]
    assert (cars.says, cars.aim, cars.gap) == ("2", "40", "38")
    assert (premium.says, premium.aim, premium.gap) == ("9,900.00", "200,000.00", "190,100.00")
    left = desk.month.left
    assert 0 < left < 10
    assert cars.daily == f"{(Decimal(38) / left).quantize(Decimal(1))}"
    assert lines[RATE].says == "—"
    page = said(look(shop.renewal_clerk, reverse("insurance:renewals")))
    for text in (
        "11 月目标".replace(" ", ""),
        f"还有 {left} 天",
        "/ 40 台 · 5%",
        "没定目标",
        "还没有可算的记录",
    ):
        assert text in page


def test_a_car_whose_policies_are_of_two_months_is_renewed_in_each(shop):
    first = a_policy(shop)
    before = told(shop.renewal_clerk)[CARS]
    shop.later(days=20)
    a_policy(shop, car=first.vehicle, number="PDTCI000777", line="TCI", premium=Decimal(950))
    assert (before.says, told(shop.renewal_clerk)[CARS].says) == ("1", "1")


def test_the_records_behind_each_number_are_one_click_away(shop):
    policy = a_policy(shop)
    page = look(shop.renewal_clerk, reverse("insurance:renewals")).content.decode()
    link = f"{reverse('reports:indicator', args=[CARS])}?person={shop.renewal_clerk.person_id}&amp;month="
    assert link in page
    opened = said(look(shop.renewal_clerk, link.replace("&amp;", "&") + f"{shop.today:%Y-%m}"))
    assert policy.number in opened


@pytest.mark.duty("NBI-01")
def test_what_is_not_acknowledged_stays_on_his_today_and_the_manager_sees_the_name(shop):
    aims(shop, **{CARS: 40})
    split(shop, CARS, by=shop.fi_manager, renewal_clerk=40)
    [task] = targets_to_acknowledge(shop.renewal_clerk)
    assert (task.title, task.remark, task.tone) == ("11 月的目标等您确认", "续保台数 40 台", "")
    name = shop.person("renewal_clerk").name
    assert desk_of(shop.fi_manager).behind == [name]
    assert [each.title for each in people_who_have_not_acknowledged(shop.fi_manager)] == [
        f"{name}还没确认这个月的目标"
    ]
    assert desk_of(shop.renewal_clerk).waits
    shop.later(days=1)
    assert targets_to_acknowledge(shop.renewal_clerk)[0].tone == "late"
    page = reverse("reports:indicator", args=[CARS])
    assert "还没确认" in said(look(shop.fi_manager, f"{page}?department=finance_insurance"))
    acknowledged(shop, by=shop.renewal_clerk)
    assert targets_to_acknowledge(shop.renewal_clerk) == []
    assert people_who_have_not_acknowledged(shop.fi_manager) == []
    assert desk_of(shop.fi_manager).behind == []
    assert "撤回" in said(look(shop.renewal_clerk, page))
    aims(shop, reason="加人", **{CARS: 50})
    split(shop, CARS, by=shop.fi_manager, reason="随全店", renewal_clerk=50)
    assert len(targets_to_acknowledge(shop.renewal_clerk)) == 1


@pytest.mark.duty("NBI-01")
def test_a_ratio_is_acknowledged_by_everybody_for_whom_it_holds(shop):
    aims(shop, **{RATE: 60})
    [task] = targets_to_acknowledge(shop.renewal_clerk)
    assert task.remark == "续保率（到期口径） 60.0 %"
    page = reverse("reports:indicator", args=[RATE])
    assert shop.person("renewal_clerk").name in said(look(shop.fi_manager, page))
    acknowledged(shop, by=shop.renewal_clerk)
    assert "已确认" in said(look(shop.fi_manager, page))


def test_it_stands_on_the_desk_of_who_works_there_or_leads_and_of_nobody_else(shop):
    assert level_of(shop.sales_consultant, NEW_CAR_DESK) is None
    assert level_of(shop.fi_manager, NEW_CAR_DESK).whose.department == "finance_insurance"
    assert targets_on_desk(shop.service_advisor, RENEWAL_DESK) is None
    assert "目标" not in said(look(shop.sales_consultant, reverse("insurance:policies"))).split("保单号")[0]


def test_it_costs_as_many_statements_for_many_policies_as_for_few(shop):
    aims(shop, **{CARS: 40, PREMIUM: 200000})
    split(shop, CARS, by=shop.fi_manager, renewal_clerk=40)

    def cost(who):
        with CaptureQueriesContext(connection) as asked:
            desk = desk_of(who)
            assert desk.lines
            assert desk.behind is not None
            assert desk.waits is not None
        return len(asked)

    few = cost(shop.renewal_clerk), cost(shop.fi_manager)
    for number in (1, 2, 3):
        a_policy(shop, car=a_car(shop, number), number=f"PDVCI{number:06}")
    assert (cost(shop.renewal_clerk), cost(shop.fi_manager)) == few
    assert max(few) <= 9
