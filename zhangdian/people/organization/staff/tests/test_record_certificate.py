"""A paper enters the staff file; from here appointing and dispatching count on it."""

from datetime import timedelta

import pytest

from tests.support.saying_no import refused
from zhangdian.people.organization import certificates
from zhangdian.people.organization.certificates import HIGH_VOLTAGE
from zhangdian.people.organization.staff.actions import record_certificate


def holds(shop, name, kind=HIGH_VOLTAGE):
    return certificates.holds_certificate(shop.clock, shop.person(name), kind, shop.today)


def test_it_holds_from_its_day_until_its_day(shop):
    assert not holds(shop, "technician")
    expires_on = shop.today + timedelta(days=10)
    record_certificate(
        shop.internal_trainer, shop.person("technician"), kind=HIGH_VOLTAGE, expires_on=expires_on
    )
    assert holds(shop, "technician")
    shop.later(days=10)
    assert holds(shop, "technician")
    shop.later(days=1)
    assert not holds(shop, "technician")


def test_a_paper_without_end_holds_always(shop):
    record_certificate(shop.office_director, shop.person("guide"), kind="驾驶证")
    shop.later(days=4000)
    assert holds(shop, "guide", "驾驶证")


def test_it_does_not_run_out_before_it_was_issued(shop):
    with refused("早于发证"):
        record_certificate(
            shop.office_director,
            shop.person("guide"),
            kind="驾驶证",
            issued_on=shop.today,
            expires_on=shop.today - timedelta(days=1),
        )


@pytest.mark.duty("NBI-04", "RNW-27", "STF-15")
def test_what_runs_out_is_listed_until_it_is_replaced(shop):
    renewal = shop.person("renewal_clerk")
    soon = shop.today + timedelta(days=25)
    record_certificate(shop.office_director, renewal, kind="新考的", expires_on=soon)
    assert [paper.kind for paper in certificates.lapsing(shop.clock, 30)] == ["新考的"]
    assert not certificates.lapsing(shop.clock, 7)
    record_certificate(shop.office_director, renewal, kind="新考的", expires_on=soon + timedelta(days=365))
    assert not certificates.lapsing(shop.clock, 30)


def test_the_holders_of_a_paper_are_found_in_one_query(shop, django_assert_num_queries):
    with django_assert_num_queries(1):
        holders = certificates.holders_of(shop.clock, HIGH_VOLTAGE, shop.today)
    assert holders == {shop.person("second_technician").pk}
