"""One tap where nobody answers; the next attempt is proposed by rule."""

from datetime import timedelta

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.models import Renewal, RenewalCall
from zhangdian.aftercare.insurance.renewals.actions import record_unreached_renewal
from zhangdian.aftercare.insurance.renewals.tests.arranging import a_renewal, silent, talked, the_only
from zhangdian.foundation.kernel import clock


def test_first_three_hours_later_then_the_next_day_at_another_time(shop):
    renewal = a_renewal(shop)
    shop.at("10:00")
    record_unreached_renewal(shop.renewal_clerk, renewal)
    assert the_only(shop).next_at == shop.now + timedelta(hours=3)
    record_unreached_renewal(shop.renewal_clerk, the_only(shop))
    again = clock.local(the_only(shop).next_at, shop.clock.standing.zone)
    assert (again.date(), again.hour) == (shop.today + timedelta(days=1), 16)
    renewal = the_only(shop)
    assert (renewal.state, renewal.missed) == (Renewal.State.WAITING, 2)
    assert {each.outcome for each in renewal.calls.all()} == {RenewalCall.Outcome.UNREACHED}


def test_once_reached_the_count_begins_anew(shop):
    record_unreached_renewal(shop.renewal_clerk, a_renewal(shop))
    talked(shop, the_only(shop))
    assert the_only(shop).missed == 0


def test_at_the_time_that_somebody_named(shop):
    at = shop.now + timedelta(days=3)
    record_unreached_renewal(shop.renewal_clerk, a_renewal(shop), next_at=at)
    assert the_only(shop).next_at == at
    with refused("已经过了"):
        record_unreached_renewal(shop.renewal_clerk, the_only(shop), next_at=shop.now)


def test_who_wants_no_contact_is_not_tried(shop):
    with refused("不要再联系"):
        record_unreached_renewal(shop.renewal_clerk, silent(shop))
