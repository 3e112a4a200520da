"""What is asked when rates, rules and limits are entered."""

import re
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.urls import reverse

from zhangdian.aftercare.insurance import queries, saying
from zhangdian.aftercare.insurance.models import Insurer
from zhangdian.aftercare.insurance.posts import LIMITED
from zhangdian.aftercare.insurance.premium import Use
from zhangdian.aftercare.insurance.rating import Basis, Measure, RateLine, TableKind
from zhangdian.aftercare.insurance.tables import actions, ledgers
from zhangdian.aftercare.insurance.underwriting import RuleKind
from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.foundation.ui.fields import (
    ChipsField,
    DayField,
    FigureWidget,
    ManyChipsField,
    MeasureField,
    MoneyField,
    RowsField,
    SwitchField,
    half,
)


class Trimmed(FigureWidget):
    """A stored figure without the zeros that nobody typed."""

    def format_value(self, value: Any) -> str | None:
        return f"{value.normalize():f}" if isinstance(value, Decimal) else super().format_value(value)


def figure(label: str) -> MeasureField:
    return MeasureField(label=label, unit="", required=False, digits=16, places=6, widget=Trimmed())


class RateLineForm(forms.Form):
    """A row of a table."""

    code = forms.CharField(label="代码", max_length=24)
    name = forms.CharField(label="名称", max_length=40, required=False)
    scheme = forms.CharField(label="方案", max_length=4, required=False)
    use = forms.CharField(label="使用性质", max_length=8, required=False)
    product = forms.CharField(label="条款", max_length=3, required=False)
    measure = forms.ChoiceField(label="分档", choices=Measure.choices, required=False)
    low = figure("下限")
    high = figure("上限")
    sum = figure("保额")
    value = figure("数值")
    rate = figure("费率")
    basis = forms.ChoiceField(label="费率乘", choices=Basis.choices, required=False)


def rate_line(**given: Any) -> RateLine:
    return RateLine(
        **{
            **given,
            "code": given["code"].strip(),
            "measure": Measure(given["measure"]),
            "basis": Basis(given["basis"] or Basis.SUM),
        }
    )


@form_for(actions.load_tables)
class LoadTablesForm(ActionForm):
    """The house's tables, as they lie beside the room."""

    verb = "载入费率示例"
    says = "载入系统自带的费率表；已有的版本不动。标“示例”的不是本店的数，录入新版后自动换掉。"
    prepared = ("rows",)

    def prepare(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"rows": ledgers.house_tables()}


@form_for(actions.load_rules)
class LoadRulesForm(ActionForm):
    """The house's rules and limits."""

    verb = "载入规则与权限示例"
    says = "载入系统自带的承保规则和各岗位权限；已有的不动。"
    prepared = ("rules", "limits")

    def prepare(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"rules": ledgers.house_rules(), "limits": ledgers.house_limits()}


class OfInsurerForm(ActionForm):
    """Something of one insurer, or of all."""

    insurer = forms.ChoiceField(label="保险公司", required=False)

    def arrange(self) -> None:
        insurers = [(each.pk, str(each)) for each in Insurer.objects.of(self.ctx)]
        cast(Any, self.fields["insurer"]).choices = [("", "各家通用"), *insurers]


@form_for(actions.enter_table)
class EnterTableForm(OfInsurerForm):
    """The edition in force stands there; what changes is typed over it."""

    verb = "录入这一版"
    wide = True
    says = "从生效日起新的试算用这一版；以前的报价仍是以前的数。"
    kind = forms.ChoiceField(label="表", choices=TableKind.choices)
    region = forms.CharField(
        label="地区", max_length=20, required=False, help_text="车船税必填，其余不填就是各地通用"
    )
    since = DayField(label="从哪天起", required=False, help_text="不填就是今天")
    edition = forms.CharField(label="版本", max_length=30, help_text="公告号或通知号")
    source = forms.CharField(label="依据", max_length=80, required=False)
    lines = RowsField(RateLineForm, label="行", makes=rate_line, most=400)
    field_order = ("kind", "insurer", "region", "since", "edition", "source", "lines")

    def arrange(self) -> None:
        super().arrange()
        if not self.is_bound and (kind := self.initial.get("kind")):
            whose = self.initial.get("insurer"), self.initial.get("region", "")
            self.initial.setdefault("lines", queries.last_lines(self.ctx, kind, *whose))

    def answer(self, done: Any) -> str | None:
        return reverse("insurance:ratetable", args=[done.subject.pk])


def in_full(text: str) -> str:
    """1,000 万 as 10000000."""
    figure = text.replace(",", "").replace(" ", "")
    try:
        return f"{Decimal(figure[:-1]) * 10_000:f}" if figure.endswith("万") else figure
    except ArithmeticError:
        return figure


@form_for(actions.set_rule)
class SetRuleForm(OfInsurerForm):
    """A cover, what the rule is about, its bound, and the sentence that is shown."""

    verb = "定规则"
    cover = forms.ChoiceField(label="险种")
    kind = ChipsField(label="规则", choices=RuleKind.choices)
    value = forms.CharField(
        label="内容",
        max_length=120,
        help_text="数字；或险种、使用性质的名字，几个用顿号分开：家庭自用、非营业企业",
    )
    name = forms.CharField(label="说法", max_length=60, help_text="被拒的人看到的就是这句")
    since = DayField(label="从哪天起", required=False, help_text="不填就是今天")
    source = forms.CharField(label="依据", max_length=80, required=False)
    field_order = ("cover", "kind", "value", "name", "insurer", "since", "source")

    def arrange(self) -> None:
        super().arrange()
        self.covers = queries.cover_names(self.ctx)
        cast(Any, self.fields["cover"]).choices = list(self.covers.items())

    def clean_value(self) -> str:
        """Names become the codes by which rules are kept; of a figure its commas fall and 万 is reckoned."""
        text = half(self.cleaned_data["value"]).strip()
        if self.cleaned_data.get("kind") not in (*saying.OF_COVERS, RuleKind.USES):
            return in_full(text)
        codes = {name: code for code, name in {**self.covers, **saying.USES}.items()}
        words = re.split(r"[;、,\s]+", text)
        return ";".join(codes.get(word, word) for word in words if word)

    def answer(self, done: Any) -> str | None:
        return reverse("insurance:underwritingrule", args=[done.subject.pk])


@form_for(actions.end_rule)
class EndRuleForm(ActionForm):
    """From when it refuses nothing, and why."""

    verb = "停用"
    why = forms.CharField(label="为什么", max_length=100)
    on = DayField(label="从哪天起停用", required=False, help_text="不填就是今天")


@form_for(actions.set_underwriting_limit)
class SetUnderwritingLimitForm(ActionForm):
    """A post, its sum, the natures of use, whether it may grant special terms."""

    verb = "定权限"
    says = "超过的要上级签字，签完才算数。"
    role = ChipsField(label="岗位", choices=[(each.value, str(each.label)) for each in LIMITED])
    premium_max = MoneyField(label="一单保费不超过", min_value=Decimal(0))
    uses = ManyChipsField(
        label="只限使用性质", choices=Use.choices, required=False, help_text="不选就是都可以"
    )
    special = SwitchField(label="可以定特别约定")
    since = DayField(label="从哪天起", required=False, help_text="不填就是今天")
    field_order = ("role", "premium_max", "uses", "special", "since")
