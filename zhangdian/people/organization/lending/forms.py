"""What is asked who lends his signature."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, cast

from django import forms
from django.urls import reverse

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.foundation.ui.fields import ChipsField, ManyChipsField, MomentField, MoneyField
from zhangdian.people.organization import powers, queries, rates
from zhangdian.people.organization.lending import actions
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.roles import FLOOR


@form_for(actions.lend_signature)
class LendSignatureForm(ActionForm):
    """Which of his posts, what, how much, until when."""

    verb = "授权"
    role = ChipsField(label="以我的哪个岗位", choices=[])
    agent = forms.TypedChoiceField(label="请谁代签", coerce=int)
    actions = ManyChipsField(label="哪些申请", choices=[])
    upto = MoneyField(
        label="每份最多", required=False, help_text="不填就是到本岗的权限为止；填了，没写金额的就不能代签"
    )
    until_at = MomentField(label="到什么时候")
    reason = forms.CharField(label="为什么", max_length=200)

    def known(self) -> Mapping[str, Any]:
        tomorrow = clock.day_bounds(self.ctx.today + timedelta(days=1), self.ctx.standing.zone)[1]
        return {"until_at": clock.local(tomorrow - timedelta(hours=6), self.ctx.standing.zone)}

    def arrange(self) -> None:
        me = queries.himself(self.ctx)
        posts = [post for post in queries.posts_of(self.ctx, [me])[me.pk] if post not in FLOOR]
        cast(Any, self.fields["role"]).choices = [(post.value, post.label) for post in posts]
        if len(posts) == 1:
            self.initial.setdefault("role", posts[0].value)
        people = Person.objects.of(self.ctx).filter(disabled_at=None).exclude(pk=me.pk)
        names = [(each.pk, f"{each.name} {each.employee_no}") for each in people]
        cast(Any, self.fields["agent"]).choices = [("", "请选"), *names]
        cast(Any, self.fields["actions"]).choices = powers.signable()
        days = int(rates.measures_of(self.ctx, [powers.LONGEST])[powers.LONGEST.key])
        self.says = f"最长 {days} 天，到时自己结束，随时可以收回；签字上写明代您签。您自己提的申请他不能签。"

    def answer(self, done: Any) -> str | None:
        return reverse("organization:signingpower", args=[done.subject.pk])
