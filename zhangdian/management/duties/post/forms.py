"""What signing for a post asks: nothing that the page does not know."""

from typing import Any

from django import forms
from django.urls import reverse

from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.management.duties.post import actions
from zhangdian.people.organization.roles import Role


@form_for(actions.sign_post)
class SignPostForm(ActionForm):
    """One tap under the text."""

    verb = "已读，签收"
    role = forms.ChoiceField(choices=Role.choices, widget=forms.HiddenInput)
    digest = forms.CharField(widget=forms.HiddenInput)

    def answer(self, done: Any) -> str | None:
        return reverse("duties:my_post")
