"""What is asked when a rate is agreed, a difference worked off, money written down."""

from typing import Any

from django import forms
from django.urls import reverse

from zhangdian.aftercare.insurance.commission import actions
from zhangdian.aftercare.insurance.models import (
    CommissionLine,
    CommissionRate,
    Insurer,
    Policy,
    PolicyLine,
)
from zhangdian.foundation.ui import fields
from zhangdian.foundation.ui.acting import ActionForm, form_for

WHY = ("批改或退保后重算", "费率口径不同", "保险公司算错", "本店费率录错", "跨月入账", "签单机构不是本店")


@form_for(actions.set_commission_rate)
class SetCommissionRateForm(ActionForm):
    """One insurer, one line, from a day on."""

    verb = "定费率"
    says = "按签单日取当天有效的一条；单独定了新车或续保的，先按那一条。"
    insurer = forms.ChoiceField(label="保险公司")
    line = fields.SegField(label="险别", choices=PolicyLine.choices, initial=PolicyLine.COMMERCIAL)
    desk = fields.SegField(
        label="业务", choices=[("", "都一样"), *Policy.Desk.choices], required=False, initial=""
    )
    rate = forms.DecimalField(
        label="手续费率", min_value=0, max_value=100, max_digits=5, decimal_places=2, help_text="%"
    )
    base = fields.SegField(label="按什么算", choices=CommissionRate.Base.choices, initial="net")
    since = fields.DayField(label="从哪天签的单起", required=False, help_text="不填就是今天")
    source = forms.CharField(label="依据", max_length=80, help_text="协议号或保险公司的通知")

    def arrange(self) -> None:
        known = Insurer.objects.of(self.ctx)
        self.fields["insurer"].choices = [(each.pk, each.name) for each in known]  # type: ignore[attr-defined]

    def answer(self, done: Any) -> str | None:
        return reverse("insurance:commissionrate", args=[done.subject.pk])


@form_for(actions.settle_difference)
class SettleDifferenceForm(ActionForm):
    """Whose figure counts, and why."""

    verb = "处理"
    settled = fields.SegField(label="按谁的", choices=CommissionLine.Settled.choices)
    why = fields.ChipsField(label="为什么", choices=[(each, each) for each in WHY])

    def arrange(self) -> None:
        line: CommissionLine = self.subject
        fitting = {
            CommissionLine.Settled.THEIRS: True,
            CommissionLine.Settled.OURS: line.expected is not None,
            CommissionLine.Settled.NOT_OURS: line.policy_id is None,
        }
        self.fields["settled"].choices = [  # type: ignore[attr-defined]
            (each.value, each.label) for each in CommissionLine.Settled if fitting[each]
        ]


@form_for(actions.agree_statement)
class AgreeStatementForm(ActionForm):
    """Every line has what counts."""

    verb = "核对完成"
    says = "应收就此定下，等保险公司回款；之后每一行都不能再改。"


@form_for(actions.withdraw_statement)
class WithdrawStatementForm(ActionForm):
    """Why it is brought anew."""

    verb = "撤回"
    why = fields.ChipsField(
        label="为什么", choices=[(each, each) for each in ("导错了文件", "补了保单再导", "改了费率再导")]
    )


@form_for(actions.receive_commission)
class ReceiveCommissionForm(ActionForm):
    """As the bank shows it."""

    verb = "登记回款"
    amount = fields.MoneyField(label="到账金额")
    received_on = fields.DayField(label="到账日")
    bank_number = forms.CharField(label="银行流水号", max_length=40)

    def arrange(self) -> None:
        self.initial.setdefault("received_on", self.ctx.today)
        self.initial.setdefault("amount", self.subject.agreed - self.subject.received)
