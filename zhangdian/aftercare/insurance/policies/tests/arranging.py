"""Policies as sentences."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection

from zhangdian.aftercare.insurance import issued, terms
from zhangdian.aftercare.insurance.explained import covers_to_explain
from zhangdian.aftercare.insurance.explaining.actions import explain_clauses
from zhangdian.aftercare.insurance.models import Explanation, Policy, PolicyLine
from zhangdian.aftercare.insurance.policies import actions
from zhangdian.aftercare.insurance.tests.arranging import insurer
from zhangdian.aftercare.insurance.wishing import Wished
from zhangdian.foundation.kernel.models import Means
from zhangdian.foundation.kernel.records import writing
from zhangdian.people.customers.tests.arrange import a_car as car_of
from zhangdian.people.customers.tests.arrange import vin

PREMIUM = Decimal("3000.00")
DAMAGE = Wished("VEHICLE_DAMAGE", Decimal("86000.00"))
THIRD_PARTY = Wished("THIRD_PARTY", Decimal(2_000_000))
COVERS = (DAMAGE, THIRD_PARTY)
MORE = (DAMAGE, Wished("THIRD_PARTY", Decimal(3_000_000)))
SCRATCH = Wished("BODY_SCRATCH", Decimal(2000))
WHEELS = Wished("WHEEL_LOSS", Decimal(5000))


def a_car(shop: Any, number: int = 1) -> Any:
    """One with a VIN, as insurers know cars."""
    return car_of(shop, plate=f"宁Z5{number:04}", vin=vin(number))


def told(shop: Any, car: Any, **more: Any) -> Explanation:
    """The clauses of the four main covers and of the compulsory one were explained, once."""
    known = Explanation.objects.standing().filter(vehicle=car, at__gte=shop.now - timedelta(days=60)).first()
    if known is not None and not more:
        return known
    given = {
        "covers": [each for each in covers_to_explain(shop.fi_manager, car, None) if each.line != "RIDER"],
        "means": Means.DESK,
        "words": "不赔的都听明白了",
        **more,
    }
    made: Explanation = explain_clauses(shop.fi_manager, car, **given).subject
    return made


def a_policy(shop: Any, who: Any = None, **more: Any) -> Policy:
    """A commercial one of a year from tomorrow on, entered by the renewal clerk."""
    car = more.pop("car", None) or a_car(shop)
    given = {
        "insurer": insurer(),
        "line": PolicyLine.COMMERCIAL,
        "number": "PDAA202651010000000001",
        "desk": Policy.Desk.RENEWAL,
        "signed_on": shop.today,
        "starts_on": shop.today + timedelta(days=1),
        "premium": PREMIUM,
        "vin": car.vin,
        **more,
    }
    if given["line"] == PolicyLine.COMMERCIAL:
        given.setdefault("covers", COVERS)
    told(shop, car)
    made: Policy = actions.enter_policy(who or shop.renewal_clerk, **given).subject
    return made


def again(policy: Policy) -> Policy:
    found: Policy = Policy.objects.get(pk=policy.pk)
    return found


def checked(shop: Any, policy: Policy | None = None, **wrong: Any) -> Policy:
    """Typed once more by the finance and insurance manager; `wrong` is what he types otherwise."""
    policy = policy or a_policy(shop)
    begins = policy.starts_at.astimezone(shop.clock.standing.zone).date()
    given = {
        "number": policy.number,
        "premium": policy.premium,
        "tax": policy.tax,
        "starts_on": begins,
        "last_day": terms.last_day_of(policy.ends_at),
        "vin_tail": policy.vehicle.vin[-6:],
        **sums_of(policy),
        **wrong,
    }
    actions.check_policy(shop.fi_manager, policy, **given)
    return again(policy)


def sums_of(policy: Policy) -> dict[str, Any]:
    """As who reads the paper types them; nothing of a policy that names no covers."""
    named = issued.entry_of(policy) if policy.line == PolicyLine.COMMERCIAL else []
    if not named:
        return {}
    sums = {each.cover.code: each.sum for each in named}
    return {
        "damage": sums.get("VEHICLE_DAMAGE"),
        "third_party": sums.get("THIRD_PARTY"),
        "covers": len(named),
    }


def endorsed_covers(policy: Policy, *more: Wished, but: str = "") -> list[Wished]:
    """All that it has with these besides, without one of them."""
    stand = [each.as_wished() for each in issued.standing(policy) if each.cover.code != but]
    return [*stand, *more]


def told_of(shop: Any, car: Any, *codes: str) -> Explanation:
    """Riders explained too, after the main covers."""
    told(shop, car)
    sold = covers_to_explain(shop.fi_manager, car, None)
    return told(shop, car, covers=[each for each in sold if each.code in codes])


def unnamed(policy: Policy) -> Policy:
    """As those that stood in the ledger before covers were named."""
    with writing(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM insurance_policycover WHERE policy_id = %s", [policy.pk])
        cursor.execute("DELETE FROM insurance_rulesasked WHERE policy_id = %s", [policy.pk])
    return again(policy)


def begun(shop: Any, days: int = 100, **more: Any) -> Policy:
    """One that began so many days ago, of 365 days."""
    first: date = shop.today - timedelta(days=days)
    return checked(
        shop,
        a_policy(shop, signed_on=shop.today, starts_on=first, last_day=first + timedelta(days=364), **more),
    )
