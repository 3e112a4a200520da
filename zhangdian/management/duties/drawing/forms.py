"""What is asked of each record that was drawn."""

from typing import Any

from django import forms
from django.urls import reverse

from zhangdian.foundation.ui import fields
from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.management.duties.drawing import actions


class OfOneSample(ActionForm):
    """Back to the page of the duty."""

    def answer(self, done: Any) -> str | None:
        return reverse("duties:dueitem", args=[getattr(self.subject, "item_id", self.subject.pk)])


@form_for(actions.draw_sample)
class DrawSampleForm(OfOneSample):
    verb = "打开抽查"
    says = "打开时系统才抽，抽一次，不能重抽。"


@form_for(actions.pass_drawn)
class PassDrawnForm(OfOneSample):
    verb = "合格"
    words = forms.CharField(label="说明", max_length=200, required=False)
    photos = fields.PhotoField(label="照片", many=True, most=6, required=False)


@form_for(actions.fault_drawn)
class FaultDrawnForm(OfOneSample):
    verb = "不合格"
    words = forms.CharField(label="怎么不好", max_length=200)
    photos = fields.PhotoField(label="照片", many=True, most=6, required=False)


@form_for(actions.read_fault)
class ReadFaultForm(OfOneSample):
    verb = "看过了"
