"""What is asked when paper is filed, moved, lent, looked for, kept for a customer, given back."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, cast

from django import forms
from django.urls import reverse

from zhangdian.aftercare.insurance.archive import actions
from zhangdian.aftercare.insurance.models import KeptPolicy, Policy
from zhangdian.foundation.ui import fields
from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.people.organization.models import Person

WHAT_FOR = ("理赔要原件", "客户来查", "审计检查", "续保核对")
SEARCHED = ("架上没有", "借的人那里也没有", "号贴错了")
USUAL_DAYS = 3


class Place(ActionForm):
    """What it is, and where it lies."""

    what = forms.CharField(label="里面是什么", max_length=100)
    shelf = forms.CharField(label="放在哪里", max_length=30, help_text="例如 A 柜 3 层")


@form_for(actions.file_folder)
class FileFolderForm(Place):
    verb = "建档"

    def known(self) -> Mapping[str, Any]:
        return {"what": f"{self.ctx.today:%Y} 年投保单、保单副本"}

    def answer(self, done: Any) -> str | None:
        return reverse("insurance:folder", args=[done.subject.pk])


@form_for(actions.move_folder)
class MoveFolderForm(Place):
    verb = "改好"

    def known(self) -> Mapping[str, Any]:
        return {"what": self.subject.what, "shelf": self.subject.shelf}


@form_for(actions.void_folder)
class VoidFolderForm(ActionForm):
    verb = "作废"
    why = fields.ChipsField(label="为什么", choices=[(each, each) for each in ("建重了", "建错了车")])


@form_for(actions.lend_folder)
class LendFolderForm(ActionForm):
    verb = "借出"
    borrower = forms.TypedChoiceField(label="借给谁", coerce=int)
    due_on = fields.DayField(label="哪天还")
    what_for = fields.ChipsField(label="借去做什么", choices=[(each, each) for each in WHAT_FOR])

    def arrange(self) -> None:
        people = Person.objects.of(self.ctx).filter(disabled_at=None).order_by("name")
        cast(Any, self.fields["borrower"]).choices = list(people.values_list("pk", "name"))

    def known(self) -> Mapping[str, Any]:
        return {"borrower": self.ctx.person_id, "due_on": self.ctx.today + timedelta(days=USUAL_DAYS)}


@form_for(actions.draw_spot_check)
class DrawSpotCheckForm(ActionForm):
    verb = "抽签"
    says = "系统抽几份，到架上一份份找；借出的到借的人那里看。"

    def answer(self, done: Any) -> str | None:
        return reverse("insurance:spotcheck", args=[done.subject.pk])


@form_for(actions.find_folder)
class FindFolderForm(ActionForm):
    verb = "在"
    remark = forms.CharField(label="说明", max_length=100, required=False)


@form_for(actions.miss_folder)
class MissFolderForm(ActionForm):
    verb = "不在"
    remark = fields.ChipsField(label="在哪里找过", choices=[(each, each) for each in SEARCHED])


@form_for(actions.keep_policy)
class KeepPolicyForm(ActionForm):
    verb = "收下代管"
    says = "收下后打印收据给客户，交还时凭他的签字。"
    what = forms.CharField(label="代管什么", max_length=100)
    policy = forms.ChoiceField(label="哪张保单", required=False)
    shelf = forms.CharField(label="放在哪里", max_length=30, help_text="例如 代管柜 2 层")

    def known(self) -> Mapping[str, Any]:
        return {"what": "保单正本 1 份"}

    def arrange(self) -> None:
        rows = Policy.objects.of(self.ctx).standing().filter(vehicle=self.subject).order_by("-ends_at")[:10]
        cast(Any, self.fields["policy"]).choices = [
            ("", "不在账上"),
            *((each.pk, str(each)) for each in rows),
        ]

    def answer(self, done: Any) -> str | None:
        return reverse("insurance:keptpolicy", args=[done.subject.pk])


@form_for(actions.move_kept_policy)
class MoveKeptPolicyForm(Place):
    verb = "改好"

    def known(self) -> Mapping[str, Any]:
        return {"what": self.subject.what, "shelf": self.subject.shelf}


@form_for(actions.return_kept_policy)
class ReturnKeptPolicyForm(ActionForm):
    verb = "交还"
    says = "请客户看清是哪几份，签了字就不再由本店保管。"
    signature = fields.SignatureField(label="客户签字")


@form_for(actions.count_kept_policies)
class CountKeptPoliciesForm(ActionForm):
    verb = "点完了"
    shelf = forms.ChoiceField(label="哪一架", required=False)
    missing = forms.CharField(
        label="没有的代管号", max_length=200, required=False, help_text="写尾号，几个用顿号隔开；都在就不写"
    )

    def arrange(self) -> None:
        kept = KeptPolicy.objects.of(self.ctx).filter(state=KeptPolicy.State.KEPT).order_by("shelf")
        shelves = kept.values_list("shelf", flat=True).distinct()
        cast(Any, self.fields["shelf"]).choices = [("", "全部"), *((each, each) for each in shelves)]

    def answer(self, done: Any) -> str | None:
        return reverse("insurance:shelfcount", args=[done.subject.pk])
