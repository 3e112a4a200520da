"""What is asked at the car, and with a policy."""

from typing import Any, cast

from django import forms

from zhangdian.aftercare.insurance.models import DeskWord, ExpiryTalk
from zhangdian.aftercare.insurance.visiting import actions, queries
from zhangdian.foundation.ui import fields
from zhangdian.foundation.ui.acting import ActionForm, form_for

WHY_WITHDRAWN = ("选错了", "客户不要", "保单改了")


@form_for(actions.remind_of_expiry)
class RemindOfExpiryForm(ActionForm):
    """His answer is a tap."""

    verb = "记下"
    says = "请本店报价的，续保专员马上看到；已在别处续的问清新的保到哪天。"
    said = fields.ChipsField(label="客户怎么说", choices=ExpiryTalk.Answer.choices)
    words = forms.CharField(label="客户的话", max_length=200, required=False)
    until = fields.DayField(label="新的保到哪天", required=False, help_text="只有已在别处续的填")


@form_for(actions.promise_claims_care)
class PromiseClaimsCareForm(ActionForm):
    """Which of the packages that are offered now."""

    verb = "送"
    says = "跟着这张保单，到期为止；客户出险来店，接车的人看得到。"
    package = fields.ChipsField(label="哪一项服务", choices=[])

    def arrange(self) -> None:
        found = queries.packages(self.ctx)
        cast(Any, self.fields["package"]).choices = [(each.pk, each.name) for each in found]


@form_for(actions.withdraw_claims_care)
class WithdrawClaimsCareForm(ActionForm):
    """Which one, and why."""

    verb = "撤回"
    package = fields.ChipsField(label="哪一项服务", choices=[])
    why = fields.ChipsField(label="为什么", choices=[(each, each) for each in WHY_WITHDRAWN])

    def arrange(self) -> None:
        promised = DeskWord.objects.filter(pk__in=queries.promised(self.subject).values("package"))
        cast(Any, self.fields["package"]).choices = [(each.pk, each.name) for each in promised]
