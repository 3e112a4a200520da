"""Pages by key: the next page begins after a row, not after a number of rows; nothing is counted far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django import forms
from django.core.exceptions import EmptyResultSet, FieldDoesNotExist, ValidationError
from django.db import connections, models
from django.db.models import Exists, F, Q, QuerySet, Subquery

from zhangdian.foundation.ui.filters import clean

COUNTED_TO = 1_000
"""More than this is not counted: 1,000+."""
BIG = 2**63 - 1


def clean_key(key_field: models.Field[Any, Any], raw: str) -> Any:
    """A primary key from the address, within what the database can hold."""
    clean(forms.CharField(max_length=80), raw)
    try:
        key = key_field.to_python(raw)
    except (ValueError, OverflowError) as error:
        raise ValidationError("不是一个编号") from error
    if isinstance(key, int) and not -BIG <= key <= BIG:
        raise ValidationError("不是一个编号")
    return key


class Order:
    """The order of a list: paths with their direction (True: falling), the key always last."""

    def __init__(self, model: type[models.Model], terms: Sequence[tuple[str, bool]]) -> None:
        self.model = model
        key = model._meta.pk.name
        self.terms = [*terms] if terms and terms[-1][0] in {"pk", key} else [*terms, ("pk", terms[-1][1])]
        self.steers = next((path for path, _falling in reversed(self.terms) if path not in {"pk", key}), "pk")
        """The last path before the key: what the rows of one rank are sorted by."""

    def falls(self, path: str) -> bool:
        """Whether a path stands in this order falling."""
        return dict(self.terms).get(path, False)

    def _may_be_null(self, path: str) -> bool:
        """Whether a sorted path may be empty; what is computed may."""
        model: Any = self.model
        if path == "pk":
            return False
        for name in path.split("__"):
            try:
                one = model._meta.get_field(name)
            except FieldDoesNotExist:
                return True
            if getattr(one, "null", True):
                return True
            model = one.related_model
        return False

    def sort(self, rows: QuerySet[Any], backwards: bool = False) -> QuerySet[Any]:
        terms: list[Any] = []
        for path, falling in self.terms:
            down = falling != backwards
            if self._may_be_null(path):
                ends = {"nulls_first": True} if backwards else {"nulls_last": True}
                terms.append(F(path).desc(**ends) if down else F(path).asc(**ends))
            else:
                terms.append(f"{'-' if down else ''}{path}")
        return rows.order_by(*terms)

    def beyond(self, rows: QuerySet[Any], key: Any, backwards: bool) -> Q:
        """Rows after (or before) the row with this key, in the order of the list; the database compares."""
        edge = rows.filter(pk=key).order_by()
        beyond, same = Q(), Q()
        for path, falling in self.terms:
            at = Subquery(edge.values(path)[:1])
            way = "lt" if falling != backwards else "gt"
            step = Q(**{f"{path}__{way}": at})
            equal = Q(**{path: at})
            if self._may_be_null(path):
                edge_is_null = Q(Exists(edge.filter(**{f"{path}__isnull": True})))
                null = Q(**{f"{path}__isnull": True})
                step |= (edge_is_null & ~null) if backwards else (null & ~edge_is_null)
                equal |= null & edge_is_null
            beyond |= same & step
            same &= equal
        path, falling = self.terms[0]
        if not self._may_be_null(path):
            # Says once more what follows from the rest, so that an index finds the place.
            way = "lte" if falling != backwards else "gte"
            beyond &= Q(**{f"{path}__{way}": Subquery(edge.values(path)[:1])})
        return beyond


def count(using: str, many: Mapping[str, QuerySet[Any]]) -> dict[str, int]:
    """Count several sets in one statement, none of them further than the limit."""
    limited = {name: rows.order_by().values("pk")[: COUNTED_TO + 1] for name, rows in many.items()}
    asked = together(using, limited, "COUNT(*)")
    found = told_by(asked, asked.params)
    return {name: found[name][0] if name in found else 0 for name in many}


@dataclass(frozen=True, slots=True)
class Together:
    """One statement that tells the figures of several sets, by their place in it."""

    using: str
    sql: str
    params: list[Any]
    names: list[Any]


def together(
    using: str, many: Mapping[Any, QuerySet[Any]], figures: Literal["COUNT(*)", "COUNT(*), MAX(is_late)"]
) -> Together:
    """The statement for these figures of several sets; a set that is empty by its own words is left out."""
    parts: list[str] = []
    params: list[Any] = []
    names: list[Any] = []
    for name, rows in many.items():
        try:
            sql, more = rows.query.get_compiler(using=using).as_sql()
        except EmptyResultSet:
            continue
        place = len(names)
        parts.append(f"SELECT {place} AS place, {figures} FROM ({sql}) AS counted_{place}")
        params.extend(more)
        names.append(name)
    return Together(using, " UNION ALL ".join(parts), params, names)


def told_by(asked: Together, params: Sequence[Any]) -> dict[Any, tuple[Any, ...]]:
    """The figures of each set, by its name."""
    if not asked.names:
        return {}
    with connections[asked.using].cursor() as cursor:
        cursor.execute(asked.sql, params)
        return {asked.names[place]: tuple(told) for place, *told in cursor.fetchall()}


def bounded(number: int) -> str:
    """A count as it is told: 27, or 1,000+."""
    return f"{number}" if number <= COUNTED_TO else "1,000+"
