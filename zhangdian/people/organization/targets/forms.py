"""Targets as tables: thirty figures of a month, the shares of a department's people, the months of a year."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from zhangdian.foundation.kernel import clock, figures
from zhangdian.foundation.kernel.figures import Figure
from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.foundation.ui.fields import DayField, ManyChipsField, MeasureField
from zhangdian.foundation.ui.writing import NOTHING
from zhangdian.people.organization import goals
from zhangdian.people.organization.models import Target
from zhangdian.people.organization.roles import Department
from zhangdian.people.organization.targets import actions
from zhangdian.people.organization.targets.actions import Goal, MonthGoal, Share


@dataclass(frozen=True)
class Line:
    """One row of the table: what it is, what stands beside it, what is filled in already."""

    key: str
    label: str
    beside: Sequence[str]
    unit: str
    value: Decimal | None = None
    mark: str = ""

    @property
    def filled(self) -> str:
        """As it stands in its field: without zeros that nobody typed."""
        return "" if self.value is None else f"{self.value.normalize():f}"


class AmountsWidget(forms.Widget):
    """A table with one amount in each row; with `total`, what is still lacking stands under it."""

    template_name = "organization/widgets/amounts.html"
    bare = True
    use_fieldset = True
    headings: Sequence[str] = ()
    lines: Sequence[Line] = ()
    total: Decimal | None = None
    nothing = "这个部门现在没有人担这个指标：先在员工页核对部门和岗位。"

    class Media:
        js = (forms.Script("organization/zd-sum.js", defer=True),)

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        return {each.key: str(data.get(f"{name}-{each.key}", "")).strip()[:40] for each in self.lines}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        made = super().get_context(name, None, attrs)
        given = value if isinstance(value, dict) else {}
        made["widget"] |= {
            "rows": [self.row(name, each, given) for each in self.lines],
            "headings": self.headings,
            "nothing": self.nothing,
            "total": self.total,
        }
        return made

    def row(self, name: str, line: Line, given: Mapping[str, str]) -> tuple[Any, ...]:
        """The line, its field's name and what stands in it, and what stands beside with its heading."""
        beside = list(zip(self.headings[1:], line.beside, strict=True))
        return line, f"{name}-{line.key}", given.get(line.key, line.filled), beside


class AmountsField(forms.Field):
    """What was filled in, row by row, as the action takes it; empty rows are left out."""

    widget: Any = AmountsWidget

    def __init__(self, makes: Callable[[str, Decimal], Any], **kwargs: Any) -> None:
        super().__init__(**{"required": False, **kwargs})
        self.makes = makes

    def show(self, headings: Sequence[str], lines: Sequence[Line], total: Decimal | None = None) -> None:
        self.widget.headings, self.widget.lines, self.widget.total = headings, lines, total

    def clean(self, value: Any) -> list[Any]:
        made, wrong = [], []
        for line in self.widget.lines:
            text = (value or {}).get(line.key, "")
            if not text:
                continue
            try:
                made.append(self.makes(line.key, MeasureField(unit=line.unit, digits=14).clean(text)))
            except ValidationError:
                wrong.append(f"{line.label}：{text[:20]} 不是数字，最多两位小数")
        if wrong:
            raise ValidationError(wrong)
        if not made:
            raise ValidationError("还一行都没有填")
        return made


def amounts(form: ActionForm) -> AmountsField:
    return cast(AmountsField, form.fields["rows"])


def asked_day(form: ActionForm, name: str) -> date:
    """The first of the month that the address or the form names; this month where it names none."""
    text = str(form.data.get(name) or form.initial.get(name) or "")
    return clock.month_named(text[:7], form.ctx.today.replace(day=1))


def told(each: Figure, measured: figures.Measured | None) -> str:
    value = measured.value if measured else None
    return NOTHING if value is None else f"{value:,}"


@form_for(actions.set_targets)
class SetTargetsForm(ActionForm):
    """One table for a month; last month and the same month a year ago stand beside each figure."""

    verb = "定下来"
    month = DayField(widget=forms.HiddenInput)
    rows = AmountsField(Goal, label="")
    reason = forms.CharField(
        label="改动的原因", max_length=200, required=False, help_text="改已经定过的数才要写。"
    )

    def known(self) -> Mapping[str, Any]:
        return {"month": self.ctx.today.replace(day=1)}

    def arrange(self) -> None:
        first = asked_day(self, "month")
        self.initial["month"] = first
        before = clock.months_back(first, 13)
        spans = [goals.month_of(before[1]), goals.month_of(before[12])]
        standing = goals.goals_of(self.ctx, first)
        amounts(self).show(
            [f"{first.month} 月目标", "上个月", "去年同月"],
            [self.line(each, spans, standing) for each in goals.in_order() if each.open_to(self.ctx)],
        )

    def line(self, each: Figure, spans: list[figures.Span], standing: goals.Goals) -> Line:
        beside = [told(each, one) for one in figures.of_spans(self.ctx, each, spans)]
        target = standing.of(each)
        value = target.value.quantize(each.step) if target else None
        return Line(each.name, each.label, beside, each.unit, value, each.formula)


