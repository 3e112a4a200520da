"""What the acts of calling ask; a questionnaire is one field with all the questions of its edition."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse

from zhangdian.aftercare.care import figures, queries
from zhangdian.aftercare.care.calling import actions
from zhangdian.aftercare.care.models import (
    Channel,
    ComplaintTopic,
    FollowUp,
    QuestionnaireQuestion,
    Unreached,
)
from zhangdian.aftercare.care.questions import Given
from zhangdian.foundation.ui import fields
from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.people.organization.roles import Role

DESKS = [
    (role.value, str(role.label))
    for role in (Role.SERVICE_ADVISOR, Role.SALES_CONSULTANT, Role.RENEWAL_SPECIALIST, Role.CLAIMS_ADJUSTER)
]
GIVEN_UP = ("过了太久，打了没有意义", "客户又来过店，当面问过了", "客户不让再打", "车卖了", "没有能打的电话")
NOT_COMING = ("外面便宜", "太远", "等太久", "车卖了", "上次不满意", "其他")


class QuestionsWidget(forms.Widget):
    """Every question with its chips; one tap each."""

    template_name = "care/widgets/questions.html"
    bare = True
    use_fieldset = True
    questions: Sequence[QuestionnaireQuestion] = ()

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        given = {}
        for question in self.questions:
            key = f"{name}-{question.pk}"
            many = data.getlist(key) if hasattr(data, "getlist") else [data.get(key, "")]
            given[question.pk] = [str(each).strip()[:300] for each in many if str(each).strip()]
        return given

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        made = super().get_context(name, None, attrs)
        given = value if isinstance(value, dict) else {}
        made["widget"]["rows"] = [
            {
                "question": question,
                "name": f"{name}-{question.pk}",
                "many": question.answered == question.Answered.MULTI,
                "options": options_of(question),
                "given": given.get(question.pk, []),
            }
            for question in self.questions
        ]
        return made


def options_of(question: QuestionnaireQuestion) -> list[str]:
    """The chips under a question; none where words are written."""
    if question.most:
        return [str(score) for score in range(0 if question.most == 10 else 1, question.most + 1)]
    return question.choices


class QuestionsField(forms.Field):
    """The answers to one edition, as the action takes them."""

    widget: Any = QuestionsWidget

    def ask(self, questions: Sequence[QuestionnaireQuestion]) -> None:
        self.widget.questions = list(questions)

    def clean(self, value: Any) -> list[Given]:
        return [
            self._given(question, value[question.pk])
            for question in self.widget.questions
            if value and value.get(question.pk)
        ]

    def _given(self, question: QuestionnaireQuestion, said: list[str]) -> Given:
        if question.most:
            if not said[0].isdigit() or len(said[0]) > 2:
                raise ValidationError(f"“{question.text}”要点一个分数")
            return Given(question, score=int(said[0]))
        if question.answered == question.Answered.TEXT:
            return Given(question, text=said[0])
        return Given(question, chosen=";".join(said))


def next_call(ctx: Any, done: Any) -> str:
    """The next customer whose hour has come, else the list."""
    coming = queries.calls_due(ctx, 1, band__lt=queries.Band.LATER)
    return reverse("care:call", args=[coming[0].order.pk]) if coming else reverse("care:follow_ups")


@form_for(actions.record_call)
class RecordCallForm(ActionForm):
    """The questionnaire as chips, his words, and what follows from them."""

    verb = "记下，下一位"
    part = "care/_call_form.html"
    answers = QuestionsField(label="问卷")
    words = forms.CharField(
        label="客户的话", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    complains = fields.SwitchField(label="客户要投诉")
    topic = forms.ChoiceField(label="投诉什么", required=False)
    wish = forms.CharField(label="客户还要办什么", required=False, max_length=200)
    wish_desk = forms.ChoiceField(label="转给", required=False, choices=[("", "—"), *DESKS])
    channel = fields.SegField(label="怎么说上话的", choices=Channel.choices, initial=Channel.PHONE)

    def arrange(self) -> None:
        found = queries.questionnaire_for(self.ctx, self.subject)
        self.fields["answers"].ask(found.questions.all() if found else ())  # type: ignore[attr-defined]
        topics = ComplaintTopic.objects.of(self.ctx)
        self.fields["topic"].choices = [  # type: ignore[attr-defined]
            ("", "按问卷归类"),
            *((each.pk, f"{each.department} · {each.name}") for each in topics),
        ]

    def answer(self, done: Any) -> str | None:
        return next_call(self.ctx, done)


@form_for(actions.record_unreached)
class RecordUnreachedForm(ActionForm):
    """One chip; another time only where he named one."""

    verb = "记未接通"
    reason = fields.ChipsField(label="为什么没接通", choices=Unreached.choices)
    next_at = fields.MomentField(
        label="客户约的时间",
        required=False,
        help_text="不填就按规则排下一次",
    )
    kind = forms.ChoiceField(
        choices=FollowUp.Kind.choices, widget=forms.HiddenInput, initial=FollowUp.Kind.SERVICE
    )

    def answer(self, done: Any) -> str | None:
        if done.subject.kind == FollowUp.Kind.REMINDER:
            return reverse("care:reminders")
        return next_call(self.ctx, done)


@form_for(actions.give_up_call)
class GiveUpCallForm(ActionForm):
    """Why nobody calls him any more."""

    verb = "不打了，下一位"
    reason = fields.ChipsField(label="为什么不打了", choices=[(each, each) for each in GIVEN_UP])

    def answer(self, done: Any) -> str | None:
        return next_call(self.ctx, done)


@form_for(actions.record_reminder)
class RecordReminderForm(ActionForm):
    """Booked with day and hour, later, or not coming with his reason."""

    verb = "记保养提醒"
    outcome = fields.SegField(label="客户怎么说", choices=actions.ReminderOutcome.choices)
    slot_at = fields.MomentField(label="约在", required=False)
    words = forms.CharField(
        label="客户的话",
        required=False,
        max_length=300,
        help_text=f"不来了就写原因：{'、'.join(NOT_COMING)}",
    )

    def answer(self, done: Any) -> str | None:
        return reverse("care:reminders")


@form_for(actions.offer_open_advice)
class OfferOpenAdviceForm(ActionForm):
    """What he says to work that his car still needs."""

    verb = "记下"
    said = fields.SegField(label="客户怎么说", choices=actions.AdviceWord.choices)
    slot_at = fields.MomentField(label="约在", required=False)
    words = forms.CharField(
        label="客户的话", required=False, max_length=200, help_text="安全项不做，要记客户自己的话"
    )


class MeasuresWidget(forms.Widget):
    """A line of words for each low item."""

    template_name = "care/widgets/measures.html"
    bare = True
    use_fieldset = True
    means: Sequence[figures.Mean] = ()

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        return {
            mean.question.pk: str(data.get(f"{name}-{mean.question.pk}", "")).strip() for mean in self.means
        }

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        made = super().get_context(name, None, attrs)
        given = value if isinstance(value, dict) else {}
        made["widget"]["rows"] = [
            {
                "mean": mean,
                "name": f"{name}-{mean.question.pk}",
                "given": given.get(mean.question.pk, ""),
            }
            for mean in self.means
        ]
        return made


class MeasuresField(forms.Field):
    """What is made better about each low item."""

    widget: Any = MeasuresWidget

    def clean(self, value: Any) -> list[actions.Measure]:
        return [
            actions.Measure(mean.question, value[mean.question.pk])
            for mean in self.widget.means
            if value and value.get(mean.question.pk)
        ]


@form_for(actions.submit_summary)
class SubmitSummaryForm(ActionForm):
    """The month's low items with their improvements, and an analysis."""

    verb = "提交"
    month = forms.DateField(widget=forms.HiddenInput)
    measures = MeasuresField(label="低分项怎么改进(没有就写“无”)", required=False)
    analysis = forms.CharField(label="分析", max_length=500, widget=forms.Textarea(attrs={"rows": 4}))

    def known(self) -> Mapping[str, Any]:
        return {"month": figures.month_of(self.ctx, "")[0]}

    def arrange(self) -> None:
        first, last = figures.month_of(self.ctx, str(self["month"].value() or ""))
        means = figures.mean_scores(self.ctx, first, last)
        self.fields["measures"].widget.means = [mean for mean in means if mean.low]


@form_for(actions.read_summary)
class ReadSummaryForm(ActionForm):
    """What the superior says to it."""

    verb = "已阅"
    remark = forms.CharField(label="批语", required=False, max_length=200)
