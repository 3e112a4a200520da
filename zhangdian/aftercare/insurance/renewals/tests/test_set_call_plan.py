"""So many days before the end, as the store says from a day on."""

from datetime import date, time, timedelta

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.renewals.actions import set_call_plan
from zhangdian.aftercare.insurance.renewals.plan import UNTIL_SET, Plan, plan_on
from zhangdian.aftercare.insurance.renewals.tests.arranging import drawn_up, ending, in_two_months, the_only
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.refusals import Refusal


@pytest.mark.duty("RNW-05", "FIM-01")
def test_from_its_day_on_first_calls_follow_it(shop):
    set_call_plan(shop.fi_manager, days=[5, 20, 20], hour=time(14), since=shop.today)
    assert plan_on(shop.clock, shop.today) == Plan((20, 5), time(14))
    assert plan_on(shop.clock, shop.today - timedelta(days=1)) == UNTIL_SET
    ending(shop, in_two_months(shop, 25))
    drawn_up(shop)
    first = clock.local(the_only(shop).next_at, shop.clock.standing.zone)
    assert (first.date(), first.hour) == (in_two_months(shop, 5), 14)


@pytest.mark.parametrize(
    ("today", "called"),
    [
        (date(2026, 1, 1), date(2026, 3, 1)),
        (date(2026, 3, 2), date(2026, 3, 31)),
        (date(2026, 4, 1), date(2026, 4, 15)),
        (date(2026, 4, 24), date(2026, 4, 24)),
        (date(2026, 5, 3), date(2026, 5, 3)),
    ],
)
def test_the_next_planned_day_that_is_not_over(today, called):
    assert UNTIL_SET.day_for(date(2026, 4, 30), today) == called


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"days": []}, "请写到期前几天"),
        ({"days": list(range(9))}, "1 到 8 次"),
        ({"days": [121]}, "0 到 120 天"),
        ({"days": [-1]}, "0 到 120 天"),
        ({"since": date(2020, 1, 1)}, "过去的不改"),
    ],
)
def test_what_makes_no_sense_is_refused(shop, wrong, says):
    with refused(says):
        set_call_plan(shop.fi_manager, **{"days": [30], "hour": time(9), **wrong})


def test_once_a_day(shop):
    set_call_plan(shop.fi_manager, days=[30], hour=time(9))
    with pytest.raises(Refusal, match="今天已经定过"):
        set_call_plan(shop.fi_manager, days=[20], hour=time(9))
