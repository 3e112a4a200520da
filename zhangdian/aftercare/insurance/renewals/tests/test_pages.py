"""The desk's list, a car and a month as their posts see them."""

from datetime import timedelta

import pytest
from django.http import Http404
from django.urls import reverse

from tests.support.looking import look, said
from zhangdian.aftercare.insurance.models import Renewal
from zhangdian.aftercare.insurance.renewals import desks
from zhangdian.aftercare.insurance.renewals.tests.arranging import drawn_up, ending, in_two_months, the_only
from zhangdian.foundation.kernel.refusals import NotHere
from zhangdian.foundation.ui.waits import counted


@pytest.fixture
def renewal(shop):
    ending(shop, in_two_months(shop, 2))
    drawn_up(shop)
    return the_only(shop)


def test_the_list_has_it_and_finds_it_by_its_tail(shop, renewal):
    url = reverse("insurance:renewals")
    assert renewal.plate[-5:] in said(look(shop.renewal_clerk, url))
    assert renewal.plate[-5:] in said(look(shop.renewal_clerk, f"{url}?q={renewal.plate[-3:]}"))
    assert renewal.plate[-5:] not in said(look(shop.renewal_clerk, f"{url}?q=ZZZ"))
    assert renewal.plate[-5:] not in said(look(shop.renewal_clerk, f"{url}?scope=lapsed"))


def test_its_page_tells_the_cover_the_owner_and_the_next_call(shop, renewal):
    page = said(look(shop.renewal_clerk, reverse("insurance:renewal", args=[renewal.pk])))
    for text in (str(renewal.policy.insurer), "3,000.00", str(shop.person("renewal_clerk")), "待联系"):
        assert text in page


@pytest.mark.duty("RNW-05")
def test_a_call_is_on_his_today_and_late_on_the_day_after_and_then_the_manager_sees_it(shop, renewal):
    shop.at(renewal.next_at)
    (task,) = desks.renewals_to_call(shop.renewal_clerk)
    assert (task.since, task.due, task.late(shop.now + timedelta(hours=8))) == (renewal.next_at, None, False)
    assert desks.renewals_not_called(shop.fi_manager) == []
    shop.later(days=1)
    (task,) = desks.renewals_to_call(shop.renewal_clerk)
    assert task.tone == "late"
    assert "1 台续保" in desks.renewals_not_called(shop.fi_manager)[0].title
    waiting = counted(shop.renewal_clerk, [desks.calls_waiting])[desks.calls_waiting]
    assert (waiting.count, waiting.late) == (1, True)


def test_the_list_of_a_month_waits_to_be_confirmed(shop, renewal):
    (task,) = desks.months_to_confirm(shop.renewal_clerk)
    page = said(look(shop.renewal_clerk, task.url))
    assert str(shop.person("renewal_clerk")) in page
    assert "确认名单" in page


def test_nobody_else_reads_it(shop, renewal):
    for who in (shop.technician, shop.other_store_manager):
        with pytest.raises((NotHere, Http404)):
            look(who, reverse("insurance:renewal", args=[renewal.pk]))


def test_a_list_of_other_days_counts_truly(shop, renewal):
    shop.at(shop.now + timedelta(days=100))
    assert Renewal.objects.of(shop.clock).open().filter(expires_on__lt=shop.today).count() == 1
    assert renewal.plate[-5:] in said(
        look(shop.renewal_clerk, f"{reverse('insurance:renewals')}?scope=lapsed")
    )
