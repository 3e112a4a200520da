"""What is asked when a form is set, when something is given away, and when it is withdrawn."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.urls import reverse

from zhangdian.aftercare.insurance import given_away
from zhangdian.aftercare.insurance.giveaways import actions, ledgers
from zhangdian.foundation.ui import fields
from zhangdian.foundation.ui.acting import ActionForm, form_for

WHY = ("同行让得更多", "老客户", "同时买多份", "上次理赔不满意")
WHY_WITHDRAWN = ("客户不投保了", "客户不要了", "写错了", "改用别的形式")


@form_for(actions.load_giveaway_forms)
class LoadGiveawayFormsForm(ActionForm):
    """The house's own examples."""

    verb = "载入示例"
    says = "载入系统自带的形式：现金、加油卡按保险法不允许，其他额度是示例，请核对后再定。"
    prepared = ("rows",)

    def prepare(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"rows": ledgers.house_forms()}


@form_for(actions.set_giveaway_form)
class SetGiveawayFormForm(ActionForm):
    """One form from today on."""

    verb = "定下来"
    says = "从今天起算，批过的不变。要允许一种形式，总经理也要签字。"
    name = forms.CharField(label="形式", max_length=20)
    allowed = fields.SwitchField(label="允许")
    most = fields.MoneyField(label="每单最多", required=False, min_value=0)
    share = fields.MeasureField(
        label="最多占手续费",
        unit="%",
        required=False,
        min_value=0,
        max_value=100,
        help_text="不填只看每单最多",
    )
    until = fields.DayField(label="到哪天", required=False, help_text="不填就一直算")
    source = forms.CharField(label="依据", max_length=200, help_text="哪条法规、哪份协议或通知")

    def answer(self, done: Any) -> str | None:
        return reverse("insurance:giveawayforms")


@form_for(actions.offer_giveaway)
class OfferGiveawayForm(ActionForm):
    """Which insurer of the quote, in what form, how much."""

    verb = "申请，等两个人签字"
    insurer = forms.TypedChoiceField(label="哪家", coerce=int)
    form = fields.ChipsField(label="形式", choices=[])
    amount = fields.MoneyField(label="金额", min_value=0)
    reason = fields.ChipsField(label="为什么", choices=[(each, each) for each in WHY])

    def known(self) -> Mapping[str, Any]:
        first = self.subject.offers.order_by("order").values_list("insurer", flat=True).first()
        return {"insurer": first}

    def arrange(self) -> None:
        offers = self.subject.offers.select_related("insurer").order_by("order")
        cast(Any, self.fields["insurer"]).choices = [(each.insurer_id, str(each.insurer)) for each in offers]
        known = given_away.forms_on(self.ctx, self.ctx.today)
        cast(Any, self.fields["form"]).choices = [
            (each.pk, f"{each} 最多 {each.most:,.0f}" if each.allowed else f"{each}（不允许）")
            for each in known
        ]
        self.says = "金融保险经理和总经理都签了，报价才能发、才能出单。"
        if not known:
            self.says = "还没有让利形式：请金融保险经理先定"

    def clean_form(self) -> int:
        return int(self.cleaned_data["form"])

    def answer(self, done: Any) -> str | None:
        return reverse("insurance:quote", args=[self.subject.pk])


@form_for(actions.withdraw_giveaway)
class WithdrawGiveawayForm(ActionForm):
    """Why it is not given."""

    verb = "撤回"
    why = fields.ChipsField(label="为什么撤回", choices=[(each, each) for each in WHY_WITHDRAWN])
