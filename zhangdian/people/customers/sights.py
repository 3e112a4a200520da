"""Who may see a customer's personal data and what he pays, and how it looks to all others."""

import re
from decimal import Decimal
from typing import Any

from zhangdian.foundation.kernel.sight import Sealed, hidden, sight
from zhangdian.people.customers import identities, names, phones
from zhangdian.people.organization.roles import MANAGERS, Role

# Posts that speak with customers; technicians, washers, guards and storekeepers work without a number.
SPEAKS_WITH_CUSTOMERS = (
    *MANAGERS,
    Role.FRONT_DESK_SUPERVISOR,
    Role.SERVICE_ADVISOR,
    Role.WARRANTY_CLERK,
    Role.CASHIER,
    Role.AFTERSALES_CARE,
    Role.CUSTOMER_CARE,
    Role.SALES_CASHIER,
    Role.SHOWROOM_SUPERVISOR,
    Role.SALES_CONSULTANT,
    Role.INTERNET_SALES,
    Role.SALES_CLERK,
    Role.REGISTRATION_CLERK,
    Role.PDI_SPECIALIST,
    Role.USED_CAR_APPRAISER,
    Role.FINANCE_SPECIALIST,
    Role.NEW_CAR_INSURANCE,
    Role.RENEWAL_SPECIALIST,
    Role.CLAIMS_ADJUSTER,
    Role.INSURANCE_CLERK,
    Role.DRIVER,
    Role.RESCUE_TECHNICIAN,
    Role.INFORMATION_CONSULTANT,
)
# Only where the law or the insurer asks for the number (insurance, finance, registration, invoices).
ASKS_FOR_IDENTITY = (
    Role.NEW_CAR_INSURANCE,
    Role.RENEWAL_SPECIALIST,
    Role.CLAIMS_ADJUSTER,
    Role.INSURANCE_CLERK,
    Role.FI_MANAGER,
    Role.FINANCE_SPECIALIST,
    Role.REGISTRATION_CLERK,
    Role.FINANCE_MANAGER,
)
GOES_TO_ADDRESS = (*SPEAKS_WITH_CUSTOMERS,)


def to_district(address: str) -> str:
    """宁州市望澜区***: enough to know how far away he lives."""
    found = re.match(r".*?(?:[市州盟].{1,6}?[区县市旗]|[区县市旗])", address)
    return f"{found[0]}***" if found else "***"


CUSTOMER_NAME = sight("customer_name", Role.values, names.mask)
"""Everybody at work sees it; a wall that customers see prints 张*."""
CUSTOMER_PHONE = sight("customer_phone", SPEAKS_WITH_CUSTOMERS, phones.mask)
CUSTOMER_ID_NUMBER = sight("customer_id_number", ASKS_FOR_IDENTITY, identities.mask)
CUSTOMER_ADDRESS = sight("customer_address", GOES_TO_ADDRESS, to_district)

WORKS_WITHOUT_PRICES = frozenset(
    {
        Role.GUIDE,
        Role.GUARD,
        Role.LOUNGE_HOST,
        Role.QUALITY_INSPECTOR,
        Role.TEAM_LEADER,
        Role.TECHNICIAN,
        Role.APPRENTICE,
        Role.TOOL_KEEPER,
        Role.WASHER,
        Role.ACCESSORIES_FITTER,
        Role.PDI_SPECIALIST,
    }
)
"""They work on the car or beside it; what it costs is between the customer, his advisor and the till."""
PRICES = sight("visit_price", set(Role) - WORKS_WITHOUT_PRICES, hidden, personal=False)


def priced(amount: Decimal) -> Sealed:
    """A sum of a visit as pages show it: open only to those who may see prices."""
    return Sealed(amount, PRICES)


def sees_prices(ctx: Any) -> bool:
    return bool(PRICES.roles & ctx.roles)
