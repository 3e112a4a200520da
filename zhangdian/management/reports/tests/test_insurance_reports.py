"""新车与续保周报、月报: their tables, counted by hand, and of a store where nothing happened."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support.looking import look, said
from zhangdian.aftercare.insurance.commission.tests.arranging import DUE, a_rate
from zhangdian.aftercare.insurance.delivered.tests.arranging import delivered
from zhangdian.aftercare.insurance.models import Policy
from zhangdian.aftercare.insurance.policies.tests.arranging import a_car, a_policy
from zhangdian.aftercare.insurance.renewals.tests import arranging as renewing
from zhangdian.aftercare.insurance.sent.tests.arranging import sent
from zhangdian.foundation.kernel.clock import month_end
from zhangdian.management.reports import making
from zhangdian.management.reports.kinds import KINDS
from zhangdian.people.organization.targets.tests.arranging import aims

MONTH = KINDS["insurance_month"]


def tables(shop, first, last=None, kind=MONTH):
    content = making.content_for(shop.fi_manager, kind, first, last or month_end(first))
    return {each.title.partition("（")[0]: each for each in content.tables}


def rows(table):
    return [list(row) for row in table.rows]


@pytest.mark.duty("RNW-11", "RNW-12")
def test_what_was_signed_stands_by_desk_by_person_and_by_insurer_and_sums_to_the_policies(shop):
    month = renewing.a_worked_list(shop)
    a_policy(
        shop, shop.new_car_insurance, car=a_car(shop, 9), number="PDNEW000009", desk=Policy.Desk.NEW_CAR,
        premium=Decimal(5000),
    )  # fmt: skip
    told = tables(shop, shop.today, shop.today)
    assert rows(told["新车和续保"]) == [
        ["新车", 1, 1, Decimal(5000), Decimal(5000), 0, 0],
        ["续保", 3, 3, Decimal(9000), Decimal(3000), 0, 0],
    ]
    new, again = str(shop.person("new_car_insurance")), str(shop.person("renewal_clerk"))
    assert rows(told["按人"]) == [
        [again, 0, 3, Decimal(9000), 0, 0, None],
        [new, 1, 0, Decimal(5000), 0, 0, None],
    ]
    assert [row[1:] for row in rows(told["按保险公司"])] == [
        [3, Decimal(12000), Decimal("85.7"), 0, 0, None],
        [1, Decimal(2000), Decimal("14.3"), 0, 0, None],
    ]
    assert sum(row[3] for row in rows(told["新车和续保"])) == sum(
        Policy.objects.filter(signed_on=shop.today).values_list("net_premium", flat=True)
    )
    then = tables(shop, month)
    assert [row[4:] for row in rows(then["按人"])] == [[4, 2, Decimal("50.0")]]
    assert [row[4:] for row in rows(then["按保险公司"])] == [[4, 2, Decimal("50.0")]]


@pytest.mark.duty("RNW-12")
def test_each_definition_stands_with_its_name_and_its_formula(shop):
    month = renewing.a_worked_list(shop)
    told = {row[0]: row[1:] for row in rows(tables(shop, month)["续保率的各种口径"])}
    assert told["续保率（到期口径）"][:3] == [2, 4, Decimal("50.0")]
    assert told["综合续保率"][:3] == [3, 4, Decimal("75.0")]
    assert told["新转续率"][:3] == [1, 1, Decimal("100.0")]
    assert all(row[-1] for row in told.values())


@pytest.mark.duty("RNW-03")
def test_the_rate_lists_the_others_with_their_state_or_why_they_were_lost(shop):
    month = renewing.a_worked_list(shop)
    others = {row[0]: row[4] for row in rows(tables(shop, month)["到期没有续的车"])}
    lost, open_one = renewing.of_car(shop, 3), renewing.of_car(shop, 4)
    assert others == {lost.plate: f"战败：{lost.lost_because}", open_one.plate: "已联系"}
    page = f"{reverse('reports:indicator', args=['insurance.renewal_rate'])}?month="
    shop.at(shop.now + (month - shop.today))
    there = said(look(shop.fi_manager, f"{page}{month:%Y-%m}"))
    for text in ("2 / 4", f"战败：{lost.lost_because}", "不达标 2", "已续保"):
        assert text in there
    only = said(look(shop.fi_manager, f"{page}{month:%Y-%m}&others=1"))
    assert "不达标的记录" in only
    assert lost.plate[-5:] in only
    assert "已续保" not in only


@pytest.mark.duty("RNW-11")
def test_the_funnel_says_how_far_each_list_has_come_and_why_customers_left(shop):
    month = renewing.a_worked_list(shop)
    told = tables(shop, shop.today, shop.today, KINDS["insurance_week"])
    assert rows(told["续保漏斗"]) == [[f"{month:%Y-%m}", 5, 1, 0, 3, 1, 1, Decimal("60.0")]]
    [lost] = rows(tables(shop, shop.today, shop.today)["战败原因"])
    assert lost[1:] == [1, Decimal("100.0"), 0]


@pytest.mark.duty("RNW-11")
def test_what_a_manager_should_ask_about_stands_first(shop):
    month = renewing.a_worked_list(shop)
    assert [row[:2] for row in rows(tables(shop, shop.today)["先看这些"])] == [["保单等复核", 7]]
    shop.at(shop.now + (month.replace(day=11) - shop.today))
    told = dict(row[:2] for row in rows(tables(shop, shop.today)["先看这些"]))
    assert told["保险已经到期，还没有结果"] == 1
    assert told["约好的联系过了没打"] == 1


def test_a_rate_that_fell_stands_before_all(shop):
    month = renewing.a_worked_list(shop)
    before = month.replace(day=10), month.replace(day=10)
    renewing.ending(shop, month.replace(day=11), 8)
    renewing.actions.top_up_month(shop.renewal_clerk, renewing.RenewalMonth.objects.get())
    after = before[0] + timedelta(days=1)
    first = rows(tables(shop, after, after, KINDS["insurance_week"])["先看这些"])[0]
    assert first[:2] == ["续保率（到期口径）比上一期低", Decimal("50.0")]


def test_a_target_stands_beside_what_was_done(shop):
    everybodys = {"duties.kept_in_time": 90}
    aims(shop, **{"insurance.policies_signed": 8, "insurance.renewal_rate": 60, **everybodys})
    a_policy(shop)
    told = {row[0]: row[2:] for row in rows(tables(shop, shop.today, shop.today)["目标对照"])}
    assert set(told) == {"出单件数", "续保率（到期口径）"}
    assert told["出单件数"] == [Decimal(8), Decimal(1), Decimal("12.5"), "没达到"]
    assert told["续保率（到期口径）"] == [Decimal(60), None, None, ""]


def test_what_insurers_sent_stands_beside_the_premium_placed_as_a_table_and_drawn(shop):
    sent(shop)
    a_policy(shop, premium=Decimal(4000))
    content = making.content_for(shop.fi_manager, MONTH, shop.today, shop.today)
    [row] = rows(next(each for each in content.tables if each.title == "送修和保费"))
    assert row == ["安禾", 1, 0, Decimal(4000), Decimal(0)]
    [drawn] = [each for each in content.charts if each.title.startswith("修保比")]
    assert drawn.points == [("安禾", Decimal(0))]


def test_without_a_list_of_delivered_cars_the_penetration_is_not_known(shop):
    def share():
        content = making.content_for(shop.fi_manager, MONTH, shop.today, shop.today)
        return next(each.says for each in content.figures if each.name == "新车投保渗透率")

    assert share() == "—"
    delivered(shop)
    assert share() == "0"


def test_commission_stands_by_the_agreement_and_what_no_agreement_rates_is_told(shop):
    a_rate(shop)
    a_policy(shop)
    a_policy(shop, car=a_car(shop, 2), number="PDTCI000002", line="TCI", premium=Decimal(950))
    [row] = rows(tables(shop, shop.today, shop.today)["手续费"])
    assert row[1:] == [DUE, 0, DUE, 1, 0, 0]


def test_where_nothing_happened_each_table_says_so(shop):
    day = shop.today - timedelta(days=400)
    told = tables(shop, day, day)
    for title in ("按人", "按保险公司", "战败原因", "手续费", "续保漏斗", "目标对照", "先看这些"):
        assert not told[title].rows, title
        assert told[title].nothing
    assert [row[1] for row in rows(told["新车和续保"])] == [0, 0]
    assert all(row[3] is None for row in rows(told["续保率的各种口径"]))


def test_it_costs_as_many_statements_for_many_policies_as_for_few(shop):
    a_rate(shop)
    a_policy(shop, car=a_car(shop, 9), number="PDFIRST000009")

    def cost():
        with CaptureQueriesContext(connection) as asked:
            tables(shop, shop.today, shop.today)
        return len(asked)

    few = cost()
    renewing.a_worked_list(shop)
    assert cost() == few
