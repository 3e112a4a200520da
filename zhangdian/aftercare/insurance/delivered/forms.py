"""What is asked of one delivered car."""

from typing import Any

from django import forms
from django.urls import reverse

from zhangdian.aftercare.insurance.delivered import actions
from zhangdian.foundation.ui import fields
from zhangdian.foundation.ui.acting import ActionForm, form_for

WHY = ("录错了车", "日期错了，重记", "退车了", "不是新车")


@form_for(actions.note_delivered_car)
class NoteDeliveredCarForm(ActionForm):
    """By its VIN; a plate where it has one."""

    verb = "记下"
    says = "一台一台记；整月的清单在列表上面导入。"
    vin = forms.CharField(label="车架号", max_length=30)
    delivered_on = fields.DayField(label="交车日期")
    plate = fields.PlateField(label="车牌", required=False)
    consultant = forms.CharField(label="销售顾问", max_length=30, required=False)

    def arrange(self) -> None:
        self.initial.setdefault("delivered_on", self.ctx.today)

    def answer(self, done: Any) -> str | None:
        return reverse("insurance:deliveredcars")


@form_for(actions.withdraw_delivered_car)
class WithdrawDeliveredCarForm(ActionForm):
    """Why it counts no more."""

    verb = "作废"
    why = fields.ChipsField(label="为什么", choices=[(each, each) for each in WHY])
