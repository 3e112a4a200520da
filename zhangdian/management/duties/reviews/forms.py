"""What is asked of a review: its inputs, why one is missing, the minutes, the store's list."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.urls import reverse

from zhangdian.foundation.ui import fields
from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.management.duties import reviewing
from zhangdian.management.duties.models import ReviewInput
from zhangdian.management.duties.reviews import actions

NOT_THERE = ("今年没有做", "还没有结果", "不适用")


@form_for(actions.supply_input)
class SupplyInputForm(ActionForm):
    verb = "交上"
    text = forms.CharField(label="内容", max_length=1000, widget=forms.Textarea({"rows": 5}))
    photos = fields.PhotoField(label="照片", many=True, most=12, required=False)

    def known(self) -> Mapping[str, Any]:
        return {"text": self.subject.text}

    def arrange(self) -> None:
        self.says = f"{self.subject.input}：{self.subject.input.hint}".rstrip("：")


@form_for(actions.leave_out_input)
class LeaveOutInputForm(ActionForm):
    verb = "写明没有"
    why = fields.ChipsField(label="为什么没有", choices=[(each, each) for each in NOT_THERE])


@form_for(actions.sign_review)
class SignReviewForm(ActionForm):
    verb = "签字结束"
    says = "材料齐了、定了要办的事才能签；签字后不再改。"
    minutes = forms.CharField(
        label="纪要",
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
        help_text="体系是否适宜、充分、有效，要改什么",
    )


@form_for(actions.load_review_inputs)
class LoadReviewInputsForm(ActionForm):
    """What the house ships; nothing is asked."""

    prepared = ("rows",)
    verb = "载入出厂材料"

    def prepare(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"rows": list(reviewing.shipped())}

    def answer(self, done: Any) -> str | None:
        return reverse("duties:review_inputs")


@form_for(actions.set_review_input)
class SetReviewInputForm(ActionForm):
    """An input by its name: what is known of it stands there already."""

    verb = "定下来"
    says = "名称已经有的，就改那一项；正在开的管理评审不变。"
    name = forms.CharField(label="名称", max_length=40)
    source = fields.ChipsField(
        label="从哪里来", choices=ReviewInput.Source.choices, initial=ReviewInput.Source.TYPED
    )
    figures = fields.ManyChipsField(label="哪些指标", choices=[], required=False, help_text="从指标来的才选")
    hint = forms.CharField(label="要写什么", max_length=100, required=False)
    stands = fields.SwitchField(label="启用", required=False, initial=True)
    reason = forms.CharField(label="为什么这样定", max_length=200)

    def arrange(self) -> None:
        self.fields["figures"].choices = reviewing.figures_to_choose()  # type: ignore[attr-defined]
        name = str(self.initial.get("name") or "")
        known = ReviewInput.objects.of(self.ctx).filter(name=name).first() if name else None
        if known is not None:
            for field in ("source", "hint", "stands"):
                self.initial[field] = getattr(known, field)
            self.initial["figures"] = known.figures.split()

    def answer(self, done: Any) -> str | None:
        return reverse("duties:review_inputs")
