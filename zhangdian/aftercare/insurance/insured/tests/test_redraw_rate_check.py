"""After policies were entered the month is compared anew; what was said of the rest stays."""

from zhangdian.aftercare.insurance.insured import actions
from zhangdian.aftercare.insurance.insured.tests.arranging import (
    again,
    delivered,
    drawn_up,
    explained,
    gaps_of,
    insured,
    listed,
    on_file,
    told,
    two_apart,
)
from zhangdian.aftercare.insurance.models import RateGap
from zhangdian.aftercare.insurance.policies.tests import arranging as policies
from zhangdian.aftercare.insurance.reconciling.tests import arranging as listing


def test_a_car_that_agrees_now_is_gone_and_the_other_keeps_its_reason(shop):
    check = explained(shop, two_apart(shop))
    system, only_listed = gaps_of(check)
    line = listing.task_of(f"{listing.UNKNOWN}1").lines.get()
    policies.a_policy(
        shop, car=only_listed.vehicle, number=line.number, signed_on=line.signed_on,
        starts_on=line.starts_on, last_day=line.last_day,
    )  # fmt: skip
    insured(shop, 6)
    actions.redraw_rate_check(shop.renewal_clerk, check)
    now = again(check)
    assert (now.cars, now.system, now.listed) == (5, 4, 2)
    assert [(each.side, each.gone, each.because) for each in gaps_of(check)] == [
        (RateGap.Side.SYSTEM, False, "保险公司漏了"),
        (RateGap.Side.LISTED, True, "保险公司漏了"),
        (RateGap.Side.SYSTEM, False, ""),
    ]
    assert system.vehicle_id


def test_a_delivered_car_that_got_its_file_keeps_its_reason(shop):
    car, other = delivered(shop, 1), delivered(shop, 2)
    listed(shop, told(shop, car), told(shop, other, 2))
    check = explained(shop, drawn_up(shop))
    file = on_file(shop, car)
    actions.redraw_rate_check(shop.renewal_clerk, check)
    assert again(check).cars == 2
    found = {each.vin: (each.vehicle, each.delivered, each.gone, each.because) for each in gaps_of(check)}
    assert found == {
        car.vin: (file, None, False, "保险公司漏了"),
        other.vin: (None, other, False, "保险公司漏了"),
    }
