"""What is asked when a report is written, returned, answered, made again, planned or added."""

import logging
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from django import forms
from django.urls import reverse

from zhangdian.foundation.kernel.papers import render
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.ui import fields
from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.management.reports import actions, making
from zhangdian.management.reports.kinds import AUTHORS, Period
from zhangdian.management.reports.plans import Plan, plans_on
from zhangdian.management.reports.sections import Section, Sort, sections
from zhangdian.people.organization.roles import LEADERS, Role

log = logging.getLogger(__name__)
RECEIVERS = [(role.value, role.label) for role in LEADERS]
WRITERS = [(role.value, role.label) for role in AUTHORS]


@form_for(actions.return_report)
class ReturnReportForm(ActionForm):
    verb = "退回"
    question = forms.CharField(label="问什么", max_length=300, widget=forms.Textarea({"rows": 3}))


@form_for(actions.remark_report)
class RemarkReportForm(ActionForm):
    verb = "看过，留下批语"
    words = forms.CharField(label="批语", max_length=300, widget=forms.Textarea({"rows": 3}))


@form_for(actions.answer_report)
class AnswerReportForm(ActionForm):
    verb = "答复"
    words = forms.CharField(label="答复", max_length=500, widget=forms.Textarea({"rows": 4}))


class MadeNow(ActionForm):
    """The page is made anew before it is kept."""

    prepared = ("page", "content")

    def prepare(self, given: dict[str, Any]) -> dict[str, Any]:
        said = {name: given[name].strip() for name in ("words", "proposal") if name in given}
        try:
            draft = making.draft_again(self.ctx, self.subject, **said)
            page = render(self.ctx, making.REPORT, draft)
        except Exception as error:
            log.exception("report not made", extra={"report": self.subject.code})
            raise Refusal("报表的数字算不出来：请过一会儿再试，还不行就告诉管系统的人") from error
        return {"page": page, "content": making.kept(draft.content)}


@form_for(actions.make_report_again)
class MakeReportAgainForm(MadeNow):
    verb = "重做"


@form_for(actions.submit_report)
class SubmitReportForm(MadeNow):
    """The figures stand beside it; what they mean and what is done about it is the author's."""

    verb = "交报表"
    words = forms.CharField(label="分析：数字说明了什么", max_length=1000, widget=forms.Textarea({"rows": 4}))
    proposal = forms.CharField(
        label="改进：下一步做什么、谁做、什么时候",
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def answer(self, done: Any) -> str | None:
        return reverse("reports:report", args=[self.subject.pk])


class ContentForm(ActionForm):
    """What stands in a report, chosen by chips: numbers, their course, tables."""

    sections = fields.ManyChipsField(label="内容", choices=[])

    def offer(self, offered: Iterable[Section], now: Iterable[str]) -> None:
        """Everything that may stand in it, in groups, and what does now."""
        groups: dict[str, list[tuple[str, str]]] = {sort.label: [] for sort in Sort}
        for each in offered:
            groups[each.sort.label].append((each.code, each.label))
        self.fields["sections"].choices = [group for group in groups.items() if group[1]]  # type: ignore[attr-defined]
        self.initial.setdefault("sections", list(now))

    def clean_due(self) -> str:
        return f"{self.cleaned_data['due']:%H:%M}"

    def answer(self, done: Any) -> str | None:
        return reverse("reports:plans")


def hour_field() -> forms.TimeField:
    return forms.TimeField(label="几点", widget=forms.TimeInput({"type": "time"}, format="%H:%M"))


def day_field(label: str = "哪天：周报填 1 到 7，月报填 1 到 28 日，每天的填 1") -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=28, initial=1)


@form_for(actions.set_report_plan)
class SetReportPlanForm(ContentForm):
    """One report as this store wants it from today on."""

    verb = "改安排"
    code = forms.CharField(widget=forms.HiddenInput, max_length=30)
    receiver = forms.ChoiceField(label="交给", choices=RECEIVERS)
    due = hour_field()
    on = day_field()
    stands = fields.SwitchField(label="要报")
    field_order = ("code", "receiver", "due", "on", "stands", "sections")

    @cached_property
    def plan(self) -> Plan | None:
        """The report that the address or the sent form names."""
        code = str(self.data.get("code") or self.initial.get("code") or "")[:30]
        return plans_on(self.ctx, self.ctx.today).get(code)

    @property
    def says(self) -> str:  # type: ignore[override]
        if self.plan is None:
            return "没有这份报表：请从报表安排里选"
        kind = self.plan.kind
        about = f"《{kind.title}》：{kind.author.label}负责，说{kind.period.label}的事。"
        return f"{about}改了从今天算起，交出去的不变。"

    def known(self) -> Mapping[str, Any]:
        return {"stands": True}

    def arrange(self) -> None:
        plan = self.plan
        offered = list(sections(self.ctx))
        if plan is None:
            return self.offer(offered, ())
        kind = plan.kind
        self.initial.update(receiver=kind.receiver, due=kind.due, on=kind.on, stands=plan.stands)
        if len(kind.period.days) == 1:
            self.fields["on"].widget = forms.HiddenInput()
        else:
            self.fields["on"].label = "周几：1 是周一" if kind.period is Period.LAST_WEEK else "每月几日"
            self.fields["on"].widget.attrs["max"] = kind.period.days[-1]
        self.offer([each for each in offered if fits(each, kind)], kind.sections)


def fits(each: Section, kind: Any) -> bool:
    """Open to its author, and told of a person where the report is one of a person."""
    return each.open_to(kind.author) and (not kind.each or each.own_of(kind.author))


@form_for(actions.add_report)
class AddReportForm(ContentForm):
    """A report of the store's own, without code."""

    verb = "新增报表"
    says = "从下一个时段起，系统到钟点自己做好；要负责人写分析的，先请他写再交。"
    title = forms.CharField(label="名称", max_length=60)
    author = forms.ChoiceField(label="谁负责", choices=WRITERS)
    receiver = forms.ChoiceField(label="交给", choices=RECEIVERS)
    period = fields.SegField(label="说哪段的事", choices=[(each.value, each.label) for each in Period])
    due = hour_field()
    on = day_field()
    written = fields.SwitchField(label="负责人写分析再交")
    field_order = ("title", "author", "receiver", "period", "due", "on", "written", "sections")

    def known(self) -> Mapping[str, Any]:
        return {"period": Period.LAST_WEEK.value, "due": "10:00", "receiver": Role.GENERAL_MANAGER.value}

    def arrange(self) -> None:
        self.offer(list(sections(self.ctx)), ())
