"""What is asked when a policy is entered, checked, corrected, changed, cancelled or filed."""

from typing import Any

from django import forms
from django.urls import reverse

from zhangdian.aftercare.insurance.models import Endorsement, EntryError, Insurer, Policy, PolicyLine
from zhangdian.aftercare.insurance.policies import actions
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui import fields
from zhangdian.foundation.ui.acting import ActionForm, form_for


@form_for(actions.enter_policy)
class EnterPolicyForm(ActionForm):
    """From the insurer's paper; what follows of itself is not asked."""

    verb = "登记"
    says = "照保险公司的保单录。录完由另一位再录一遍核对，对上了才算数。"
    insurer = forms.ChoiceField(label="保险公司")
    line = fields.SegField(label="险别", choices=PolicyLine.choices, initial=PolicyLine.COMMERCIAL)
    desk = fields.SegField(label="业务", choices=Policy.Desk.choices, initial=Policy.Desk.RENEWAL)
    number = forms.CharField(label="保单号", max_length=40, help_text="照保单抄全")
    plate = fields.PlateField(label="车牌", required=False)
    vin = forms.CharField(label="车架号", max_length=17, required=False, help_text="没上牌的填车架号")
    signed_on = fields.DayField(label="签单日期")
    starts_on = fields.DayField(label="起保日")
    starts_at = forms.TimeField(
        label="即时生效的时间", required=False, help_text="0 时起保的不填",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )  # fmt: skip
    last_day = fields.DayField(label="最后一天", required=False, help_text="不填就是满一年")
    premium = fields.MoneyField(label="保费", help_text="含增值税，不含车船税")
    tax = fields.MoneyField(label="车船税", required=False, help_text="只随交强险")

    def arrange(self) -> None:
        approved = Insurer.objects.of(self.ctx).approved_on(self.ctx.today)
        self.fields["insurer"].choices = [(each.pk, each.name) for each in approved]  # type: ignore[attr-defined]
        self.initial.setdefault("signed_on", self.ctx.today)

    def answer(self, done: Any) -> str | None:
        return reverse("insurance:policy", args=[done.subject.pk])


@form_for(actions.check_policy)
class CheckPolicyForm(ActionForm):
    """Nothing of what was entered is shown: he types what stands on the paper."""

    verb = "复核"
    says = "对着保单原件再录一遍，不看先前录的。"
    number = forms.CharField(label="保单号", max_length=40, help_text="照保单抄全")
    premium = fields.MoneyField(label="保费")
    tax = fields.MoneyField(label="车船税", required=False)
    starts_on = fields.DayField(label="起保日")
    last_day = fields.DayField(label="最后一天")
    vin_tail = forms.CharField(label="车架号后 6 位", min_length=6, max_length=6)

    def arrange(self) -> None:
        if self.subject.line != PolicyLine.COMPULSORY:
            del self.fields["tax"]


@form_for(actions.correct_policy)
class CorrectPolicyForm(ActionForm):
    """Only what was wrong."""

    verb = "更正"
    says = "只填错了的那几格。差错记在录入的人名下，更正以后要重新复核。"
    cause = fields.ChipsField(label="为什么会错", choices=EntryError.Cause.choices)
    number = forms.CharField(label="保单号", max_length=40, required=False)
    premium = fields.MoneyField(label="保费", required=False)
    tax = fields.MoneyField(label="车船税", required=False)
    signed_on = fields.DayField(label="签单日期", required=False)
    starts_on = fields.DayField(label="起保日", required=False)
    last_day = fields.DayField(label="最后一天", required=False)
    plate = fields.PlateField(label="出单时车牌", required=False)
    owner_anew = fields.SwitchField(label="投保人照车辆档案现在的车主", required=False)
    cost = fields.MoneyField(label="造成的损失", required=False)


@form_for(actions.void_policy)
class VoidPolicyForm(ActionForm):
    """Why it never was."""

    verb = "作废"
    says = "录错了车、录了两遍的才作废；保险公司退的，请按“退保”。"
    why = fields.ChipsField(
        label="为什么", choices=[(each, each) for each in ("录错了车", "录了两遍", "保险公司没有出单")]
    )


@form_for(actions.endorse_policy)
class EndorsePolicyForm(ActionForm):
    """As the insurer's own slip says it."""

    verb = "登记批单"
    kind = fields.ChipsField(
        label="批改什么", choices=[each for each in Endorsement.Kind.choices if each[0] != "cancelled"]
    )
    number = forms.CharField(label="批单号", max_length=40, required=False, help_text="退保费的一定要有")
    effective_on = fields.DayField(label="生效日")
    premium = fields.MoneyField(
        label="保费变动", required=False, min_value=-1_000_000, help_text="退的写负数，不变的不填"
    )
    what = forms.CharField(label="改了什么", max_length=200)


@form_for(actions.cancel_policy)
class CancelPolicyForm(ActionForm):
    """What the rules come to stands there; what the insurer gave back is typed."""

    verb = "退保"
    number = forms.CharField(label="批单号", max_length=40)
    effective_on = fields.DayField(label="从哪天起退")
    why = forms.CharField(label="为什么", max_length=200)
    given_back = fields.MoneyField(label="保险公司退的保费")

    def arrange(self) -> None:
        day = self.ctx.today
        at = clock.day_bounds(day, self.ctx.standing.zone)[0]
        reckoned = actions.refund_of(self.ctx, self.subject, at)
        self.initial.setdefault("effective_on", day)
        self.fields["given_back"].help_text = f"从今天起退，按规则约 {reckoned:,} 元；以批单为准"
        if self.subject.line == PolicyLine.COMPULSORY:
            reasons = [(each, each) for each in actions.TCI_ENDS]
            self.fields["why"] = fields.ChipsField(label="为什么", choices=reasons)


@form_for(actions.file_policy)
class FilePolicyForm(ActionForm):
    """The paper itself."""

    verb = "归档"
    photos = fields.PhotoField(label="保单", help_text="拍整张；电子保单传截图")
