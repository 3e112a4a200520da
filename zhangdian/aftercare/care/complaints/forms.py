"""What the acts on a complaint ask."""

from typing import Any

from django import forms
from django.urls import reverse

from zhangdian.aftercare.care.complaints import actions
from zhangdian.aftercare.care.models import Complaint, ComplaintTopic, Severity
from zhangdian.foundation.kernel.models import Means
from zhangdian.foundation.ui import fields
from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.frontline.service.models import RepairOrder

TOLD_BY = [(Means.PHONE, "电话"), (Means.DESK, "当面"), (Means.LINK, "微信短信")]


@form_for(actions.open_complaint)
class OpenComplaintForm(ActionForm):
    """His own words, about what, and who he is; the system knows the rest."""

    verb = "登记，开始计时"
    words = forms.CharField(
        label="客户自己的话", max_length=480, widget=forms.Textarea(attrs={"rows": 3, "autofocus": True})
    )
    topic = forms.ChoiceField(label="关于什么")
    severity = fields.SegField(
        label="程度", required=False, choices=[("", "按事由"), *Severity.choices], initial=""
    )
    wish = forms.CharField(label="客户要什么", required=False, max_length=200)
    order = forms.ChoiceField(required=False, widget=forms.HiddenInput)
    plate = fields.PlateField(label="车牌", required=False)
    caller = forms.CharField(label="来电人", required=False, max_length=30, help_text="没有车牌时填")
    phone = forms.CharField(label="电话", required=False, max_length=24)
    source = fields.ChipsField(
        label="怎么听到的", choices=Complaint.Source.choices, initial=Complaint.Source.DESK
    )

    def arrange(self) -> None:
        topics = ComplaintTopic.objects.of(self.ctx)
        self.fields["topic"].choices = [  # type: ignore[attr-defined]
            (each.pk, f"{each.department} · {each.name}") for each in topics
        ]
        known = str(self["order"].value() or "")
        order = RepairOrder.objects.of(self.ctx).filter(pk=known).first() if known.isdigit() else None
        self.fields["order"].choices = [(str(order.pk), order.plate)] if order else []  # type: ignore[attr-defined]
        if order:
            self.initial["plate"] = order.plate
            self.fields["plate"].disabled = True

    def answer(self, done: Any) -> str | None:
        return reverse("care:complaint", args=[done.subject.pk])


@form_for(actions.note_step)
class NoteStepForm(ActionForm):
    """One sentence."""

    verb = "记一步"
    what = forms.CharField(
        label="做了什么、查到什么", max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )


@form_for(actions.answer_complaint)
class AnswerComplaintForm(ActionForm):
    """Cause, the remedy that he chose, and what else was offered."""

    verb = "答复客户"
    cause = fields.ChipsField(label="原因", choices=Complaint.Cause.choices)
    remedy = forms.CharField(label="客户选的办法", max_length=200)
    also_offered = forms.CharField(label="还给过哪些办法", required=False, max_length=400)
    told = forms.CharField(label="怎么跟客户说的", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    means = fields.SegField(label="方式", choices=TOLD_BY, initial=Means.PHONE)
    goodwill = fields.MoneyField(label="补偿", required=False, help_text="超过本岗权限要签字")

    def arrange(self) -> None:
        usual = self.subject.topic.usual_remedies
        self.fields["remedy"].help_text = f"常用：{'、'.join(usual)}" if usual else ""


@form_for(actions.close_complaint)
class CloseComplaintForm(ActionForm):
    """What the customer himself says to the remedy."""

    verb = "结案"
    customer_answer = forms.CharField(
        label="客户自己怎么说", max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    verdict = fields.SegField(label="客户的态度", choices=Complaint.Verdict.choices)
    means = fields.SegField(label="方式", choices=TOLD_BY, initial=Means.PHONE)


@form_for(actions.reopen_complaint)
class ReopenComplaintForm(ActionForm):
    """What is still not well."""

    verb = "重开"
    customer_words = forms.CharField(
        label="还不满意什么", max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


@form_for(actions.escalate_complaint)
class EscalateComplaintForm(ActionForm):
    """Why it climbs."""

    verb = "升级"
    reason = forms.CharField(label="为什么升级", max_length=150)
