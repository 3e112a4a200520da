"""What inspection and wash ask: one tap when all is well, chips for what is not."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.urls import reverse

from zhangdian.foundation.ui import fields
from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.frontline.service import checking, outline, parking
from zhangdian.frontline.service.fields import GridField, PressField, WordsField
from zhangdian.frontline.service.inspection import actions
from zhangdian.frontline.service.models import Advice, RepairOrder
from zhangdian.frontline.service.outline import Mark

DEFECTS = ("漏做项目", "渗漏", "异响", "螺栓没紧", "装配间隙不对", "故障灯没消", "有油污手印", "工具遗留")
NOT_CLEAN = ("玻璃有水渍", "脚垫没洗", "轮毂没洗", "车内有灰", "烟灰缸没倒")


class LookForm(ActionForm):
    """A page of inspection or wash."""

    page = "service/workshop/act.html"
    fields: dict[str, Any]


class RecommendedForm(forms.Form):
    """One thing that the car still needs."""

    name = forms.CharField(label="建议", max_length=60)
    urgency = forms.ChoiceField(
        label="多急", choices=Advice.Urgency.choices, initial=Advice.Urgency.SOON, required=False
    )
    safety = fields.SwitchField(label="安全项")


def recommended(name: str, urgency: str, safety: bool) -> actions.Recommended:
    return actions.Recommended(name, safety, Advice.Urgency(urgency or Advice.Urgency.SOON))


@form_for(actions.pass_leader_check)
class PassLeaderCheckForm(LookForm):
    """With nothing written it says 无建议."""

    verb = "合格"
    recommendations = fields.RowsField(
        RecommendedForm, makes=recommended, required=False, spare=2, label="维修建议"
    )

    def answer(self, done: Any) -> str | None:
        return reverse("service:inspection")


class FailForm(LookForm):
    """Which lines, what is wrong, a picture; the only line is chosen already."""

    verb = "退回返修"
    failed = fields.ManyChipsField(label="哪一项")
    remark = WordsField(label="哪里不合格", words=DEFECTS)
    photos = fields.PhotoField(label="照片", required=False, many=True, most=6)

    def arrange(self) -> None:
        self.fields["failed"].choices = [(line.pk, line.name) for line in self.done]

    @property
    def done(self) -> list[Any]:
        return list(self.subject.lines.filter(voided_at=None, finished_at__isnull=False))

    def known(self) -> Mapping[str, Any]:
        done = self.done
        return {"failed": [done[0].pk]} if len(done) == 1 else {}

    def answer(self, done: Any) -> str | None:
        return reverse("service:inspection")


@form_for(actions.fail_leader_check)
class FailLeaderCheckForm(FailForm):
    """Back to the bay."""


@form_for(actions.fail_inspection)
class FailInspectionForm(FailForm):
    """Back as counted rework."""


@form_for(actions.pass_inspection)
class PassInspectionForm(LookForm):
    """All points good; a place where the car is not washed, kilometres where it was driven."""

    part = "service/inspection/_pass.html"
    road_test_km = fields.CountField(label="路试", unit="km", required=False, max_value=200)
    remark = forms.CharField(label="备注", required=False, max_length=300)
    place = GridField(label="停在哪里", required=False)

    def arrange(self) -> None:
        if self.subject.wash == RepairOrder.Wash.YES:
            del self.fields["place"]
        else:
            self.fields["place"].show(parking.PLACES, parking.taken(self.ctx))
        if not checking.wants_road_test(checking.worked_categories(self.subject)):
            del self.fields["road_test_km"]

    def answer(self, done: Any) -> str | None:
        return reverse("service:inspection")


@form_for(actions.finish_wash)
class FinishWashForm(LookForm):
    """The standard list is done; the tap on a place says so."""

    part = "service/inspection/_finish_wash.html"
    boot_allowed = fields.SwitchField(label="后备箱也清洁了(客户允许)")
    new_marks = fields.DamageMarksField(label="发现新的痕迹")
    photos = fields.PhotoField(label="照片", required=False, many=True, most=6)
    place = GridField(label="停在哪里")

    def arrange(self) -> None:
        self.fields["place"].show(parking.PLACES, parking.taken(self.ctx))

    @property
    def drawn(self) -> bool:
        return checking.wash_is_drawn(self.subject)

    def clean_new_marks(self) -> list[Mark]:
        """Tapped in the drawing's units, kept in thousandths."""
        return [
            Mark(one.kind, one.view, outline.across(one.x), outline.down(one.y), one.place)
            for one in self.cleaned_data["new_marks"]
        ]

    def answer(self, done: Any) -> str | None:
        return reverse("service:wash")


@form_for(actions.decide_new_mark)
class DecideNewMarkForm(LookForm):
    """One of three."""

    part = "service/_act_press.html"
    words = forms.CharField(label="说明", required=False, max_length=160)
    decision = PressField(label="怎么处理", choices=actions.MarkDecision.choices)


@form_for(actions.send_to_rewash)
class SendToRewashForm(LookForm):
    """Where it is not clean."""

    verb = "退回重洗"
    remark = WordsField(label="哪里没洗干净", words=NOT_CLEAN)
