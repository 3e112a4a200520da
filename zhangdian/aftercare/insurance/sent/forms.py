"""What is asked of a car that an insurer sent."""

from typing import Any, cast

from django import forms
from django.urls import reverse

from zhangdian.aftercare.insurance.models import Insurer
from zhangdian.aftercare.insurance.sent import accidents, actions
from zhangdian.foundation.ui import fields
from zhangdian.foundation.ui.acting import ActionForm, form_for

WHY = ("客户自己来的", "记错了公司", "记错了车")


@form_for(actions.note_sent_car)
class NoteSentCarForm(ActionForm):
    """Which visit and which insurer; the one from whose page he came stands chosen."""

    verb = "记下"
    says = "保险公司推荐或派来的事故车才记；客户自己来的不记。"
    order = forms.TypedChoiceField(label="哪台车", coerce=int)
    insurer = fields.ChipsField(label="哪家送修", choices=[])
    case_number = forms.CharField(label="报案号", max_length=40, required=False)

    def arrange(self) -> None:
        waiting = accidents.accidents_not_noted(self.ctx)[: accidents.SHOWN]
        asked = cast(Any, self.fields)
        cars = [(each.pk, f"{each.plate} {each.arrived_at:%m-%d} 到店") for each in waiting]
        asked["order"].choices = [("", "请选"), *cars]
        asked["insurer"].choices = [(each.pk, each.short_name) for each in Insurer.objects.of(self.ctx)]

    def answer(self, done: Any) -> str | None:
        return reverse("insurance:sentcar", args=[done.subject.pk])


@form_for(actions.withdraw_sent_car)
class WithdrawSentCarForm(ActionForm):
    """Why it counts no more."""

    verb = "作废"
    why = fields.ChipsField(label="为什么", choices=[(each, each) for each in WHY])
