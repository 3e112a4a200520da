"""What is asked when a question is answered and when a test is given void."""

from typing import Any

from django import forms
from django.urls import reverse

from zhangdian.foundation.ui import fields
from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.resources.training.sittings import actions

WHY_VOID = ("别人代答", "题目有误", "考场有人提示", "考错了人")


@form_for(actions.give_answer)
class GiveAnswerForm(ActionForm):
    """One option pressed, or one of several more or fewer."""

    verb = "记下"
    home = "training:sitting"
    given = forms.CharField(label="答案", max_length=8, required=False)


@form_for(actions.begin_test)
class BeginTestForm(ActionForm):
    verb = "开始考试"

    def answer(self, done: Any) -> str | None:
        return reverse("training:sitting", args=[done.subject.pk])


@form_for(actions.void_test)
class VoidTestForm(ActionForm):
    verb = "作废"
    says = "这次考试不算数，由它发的证书也作废。"
    why = fields.ChipsField(label="为什么作废", choices=[(each, each) for each in WHY_VOID])
