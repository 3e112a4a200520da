"""One codec from the annotations of an action: serves token, journal, signatures, forms, API, simulator."""

import dataclasses
import json
import types
import typing
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from django.db import models

from zhangdian.foundation.kernel.sight import Sealed


def canonical(value: Any) -> str:
    """The one text of a value: sorted keys, no blanks, no float; what is hashed and stored."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def encode(value: Any) -> Any:
    """Plain JSON of an input."""
    if value is None or (isinstance(value, bool | int | str) and not isinstance(value, Enum)):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, Sealed):
        return encode(value.open())
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: encode(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Sequence):
        return [encode(each) for each in value]
    if isinstance(value, dict):
        return {str(key): encode(each) for key, each in value.items()}
    raise TypeError(f"{type(value).__name__} 不能作为动作的输入")


def is_marked(annotation: Any, mark: type) -> bool:
    """Whether an input is declared as `PersonalText` or `SecretText`, also optional."""
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        return any(is_marked(arm, mark) for arm in typing.get_args(annotation))
    return any(isinstance(each, mark) for each in getattr(annotation, "__metadata__", ()))


def unwrap_optional(annotation: Any) -> tuple[Any, bool]:
    """The annotation without `| None` and marks, and whether None was allowed."""
    if typing.get_origin(annotation) is typing.Annotated:
        annotation = typing.get_args(annotation)[0]
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        arms = [arm for arm in typing.get_args(annotation) if arm is not type(None)]
        return unwrap_optional(arms[0])[0], len(arms) < len(typing.get_args(annotation))
    return annotation, False


def decode(annotation: Any, value: Any, fetch: Any = None) -> Any:
    """The input back from its JSON; records come through `fetch(model, pk)`."""
    annotation, _optional = unwrap_optional(annotation)
    if value is None:
        return None
    origin = typing.get_origin(annotation)
    if origin in (list, tuple, Sequence):
        inner = typing.get_args(annotation)[0]
        return [decode(inner, each, fetch) for each in value]
    if origin is dict or annotation in (Any, dict):
        return value
    if isinstance(annotation, type):
        if issubclass(annotation, models.Model):
            return fetch(annotation, value)
        if issubclass(annotation, Enum):
            return annotation(value)
        if annotation is Decimal:
            return Decimal(str(value))
        if annotation is datetime:
            return datetime.fromisoformat(value)
        if annotation is date:
            return date.fromisoformat(value)
        if dataclasses.is_dataclass(annotation):
            hints = typing.get_type_hints(annotation)
            return annotation(**{name: decode(hints[name], each, fetch) for name, each in value.items()})
        if annotation in (str, int, bool):
            return annotation(value)
    raise TypeError(f"{annotation} 不能作为动作的输入")
