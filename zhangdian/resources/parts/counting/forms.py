"""What a count asks: which shelves, what lies there, why it differs."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse

from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.foundation.ui.fields import ChipsField, CountField, SegField
from zhangdian.resources.parts.counting import actions
from zhangdian.resources.parts.models import StockCard, StockCount

MOST = 500


@form_for(actions.open_count)
class OpenCountForm(ActionForm):
    """Shelves by the beginning of their place: A-01, O."""

    verb = "开始盘点"
    kind = SegField(
        label="类型",
        choices=[(kind, kind.label) for kind in StockCount.Kind if kind != StockCount.Kind.DAILY],
        initial=StockCount.Kind.CYCLE,
    )
    cards = forms.CharField(label="货位开头(如 A-01)", max_length=20)

    def clean_cards(self) -> list[int]:
        begin = self.cleaned_data["cards"].strip().upper()
        keys = list(
            StockCard.objects.of(self.ctx).filter(bin__startswith=begin).values_list("pk", flat=True)[:MOST]
        )
        if not keys:
            raise ValidationError(f"没有以 {begin} 开头的货位")
        return keys

    def answer(self, done: Any) -> str | None:
        return reverse("parts:stockcount", args=[done.subject.pk])


@form_for(actions.draw_daily_count)
class DrawDailyCountForm(ActionForm):
    """Nothing is asked: the system draws."""

    def answer(self, done: Any) -> str | None:
        return reverse("parts:stockcount", args=[done.subject.pk])


@form_for(actions.count_shelf)
class CountShelfForm(ActionForm):
    """Blind: the book is not shown."""

    verb = "记下"
    counted = CountField(label="实点", unit="件")
    reason = forms.CharField(label="差异原因(复点时填)", max_length=100, required=False)


@form_for(actions.explain_difference)
class ExplainDifferenceForm(ActionForm):
    """Why shelf and book differ."""

    reason = forms.CharField(label="差异原因", max_length=100)


@form_for(actions.void_count)
class VoidCountForm(ActionForm):
    """Why it is not counted to the end."""

    reason = ChipsField(label="原因", choices=[(word, word) for word in ("停电", "重复开单", "人手不足")])
