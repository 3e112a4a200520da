"""What the shelf asks: where, how much at least and at most, what is missing or found."""

from collections.abc import Mapping
from typing import Any

from django import forms

from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.foundation.ui.fields import CountField, MoneyField
from zhangdian.resources.parts.shelf import actions


@form_for(actions.move_bin)
class MoveBinForm(ActionForm):
    """The new place."""

    bin = forms.CharField(label="新货位", max_length=20)


@form_for(actions.set_limits)
class SetLimitsForm(ActionForm):
    """Lower and upper limit."""

    min_stock = CountField(label="下限", unit="件")
    max_stock = CountField(label="上限", unit="件")

    def known(self) -> Mapping[str, Any]:
        return {"min_stock": self.subject.min_stock, "max_stock": self.subject.max_stock}


@form_for(actions.adjust_stock)
class AdjustStockForm(ActionForm):
    """How many more or fewer than the book says, and why."""

    difference = forms.IntegerField(
        label="差异(多为正、少为负)", min_value=-100_000, max_value=100_000, widget=forms.NumberInput()
    )
    reason = forms.CharField(label="原因", max_length=100)
    unit_cost = MoneyField(label="盘盈单价(不填按最近批次)", places=6, digits=14, required=False)
