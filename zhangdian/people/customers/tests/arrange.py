"""Sentences with which the tests of this room begin."""

from datetime import date
from typing import Any

from zhangdian.people.customers import actions
from zhangdian.people.customers.maker import actions as maker
from zhangdian.people.customers.models import Customer, Energy, Recall
from zhangdian.people.customers.vins import check_digit

VIN = "L00Y06G17GW120001"


def vin(number: int) -> str:
    """A VIN of the invented maker whose check digit is right."""
    text = f"L00Y06G10SW{number:06}"
    return text[:8] + check_digit(text) + text[9:]


def a_customer(shop: Any, name: str = "段素琴", phone: str = "16110000000", **more: Any) -> Any:
    done = actions.register_customer(
        shop.service_advisor, **{"kind": Customer.Kind.PERSON, "name": name, "phone": phone, **more}
    )
    return again(done.subject)


def a_car(shop: Any, plate: str = "宁Z62966", **more: Any) -> Any:
    return again(actions.register_vehicle(shop.service_advisor, plate=plate, **more).subject)


def a_model(shop: Any, code: str = "T06", **terms: Any) -> Any:
    model = maker.add_model(
        shop.service_manager, code=code, series="栎尚", variant="2.0L AT", energy=Energy.ICE
    ).subject
    maker.set_model_terms(
        shop.service_manager,
        model,
        since=date(2015, 1, 1),
        **{"warranty_months": 36, "warranty_km": 100_000, "daily_km_mean": 40, **terms},
    )
    return again(model)


def a_recall(shop: Any, **more: Any) -> Any:
    given = {
        "campaign_no": "TS-1",
        "name": "气囊气体发生器更换",
        "kind": Recall.Kind.RECALL,
        "model_codes": ["T06"],
        "operation_code": "R002",
        "stop_sale": True,
    }
    return again(maker.record_recall(shop.warranty_clerk, **{**given, **more}).subject)


def again(record: Any) -> Any:
    """The record as the database has it."""
    return type(record).objects.get(pk=record.pk)
