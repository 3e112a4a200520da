"""One codec from the annotations of an action: serves token, journal, signatures, forms, API, simulator."""

import dataclasses
import hashlib
import json
import re
import types
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

from django.db import models

from zhangdian.foundation.kernel.refusals import NotHere, Refusal
from zhangdian.foundation.kernel.sight import Sealed

CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
UNKEEPABLE = re.compile("[\0\ud800-\udfff]")
LARGEST = 2**63 - 1
DIGITS = 30
"""Whole and decimal digits of the longest number that anybody can mean."""


def canonical(value: Any) -> str:
    """The one text of a value: sorted keys, no blanks, no float; what is hashed and stored."""
    return CANONICAL.encode(value)


def digest(value: Any) -> str:
    """SHA-256 of an input's one text, in hex: the same for what means the same."""
    return hashlib.sha256(canonical(encode(value)).encode()).hexdigest()


def encode(value: Any) -> Any:
    """Plain JSON of an input; what no database can keep is refused."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, bool | int | str):
        return _keepable(value)
    if isinstance(value, Decimal):
        if not value.is_finite() or abs(value.adjusted()) > DIGITS:
            raise Refusal("数字太大或不是数字：请改")
        return format(value, "f")
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise TypeError("a naive datetime is no instant")
        return value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, Sealed):
        return encode(value.open())
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: encode(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return [encode(each) for each in value]
    if isinstance(value, Mapping):
        return {str(key): encode(each) for key, each in value.items()}
    raise TypeError(f"{type(value).__name__} 不能作为动作的输入")


def _keepable(value: Any) -> Any:
    if isinstance(value, str):
        if UNKEEPABLE.search(value):
            raise Refusal("文字里有不能保存的字符：请删掉重填")
    elif isinstance(value, int) and abs(value) > LARGEST:
        raise Refusal("数字太大：请改")
    return value


def decode(annotation: Any, value: Any, fetch: Any = None) -> Any:
    """The input back from its JSON; records come through `fetch(model, pk)`; else a ValueError."""
    annotation, _optional = unwrap_optional(annotation)
    if value is None or annotation is Any:
        return value
    if (inner := element_of(annotation)) is not None:
        if not isinstance(value, list | tuple):
            raise ValueError("要一列")
        return [decode(inner, each, fetch) for each in value]
    if not isinstance(annotation, type):
        raise TypeError(f"{annotation} 不能作为动作的输入")
    if issubclass(annotation, models.Model):
        return fetch(annotation, value)
    if dataclasses.is_dataclass(annotation):
        hints = fields_of(annotation)
        if not isinstance(value, dict) or set(value) - set(hints):
            raise ValueError(f"要 {'、'.join(hints)}")
        return annotation(**{name: decode(hints[name], each, fetch) for name, each in value.items()})
    return _plain(annotation, value)


def _plain(kind: type, value: Any) -> Any:
    if isinstance(value, float):
        raise ValueError("小数要写成文字，不用浮点数")
    if kind is bool:
        if str(value).lower() not in ("true", "false"):
            raise ValueError("要 true 或 false")
        return str(value).lower() == "true"
    if kind is int and isinstance(value, int | str) and not isinstance(value, bool):
        return int(value)
    if kind is str and isinstance(value, str):
        return value
    if issubclass(kind, Enum):
        return kind(value)
    if kind is Decimal and isinstance(value, int | str | Decimal) and not isinstance(value, bool):
        return _number(value)
    if issubclass(kind, date | time) and isinstance(value, str):
        return kind.fromisoformat(value)
    raise ValueError(f"{value!r} 不是 {kind.__name__}")


def _number(value: int | str | Decimal) -> Decimal:
    try:
        return Decimal(value)
    except ArithmeticError as error:
        raise ValueError("不是数字") from error


# ---- what an annotation says ----------------------------------------------------------------------


def unwrap_optional(annotation: Any) -> tuple[Any, bool]:
    """The annotation without `| None` and marks, and whether None was allowed."""
    if typing.get_origin(annotation) is typing.Annotated:
        annotation = typing.get_args(annotation)[0]
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        arms = [arm for arm in typing.get_args(annotation) if arm is not type(None)]
        return unwrap_optional(arms[0])[0], len(arms) < len(typing.get_args(annotation))
    return annotation, False


def element_of(annotation: Any) -> Any:
    """Of what a list is, or None."""
    listed = typing.get_origin(annotation) in (list, tuple, Sequence)
    return typing.get_args(annotation)[0] if listed else None


@cache
def fields_of(kind: type) -> dict[str, Any]:
    """The fields of a dataclass with their annotations, marks included."""
    return typing.get_type_hints(kind, include_extras=True)


def _inside(annotation: Any) -> Iterator[Any]:
    """The annotation itself, without marks, and all that stand in it."""
    bare, _ = unwrap_optional(annotation)
    inner = element_of(bare)
    yield bare
    if inner is not None:
        yield from _inside(inner)
    elif isinstance(bare, type) and dataclasses.is_dataclass(bare):
        for hint in fields_of(bare).values():
            yield from _inside(hint)


def is_marked(annotation: Any, mark: type) -> bool:
    """Whether an input, or something in it, is declared as `PersonalText` or `SecretText`."""
    if any(isinstance(each, mark) for each in getattr(annotation, "__metadata__", ())):
        return True
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        return any(is_marked(arm, mark) for arm in typing.get_args(annotation))
    bare, _ = unwrap_optional(annotation)
    inner = element_of(bare)
    if inner is not None:
        return is_marked(inner, mark)
    if isinstance(bare, type) and dataclasses.is_dataclass(bare):
        return any(is_marked(hint, mark) for hint in fields_of(bare).values())
    return False


def names_records(annotation: Any) -> bool:
    """Whether an input names records, itself or somewhere inside."""
    return any(isinstance(each, type) and issubclass(each, models.Model) for each in _inside(annotation))


# ---- records and personal values among the inputs -------------------------------------------------


def key_of(model: type[models.Model], value: Any) -> int:
    """The key of a record that is named by itself or by its key; anything else is of no record."""
    key = getattr(value, "pk", value)
    if isinstance(key, str) and key.isascii() and key.isdigit():
        key = int(key[:20])
    if not isinstance(key, int) or isinstance(key, bool) or not 0 <= key <= LARGEST:
        raise NotHere(f"{model._meta.verbose_name}不存在")
    return key


def with_records(annotation: Any, value: Any, fetch: Callable[[Any, Any], Any]) -> Any:
    """The same value with every record in it replaced by `fetch(model, record or key)`."""
    bare, _ = unwrap_optional(annotation)
    if value is None or not names_records(bare):
        return value
    inner = element_of(bare)
    if inner is not None:
        return [with_records(inner, each, fetch) for each in value]
    if issubclass(bare, models.Model):
        return fetch(bare, value)
    hints = fields_of(bare)
    changed = {name: with_records(hints[name], getattr(value, name), fetch) for name in hints}
    return dataclasses.replace(value, **changed)


def records_in(annotation: Any, value: Any) -> list[tuple[Any, Any]]:
    """Model and key of every record that a value names."""
    named: list[tuple[Any, Any]] = []

    def note(model: Any, record: Any) -> Any:
        named.append((model, record))
        return record

    with_records(annotation, value, note)
    return named


def without_personal(
    inputs: dict[str, Any], names: Iterable[str], hidden: str
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Encoded inputs with a person's values hidden, and those values."""
    own = {name: inputs[name] for name in names if inputs[name] not in (None, "", [])}
    return {**inputs, **dict.fromkeys(own, hidden)}, own
