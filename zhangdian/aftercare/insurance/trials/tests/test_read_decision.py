"""等保险批复: who decides on a quote until when, and the decision until its advisor read it (NBI-08)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.aftercare.insurance import approving, desks
from zhangdian.aftercare.insurance.tests.arranging import a_quote
from zhangdian.aftercare.insurance.trials.actions import read_decision, void_quote
from zhangdian.aftercare.insurance.trials.tests.test_record_binding_quote import record
from zhangdian.foundation.kernel.actions import refuse_request, sign_request, withdraw_request
from zhangdian.foundation.ui import writing
from zhangdian.people.organization.stores.actions import set_store_rate

MARK = "等保险批复"


def beyond(shop, total="25000", **more):
    """A quote of the consultant's customer that goes beyond the clerk's authority, and its request."""
    quote = a_quote(shop, advisor=shop.person("sales_consultant"), **more)
    return quote, record(shop, quote, total=total).subject


def page(who, quote):
    return said(look(who, reverse("insurance:quote", args=[quote.pk])))


def listed(who, **asked):
    address = "&".join(f"{key}={value}" for key, value in asked.items())
    return said(look(who, f"{reverse('insurance:quotes')}?{address}"))


@pytest.mark.duty("NBI-08")
def test_while_it_waits_quote_list_and_car_say_why_for_whom_and_until_when(shop):
    quote, request = beyond(shop)
    due = writing.near(request.asked_at + timedelta(hours=2))
    for seen in (
        page(shop.sales_consultant, quote),
        said(look(shop.sales_consultant, reverse("customers:vehicle", args=[quote.vehicle_id]))),
    ):
        for text in (MARK, "25,665.00", "超过续保专员一单 20,000 元的权限", "等金融保险经理", due):
            assert text in seen, text
    assert quote.number in listed(shop.sales_consultant, waits=1)
    [task] = desks.quotes_beyond_authority(shop.sales_consultant)
    assert task.title.startswith(MARK)
    assert due in task.remark
    sign_request(shop.fi_manager, request)
    assert MARK not in page(shop.sales_consultant, quote)
    assert quote.number not in listed(shop.sales_consultant, waits=1)
    assert desks.quotes_beyond_authority(shop.sales_consultant) == []


@pytest.mark.duty("NBI-08")
def test_the_hour_is_the_stores_and_counts_its_open_hours(shop):
    set_store_rate(shop.general_manager, key="保险 超权限几小时内批复", value=4, unit="小时")
    _, request = beyond(shop)
    [waiting] = approving.approvals(shop.sales_consultant, [request])
    assert waiting.due == request.asked_at + timedelta(hours=4)
    shop.later(hours=8)
    _, late = beyond(shop, total="26000")
    [waiting] = approving.approvals(shop.sales_consultant, [late])
    assert waiting.due > late.asked_at + timedelta(hours=12)


@pytest.mark.duty("NBI-08")
def test_what_is_not_decided_in_time_stands_before_who_stands_above_and_nobody_else(shop):
    quote, request = beyond(shop)
    assert desks.quotes_undecided(shop.general_manager) == []
    shop.later(hours=2, minutes=1)
    [task] = desks.quotes_undecided(shop.general_manager)
    assert (task.tone, "金融保险经理还没批" in task.title) == ("late", True)
    assert desks.quotes_undecided(shop.fi_manager) == []
    assert "已过时" in page(shop.sales_consultant, quote)
    [mine] = desks.quotes_beyond_authority(shop.sales_consultant)
    assert "报了上级" in mine.remark
    sign_request(shop.fi_manager, request)
    assert desks.quotes_undecided(shop.general_manager) == []


@pytest.mark.duty("NBI-08")
@pytest.mark.parametrize("yes", [True, False], ids=["signed", "refused"])
def test_the_decision_comes_back_to_the_advisor_until_he_has_read_it(shop, yes):
    quote, request = beyond(shop)
    assert desks.quotes_decided(shop.sales_consultant) == []
    if yes:
        sign_request(shop.fi_manager, request)
    else:
        refuse_request(shop.fi_manager, request, reason="保额太高，改方案")
    words = "批复同意了" if yes else "批复没同意：保额太高，改方案"
    [task] = desks.quotes_decided(shop.sales_consultant)
    assert (task.title, task.url) == (words, reverse("insurance:quote", args=[quote.pk]))
    assert desks.quotes_decided(shop.service_advisor) == []
    assert words in page(shop.sales_consultant, quote)
    assert words not in page(shop.renewal_clerk, quote)
    read_decision(shop.sales_consultant, quote)
    assert desks.quotes_decided(shop.sales_consultant) == []
    assert words not in page(shop.sales_consultant, quote)


def test_a_second_decision_is_read_again(shop):
    quote, request = beyond(shop)
    refuse_request(shop.fi_manager, request, reason="改方案")
    read_decision(shop.sales_consultant, quote)
    shop.later(minutes=5)
    again = record(shop, quote, total="24000").subject
    sign_request(shop.fi_manager, again)
    assert [task.title for task in desks.quotes_decided(shop.sales_consultant)] == ["批复同意了"]


def test_reading_one_does_not_spoil_another_that_waits(shop):
    quote, request = beyond(shop)
    waiting = record(shop, quote, total="24000").subject
    refuse_request(shop.fi_manager, request, reason="改方案")
    read_decision(shop.sales_consultant, quote)
    sign_request(shop.fi_manager, waiting)
    assert quote.binding.get().commercial == 24000


def test_only_its_advisor_reads_it_and_only_what_is_there(shop):
    quote, request = beyond(shop)
    with refused("没有您没看过的批复"):
        read_decision(shop.sales_consultant, quote)
    refuse_request(shop.fi_manager, request, reason="改方案")
    with refused("批复由他看"):
        read_decision(shop.service_advisor, quote)


def test_a_request_taken_back_and_a_void_quote_tell_nothing(shop):
    quote, request = beyond(shop)
    withdraw_request(shop.renewal_clerk, request)
    assert desks.quotes_decided(shop.sales_consultant) == []
    assert MARK not in page(shop.sales_consultant, quote)
    other, request = beyond(shop, total="26000")
    refuse_request(shop.fi_manager, request, reason="改方案")
    void_quote(shop.renewal_clerk, other, why="算错了")
    assert desks.quotes_decided(shop.sales_consultant) == []


def test_however_many_wait_it_asks_the_same(shop):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            desks.quotes_beyond_authority(shop.sales_consultant)
            desks.quotes_undecided(shop.general_manager)
            desks.quotes_decided(shop.sales_consultant)
            listed(shop.sales_consultant)
        return len(queries)

    beyond(shop)
    few = asked()
    for total in ("26000", "27000", "28000"):
        beyond(shop, total=total)
    assert asked() == few
