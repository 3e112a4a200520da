"""What is asked when numbered documents are received, handed on, used, voided, counted, lost."""

from typing import Any, cast

from django import forms
from django.urls import reverse

from zhangdian.aftercare.insurance import numbering
from zhangdian.aftercare.insurance.models import FormBatch, FormLoss, Insurer
from zhangdian.aftercare.insurance.numbered import actions
from zhangdian.aftercare.insurance.posts import COLLECTORS
from zhangdian.foundation.ui import fields
from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.people.organization.models import Person

KINDS = ("空白保单", "保险标志", "批单", "印章")
WHY_VOID = ("打印错位", "写错了", "破损", "客户退保")
WHY_UNDONE = ("号登记错了", "保单登记错了")


def colleagues(ctx: Any) -> list[tuple[int, str]]:
    """Who else handles insurance."""
    people = Person.objects.of(ctx).filter(
        disabled_at=None, tenures__role__in=COLLECTORS, tenures__until=None
    )
    return list(people.exclude(pk=ctx.person_id).distinct().order_by("name").values_list("pk", "name"))


@form_for(actions.receive_forms)
class ReceiveFormsForm(ActionForm):
    """A range from the insurer."""

    verb = "领入"
    says = "领了就在您手里：交给别人要对方签收，丢了算您的。"
    kind = forms.CharField(label="种类", max_length=20)
    insurer = forms.ChoiceField(label="保险公司", required=False)
    first = forms.CharField(label="起号", max_length=38, help_text="照单证抄全，带字头")
    last = forms.CharField(label="止号", max_length=38, help_text="只写后几位也行")
    received_from = forms.CharField(label="从谁手里领的", max_length=60, help_text="保险公司的谁")
    photos = fields.PhotoField(label="领用单", many=True, required=False)

    def arrange(self) -> None:
        used = FormBatch.objects.of(self.ctx).order_by("kind").values_list("kind", flat=True).distinct()
        self.fields["kind"].widget.attrs["placeholder"] = "、".join(KINDS[:2])
        self.fields["kind"].help_text = f"例如{'、'.join(dict.fromkeys([*used[:6], *KINDS]))}"
        known = [(each.pk, each.short_name) for each in Insurer.objects.of(self.ctx)]
        cast(Any, self.fields["insurer"]).choices = [("", "不分公司"), *known]

    def answer(self, done: Any) -> str | None:
        return reverse("insurance:formbatch", args=[done.subject.pk])


@form_for(actions.offer_forms)
class OfferFormsForm(ActionForm):
    """To whom, and which numbers."""

    verb = "交给他"
    says = "对方签收以前还是您的。"
    to = forms.TypedChoiceField(label="交给谁", coerce=int)
    numbers = forms.CharField(
        label="哪些号", max_length=200, required=False, help_text="例如 0012-0018、0025；不写就是全部"
    )

    def arrange(self) -> None:
        cast(Any, self.fields["to"]).choices = colleagues(self.ctx)


@form_for(actions.use_form)
class UseFormForm(ActionForm):
    """On which policy."""

    verb = "登记使用"
    policy_number = forms.CharField(label="保单号", max_length=40, help_text="账上已登记的保单")


@form_for(actions.void_form)
class VoidFormForm(ActionForm):
    """Why it cannot be used."""

    verb = "作废"
    why = fields.ChipsField(label="为什么作废", choices=[(each, each) for each in WHY_VOID])
    photos = fields.PhotoField(label="作废的单证", many=True, required=False)


@form_for(actions.undo_form)
class UndoFormForm(ActionForm):
    """Why it is in hand again."""

    verb = "撤销"
    says = "撤销后它又回到原来的人手里。"
    why = fields.ChipsField(label="为什么撤销", choices=[(each, each) for each in WHY_UNDONE])


@form_for(actions.report_form_lost)
class ReportFormLostForm(ActionForm):
    """What happened."""

    verb = "报遗失"
    says = "报了就不能再用，记在您名下，由经理处理。"
    words = forms.CharField(label="怎么丢的", max_length=200, help_text="最后一次见到在哪里")


@form_for(actions.count_forms)
class CountFormsForm(ActionForm):
    """Whose, and what is not there."""

    verb = "点完了"
    says = "都在就不用写。没有的号写下来，记成他的遗失，不能再用。"
    holder = forms.TypedChoiceField(label="点谁的", coerce=int)
    missing = forms.CharField(
        label="没有的号", max_length=200, required=False, help_text="例如 0012-0014、0025"
    )
    remark = forms.CharField(label="说明", max_length=200, required=False)

    def arrange(self) -> None:
        cast(Any, self.fields["holder"]).choices = [
            (key, f"{name}（账上 {count} 份）") for key, name, count in numbering.holders(self.ctx)
        ]

    def answer(self, done: Any) -> str | None:
        return reverse("insurance:formcount", args=[done.subject.pk])


@form_for(actions.settle_form_loss)
class SettleFormLossForm(ActionForm):
    """What was done about it."""

    verb = "处理完"
    how = fields.ChipsField(label="怎么处理", choices=FormLoss.How.choices)
    words = forms.CharField(label="说明", max_length=200, help_text="报给谁、哪天；或在哪里找到的")
    charged = fields.MoneyField(label="责任人承担", required=False, min_value=0)


@form_for(actions.reopen_form_loss)
class ReopenFormLossForm(ActionForm):
    """Why it waits again."""

    verb = "重开"
    why = forms.CharField(label="为什么", max_length=200)
