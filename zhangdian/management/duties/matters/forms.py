"""Reporting on one screen, answering with what, who and until when, and the store's kinds."""

from collections.abc import Mapping
from datetime import time, timedelta
from typing import Any, cast

from django import forms
from django.urls import reverse

from zhangdian.foundation.ui import fields
from zhangdian.foundation.ui.acting import ActionForm, Fold, form_for
from zhangdian.management.duties import crew
from zhangdian.management.duties.matters import actions, kinds
from zhangdian.management.duties.models import MatterKind
from zhangdian.people.organization.roles import Role

WHY_NOT = ("现在没有条件", "已经有别的办法", "不归我们定", "情况不属实")
WHY_BACK = ("已经解决了", "报重了", "报错了")


def long_text(rows: int = 3) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


@form_for(actions.report_matter)
class ReportMatterForm(ActionForm):
    """What, about whom, what is proposed; the rest is behind folds for those whom it concerns."""

    verb = "上报"
    kind = fields.ChipsField(label="类别", choices=[])
    what = forms.CharField(label="什么事", max_length=400, widget=long_text())
    proposal = forms.CharField(label="建议怎么办", max_length=500, required=False, widget=long_text(2))
    about = forms.CharField(
        label="关于",
        max_length=40,
        required=False,
        help_text="车牌、工单号、保单号、件号或客户手机，没有就空着",
    )
    photos = fields.PhotoField(label="照片", many=True, most=6, required=False)
    source = forms.CharField(label="消息从哪里来", max_length=60, required=False)
    change = forms.IntegerField(
        label="库存上下限各调几件",
        required=False,
        help_text="多备写 20，少备写 -20，不调空着；在“关于”里写件号",
    )
    decision = forms.CharField(
        label="我自己定：怎么定的", max_length=300, required=False, help_text="写了就不上报，只记下来"
    )

    def arrange(self) -> None:
        mine = [each for each in MatterKind.objects.of(self.ctx) if each.stands]
        mine = [each for each in mine if each.is_for(self.ctx.roles)]
        field = cast(Any, self.fields["kind"])
        field.choices = [(each.pk, each.name) for each in mine]
        if mine:
            self.initial = {"kind": mine[0].pk, **self.initial}
        self.says = "；".join(f"{each.name}：{told(each)}" for each in mine)
        if not mine:
            self.says = "门店还没有可报的类别：请办公室主任在“事项类别”里载入或新增"
        folds = []
        if any(each.moves_stock for each in mine):
            folds.append(Fold("市场信息", ("source", "change")))
        else:
            del self.fields["source"], self.fields["change"]
        if any(each.decided_by in self.ctx.roles for each in mine):
            folds.append(Fold("自己定", ("decision",)))
        else:
            del self.fields["decision"]
        cast(Any, self).folds = tuple(folds)

    def answer(self, done: Any) -> str | None:
        return reverse("duties:matter", args=[done.subject.pk])


def told(kind: MatterKind) -> str:
    """1 个工作日内由直接上级答复."""
    return f"{kind.span}由{kind.who_answers}答复"


@form_for(actions.decide_matter)
class DecideMatterForm(ActionForm):
    verb = "就这样定"
    decision = forms.CharField(label="怎么定的", max_length=300, widget=long_text(2))


@form_for(actions.answer_matter)
class AnswerMatterForm(ActionForm):
    """What, who, until when."""

    verb = "答复"
    says = "到负责人的今日职责里；办好了由您这个岗位或上级复核。"
    measure = forms.CharField(label="措施", max_length=200, widget=long_text(2))
    owner = forms.TypedChoiceField(label="谁办", coerce=int)
    day = fields.DayField(label="哪天前")
    hour = forms.TimeField(label="几点前", widget=forms.TimeInput({"type": "time"}), initial=time(17, 30))

    def known(self) -> Mapping[str, Any]:
        return {
            "measure": self.subject.proposal[:200],
            "owner": self.subject.reported_by_id,
            "day": self.ctx.today + timedelta(days=1),
        }

    def arrange(self) -> None:
        chosen = crew.on_duty(self.ctx) | {self.subject.reported_by_id, self.ctx.person_id}
        cast(Any, self.fields["owner"]).choices = crew.names_of(self.ctx, chosen)


@form_for(actions.refuse_matter)
class RefuseMatterForm(ActionForm):
    verb = "不采纳"
    why = fields.ChipsField(label="为什么", choices=[(each, each) for each in WHY_NOT])


@form_for(actions.return_matter)
class ReturnMatterForm(ActionForm):
    verb = "退回补充"
    wanted = forms.CharField(label="还要补充什么", max_length=300, widget=long_text(2))


@form_for(actions.add_to_matter)
class AddToMatterForm(ActionForm):
    verb = "补充后再报"
    more = forms.CharField(label="补充", max_length=300, widget=long_text(2))
    photos = fields.PhotoField(label="照片", many=True, most=6, required=False)


@form_for(actions.withdraw_matter)
class WithdrawMatterForm(ActionForm):
    verb = "撤回"
    why = fields.ChipsField(label="为什么", choices=[(each, each) for each in WHY_BACK])


@form_for(actions.load_matter_kinds)
class LoadMatterKindsForm(ActionForm):
    """What the house ships; nothing is asked."""

    prepared = ("rows",)
    verb = "载入出厂类别"

    def prepare(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"rows": list(kinds.shipped())}

    def answer(self, done: Any) -> str | None:
        return reverse("duties:matter_kinds")


@form_for(actions.set_matter_kind)
class SetMatterKindForm(ActionForm):
    """A kind by its name: what is known of it stands there already."""

    verb = "定下来"
    says = "名称已经有的，就改那一个；已经报的照原来的期限。"
    name = forms.CharField(label="名称", max_length=20)
    hours = fields.CountField(label="几小时内答复", unit="小时", max_value=actions.MOST_HOURS)
    days = fields.CountField(label="或几个工作日内", unit="个工作日", max_value=actions.MOST_DAYS)
    answered_by = forms.ChoiceField(
        label="谁答复", choices=[("", "报的人的直接上级"), *Role.choices], required=False
    )
    decided_by = forms.ChoiceField(
        label="谁可以自己定", choices=[("", "都要上报"), *Role.choices], required=False
    )
    moves_stock = fields.SwitchField(label="可以提调库存", required=False)
    hint = forms.CharField(label="什么时候用", max_length=100, required=False)
    stands = fields.SwitchField(label="启用", required=False, initial=True)
    posts = fields.ManyChipsField(
        label="谁可以报", choices=Role.choices, required=False, help_text="一个不选就是所有岗位"
    )
    reason = forms.CharField(label="为什么这样定", max_length=200)
    folds = (Fold("只让某些岗位报", ("posts",)),)
    field_order = ("name", "hours", "days", "answered_by", "decided_by", "hint", "moves_stock", "stands")

    def known(self) -> Mapping[str, Any]:
        return {"hours": 0, "days": 1}

    def arrange(self) -> None:
        name = str(self.initial.get("name") or "")
        known = MatterKind.objects.of(self.ctx).filter(name=name).first() if name else None
        if known is not None:
            for field in ("hours", "days", "answered_by", "decided_by", "moves_stock", "hint", "stands"):
                self.initial[field] = getattr(known, field)
            self.initial["posts"] = known.posts.split()

    def answer(self, done: Any) -> str | None:
        return reverse("duties:matter_kinds")
