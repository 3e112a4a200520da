"""Insurers of the store as tests meet them."""

from zhangdian.aftercare.insurance.insurers import actions
from zhangdian.aftercare.insurance.models import Insurer


def insurer(code="AH"):
    """One of the demo store's: AH to HT approved, QM no more."""
    return Insurer.objects.get(code=code)


def another(shop, code="LN"):
    """One that nobody has approved yet."""
    return actions.add_insurer(
        shop.fi_manager, code=code, name="蓝屿财产保险股份有限公司", short_name="蓝屿"
    ).subject
