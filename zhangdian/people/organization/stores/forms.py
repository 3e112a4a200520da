"""What is asked when a store sets its rules, rates, limits and requirements."""

from collections.abc import Mapping
from typing import Any

from django import forms

from zhangdian.foundation.kernel.gates import GATES
from zhangdian.foundation.kernel.models import Weight
from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.foundation.ui.fields import (
    CountField,
    DayField,
    MeasureField,
    MoneyField,
    SegField,
    SwitchField,
)
from zhangdian.people.organization.models import Group, PostRequirement, Store
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.stores import actions


class SinceForm(ActionForm):
    """Something dated."""

    since = DayField(label="从哪天起", required=False, help_text="不填就是今天。")


@form_for(actions.found_group)
class FoundGroupForm(ActionForm):
    name = forms.CharField(label="集团", max_length=60)
    agreement = forms.CharField(label="共享协议号", max_length=60, required=False)
    shares_customers = SwitchField(label="各店共享客户")


@form_for(actions.join_group)
class JoinGroupForm(ActionForm):
    group = forms.ChoiceField(label="集团")

    def arrange(self) -> None:
        groups = [(group.pk, group.name) for group in Group.objects.of(self.ctx)]
        self.fields["group"].choices = groups  # type: ignore[attr-defined]


@form_for(actions.change_store_details)
class ChangeStoreDetailsForm(ActionForm):
    name = forms.CharField(label="店名", max_length=60, required=False)
    phone = forms.CharField(label="电话", max_length=20, required=False)
    complaint_phone = forms.CharField(label="投诉电话", max_length=20, required=False)
    rescue_phone = forms.CharField(label="救援电话", max_length=20, required=False)
    city = forms.CharField(label="城市", max_length=40, required=False)

    def known(self) -> Mapping[str, Any]:
        store = Store.objects.of(self.ctx).here(self.ctx.store_id)
        return {name: getattr(store, name) for name in self.base_fields}


@form_for(actions.set_rule_weight)
class SetRuleWeightForm(ActionForm):
    rule = forms.ChoiceField(label="规则")
    weight = SegField(label="分量", choices=Weight.choices)

    def arrange(self) -> None:
        rules = sorted((gate.name, gate.label) for gate in GATES.values())
        self.fields["rule"].choices = rules  # type: ignore[attr-defined]


@form_for(actions.set_store_rate)
class SetStoreRateForm(SinceForm):
    key = forms.CharField(label="费率", max_length=40)
    value = MeasureField(label="数值", unit="", places=4)
    unit = forms.CharField(label="单位", max_length=20, required=False)
    field_order = ["key", "value", "unit", "since"]


@form_for(actions.set_authority_limit)
class SetAuthorityLimitForm(SinceForm):
    role = forms.ChoiceField(label="岗位", choices=[("", "—"), *Role.choices])
    labour_percent = MeasureField(label="工时折扣最多", unit="%", digits=5, max_value=100, min_value=0)
    parts_percent = MeasureField(label="配件折扣最多", unit="%", digits=5, max_value=100, min_value=0)
    order_discount = MoneyField(label="整单优惠最多")
    goodwill = MoneyField(label="善意补偿最多")
    refund = MoneyField(label="退款最多")
    vehicle_discount = MoneyField(label="整车底价以下最多")
    write_off = MoneyField(label="核销最多")
    monthly_budget = MoneyField(label="每月额度")
    field_order = ["role", "since"]


@form_for(actions.set_post_requirement)
class SetPostRequirementForm(SinceForm):
    role = forms.ChoiceField(label="岗位", choices=[("", "—"), *Role.choices])
    education = forms.ChoiceField(label="学历至少", choices=PostRequirement.Education.choices, required=False)
    years_in_trade = CountField(label="行业年限至少", unit="年", required=False, max_value=60)
    years_leading = CountField(label="管理年限至少", unit="年", required=False, max_value=60)
    certificates = forms.CharField(
        label="证书", max_length=200, required=False, help_text="几种都要用 ; 分开，几种任一用 | 分开。"
    )
    field_order = ["role", "since"]
