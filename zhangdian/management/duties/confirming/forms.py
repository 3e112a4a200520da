"""What is asked when somebody says that it is done, and when it is not."""

from typing import Any

from django import forms
from django.urls import reverse

from zhangdian.foundation.ui import fields
from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.management.duties.confirming import actions

NOT_DONE = ("没有做", "做了一半", "做得不对", "看不到结果")


class OfOneLook(ActionForm):
    """Back to the page of the duty."""

    def answer(self, done: Any) -> str | None:
        return reverse("duties:dueitem", args=[self.subject.item_id])


@form_for(actions.say_done)
class SayDoneForm(ActionForm):
    """How it was done, for who looks; photos where they help."""

    verb = "做好了，请复核"
    words = forms.CharField(label="怎么做的", max_length=200)
    photos = fields.PhotoField(label="照片", many=True, most=6, required=False)

    def answer(self, done: Any) -> str | None:
        return reverse("duties:dueitem", args=[self.subject.pk])


@form_for(actions.confirm_done)
class ConfirmDoneForm(OfOneLook):
    verb = "看过了，做好了"


@form_for(actions.refuse_done)
class RefuseDoneForm(OfOneLook):
    verb = "退回"
    why = fields.ChipsField(label="哪里没做好", choices=[(each, each) for each in NOT_DONE])


@form_for(actions.withdraw_word)
class WithdrawForm(OfOneLook):
    verb = "撤回"


@form_for(actions.take_back_look)
class TakeBackForm(OfOneLook):
    verb = "收回"
    why = fields.ChipsField(label="为什么", choices=[(each, each) for each in NOT_DONE])
