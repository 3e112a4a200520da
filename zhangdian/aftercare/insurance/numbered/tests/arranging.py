"""Numbered documents as sentences."""

from typing import Any

from zhangdian.aftercare.insurance.models import FormBatch, NumberedForm
from zhangdian.aftercare.insurance.numbered import actions
from zhangdian.aftercare.insurance.standards import KEEPS_PAPER
from zhangdian.people.organization.stores.actions import set_store_rate


def with_paper(shop: Any) -> Any:
    """A store that keeps paper."""
    set_store_rate(shop.general_manager, key=KEEPS_PAPER.key, value=1, unit=KEEPS_PAPER.unit)
    return shop


def received(shop: Any, who: Any = None, **more: Any) -> FormBatch:
    """Blank policies AH0000100 to AH0000119, in the hands of the renewal clerk."""
    given = {
        "kind": "空白保单",
        "first": "AH0000100",
        "last": "119",
        "received_from": "安禾 内勤小周",
        **more,
    }
    made: FormBatch = actions.receive_forms(who or shop.renewal_clerk, **given).subject
    return made


def form(serial: str = "AH0000100") -> NumberedForm:
    found: NumberedForm = NumberedForm.objects.select_related("holder", "batch", "offered_to").get(
        serial=serial
    )
    return found


def handed(shop: Any, batch: FormBatch, numbers: str = "") -> None:
    """From the renewal clerk to the desk of new cars, signed by both."""
    actions.offer_forms(shop.renewal_clerk, batch, to=shop.person("new_car_insurance"), numbers=numbers)
    actions.take_forms(shop.new_car_insurance, batch)
