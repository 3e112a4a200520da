"""客户拒签结算单."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.doors.simulation.people import Shop
from zhangdian.foundation.kernel.models import Entry, Paper
from zhangdian.frontline.service.delivery.actions import let_out, record_refused_statement


@pytest.mark.duty("PROC-D-28")
def test_a_paid_car_is_not_held_for_a_missing_signature(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_ready(shop)
    visits.make_statement(shop, order)
    now = visits.again(order)
    done = record_refused_statement(
        shop.service_advisor,
        now,
        seen_revision=now.revision,
        pages=visits.second_pages(shop.service_advisor, now),
        witness=shop.person("second_advisor"),
        reason="不愿签字",
        things=list(now.things.all()),
    )
    assert Entry.objects.get(pk=done.entry.pk).notes["refused_signature"] == "不愿签字"
    assert Paper.objects.get(kind="JS").witness == shop.person("second_advisor")
    visits.pay(shop, order)
    let_out(shop.guard, order)
    assert visits.again(order).exited_at


@pytest.mark.duty("PROC-D-28")
def test_the_witness_is_somebody_else(shop: Shop) -> None:
    visits.a_car(shop)
    order = visits.a_visit_ready(shop)
    visits.make_statement(shop, order)
    now = visits.again(order)
    with refused("另一位同事"):
        record_refused_statement(
            shop.service_advisor,
            now,
            seen_revision=now.revision,
            pages=visits.second_pages(shop.service_advisor, now),
            witness=shop.person("service_advisor"),
            reason="不愿签字",
        )
