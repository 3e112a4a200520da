"""Whether a value fits its column: one answer on both databases, before anything is rounded or cut."""

from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Any

from django.db import models
from django.db.backends.base.operations import BaseDatabaseOperations

from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.kernel.sight import opened

RANGES = BaseDatabaseOperations.integer_field_ranges


@cache
def _columns(model: type[models.Model]) -> dict[str, models.Field[Any, Any]]:
    bounded = (models.CharField, models.DecimalField, models.IntegerField)
    return {f.attname: f for f in model._meta.concrete_fields if isinstance(f, bounded)}


def refuse_what_does_not_fit(record: models.Model, names: Iterable[str]) -> None:
    """Too long a text, too large a number, or more decimals than the column keeps."""
    columns, state = _columns(type(record)), record.__dict__
    for name in names:
        if (column := columns.get(name)) is None or (value := opened(state.get(name))) is None:
            continue
        if reason := _misfit(column, value):
            raise Refusal(f"{column.verbose_name}{reason}")


def _misfit(column: Any, value: Any) -> str:
    if isinstance(value, str):
        longest = getattr(column, "max_length", None)
        return f"最多 {longest} 个字，现在是 {len(value)} 个" if longest and len(value) > longest else ""
    if isinstance(value, Decimal):
        return _misfit_of_number(column, value)
    if isinstance(value, int) and isinstance(column, models.IntegerField):
        low, high = RANGES[column.get_internal_type()]
        return "" if low <= value <= high else f"要在 {low} 到 {high} 之间"
    return ""


def _misfit_of_number(column: Any, value: Decimal) -> str:
    if not value.is_finite():
        return "不是数字"
    if value.adjusted() >= column.max_digits - column.decimal_places:
        return f"太大：整数部分最多 {column.max_digits - column.decimal_places} 位"
    if -int(value.as_tuple().exponent) > column.decimal_places and value % Decimal(1).scaleb(
        -column.decimal_places
    ):
        return f"最多 {column.decimal_places} 位小数，现在是 {value}"
    return ""
