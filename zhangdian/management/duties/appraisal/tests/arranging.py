"""Schemes of the shop: the house's examples, or one that a test writes."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from zhangdian.doors.simulation.people import Shop
from zhangdian.management.duties.appraisal import actions, schemes
from zhangdian.management.duties.appraisal.schemes import SchemeRow
from zhangdian.management.duties.models import Scheme
from zhangdian.people.organization.roles import Role

DUTIES = SchemeRow("duties", 60, Decimal(100), Decimal(0))
SCORED = SchemeRow("scored", 40, Decimal(5), Decimal(0), label="态度")


def with_schemes(shop: Shop) -> None:
    """As the house ships them."""
    actions.load_schemes(shop.office_director, rows=list(schemes.shipped()))


def a_scheme(
    shop: Shop,
    role: Role = Role.SERVICE_ADVISOR,
    rows: Sequence[SchemeRow] = (DUTIES, SCORED),
    *,
    since: date | None = None,
) -> Scheme:
    """The office director sets it, from this month on."""
    made: Scheme = actions.set_scheme(
        shop.office_director, role=role, since=since or shop.today, rows=list(rows), reason="按本店定"
    ).subject
    return made