@form_for(actions.set_year_target)
class SetYearTargetForm(ActionForm):
    """The year's sum, and what each month brings to it."""

    verb = "定下来"
    figure = forms.ChoiceField(label="指标")
    year = forms.TypedChoiceField(label="哪一年", coerce=int)
    value = MeasureField(label="全年", unit="", digits=14, min_value=0)
    rows = AmountsField(lambda key, value: MonthGoal(int(key), value), label="各月")
    reason = forms.CharField(
        label="改动的原因", max_length=200, required=False, help_text="改已经定过的数才要写。"
    )

    def known(self) -> Mapping[str, Any]:
        return {"year": self.ctx.today.year + (self.ctx.today.month >= 11)}

    def arrange(self) -> None:
        year = self.ctx.today.year
        cast(Any, self.fields["year"]).choices = [(year + n, f"{year + n} 年") for n in range(3)]
        cast(Any, self.fields["figure"]).choices = [
            (each.name, f"{each.label}（{each.unit}）") for each in goals.in_order() if each.open_to(self.ctx)
        ]
        amounts(self).show(["目标"], [Line(str(number), f"{number} 月", [], "") for number in range(1, 13)])


@form_for(actions.change_target)
class ChangeTargetForm(ActionForm):
    """Another value, and why."""

    verb = "改目标"
    value = MeasureField(label="新的目标", unit="", digits=14, min_value=0)
    reason = forms.CharField(label="为什么改", max_length=200)

    def arrange(self) -> None:
        self.fields["value"].unit = self.subject.of.unit  # type: ignore[attr-defined]
        self.fields["value"].help_text = f"现在是 {self.subject.value.quantize(self.subject.of.step):,}"


@form_for(actions.split_target)
class SplitTargetForm(ActionForm):
    """Everybody's share, proposed as last month went; what is lacking stands under the table."""

    verb = "分下去"
    rows = AmountsField(lambda key, value: Share(value), label="")
    reason = forms.CharField(
        label="改动的原因", max_length=200, required=False, help_text="改已经分过的数才要写。"
    )

    def arrange(self) -> None:
        target: Target = self.subject
        if not target.of.additive:
            amounts(self).widget.nothing = f"{target.of.label}不用分：各部门、每个人都按同一个目标。"
            return
        department = goals.splits_to(target)
        span = goals.month_of(clock.months_back(target.first, 2)[1])
        kept = {
            each.person_id or each.department: each.value
            for each in goals.goals_of(self.ctx, target.first).parts_of(target)
        }
        if department:
            people = goals.people_for(self.ctx, target.of, department)
            measured: Any = figures.by_person(self.ctx, target.of, *span)
            self.offer(target, [(each.pk, each.name) for each in people], measured, kept)
            by_key = {str(each.pk): each for each in people}
            amounts(self).makes = lambda key, value: Share(value, person=by_key[key])
        else:
            measured = figures.by_department(self.ctx, target.of, *span)
            names = [(each, Department(each).label) for each in target.of.departments]
            self.offer(target, names, measured, kept)
            amounts(self).makes = lambda key, value: Share(value, department=key)

    def offer(
        self,
        target: Target,
        takers: Sequence[tuple[Any, Any]],
        measured: Mapping[Any, figures.Measured],
        kept: Any,
    ) -> None:
        before = [measured[key].amount if key in measured else Decimal(0) for key, _ in takers]
        proposed = goals.in_proportion(target.value, before, target.of.step) if takers else []
        lines = [
            Line(
                str(key),
                str(name),
                [told(target.of, measured.get(key))],
                target.of.unit,
                kept.get(key, Decimal(0) if kept else share).quantize(target.of.step),
            )
            for (key, name), share in zip(takers, proposed, strict=True)
        ]
        amounts(self).show(["分给他", "上个月"], lines, target.value.quantize(target.of.step))


@form_for(actions.acknowledge_targets)
class AcknowledgeTargetsForm(ActionForm):
    """What is asked of him, all chosen; one that he wants to talk about first is a tap away."""

    verb = "看过了，确认"
    says = "确认的是您看过这些数；改过的目标会再来请您确认。不同意的先点掉，和上级谈。"
    targets = ManyChipsField(label="您的目标", choices=[])

    def known(self) -> Mapping[str, Any]:
        return {"targets": [each.pk for each in self.waiting]}

    def arrange(self) -> None:
        cast(Any, self.fields["targets"]).choices = [(each.pk, asked(each)) for each in self.waiting]

    @cached_property
    def waiting(self) -> list[Target]:
        return list(goals.to_acknowledge(self.ctx)[:MOST_AT_ONCE])

    def clean_targets(self) -> list[int]:
        return [int(key) for key in self.cleaned_data["targets"]]


MOST_AT_ONCE = 60


def asked(target: Target) -> str:
    """11 月 续保台数 40 台."""
    return f"{target.first.month} 月 {target.of.label} {goals.told(target.of, target.value)}"


@form_for(actions.take_back_acknowledgement)
class TakeBackAcknowledgementForm(ActionForm):
    """Why it is not acknowledged after all."""

    verb = "撤回确认"
    why = forms.CharField(label="为什么撤回", max_length=200)
