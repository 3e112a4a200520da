"""What a list may be narrowed by; every value comes from the address through a form field, or not at all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, ProhibitNullCharactersValidator
from django.db.models import Q, QuerySet
from django.http import QueryDict

from zhangdian.foundation.kernel import clock

Offers = list[tuple[str, str]]
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)


@dataclass(frozen=True, kw_only=True)
class Filter:
    """What a list may be narrowed by; its value comes from the address, through a form field."""

    key: str
    heading: str
    counted: bool = False
    """Each option carries how many rows it would leave."""
    shown: Literal["seg", "chips", "menu", "form"] = "chips"
    gap: bool = False
    """A thin line stands after it."""

    def read(self, given: QueryDict) -> str:
        """The filter's piece of the address, as it stands there."""
        return given.get(self.key, "")

    def form_field(self, offers: Offers) -> forms.Field:
        raise NotImplementedError

    def narrow(self, rows: QuerySet[Any], value: Any, ctx: Any) -> QuerySet[Any]:
        raise NotImplementedError

    def offers(self, ctx: Any) -> Offers:
        """Value and label of each option; none for what is typed."""
        return []

    def says(self, value: Any, offers: Offers) -> str:
        """The filter in words, as it stands in the chip to drop."""
        return self.heading

    def raw(self, value: Any) -> str:
        """The value as it stands in the address."""
        return str(value)


@dataclass(frozen=True, kw_only=True)
class Flag(Filter):
    """A chip that is on or off: 超时, 待料."""

    where: Q | Callable[[QuerySet[Any], Any], QuerySet[Any]]

    def form_field(self, offers: Offers) -> forms.Field:
        return forms.ChoiceField(choices=[("1", self.heading)])

    def narrow(self, rows: QuerySet[Any], value: Any, ctx: Any) -> QuerySet[Any]:
        return rows.filter(self.where) if isinstance(self.where, Q) else self.where(rows, ctx)

    def offers(self, ctx: Any) -> Offers:
        return [("1", self.heading)]


@dataclass(frozen=True, kw_only=True)
class Choice(Filter):
    """One of a few: a stage, a kind, an advisor."""

    options: Sequence[tuple[Any, str]] | Callable[[Any], Sequence[tuple[Any, str]]]
    """Stored value and word; a function of ctx where they come from the database."""
    path: str = ""
    where: Callable[[QuerySet[Any], str, Any], QuerySet[Any]] | None = None
    default: str = ""
    """What is chosen when the address says nothing; then `all` in the address says everything."""

    def offers(self, ctx: Any) -> Offers:
        options = self.options(ctx) if callable(self.options) else self.options
        return [(str(value), str(label)) for value, label in options]

    def form_field(self, offers: Offers) -> forms.Field:
        return forms.ChoiceField(choices=offers)

    def narrow(self, rows: QuerySet[Any], value: Any, ctx: Any) -> QuerySet[Any]:
        if self.where:
            return self.where(rows, value, ctx)
        return rows.filter(**{self.path or self.key: value})

    def says(self, value: Any, offers: Offers) -> str:
        word = dict(offers).get(str(value), str(value))
        return word if self.shown in {"seg", "chips"} else f"{self.heading} {word}"


@dataclass(frozen=True, kw_only=True)
class Days(Filter):
    """From a day to a day, both included, in the store's zone: `2026-11-01~2026-11-23`, either end open."""

    path: str
    instants: bool = True
    """The column holds instants, not dates."""
    shown: Literal["seg", "chips", "menu", "form"] = "form"

    def read(self, given: QueryDict) -> str:
        """As one piece, or as the two fields of the form above the list."""
        ends = given.get(f"{self.key}-from", ""), given.get(f"{self.key}-to", "")
        return f"{ends[0]}~{ends[1]}" if any(ends) else super().read(given)

    def form_field(self, offers: Offers) -> forms.Field:
        return DaysField()

    def ends(self, raw: str) -> tuple[str, str]:
        """The two days as the form shows them."""
        first, _, last = raw.partition("~")
        return first, last

    def narrow(self, rows: QuerySet[Any], value: Any, ctx: Any) -> QuerySet[Any]:
        first, last = value
        if self.instants:
            begin, end = clock.days_bounds(first, last)
            return rows.filter(**{f"{self.path}__gte": begin, f"{self.path}__lt": end})
        return rows.filter(**{f"{self.path}__gte": first, f"{self.path}__lte": last})

    def says(self, value: Any, offers: Offers) -> str:
        return f"{self.heading} {self.raw(value)}"

    def raw(self, value: Any) -> str:
        first, last = value
        return f"{'' if first == FIRST_DAY else first}~{'' if last == LAST_DAY else last}"


@dataclass(frozen=True, kw_only=True)
class Typed(Filter):
    """Words that somebody typed: a number, a name."""

    where: Callable[[QuerySet[Any], str, Any], QuerySet[Any]]
    shown: Literal["seg", "chips", "menu", "form"] = "form"

    def form_field(self, offers: Offers) -> forms.Field:
        return forms.CharField(max_length=60)

    def narrow(self, rows: QuerySet[Any], value: Any, ctx: Any) -> QuerySet[Any]:
        return self.where(rows, value, ctx)

    def says(self, value: Any, offers: Offers) -> str:
        return f"{self.heading} {value}"


class DaysField(forms.CharField):
    """Two days with a tilde between; what no calendar of ours holds is refused here, before it overflows."""

    def __init__(self) -> None:
        super().__init__(max_length=24)
        self.day = forms.DateField(
            input_formats=["%Y-%m-%d"],
            validators=[MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)],
            required=False,
        )

    def clean(self, value: Any) -> Any:
        first, _, last = super().clean(value).partition("~")
        days = self.day.clean(first) or FIRST_DAY, self.day.clean(last) or LAST_DAY
        if days[0] > days[1]:
            raise ValidationError("开始在结束之后")
        return days


def clean(form_field: forms.Field, raw: str) -> Any:
    """The value of one piece of the address, or ValidationError and nothing else."""
    ProhibitNullCharactersValidator()(raw)
    try:
        raw.encode()
    except UnicodeEncodeError as error:
        raise ValidationError("看不懂的字") from error
    return form_field.clean(raw)
