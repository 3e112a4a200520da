"""What is asked when an insurer is added, changed, approved or withdrawn."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.urls import reverse

from zhangdian.aftercare.insurance.insurers import actions
from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.foundation.ui.fields import ChipsField, DayField, SwitchField

REASONS = ("合作到期不再续", "理赔慢、投诉多", "费用政策不合规", "公司停业或被处罚", "总部要求")


class InsurerForm(ActionForm):
    """The facts of an insurer."""

    name = forms.CharField(label="公司全称", max_length=60)
    short_name = forms.CharField(label="简称", max_length=12)
    branch = forms.CharField(label="出单机构", max_length=60, required=False)
    report_phone = forms.CharField(label="报案电话", max_length=20, required=False)
    partner = SwitchField(label="有合作协议")
    issues_by = forms.CharField(label="出单方式", max_length=40, required=False)
    remark = forms.CharField(label="备注", max_length=200, required=False)


@form_for(actions.add_insurer)
class AddInsurerForm(InsurerForm):
    """A code of a few letters, then its facts."""

    verb = "登记"
    says = "登记以后还不能报价和出单，要先认证。"
    code = forms.CharField(label="简码", max_length=10, help_text="几个字母，例如 AH")
    field_order = ("code",)

    def answer(self, done: Any) -> str | None:
        return reverse("insurance:insurer", args=[done.subject.pk])


@form_for(actions.change_insurer)
class ChangeInsurerForm(InsurerForm):
    """What it is now stands there already."""

    verb = "改"

    def known(self) -> Mapping[str, Any]:
        return {name: getattr(self.subject, name) for name in self.base_fields}


@form_for(actions.approve_insurer)
class ApproveInsurerForm(ActionForm):
    """From a day until a day."""

    verb = "认证"
    says = "认证期内才能报价、出单；到期自动停，不用人去关。"
    since = DayField(label="从哪天起", required=False, help_text="不填就是今天")
    until = DayField(label="到哪天止", required=False, help_text="含这一天；不填就是长期")
    basis = forms.CharField(label="依据", max_length=100, required=False, help_text="协议号或会议")


@form_for(actions.withdraw_insurer)
class WithdrawInsurerForm(ActionForm):
    """Why it is sold no more."""

    verb = "撤销认证"
    says = "从今天起不能再用它报价和出单；已经出的保单不受影响。"
    why = ChipsField(label="为什么", choices=[(each, each) for each in REASONS])
