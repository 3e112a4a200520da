"""What a counter sale and an internal use ask."""

from decimal import Decimal
from typing import Any

from django import forms
from django.urls import reverse

from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.foundation.ui.fields import ChipsField, CountField, MeasureField, RowsField, SegField
from zhangdian.people.organization import limits
from zhangdian.resources.parts.counter import actions
from zhangdian.resources.parts.fields import PartNumberField
from zhangdian.resources.parts.models import CounterSale


class SaleLineForm(forms.Form):
    """One part of the sale."""

    part = PartNumberField(label="件号")
    quantity = CountField(label="数量", unit="件", min_value=1)
    discount_percent = MeasureField(label="优惠", unit="%", required=False, min_value=0, max_value=100)


def sold(**cells: Any) -> actions.SaleLine:
    """A line; no discount where none was typed."""
    return actions.SaleLine(**{**cells, "discount_percent": cells["discount_percent"] or Decimal(0)})


@form_for(actions.sell_over_counter)
class SellOverCounterForm(ActionForm):
    """Who buys what."""

    verb = "开单去收款"
    buyer = forms.CharField(label="买方", max_length=60, required=False)
    channel = SegField(label="渠道", choices=CounterSale.Channel.choices, initial=CounterSale.Channel.COUNTER)
    lines = RowsField(SaleLineForm, makes=sold, spare=3, label="配件")

    def arrange(self) -> None:
        self.says = limits.budget_in_words(self.ctx)

    def answer(self, done: Any) -> str | None:
        if done.waits_for_signature:
            return None
        return reverse("parts:countersale", args=[done.subject.pk])


@form_for(actions.void_sale)
class VoidSaleForm(ActionForm):
    """Why nothing is sold."""

    reason = ChipsField(label="原因", choices=[(word, word) for word in ("客户不要了", "开错件", "价格错")])

    def arrange(self) -> None:
        self.says = limits.undoing_in_words(self.ctx)


class WantedRowForm(forms.Form):
    """One part that a department wants."""

    part = PartNumberField(label="件号")
    quantity = CountField(label="数量", unit="件", min_value=1)


@form_for(actions.ask_for_internal_use)
class AskForInternalUseForm(ActionForm):
    """Which department, what for."""

    verb = "申请领用"
    department = ChipsField(
        label="部门", choices=[(word, word) for word in ("车间", "前台", "销售", "精品", "办公室")]
    )
    why = forms.CharField(label="用途", max_length=100)
    rows = RowsField(WantedRowForm, makes=actions.WantedRow, spare=3, label="配件")
