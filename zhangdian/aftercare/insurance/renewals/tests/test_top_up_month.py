"""What becomes known later comes into the list beside the rest."""

from dateutil.relativedelta import relativedelta

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.models import Renewal, RenewalMonth
from zhangdian.aftercare.insurance.renewals.actions import top_up_month
from zhangdian.aftercare.insurance.renewals.tests.arranging import drawn_up, ending, in_two_months


def test_a_policy_entered_late_comes_in_and_is_counted(shop):
    ending(shop, in_two_months(shop, 2), 1)
    drawn = drawn_up(shop)
    ending(shop, in_two_months(shop, 3), 2)
    top_up_month(shop.renewal_clerk, drawn)
    assert Renewal.objects.of(shop.clock).count() == 2
    assert RenewalMonth.objects.get(pk=drawn.pk).cars == 2


def test_not_into_a_month_that_is_over(shop):
    drawn = drawn_up(shop)
    shop.at(shop.now + relativedelta(months=4))
    with refused("已经过了"):
        top_up_month(shop.renewal_clerk, drawn)
