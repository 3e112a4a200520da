"""What is asked when a report is returned, answered, made again, or moved to another hour."""

from collections.abc import Mapping
from typing import Any

from django import forms

from zhangdian.foundation.kernel.papers import render
from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.foundation.ui.fields import SwitchField
from zhangdian.management.reports import actions, making
from zhangdian.management.reports.kinds import KINDS
from zhangdian.management.reports.plans import plans_on
from zhangdian.people.organization.roles import LEADERS


@form_for(actions.return_report)
class ReturnReportForm(ActionForm):
    verb = "退回"
    question = forms.CharField(label="问什么", max_length=300, widget=forms.Textarea({"rows": 3}))


@form_for(actions.answer_report)
class AnswerReportForm(ActionForm):
    verb = "答复"
    words = forms.CharField(label="答复", max_length=500, widget=forms.Textarea({"rows": 4}))


@form_for(actions.make_report_again)
class MakeReportAgainForm(ActionForm):
    """The page is made anew before it is kept."""

    verb = "重做"
    prepared = ("page", "content")

    def prepare(self, given: dict[str, Any]) -> dict[str, Any]:
        draft = making.draft_again(self.ctx, self.subject)
        return {"page": render(self.ctx, making.REPORT, draft), "content": making.kept(draft.content)}


@form_for(actions.set_report_plan)
class SetReportPlanForm(ActionForm):
    """One report of the registry as this store wants it."""

    verb = "改安排"
    code = forms.ChoiceField(label="报表", choices=[])
    receiver = forms.ChoiceField(label="交给", choices=[(role.value, role.label) for role in LEADERS])
    due = forms.TimeField(label="几点", widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    stands = SwitchField(label="要报")

    def known(self) -> Mapping[str, Any]:
        return {"stands": True}

    def arrange(self) -> None:
        self.fields["code"].choices = [(code, kind.title) for code, kind in KINDS.items()]  # type: ignore[attr-defined]
        if plan := plans_on(self.ctx, self.ctx.today).get(str(self.initial.get("code", ""))):
            self.initial.update(receiver=plan.receiver, due=plan.due, stands=plan.stands)

    def clean_due(self) -> str:
        return f"{self.cleaned_data['due']:%H:%M}"
