"""What is asked when a store sets its shifts and lays out its days."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, cast

from django import forms
from django.urls import reverse

from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.foundation.ui.fields import (
    ChipsField,
    CountField,
    DayField,
    ManyChipsField,
    SegField,
    SwitchField,
)
from zhangdian.people.organization import hours, queries, superiors
from zhangdian.people.organization.models import Person, Shift
from zhangdian.people.organization.models.hours import WEEKDAYS
from zhangdian.people.organization.roles import Department, Role
from zhangdian.people.organization.rostering import actions

ARRANGED = ("已指定代理人", "已请人调休来上班", "已改班次", "当天不做这项业务", "上级自己顶", "没有缺人")
AS_IT_IS = ("", "照岗位或门店")


def clock_field(label: str) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput({"type": "time"}, format="%H:%M"))


def weekdays_field(label: str = "周几") -> ManyChipsField:
    return ManyChipsField(label=label, choices=WEEKDAYS, required=False, help_text="不选就是每天。")


def people_below(ctx: Any) -> list[tuple[int, str]]:
    """Whom he may lay out, by team and number, each with his post."""
    below = set(superiors.roles_below(ctx))
    people = list(Person.objects.of(ctx).filter(disabled_at=None).order_by("team", "employee_no"))
    posts = queries.posts_of(ctx, people)
    mine = [each for each in people if posts[each.pk] and below.issuperset(posts[each.pk])]
    return [(each.pk, f"{each.name} {posts[each.pk][0].label}") for each in mine]


class WeekForm(ActionForm):
    """Weekdays, and a shift that stands on the day from which it holds."""

    def clean_weekdays(self) -> list[int]:
        return [int(each) for each in self.cleaned_data["weekdays"]]

    def clean_people(self) -> list[int]:
        return [int(key) for key in self.cleaned_data["people"]]

    def offer(self, name: str, kinds: tuple[Shift.Kind, ...] = tuple(Shift.Kind)) -> None:
        found = [
            each
            for each in hours.shifts_on(self.ctx, self.ctx.today + timedelta(days=1))
            if each.kind in kinds
        ]
        choices = [AS_IT_IS, *((each.pk, f"{each} {each.hours}") for each in found)]
        cast(Any, self.fields[name]).choices = choices


def shift_field() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label="班次", coerce=int, empty_value=None, required=False)


@form_for(actions.set_shift)
class SetShiftForm(ActionForm):
    """A known name: its hours as they stand are filled in."""

    verb = "定下来"
    says = "同一个名称再定一次就是改时间；以前的日子照旧。"
    name = forms.CharField(label="名称", max_length=12)
    kind = SegField(label="类别", choices=Shift.Kind.choices, initial=Shift.Kind.WORK)
    starts = clock_field("开始")
    ends = clock_field("结束")
    since = DayField(label="从哪天起", required=False, help_text="不填就是今天。")
    stands = SwitchField(label="启用", initial=True)

    def arrange(self) -> None:
        cast(Any, self.fields["ends"]).help_text = "比开始早就是到次日。"
        named = {each.name: each for each in hours.shifts_on(self.ctx, self.ctx.today)}
        if (stood := named.get(str(self.initial.get("name") or ""))) is not None:
            given = {name: getattr(stood, name) for name in ("kind", "starts", "ends")}
            self.initial = {**given, **self.initial}

    def answer(self, done: Any) -> str | None:
        return reverse("organization:shifts")


@form_for(actions.set_week_shifts)
class SetWeekShiftsForm(WeekForm):
    verb = "定下来"
    people = ManyChipsField(label="谁", choices=[])
    kind = SegField(label="类别", choices=Shift.Kind.choices, initial=Shift.Kind.WORK)
    shift = shift_field()
    weekdays = weekdays_field()
    since = DayField(label="从哪天起", required=False, help_text="不填就是今天。")

    def arrange(self) -> None:
        self.offer("shift")
        cast(Any, self.fields["people"]).choices = people_below(self.ctx)

    def answer(self, done: Any) -> str | None:
        return reverse("organization:roster")


@form_for(actions.set_post_shifts)
class SetPostShiftsForm(WeekForm):
    verb = "定下来"
    says = "给这个岗位的所有人；本人另有一周班次的，照本人的。"
    role = forms.ChoiceField(label="岗位", choices=[("", "—"), *Role.choices])
    kind = SegField(label="类别", choices=Shift.Kind.choices, initial=Shift.Kind.WORK)
    shift = shift_field()
    weekdays = weekdays_field()
    since = DayField(label="从哪天起", required=False, help_text="不填就是今天。")

    def arrange(self) -> None:
        self.offer("shift")

    def answer(self, done: Any) -> str | None:
        return reverse("organization:shifts")


@form_for(actions.spread_over_lunch)
class SpreadOverLunchForm(ActionForm):
    """A post and its turns; who eats when is spread by itself."""

    verb = "排好"
    says = "按工号轮着分到各批，每个周几各批人数相差不超过一人；之后可给个人或单日另排。"
    role = forms.ChoiceField(label="岗位", choices=[("", "—"), *Role.choices])
    turns = ManyChipsField(label="分几批", choices=[])
    since = DayField(label="从哪天起", required=False, help_text="不填就是今天。")

    def arrange(self) -> None:
        found = hours.shifts_on(self.ctx, self.ctx.today, Shift.Kind.LUNCH)
        cast(Any, self.fields["turns"]).choices = [(each.pk, f"{each} {each.hours}") for each in found]
        cast(Any, self.fields["turns"]).help_text = (
            "" if found else "还没有午餐批次：请先在“定班次”里定两批。"
        )

    def clean_turns(self) -> list[int]:
        return [int(each) for each in self.cleaned_data["turns"]]

    def answer(self, done: Any) -> str | None:
        return reverse("organization:shifts")


@form_for(actions.set_minimum_cover)
class SetMinimumCoverForm(WeekForm):
    verb = "定下来"
    role = forms.ChoiceField(label="岗位", choices=[("", "—"), *Role.choices])
    at_least = CountField(label="至少几人在岗", unit="人", max_value=200, min_value=0)
    at_lunch = CountField(label="午餐时至少几人", unit="人", max_value=200, min_value=0, required=False)
    weekdays = weekdays_field()
    since = DayField(label="从哪天起", required=False, help_text="不填就是今天。")

    def clean_at_lunch(self) -> int:
        return self.cleaned_data["at_lunch"] or 0

    def answer(self, done: Any) -> str | None:
        return reverse("organization:shifts")


@form_for(actions.plan_days)
class PlanDaysForm(WeekForm):
    """Whom, which days, and what; a tap on a cell of the roster fills in the first two."""

    verb = "排上"
    people = ManyChipsField(label="谁", choices=[])
    since = DayField(label="第一天")
    until = DayField(label="最后一天")
    weekdays = weekdays_field()
    plan = SegField(label="怎么排", choices=actions.Plan.choices, initial=actions.Plan.SHIFT)
    shift = shift_field()
    asked_by = forms.TypedChoiceField(label="谁提的", coerce=int, empty_value=None, required=False)
    why = forms.CharField(label="原因", max_length=100, required=False)

    def known(self) -> Mapping[str, Any]:
        tomorrow = self.ctx.today + timedelta(days=1)
        return {"since": tomorrow, "until": tomorrow}

    def arrange(self) -> None:
        self.offer("shift")
        chosen = {str(each) for each in self.chosen()}
        names = sorted(people_below(self.ctx), key=lambda each: str(each[0]) not in chosen)
        cast(Any, self.fields["people"]).choices = names
        cast(Any, self.fields["shift"]).help_text = "班次、午餐批次或值班；“排这个班”才用选。"
        everybody = Person.objects.of(self.ctx).filter(disabled_at=None).order_by("employee_no")
        asked = [(each.pk, f"{each.name} {each.employee_no}") for each in everybody]
        cast(Any, self.fields["asked_by"]).choices = [("", "没有人，自己定的"), *asked]

    def chosen(self) -> list[Any]:
        """Whom a cell of the roster named: they stand first."""
        given = self.initial.get("people") or []
        return list(given) if isinstance(given, (list, tuple)) else [given]

    def answer(self, done: Any) -> str | None:
        return f"{reverse('organization:roster')}?day={self.cleaned_data['since']}"


@form_for(actions.copy_roster)
class CopyRosterForm(ActionForm):
    verb = "照搬"
    says = "把前一周（或前一个月同样的周几）另排的日子再排一遍；已经排好的不动。"
    target = DayField(label="排到哪天所在的那一段")
    reach = SegField(label="多长", choices=actions.Reach.choices, initial=actions.Reach.WEEK)
    department = ChipsField(label="部门", choices=[("", "我能排的全部"), *Department.choices], required=False)

    def clean_department(self) -> str | None:
        return self.cleaned_data["department"] or None

    def known(self) -> Mapping[str, Any]:
        return {"target": self.ctx.today + timedelta(days=7)}

    def answer(self, done: Any) -> str | None:
        given = self.cleaned_data
        return f"{reverse('organization:roster')}?day={given['target']}&span={given['reach']}"


@form_for(actions.look_ahead)
class LookAheadForm(ActionForm):
    """One chip: how tomorrow is arranged."""

    verb = "安排好了"
    how = ChipsField(label="怎么安排的", choices=[(each, each) for each in ARRANGED])

    def answer(self, done: Any) -> str | None:
        return reverse("organization:tomorrow")
