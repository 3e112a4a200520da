"""What is asked when people come, are given posts, stand in for one another, and leave."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms

from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.foundation.ui.fields import ChipsField, CountField, DayField, SwitchField
from zhangdian.people.organization import certificates
from zhangdian.people.organization.models import Person, Store
from zhangdian.people.organization.models.hours import WEEKDAYS
from zhangdian.people.organization.roles import Department, Role
from zhangdian.people.organization.staff import actions

NOTHING = ("", "—")
EDUCATIONS = [
    NOTHING,
    *((each, each) for each in ("初中", "高中", "中专", "技校", "大专", "本科", "硕士")),
]
SEXES = [("男", "男"), ("女", "女")]
PAPERS = [
    *certificates.GRADES,
    certificates.HIGH_VOLTAGE,
    certificates.LIFT,
    certificates.WELDING,
    certificates.DRIVING,
    "质量检验员",
    "厂家岗位认证",
    "厂家配件年度考核",
    "售后管理岗位认证",
    "保险出单",
]


class StaffFileForm(ActionForm):
    """The fields of a staff file."""

    name = forms.CharField(label="姓名", max_length=30)
    phone = forms.CharField(label="手机", max_length=20, required=False)
    service_phone = forms.CharField(
        label="给客户的电话", max_length=20, required=False, help_text="印在结算单上；不填就印店里的电话"
    )
    sex = ChipsField(label="性别", choices=SEXES, required=False)
    department = forms.ChoiceField(label="部门", choices=[NOTHING, *Department.choices], required=False)
    team = forms.CharField(label="班组", max_length=20, required=False)
    education = forms.ChoiceField(label="学历", choices=EDUCATIONS, required=False)
    years_in_trade = CountField(label="行业年限", unit="年", required=False, max_value=60)
    years_leading = CountField(label="管理年限", unit="年", required=False, max_value=60)
    rest_weekday = ChipsField(label="固定休息日", choices=WEEKDAYS, required=False)


@form_for(actions.employ_person)
class EmployPersonForm(StaffFileForm):
    """A new staff file."""

    verb = "入职"
    employee_no = forms.CharField(label="工号", max_length=20)
    outsourced = SwitchField(label="外包人员")
    employed_from = DayField(label="入职日期", required=False)
    field_order = ["employee_no", "name", "phone"]


@form_for(actions.change_person_details)
class ChangePersonDetailsForm(StaffFileForm):
    """The staff file as it is; what this person may not see stays empty and unchanged."""

    verb = "改资料"
    name = forms.CharField(label="姓名", max_length=30, required=False)

    def known(self) -> Mapping[str, Any]:
        facts = {field: getattr(self.subject, field) for field in StaffFileForm.base_fields}
        seen = facts["phone"].seen_by(self.ctx) if facts["phone"] else ""
        return {**facts, "phone": "" if "*" in str(seen) else seen}


@form_for(actions.appoint)
class AppointForm(ActionForm):
    """A post; where its requirements are not met, an exception with an end and a reason."""

    verb = "任职"
    role = forms.ChoiceField(label="岗位", choices=[NOTHING, *Role.choices])
    since = DayField(label="从哪天起", required=False, help_text="不填就是今天。")
    exception_until = DayField(label="例外至", required=False, help_text="达不到岗位要求时填，由总经理签字。")
    exception_reason = forms.CharField(label="例外原因", max_length=200, required=False)


@form_for(actions.extend_exception)
class ExtendExceptionForm(ActionForm):
    until = DayField(label="延到哪天")
    reason = forms.CharField(label="为什么", max_length=200)


@form_for(actions.end_tenure)
class EndTenureForm(ActionForm):
    until = DayField(label="最后一天", required=False, help_text="不填就是今天。")


@form_for(actions.disable_person)
class DisablePersonForm(ActionForm):
    verb = "停用账号"
    reason = forms.CharField(label="原因", max_length=200)


@form_for(actions.close_account_at_once)
class CloseAccountForm(ActionForm):
    """Gone or dismissed: who sees to his hand-over afterwards."""

    verb = "立即停用"
    says = "账号马上关掉，登录全部退出；名下的事由接手的人在期限内补办交接。总经理签字后生效。"
    receiver = forms.TypedChoiceField(label="谁接手", coerce=int)
    reason = forms.CharField(label="原因", max_length=200)

    def arrange(self) -> None:
        people = Person.objects.of(self.ctx).filter(disabled_at=None).exclude(pk=self.subject.pk)
        names = [(person.pk, f"{person.name} {person.employee_no}") for person in people]
        self.fields["receiver"].choices = names  # type: ignore[attr-defined]


@form_for(actions.transfer_person)
class TransferPersonForm(ActionForm):
    store = forms.ChoiceField(label="去哪家店")

    def arrange(self) -> None:
        others = Store.objects.of(self.ctx).real().exclude(pk=self.ctx.store_id)
        self.fields["store"].choices = [(store.pk, store.name) for store in others]  # type: ignore[attr-defined]


@form_for(actions.name_deputy)
class NameDeputyForm(ActionForm):
    """Who stands in, for exactly which days."""

    verb = "指定代理人"
    deputy = forms.ChoiceField(label="代理人")
    since = DayField(label="从")
    until = DayField(label="到")
    rest_days_only = SwitchField(label="只在固定休息日代理")

    def known(self) -> Mapping[str, Any]:
        return {"since": self.ctx.today, "until": self.ctx.today + timedelta(days=6)}

    def arrange(self) -> None:
        people = Person.objects.of(self.ctx).filter(disabled_at=None).exclude(pk=self.subject.pk)
        names = [(person.pk, f"{person.name} {person.employee_no}") for person in people]
        self.fields["deputy"].choices = names  # type: ignore[attr-defined]


@form_for(actions.record_certificate)
class RecordCertificateForm(ActionForm):
    verb = "登记证书"
    kind = forms.ChoiceField(label="证书", choices=[(each, each) for each in PAPERS])
    number = forms.CharField(label="编号", max_length=60, required=False)
    issued_on = DayField(label="发证日期", required=False)
    expires_on = DayField(label="有效至", required=False, help_text="不填就是长期有效。")


@form_for(actions.void_certificate)
class VoidCertificateForm(ActionForm):
    verb = "作废"
    reason = forms.CharField(label="原因", max_length=200)
