"""While the car is here its customer is reminded of its cover's end; his answer stays (ICA-19, ICA-18)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.aftercare.insurance import figures, queries
from zhangdian.aftercare.insurance.models import ExpiryTalk, Renewal
from zhangdian.aftercare.insurance.renewals import jobs
from zhangdian.aftercare.insurance.renewals.actions import note_insured_elsewhere
from zhangdian.aftercare.insurance.renewals.tests import arranging as renewing
from zhangdian.aftercare.insurance.visiting import desks
from zhangdian.aftercare.insurance.visiting.actions import remind_of_expiry
from zhangdian.aftercare.insurance.visiting.jobs import owe_expiry_talks
from zhangdian.aftercare.insurance.visiting.tests.arranging import here, insured_until, told

QUOTE = ExpiryTalk.Answer.QUOTE


def in_days(shop, days):
    return shop.today + timedelta(days=days)


def waits(queue, ctx):
    return [each.plate for each in queue(ctx)]


def reminded_of(shop):
    """What the advisor is reminded of once the clock has looked."""
    owe_expiry_talks()
    return waits(desks.visits_to_remind, shop.service_advisor)


@pytest.mark.duty("ICA-19")
def test_the_advisor_is_reminded_until_the_answer_is_written_down(shop):
    order = here(shop)
    insured_until(shop, order, in_days(shop, 40))
    assert reminded_of(shop) == reminded_of(shop) == [order.plate]
    assert "还没问客户" in said(look(shop.service_advisor, reverse("service:repairorder", args=[order.pk])))
    told(shop, order, "thinks", words="月底再说")
    assert reminded_of(shop) == []
    page = said(look(shop.service_advisor, reverse("service:repairorder", args=[order.pk])))
    assert "再想想" in page
    assert "月底再说" in page
    assert figures.reminded_at_the_car(shop.fi_manager, shop.today, shop.today).value == 1


def test_whose_cover_ends_later_is_left_in_peace(shop):
    order = here(shop)
    insured_until(shop, order, in_days(shop, 91))
    assert reminded_of(shop) == []
    with refused("还有 91 天"):
        remind_of_expiry(shop.service_advisor, order, said=QUOTE)


def test_a_car_renewed_already_is_not_reminded_of_its_old_cover(shop):
    order = here(shop)
    insured_until(shop, order, in_days(shop, 10))
    insured_until(shop, order, in_days(shop, 375), number="PDNEXT0000001")
    assert reminded_of(shop) == []
    with refused("还有 375 天"):
        remind_of_expiry(shop.service_advisor, order, said=QUOTE)


def test_without_a_known_end_it_is_asked_first(shop):
    order = here(shop)
    with refused("不知道这台车保到哪天"):
        remind_of_expiry(shop.service_advisor, order, said=QUOTE)
    note_insured_elsewhere(shop.service_advisor, order.vehicle, last_day=in_days(shop, 30), insurer="电销")
    assert reminded_of(shop) == [order.plate]
    told(shop, order)


def test_the_last_word_of_another_cover_is_what_counts(shop):
    order = here(shop)
    note_insured_elsewhere(shop.service_advisor, order.vehicle, last_day=in_days(shop, 30))
    note_insured_elsewhere(shop.service_advisor, order.vehicle, last_day=in_days(shop, 200))
    assert reminded_of(shop) == []


def test_the_claims_adjuster_sees_accidents_and_nobody_elses_visits(shop):
    order = here(shop)
    insured_until(shop, order, in_days(shop, 40))
    assert reminded_of(shop) == [order.plate]
    assert waits(desks.visits_to_remind, shop.claims_adjuster) == []


@pytest.mark.parametrize("ends", ["called", "quoted", "asked again"])
def test_who_wants_a_quote_stands_at_the_renewal_desk_until_somebody_cares(shop, ends):
    order = here(shop)
    renewal = None
    if ends == "called":
        last_day = renewing.in_two_months(shop, 10)
        insured_until(shop, order, last_day, number="PDAA0000000777")
        renewing.drawn_up(shop)
        renewal = Renewal.objects.of(shop.clock).for_acts().get(vehicle=order.vehicle)
    else:
        insured_until(shop, order, in_days(shop, 20))
    told(shop, order, "quote", words="今天能出吗")
    assert waits(desks.quotes_wanted, shop.renewal_clerk) == [order.plate]
    assert waits(desks.quotes_wanted, shop.fi_manager) == ([] if renewal else [order.plate])
    shop.later(minutes=5)
    if renewal:
        assert "今天能出吗" in said(look(shop.renewal_clerk, reverse("insurance:renewal", args=[renewal.pk])))
        renewing.talked(shop, renewal)
    elif ends == "quoted":
        renewing.a_quote(shop, car=order.vehicle)
    else:
        told(shop, order, "no")
    assert waits(desks.quotes_wanted, shop.renewal_clerk) == []


@pytest.mark.duty("ICA-18")
def test_a_visitor_insured_elsewhere_becomes_a_renewal_and_counts_for_who_wrote_it_down(shop):
    order = here(shop)
    last_day = renewing.in_two_months(shop, 9)
    note_insured_elsewhere(shop.claims_adjuster, order.vehicle, last_day=last_day, insurer="电销")
    jobs.draw_up_months()
    lead = Renewal.objects.of(shop.clock).get(vehicle=order.vehicle)
    assert (lead.expires_on, lead.source, lead.owner_id) == (
        last_day, Renewal.Source.ELSEWHERE, shop.renewal_clerk.person_id,
    )  # fmt: skip
    assert figures.leads_brought(shop.fi_manager, shop.today, shop.today).value == 1
    assert lead.elsewhere.noted_by_id == shop.claims_adjuster.person_id


def test_who_renewed_elsewhere_tells_until_when_and_is_called_next_year(shop):
    order = here(shop)
    note_insured_elsewhere(shop.service_advisor, order.vehicle, last_day=in_days(shop, 20))
    for until, why in (
        (None, "新的保到哪天"),
        (in_days(shop, 20), "要比它晚"),
        (in_days(shop, 900), "核对年份"),
    ):
        with refused(why):
            remind_of_expiry(shop.service_advisor, order, said=ExpiryTalk.Answer.ELSEWHERE, until=until)
    told(shop, order, "else", until=in_days(shop, 385))
    assert queries.last_elsewhere(shop.clock, order.vehicle).last_day == in_days(shop, 385)
    assert ExpiryTalk.objects.get(order=order).expires_on == in_days(shop, 20)


def test_a_day_is_told_by_who_renewed_elsewhere_only(shop):
    order = here(shop)
    insured_until(shop, order, in_days(shop, 20))
    with refused("只有已在别处续的"):
        remind_of_expiry(shop.service_advisor, order, said=QUOTE, until=in_days(shop, 385))
