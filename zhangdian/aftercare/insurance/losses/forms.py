"""What is asked of an analysis: words and measures, the manager's answer, what came of a measure."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.urls import reverse

from zhangdian.aftercare.insurance.losses import actions, queries
from zhangdian.aftercare.insurance.losses.actions import Measure
from zhangdian.aftercare.insurance.models import DeskWord, LostCount
from zhangdian.aftercare.insurance.posts import RENEWERS
from zhangdian.foundation.ui import fields
from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.queries import holders_of_each


@form_for(actions.draft_lost_analysis)
class DraftLostAnalysisForm(ActionForm):
    """Which month; the clock does it of itself on the 1st."""

    verb = "起草"
    says = "每月 1 日系统自动起草上个月的；自动没有起草时在这里补。"
    month = fields.SegField(label="哪个月", choices=[])

    def arrange(self) -> None:
        last = self.ctx.today.replace(day=1) - queries.MONTH
        months = [last - queries.MONTH, last]
        self.fields["month"].choices = [(each.isoformat(), f"{each:%Y-%m}") for each in months]  # type: ignore[attr-defined]
        self.initial.setdefault("month", last.isoformat())

    def answer(self, done: Any) -> str | None:
        return reverse("insurance:lostanalysis", args=[done.subject.pk])


def measure_form(reasons: list[tuple[int, str]], people: list[tuple[int, str]], ctx: Any) -> type[forms.Form]:
    """One measure, with the month's reasons and the people of the desk."""

    class MeasureForm(forms.Form):
        reason = forms.TypedChoiceField(label="针对", choices=[("", "—"), *reasons], coerce=int)
        text = forms.CharField(label="做什么", max_length=200)
        owner = forms.TypedChoiceField(label="谁负责", choices=[("", "—"), *people], coerce=int)
        due_on = forms.DateField(label="哪天完成", widget=forms.DateInput(attrs={"type": "date"}))

        def clean(self) -> dict[str, Any]:
            given = super().clean() or {}
            if "reason" in given and "owner" in given:
                given["reason"] = DeskWord.objects.of(ctx).get(pk=given["reason"])
                given["owner"] = Person.objects.of(ctx).get(pk=given["owner"])
            return given

    return MeasureForm


class BlankForm(forms.Form):
    """Stands until the choices of the very analysis are known."""


@form_for(actions.submit_lost_analysis)
class SubmitLostAnalysisForm(ActionForm):
    """A few words, and at least one measure."""

    verb = "提交"
    measures = fields.RowsField(BlankForm, label="改善措施", makes=Measure, required=False, most=10)
    text = forms.CharField(label="分析", max_length=500, widget=forms.Textarea(attrs={"rows": 4}))

    def known(self) -> Mapping[str, Any]:
        return {"text": self.subject.text}

    def arrange(self) -> None:
        counted = LostCount.objects.filter(analysis=self.subject).select_related("reason")
        people = {
            each.pk: each.name for some in holders_of_each(self.ctx, RENEWERS).values() for each in some
        }
        reasons = [(each.reason_id, str(each.reason)) for each in counted]
        line = measure_form(reasons, list(people.items()), self.ctx)
        self.fields["measures"].widget.line_form = line


@form_for(actions.approve_lost_analysis)
class ApproveLostAnalysisForm(ActionForm):
    """What the manager says to it."""

    verb = "批准"
    remark = forms.CharField(label="批语", required=False, max_length=200)


@form_for(actions.return_lost_analysis)
class ReturnLostAnalysisForm(ActionForm):
    """What is to be written anew."""

    verb = "退回"
    why = forms.CharField(label="退回哪里不行", max_length=200)


@form_for(actions.finish_improvement)
class FinishImprovementForm(ActionForm):
    """What came of it."""

    verb = "交结果"
    result = forms.CharField(label="结果", max_length=200, help_text="做了什么，效果怎么样")
