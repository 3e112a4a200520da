"""What is asked when a question is written, asked anew or retired."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse

from zhangdian.foundation.ui import fields
from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.resources.training import queries, sources
from zhangdian.resources.training.models import QuestionEdition
from zhangdian.resources.training.questions import actions, ledgers

Sort = QuestionEdition.Sort
WHY_RETIRED = ("条款改了，不再考", "和别的题重复", "题目有歧义", "太偏")


class LinesField(forms.CharField):
    """One option or step in each line; comes out as a list."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 800, "widget": forms.Textarea({"rows": 4}), **kwargs})

    def clean(self, value: Any) -> Any:
        return [line.strip() for line in str(super().clean(value) or "").splitlines() if line.strip()]


class AskedForm(ActionForm):
    """The question itself: sort, words, options, answer, why."""

    sort = fields.SegField(label="题型", choices=Sort.choices, initial=Sort.SINGLE)
    text = forms.CharField(label="题目", max_length=300, widget=forms.Textarea({"rows": 2}))
    options = LinesField(label="选项", required=False, help_text="一行一个，依次是 A、B、C……；判断题不用写")
    right = forms.CharField(
        label="答案", max_length=16, help_text="写字母，多选连着写：ACD；判断题写“对”或“错”"
    )
    explanation = forms.CharField(
        label="解析", max_length=400, required=False, widget=forms.Textarea({"rows": 2}),
        help_text="答错的人看到这一段",
    )  # fmt: skip
    source = forms.CharField(label="出处", max_length=100, required=False, help_text="条款、规程的哪一条")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if {"sort", "right"} <= set(given):
            options = actions.options_of(given["sort"], given.get("options") or ())
            if fault := actions.fault_of(given["sort"], options, actions.right_of(given["right"])):
                raise ValidationError(fault)
        return given


@form_for(actions.write_question)
class WriteQuestionForm(AskedForm):
    """A topic that is there, or a new one; from what text it asks, where another room has it."""

    verb = "存进题库"
    topic = forms.CharField(label="科目", max_length=20)
    about = forms.ChoiceField(
        label="考哪条", required=False, help_text="选了的，那一条出新版时这一题会提醒再看"
    )
    code = forms.CharField(label="题号", max_length=20, required=False, help_text="不填就自动编")
    field_order = ("topic", "sort", "text", "options", "right", "explanation", "source", "about", "code")

    def arrange(self) -> None:
        there = list(queries.topics_with_counts(self.ctx))
        if there:
            self.fields["topic"].help_text = f"已有：{'、'.join(there[:12])}；也可以写新的"
        texts = sources.texts(self.ctx)
        offered = sorted((text.label, key) for key, text in texts.items())
        cast(Any, self.fields["about"]).choices = [
            ("", "不对着哪一条"),
            *((k, label) for label, k in offered),
        ]

    def answer(self, done: Any) -> str | None:
        return reverse("training:testquestion", args=[done.subject.pk])


@form_for(actions.amend_question)
class AmendQuestionForm(AskedForm):
    verb = "存新的一版"
    says = "从那天起抽到的是新的一版；已经抽好的卷子不变。"
    since = fields.DayField(label="从哪天起", required=False, help_text="不填就是今天")

    def known(self) -> Mapping[str, Any]:
        last = self.subject.editions.order_by("-number").first()
        if last is None:
            return {}
        right = last.right_in_words[-1:] if last.sort == Sort.TRUTH else last.right
        kept = {name: getattr(last, name) for name in ("sort", "text", "explanation", "source")}
        return {**kept, "options": "" if last.sort == Sort.TRUTH else last.options, "right": right}

    def answer(self, done: Any) -> str | None:
        return reverse("training:testquestion", args=[self.subject.pk])


@form_for(actions.retire_question)
class RetireQuestionForm(ActionForm):
    verb = "停用"
    says = "以后不再抽到；已经考过的卷子照旧能看。"
    why = fields.ChipsField(label="为什么停用", choices=[(each, each) for each in WHY_RETIRED])


@form_for(actions.load_questions)
class LoadQuestionsForm(ActionForm):
    verb = "载入示例题"
    says = "载入系统自带的示例题：车险条款和出单规程。已有的题不动；用前请照保险公司的条款核对。"
    prepared = ("rows",)

    def prepare(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"rows": ledgers.house_questions()}

    def answer(self, done: Any) -> str | None:
        return reverse("training:questions")
