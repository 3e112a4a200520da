"""What is asked for leave and for a day off that moves."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.urls import reverse

from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.foundation.ui.fields import ChipsField, DayField, SegField
from zhangdian.people.organization.models import LeaveSlip, Person
from zhangdian.people.organization.shifts import actions

NOBODY = ("", "没有代理人")


@form_for(actions.ask_leave)
class AskLeaveForm(ActionForm):
    """Which days, and who stands in."""

    verb = "请假"
    kind = ChipsField(label="类别", choices=[])
    since = DayField(label="第一天")
    until = DayField(label="最后一天")
    portion = SegField(label="时段", choices=LeaveSlip.Portion.choices, initial=LeaveSlip.Portion.WHOLE)
    deputy = forms.TypedChoiceField(
        label="代理人",
        coerce=int,
        empty_value=None,
        required=False,
        help_text="这几天里岗位、额度和签字都归他，期满自动收回。",
    )
    reason = forms.CharField(label="原因", max_length=200, required=False)

    def known(self) -> Mapping[str, Any]:
        tomorrow = self.ctx.today + timedelta(days=1)
        return {"since": tomorrow, "until": tomorrow}

    def arrange(self) -> None:
        own = self.subject.pk == self.ctx.person_id
        kinds = [each for each in LeaveSlip.Kind.choices if not own or each[0] != LeaveSlip.Kind.ABSENT]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        people = Person.objects.of(self.ctx).filter(disabled_at=None).exclude(pk=self.subject.pk)
        near = sorted(people, key=lambda each: (each.team != self.subject.team, each.employee_no))
        names = [(each.pk, f"{each.name} {each.employee_no}") for each in near]
        self.fields["deputy"].choices = [NOBODY, *names]  # type: ignore[attr-defined]


@form_for(actions.end_leave)
class EndLeaveForm(ActionForm):
    verb = "销假"
    back_on = DayField(label="哪天回来上班")

    def known(self) -> Mapping[str, Any]:
        return {"back_on": max(self.ctx.today, self.subject.since + timedelta(days=1))}


@form_for(actions.take_back_leave)
class TakeBackLeaveForm(ActionForm):
    verb = "撤回"
    reason = forms.CharField(label="原因", max_length=200)


@form_for(actions.swap_rest_day)
class SwapRestDayForm(ActionForm):
    """Works on his day off, and rests on another."""

    verb = "调休"
    works_on = DayField(label="休息日来上班", required=False)
    rests_on = DayField(label="换到哪天休息", required=False)
    reason = forms.CharField(label="原因", max_length=100, required=False)

    def answer(self, done: Any) -> str | None:
        """The week in which it shows; what waits for a signature stays here."""
        day = self.cleaned_data["works_on"] or self.cleaned_data["rests_on"]
        return None if done.waits_for_signature else f"{reverse('organization:roster')}?day={day}"
