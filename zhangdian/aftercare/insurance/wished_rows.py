"""Covers as the lines of a form: each asks its sum, its days and its main cover, and no more than that."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, cast

from django import forms

from zhangdian.aftercare.insurance import queries
from zhangdian.foundation.ui.fields import FigureWidget, MeasureField


class CoverSelect(forms.Select):
    """Each cover carries what it asks besides, so that a line shows no more than that."""

    covers: Mapping[str, queries.CoverChoice] = MappingProxyType({})

    def create_option(self, name: str, value: Any, *more: Any, **others: Any) -> dict[str, Any]:
        made: dict[str, Any] = super().create_option(name, value, *more, **others)
        cover = self.covers.get(str(value))
        made["attrs"]["data-asks"] = " ".join(cover.asks) if cover else ""
        made["attrs"]["data-steps"] = (
            "|".join("=".join(each) for each in cover.steps.items()) if cover else ""
        )
        return made


class SumWidget(FigureWidget):
    """The sum insured: of those that the cover offers, where it offers some."""

    template_name = "insurance/widgets/sum.html"
    bare = True


class WishedForm(forms.Form):
    """One cover with its sum."""

    cover = forms.ChoiceField(label="险种", choices=queries.NO_CHOICE, widget=CoverSelect)
    sum = MeasureField(label="保额或比例", unit="", required=False, min_value=0, widget=SumWidget())
    days = forms.IntegerField(label="天数", required=False, min_value=1, max_value=366)
    target = forms.ChoiceField(label="附在", required=False, choices=queries.NO_CHOICE)


def wished_form(covers: Mapping[str, queries.CoverChoice]) -> type[forms.Form]:
    """The line's form with the covers that are sold today."""
    named = [(code, each.name) for code, each in covers.items()]

    class Chosen(WishedForm):
        cover = forms.ChoiceField(label="险种", choices=[("", "—"), *named], widget=CoverSelect)
        target = forms.ChoiceField(label="附在", required=False, choices=[("", "—"), *named[:4]])
        field_order = ("cover", "sum", "days", "target")

    cast(Any, Chosen.base_fields["cover"].widget).covers = covers
    return Chosen


class IssuedSumWidget(SumWidget):
    """The sum as it stands on the paper, also one that we do not offer ourselves."""

    template_name = "insurance/widgets/issued_sum.html"


def issued_form(covers: Mapping[str, queries.CoverChoice]) -> type[forms.Form]:
    """The line's form for what an insurer issued."""

    class Issued(wished_form(covers)):  # type: ignore[misc]
        sum = MeasureField(label="保额或比例", unit="", required=False, min_value=0, widget=IssuedSumWidget())

    return Issued
