"""What is asked before a holder is opened."""

from typing import Any

from django.urls import reverse

from zhangdian.aftercare.insurance.holders import actions
from zhangdian.foundation.ui import fields
from zhangdian.foundation.ui.acting import ActionForm, form_for

WHY = ("客户问保单", "核对投保信息", "联系客户", "寄送保单")


@form_for(actions.open_holder)
class OpenHolderForm(ActionForm):
    verb = "查看"
    says = "打开 10 分钟，谁为什么看的记在日志里。"
    why = fields.ChipsField(label="为什么看", choices=[(each, each) for each in WHY])

    def answer(self, done: Any) -> str | None:
        return reverse("insurance:policy", args=[self.subject.pk])
