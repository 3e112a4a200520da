"""What is asked when a needed paper is set, and when one is collected, waived, taken out or looked at."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.urls import reverse

from zhangdian.aftercare.insurance.dossiers import actions, ledgers
from zhangdian.aftercare.insurance.models import Drive, Keeper, Policy, PolicyLine
from zhangdian.aftercare.insurance.posts import COLLECTORS
from zhangdian.foundation.ui import fields
from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.people.organization.models import Person

WHY_NOT = ("保险公司不要", "上张保单已交", "电子资料已在对方系统", "这台车没有")
WHY_OUT = ("拍糊了", "拍成别人的", "放错了项", "过期了")
WHY_LOOK = ("核对投保信息", "客户来取复印件", "报案理赔要用", "抽查归档")
ALL = [("", "都要")]


@form_for(actions.load_document_needs)
class LoadDocumentNeedsForm(ActionForm):
    """The house's own examples."""

    verb = "载入示例"
    says = "载入系统自带的常见资料。各家保险公司要求不同，请对照协议核对后逐项定。"
    prepared = ("rows",)

    def prepare(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"rows": ledgers.house_needs()}


class NeedFields(ActionForm):
    """Of which policies a paper is asked."""

    line = fields.SegField(label="险别", choices=ALL + PolicyLine.choices, required=False)
    keeper = fields.SegField(label="车主", choices=ALL + Keeper.choices, required=False)
    desk = fields.SegField(label="业务", choices=ALL + Policy.Desk.choices, required=False)
    drive = fields.SegField(label="能源", choices=ALL + Drive.choices, required=False)
    identity = fields.SwitchField(
        label="证件", help_text="上面有证件号码或账号：只有办保险、金融、上牌的岗位能看"
    )
    asked = fields.SwitchField(label="要收", initial=True, help_text="关掉就是从那天起不再收")
    order = fields.CountField(label="排第几", unit="位", min_value=1, max_value=999, initial=50)
    source = forms.CharField(label="依据", max_length=200, help_text="哪家公司的规定、哪份通知")


@form_for(actions.set_document_need)
class SetDocumentNeedForm(NeedFields):
    """One paper from a day on."""

    verb = "定下来"
    says = "从那天起登记的保单照这个列清单，以前列好的不变。"
    name = forms.CharField(label="资料", max_length=20)
    since = fields.DayField(label="从哪天起", required=False, help_text="不填就从今天起")
    field_order = ("name", "line", "keeper", "desk", "drive", "identity", "asked", "order", "since")

    def answer(self, done: Any) -> str | None:
        return reverse("insurance:documentneeds")


@form_for(actions.correct_document_need)
class CorrectDocumentNeedForm(NeedFields):
    """What was set wrongly."""

    verb = "更正"
    says = "录错了的改这里；以后要换规矩，请用“定要收的资料”从那天起另定。"

    def known(self) -> Mapping[str, Any]:
        return {name: getattr(self.subject, name) for name in self.base_fields}


@form_for(actions.collect_document)
class CollectDocumentForm(ActionForm):
    """The paper itself."""

    verb = "收好"
    photos = fields.PhotoField(label="照片", many=True, help_text="拍整张，正反面各一张；电子的传截图")

    def arrange(self) -> None:
        if self.subject.identity:
            self.says = "证件只有办保险、金融、上牌的岗位能打开，每次打开都记下来。"

    def answer(self, done: Any) -> str | None:
        return reverse("insurance:dossier", args=[self.subject.dossier_id])


def chips(words: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(each, each) for each in words]


class OneItem(ActionForm):
    """Of one paper; afterwards the dossier stands there."""

    def answer(self, done: Any) -> str | None:
        return reverse("insurance:dossier", args=[self.subject.dossier_id])


@form_for(actions.waive_document)
class WaiveDocumentForm(OneItem):
    verb = "不用收"
    why = fields.ChipsField(label="为什么不用收", choices=chips(WHY_NOT))


@form_for(actions.take_out_document)
class TakeOutDocumentForm(OneItem):
    verb = "撤下"
    says = "撤下后谁也打不开这几张，用到它的保单都要重新收。"
    why = fields.ChipsField(label="为什么撤下", choices=chips(WHY_OUT))


@form_for(actions.open_document)
class OpenDocumentForm(OneItem):
    verb = "查看"
    says = "打开 10 分钟，谁为什么看的记在日志里。"
    why = fields.ChipsField(label="为什么看", choices=chips(WHY_LOOK))


@form_for(actions.open_original)
class OpenOriginalForm(ActionForm):
    verb = "打开"
    says = "打开 10 分钟，谁为什么看的记在日志里。"
    why = fields.ChipsField(label="为什么看", choices=chips(("复核保单", *WHY_LOOK)))


@form_for(actions.reassign_dossier)
class ReassignDossierForm(ActionForm):
    """Who collects what is missing from now on."""

    verb = "换给他"
    owner = forms.TypedChoiceField(label="换给谁", coerce=int)

    def arrange(self) -> None:
        people = Person.objects.of(self.ctx).filter(
            disabled_at=None, tenures__role__in=COLLECTORS, tenures__until=None
        )
        rows = people.exclude(pk=self.subject.owner_id).distinct().order_by("name")
        self.fields["owner"].choices = list(rows.values_list("pk", "name"))  # type: ignore[attr-defined]


@form_for(actions.draw_up_dossier)
class DrawUpDossierForm(ActionForm):
    """Nothing is asked: the day of signing says what is needed."""

    verb = "列清单"

    def answer(self, done: Any) -> str | None:
        return reverse("insurance:dossier", args=[done.subject.pk])
