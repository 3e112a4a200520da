"""Insurers of the store as tests meet them."""

from datetime import date, timedelta
from decimal import Decimal

from zhangdian.aftercare.insurance.insurers import actions
from zhangdian.aftercare.insurance.models import Insurer
from zhangdian.aftercare.insurance.trials.actions import open_quote
from zhangdian.aftercare.insurance.wishing import Wished
from zhangdian.doors.simulation import visits
from zhangdian.people.customers.models import Vehicle


def insurer(code="AH"):
    """One of the demo store's: AH to HT approved, QM no more."""
    return Insurer.objects.get(code=code)


def another(shop, code="LN"):
    """One that nobody has approved yet."""
    return actions.add_insurer(
        shop.fi_manager, code=code, name="蓝屿财产保险股份有限公司", short_name="蓝屿"
    ).subject


def a_car(shop):
    """A family car of the store."""
    found = Vehicle.objects.of(shop.clock).filter(plate="宁Z00915").first()
    return found or visits.a_car(shop, "宁Z00915")


def a_quote(shop, who=None, car=None, **more):
    """A trial of 安禾 for a clean car, third party two millions."""
    given = {
        "insurers": [insurer("AH")],
        "wishes": [Wished("VEHICLE_DAMAGE"), Wished("THIRD_PARTY", Decimal(2_000_000))],
        "inception_on": shop.today + timedelta(days=1),
        "region": "示例地区甲",
        "seats": 5,
        "litres": Decimal("1.5"),
        "price_new": Decimal(100_000),
        "first_registered": date(2024, 5, 20),
        "bought_on": date(2024, 5, 12),
        "clean_years": 3,
        "years_continuous": 3,
        **more,
    }
    return open_quote(who or shop.renewal_clerk, car or a_car(shop), **given).subject
