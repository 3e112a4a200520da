"""What is asked of a list: which column is what, why it is withdrawn, how a difference ends."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.urls import reverse

from zhangdian.aftercare.insurance import layouts
from zhangdian.aftercare.insurance.models import Insurer, Means, PolicyListLine
from zhangdian.aftercare.insurance.posts import QUOTERS
from zhangdian.aftercare.insurance.reconciling import actions
from zhangdian.aftercare.insurance.reconciling.actions import Chosen, NamedColumn
from zhangdian.foundation.ui import fields
from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.people.organization.queries import holders_of_each

Settled = PolicyListLine.Settled
THEIRS_WRONG = ("保险公司录错", "保险公司漏了这张", "签单机构不是本店")
NOBODY_WRONG = ("上牌、过户后变的", "跨月签单", "批改后的数", "车主已在客户档案更正")
NOT_TO_ENTER = ("签单机构不是本店", "保险公司录错", "已退保，没有生效")


class MeaningForm(forms.Form):
    """A column of the insurer's list."""

    heading = forms.CharField(label="列名", max_length=60)
    means = forms.ChoiceField(label="是什么", choices=[("", "不用"), *Means.choices], required=False)


@form_for(actions.set_list_layout)
class SetListLayoutForm(ActionForm):
    """The insurer's own headings from left to right."""

    verb = "定格式"
    says = "照保险公司的表头从左到右写。导入它的清单、给它导出保单明细都按这一版。"
    insurer = forms.ChoiceField(label="保险公司")
    since = fields.DayField(label="从哪天起", required=False, help_text="不填就是今天")
    columns = fields.RowsField(MeaningForm, label="列", makes=NamedColumn, most=60)

    def arrange(self) -> None:
        known = {str(each.pk): each for each in Insurer.objects.of(self.ctx)}
        cast(Any, self.fields["insurer"]).choices = [(key, each.name) for key, each in known.items()]
        whose = known.get(str(self.initial.get("insurer", "")))
        told = layouts.columns_told(layouts.layout_on(self.ctx, whose, self.ctx.today)) if whose else []
        told = told or [(layouts.LABELS[each], each.value) for each in Means if each != Means.ENDS_ON]
        self.initial.setdefault("columns", [NamedColumn(heading, means) for heading, means in told])

    def answer(self, done: Any) -> str | None:
        return reverse("insurance:listlayout", args=[done.subject.pk])


@form_for(actions.choose_list_columns)
class ChooseListColumnsForm(ActionForm):
    """Every meaning with the column that holds it."""

    verb = "用这些列"
    says = "确认核对以后，这些列记作这家公司的清单格式，下次自动认。"
    columns = fields.ColumnsField(layouts.LABELS, makes=Chosen, label="哪一列是什么")

    def known(self) -> Mapping[str, Any]:
        return {"columns": self.subject.columns}

    def arrange(self) -> None:
        self.fields["columns"].widget.headings = tuple(self.subject.brought.headings)


@form_for(actions.withdraw_policy_list)
class WithdrawPolicyListForm(ActionForm):
    """Why it is brought anew."""

    verb = "撤回"
    why = fields.ChipsField(
        label="为什么", choices=[(each, each) for each in ("传错了文件", "选错了月份", "选错了保险公司")]
    )


@form_for(actions.explain_list_line)
class ExplainListLineForm(ActionForm):
    """Who is wrong, and why; where we are, the policy is corrected."""

    verb = "写原因"
    says = "本店录错的不在这里写：请更正那张保单，这一行自己结掉。"
    settled = fields.SegField(
        label="谁的问题", choices=[(each.value, each.label) for each in (Settled.THEIRS, Settled.NEITHER)]
    )
    why = fields.ChipsField(label="为什么", choices=[(each, each) for each in (*THEIRS_WRONG, *NOBODY_WRONG)])


class SayWhyForm(ActionForm):
    why = forms.CharField(label="为什么", max_length=200)


@form_for(actions.reopen_list_line)
class ReopenListLineForm(SayWhyForm):
    """What was said does not hold."""

    verb = "重新打开"


@form_for(actions.close_unregistered)
class CloseUnregisteredForm(ActionForm):
    """Why nobody registers it."""

    verb = "不用登记"
    why = fields.ChipsField(label="为什么", choices=[(each, each) for each in NOT_TO_ENTER])


@form_for(actions.reopen_unregistered)
class ReopenUnregisteredForm(SayWhyForm):
    """It is to be registered after all."""

    verb = "重新打开"


@form_for(actions.reassign_unregistered)
class ReassignUnregisteredForm(ActionForm):
    """Who of the desk registers it."""

    verb = "转给"
    to = fields.ChipsField(label="转给谁", choices=[])

    def arrange(self) -> None:
        held = holders_of_each(self.ctx, QUOTERS)
        people = {each.pk: each.name for some in held.values() for each in some}
        people.pop(self.subject.owner_id, None)
        cast(Any, self.fields["to"]).choices = list(people.items())
