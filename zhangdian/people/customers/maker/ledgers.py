"""The maker's models as a list: what each is, what it prescribes, how long it warrants."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from zhangdian.foundation.ui.plain_ledgers import Cells, PlainLedger
from zhangdian.foundation.ui.sheets import Field
from zhangdian.people.customers.maker import actions
from zhangdian.people.customers.models import Energy

FIELDS: Final = (
    Field("code", "车型代码", ("model_code",), required=True),
    Field("series", "车系", ("series_zh",), required=True),
    Field("variant", "款型", ("variant_zh", "车型名称"), required=True),
    Field("energy", "能源", ("能源类型", "energy"), required=True),
    Field("power", "动力", ("power",)),
    Field("gearbox", "变速箱", ("gearbox",)),
    Field("drive", "驱动", ("drive",)),
    Field("seats", "座位", ("座位数", "seats")),
    Field("from_year", "起产年", ("from_year",), required=True),
    Field("to_year", "停产年", ("to_year",)),
    Field("oil_litres", "机油升数", ("机油(升)", "oil_litres")),
    Field("oil_grade", "机油牌号", ("oil_grade",)),
    Field("daily_km_mean", "日均公里", ("daily_km_mean",)),
    Field("first_service_km", "首保公里", ("first_service_km",)),
    Field("first_service_months", "首保月数", ("first_service_months",)),
    Field("interval_km", "保养间隔公里", ("interval_km",)),
    Field("interval_months", "保养间隔月数", ("interval_months",)),
    Field("spark_plug_1000km", "火花塞间隔千公里", ("spark_plug_interval_1000km",)),
    Field("gearbox_oil_km", "变速箱油间隔公里", ("gearbox_oil_interval_km",)),
    Field("brake_fluid_months", "制动液间隔月数", ("brake_fluid_interval_months",)),
    Field("cabin_filter_months", "空调滤芯间隔月数", ("cabin_filter_interval_months",)),
    Field("coolant_months", "冷却液间隔月数", ("coolant_interval_months",)),
    Field("high_voltage_check_months", "高压检查间隔月数", ("high_voltage_check_months",)),
    Field("warranty_months", "质保月数", ("warranty_months",)),
    Field("warranty_km", "质保公里", ("warranty_km",)),
    Field("battery_warranty_months", "三电质保月数", ("battery_warranty_months",)),
    Field("battery_warranty_km", "三电质保公里", ("battery_warranty_km",)),
)
AS_THEY_STAND: Final = (
    "first_service_km",
    "first_service_months",
    "interval_km",
    "interval_months",
    "brake_fluid_months",
    "cabin_filter_months",
    "coolant_months",
    "high_voltage_check_months",
    "warranty_months",
    "warranty_km",
    "battery_warranty_months",
    "battery_warranty_km",
    "daily_km_mean",
)
"""Whole numbers of the terms; an empty cell prescribes nothing."""


@dataclass(frozen=True)
class ModelRow:
    """One model and its terms, as the actions take them."""

    model: dict[str, Any]
    terms: dict[str, Any]


def read_model(cells: Cells) -> ModelRow:
    from_year = cells.whole("from_year") or 0
    if not 1950 <= from_year <= 2100:
        raise ValueError(f"起产年“{cells.text('from_year')}”要填年份，例如 2020")
    sparks = cells.whole("spark_plug_1000km")
    model = {
        "code": cells.needed("code"),
        "series": cells.needed("series"),
        "variant": cells.needed("variant"),
        "energy": cells.one_of("energy", Energy),
        "power": cells.text("power"),
        "gearbox": cells.text("gearbox"),
        "drive": cells.text("drive"),
        "seats": cells.whole("seats") or 5,
        "from_year": from_year,
        "to_year": cells.whole("to_year") or None,
    }
    terms = {
        "since": date(from_year, 1, 1),
        "spark_plug_km": sparks * 1000 if sparks else None,
        "gearbox_oil_km": cells.whole("gearbox_oil_km") or None,
        "oil_litres": cells.number("oil_litres"),
        "oil_grade": cells.text("oil_grade"),
        **{name: cells.whole(name) for name in AS_THEY_STAND},
    }
    return ModelRow(model, terms)


def take_models(ctx: Any, rows: Sequence[ModelRow], token: str) -> None:
    """Each model with its terms, dated from the year in which it was first built."""
    for at, row in enumerate(rows):
        model = actions.add_model(ctx, token=f"{token}:{at}", **row.model).subject
        actions.set_model_terms(ctx, model, token=f"{token}:{at}:terms", **row.terms)


MODELS: Final = PlainLedger("models", "车型与条款", FIELDS, read_model, take_models, chunk=1)
