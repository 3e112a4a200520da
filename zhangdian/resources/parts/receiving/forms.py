"""What goods-in asks: who brought it, what came, what failed."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.urls import reverse

from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.foundation.ui.fields import ChipsField, CountField, DayField, MoneyField, RowsField
from zhangdian.resources.parts.fields import PartNumberField
from zhangdian.resources.parts.models import Supplier
from zhangdian.resources.parts.receiving import actions

SCRAPPED = ("过期", "破损", "包装开过", "停产无用")
BLOCKED = ("破损", "包装进水", "与标签不符", "疑似假件", "厂家通知停用")


class ReceivedLineForm(forms.Form):
    """One line of the delivery note."""

    part = PartNumberField(label="件号(扫或输)")
    quantity = CountField(label="实收", unit="件")
    unit_cost = MoneyField(label="不含税单价", places=6, digits=14, required=False)
    expires_on = DayField(label="有效至", required=False)
    failed = CountField(label="不合格", unit="件", required=False)
    failed_because = forms.CharField(label="哪里不合格", required=False, max_length=100)


def received(**cells: Any) -> actions.ReceivedLine:
    """A line with the cells that were left empty."""
    return actions.ReceivedLine(**{**cells, "failed": cells["failed"] or 0})


@form_for(actions.receive_parts)
class ReceivePartsForm(ActionForm):
    """The delivery as it was found."""

    verb = "入库"
    supplier = forms.TypedChoiceField(label="供应商", coerce=int)
    delivery_note = forms.CharField(label="送货单号", max_length=40, required=False)
    lines = RowsField(ReceivedLineForm, makes=received, spare=5, label="收到")

    def arrange(self) -> None:
        suppliers = Supplier.objects.of(self.ctx)
        self.fields["supplier"].choices = [  # type: ignore[attr-defined]
            (each.pk, f"{each.name}{'' if each.approved else '(未核准，须配件经理放行)'}")
            for each in suppliers
        ]

    def answer(self, done: Any) -> str | None:
        if done.waits_for_signature:
            return None
        return reverse("parts:receipt", args=[done.subject.pk])


@form_for(actions.block_lot)
class BlockLotForm(ActionForm):
    """What is wrong with the lot."""

    reason = ChipsField(label="原因", choices=[(word, word) for word in BLOCKED])


@form_for(actions.return_to_supplier)
class ReturnToSupplierForm(ActionForm):
    """How many go back, and why."""

    quantity = CountField(label="退几件", unit="件", min_value=1)
    reason = ChipsField(label="原因", choices=[(word, word) for word in BLOCKED])

    def known(self) -> Mapping[str, Any]:
        return {"quantity": self.subject.on_hand}


@form_for(actions.settle_return)
class SettleReturnForm(ActionForm):
    """The supplier's credit note."""

    credit_note = forms.CharField(label="贷项单号", max_length=40)


@form_for(actions.scrap_lot)
class ScrapLotForm(ActionForm):
    """How many are scrapped, and why."""

    quantity = CountField(label="报废几件", unit="件", min_value=1)
    reason = ChipsField(label="原因", choices=[(word, word) for word in SCRAPPED])

    def known(self) -> Mapping[str, Any]:
        return {"quantity": self.subject.on_hand}
