"""What the acts of an outage ask."""

from typing import Any

from django import forms
from django.urls import reverse

from zhangdian.foundation.ui import fields
from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.frontline.service.models.order import Kind
from zhangdian.frontline.service.outage import actions

VOID_REASONS = ("没用上", "写坏了", "丢了")


@form_for(actions.print_spare_forms)
class PrintSpareFormsForm(ActionForm):
    """How many cars may come while the system is down."""

    verb = "取号，去打印"
    count = fields.CountField(label="几张", unit="张", max_value=actions.MOST, initial=10)

    def answer(self, done: Any) -> str | None:
        return reverse("service:outage_pack")


@form_for(actions.enter_spare_form)
class EnterSpareFormForm(ActionForm):
    """As it stands on the paper; the rest goes on at the car's own pages."""

    verb = "补录，接着填"
    plate = fields.PlateField(label="车牌")
    arrived_at = fields.MomentField(
        label="到店时间，照纸上的",
    )
    kind = fields.ChipsField(label="来做什么", choices=Kind.choices, required=False)
    words = forms.CharField(label="客户的话", required=False, max_length=300)
    key_tag = fields.CountField(label="钥匙牌", unit="号", required=False)

    def answer(self, done: Any) -> str | None:
        return reverse("service:walk_around", args=[done.subject.order_id])


@form_for(actions.void_spare_form)
class VoidSpareFormForm(ActionForm):
    """Why no car came with it."""

    verb = "作废"
    reason = fields.ChipsField(label="为什么", choices=[(each, each) for each in VOID_REASONS])

    def answer(self, done: Any) -> str | None:
        return reverse("service:outage")
