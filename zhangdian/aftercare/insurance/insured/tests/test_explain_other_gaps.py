"""Many cars may have one reason together, once the first ones have one each."""

from decimal import Decimal

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.insured import actions
from zhangdian.aftercare.insurance.insured.tests.arranging import (
    drawn_up,
    gaps_of,
    listed,
    sold,
    told,
)
from zhangdian.aftercare.insurance.models import RateGap
from zhangdian.aftercare.insurance.standards import GAPS_BY_CAR
from zhangdian.people.organization.stores.actions import set_store_rate

Side = RateGap.Side


def test_the_first_ones_have_a_reason_each(shop):
    set_store_rate(shop.general_manager, key=GAPS_BY_CAR.key, value=Decimal(1), unit="台", since=shop.today)
    cars = [sold(shop, at) for at in (1, 2, 3)]
    listed(shop, *(told(shop, car, at) for at, car in enumerate(cars, 1)))
    check = drawn_up(shop)
    with refused("前 1 台要逐台写"):
        actions.explain_other_gaps(shop.renewal_clerk, check, side=Side.LISTED, why="刚出单，正在登记")
    first = min(gaps_of(check), key=lambda each: each.pk)
    actions.explain_rate_gap(shop.renewal_clerk, first, why="清单车架号写错")
    with refused("没有还没写原因的车"):
        actions.explain_other_gaps(shop.renewal_clerk, check, side=Side.SYSTEM, why="保险公司漏了")
    with refused("请写原因"):
        actions.explain_other_gaps(shop.renewal_clerk, check, side=Side.LISTED, why=" ")
    actions.explain_other_gaps(shop.renewal_clerk, check, side=Side.LISTED, why="刚出单，正在登记")
    assert sorted(each.because for each in gaps_of(check)) == ["刚出单，正在登记"] * 2 + ["清单车架号写错"]
