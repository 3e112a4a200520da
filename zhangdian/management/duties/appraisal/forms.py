"""What is asked: a scheme as one table of lines, scores, objections and answers, signatures."""

from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any, cast

from django import forms
from django.urls import reverse

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui import fields
from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.management.duties.appraisal import actions, reckoning, schemes, sheets
from zhangdian.management.duties.appraisal.reckoning import Month
from zhangdian.management.duties.appraisal.schemes import SchemeRow
from zhangdian.management.duties.models import Objection, Scheme
from zhangdian.people.organization.roles import Role

MONTHS = 4
"""So many months ahead a scheme may begin by one tap."""


@form_for(actions.load_schemes)
class LoadSchemesForm(ActionForm):
    """The house's examples."""

    verb = "载入示例方案"
    prepared = ("rows",)

    def prepare(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"rows": list(schemes.shipped())}


class LineForm(forms.Form):
    """One line of a scheme."""

    what = forms.ChoiceField(label="看什么", choices=())
    label = forms.CharField(label="叫什么", max_length=40, required=False)
    weight = fields.CountField(label="权重", unit="", max_value=100)
    full = fields.MeasureField(label="满分到", unit="", digits=14)
    zero = fields.MeasureField(label="零分到", unit="", digits=14)
    by_target = fields.SwitchField(label="按目标")
    quality = fields.SwitchField(label="算质量")
    guide = forms.CharField(label="评分看什么", max_length=200, required=False)


def line_form_of(role: str) -> type[LineForm]:
    """The line with what this post may be measured by."""
    (_, plain_ones), *groups = schemes.choices_for(role)
    choices: Any = [("", "选一项"), *plain_ones, *groups]

    class OfThisPost(LineForm):
        what = forms.ChoiceField(label="看什么", choices=choices)

    return OfThisPost


class OfOnePost(ActionForm):
    """A change of one post's scheme from a month on."""

    page = "duties/scheme_form.html"
    role = forms.ChoiceField(widget=forms.HiddenInput, choices=Role.choices)
    since = forms.TypedChoiceField(label="从哪个月起", coerce=date.fromisoformat)

    @property
    def asked(self) -> str:
        """The post that the address or the sent form names."""
        role = str(self.data.get("role") or self.initial.get("role") or "")
        return role if role in Role.values else Role.SERVICE_ADVISOR.value

    @property
    def post(self) -> Role:
        """As the page's head names it."""
        return Role(self.asked)

    @cached_property
    def last(self) -> Scheme | None:
        found = Scheme.objects.of(self.ctx).filter(role=self.asked).order_by("-number")
        return cast(Scheme | None, found.prefetch_related("lines").first())

    def arrange(self) -> None:
        first = self.ctx.today.replace(day=1)
        months = [first]
        while len(months) < MONTHS:
            months.append(clock.month_end(months[-1]) + timedelta(days=1))
        if (last := self.last) is not None and last.since <= first:
            months = months[1:]
        field = cast(forms.ChoiceField, self.fields["since"])
        field.choices = [(each.isoformat(), f"{each.year} 年 {each.month} 月") for each in months]

    def answer(self, done: Any) -> str | None:
        return None if done.waits_for_signature else reverse("duties:scheme", args=[done.subject.pk])


@form_for(actions.set_scheme)
class SetSchemeForm(OfOnePost):
    """The lines that hold now are filled in already."""

    verb = "定下来"
    says = "权重合计 100；按目标的，目标是满分，零分按比例。没有记录的项不算，剩下的折到 100。"
    rows = fields.RowsField(LineForm, makes=SchemeRow, label="", spare=1, most=20)
    reason = forms.CharField(label="为什么改", max_length=200)

    def arrange(self) -> None:
        super().arrange()
        rows = cast(Any, self.fields["rows"])
        rows.widget.line_form = line_form_of(self.asked)
        if not self.initial.get("rows") and (last := self.last) is not None:
            self.initial["rows"] = [shown(schemes.as_row(line)) for line in last.lines.all()]


def shown(row: SchemeRow) -> dict[str, Any]:
    """As it stands in its fields: without zeros that nobody typed."""
    return {**vars(row), "full": plain(row.full), "zero": plain(row.zero)}


def plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


@form_for(actions.drop_scheme)
class DropSchemeForm(OfOnePost):
    verb = "停用"
    says = "从那个月起不再给这个岗位出考核单；以前的都在。"
    reason = fields.ChipsField(
        label="为什么停", choices=[(each, each) for each in ("岗位取消了", "并到别的岗位", "改用别的办法")]
    )


# ---- the sheet --------------------------------------------------------------------------------------------


@form_for(actions.open_appraisals)
class OpenAppraisalsForm(ActionForm):
    """Who has none yet, also for few days."""

    verb = "出单"
    people = fields.ManyChipsField(label="给谁补出", choices=[])

    def arrange(self) -> None:
        of = Month(self.ctx, self.subject.first)
        found = sheets.without_sheet(self.ctx, self.subject, of)
        field = cast(Any, self.fields["people"])
        field.choices = [(each.person.pk, f"{each.person.name} 在岗 {each.days} 天") for each in found]

    def clean_people(self) -> list[int]:
        return [int(key) for key in self.cleaned_data["people"]]


@form_for(actions.score_line)
class ScoreLineForm(ActionForm):
    """One tap; off the middle a sentence."""

    verb = "记下"
    score = fields.SegField(label="几分", choices=[(str(each), str(each)) for each in range(1, 6)])
    ground = forms.CharField(
        label="依据", max_length=300, required=False, help_text="高于或低于 3 分要写，本人会看到"
    )

    def known(self) -> dict[str, Any]:
        line = self.subject
        return {"score": str(int(line.value)) if line.value is not None else "3", "ground": line.because}


@form_for(actions.take_back_appraisal)
class TakeBackForm(ActionForm):
    verb = "收回"
    why = fields.ChipsField(
        label="为什么收回", choices=[(each, each) for each in ("分打错了", "依据写错了", "发早了")]
    )


@form_for(actions.object_to_line)
class ObjectForm(ActionForm):
    verb = "提异议"
    reason = forms.CharField(label="为什么不同意", max_length=300, widget=forms.Textarea({"rows": 2}))


@form_for(actions.answer_objection)
class AnswerForm(ActionForm):
    """Upheld or other points, with a reason that the person reads."""

    verb = "答复"
    outcome = fields.SegField(
        label="结果",
        choices=[
            (each.value, str(each.label)) for each in (Objection.Outcome.UPHELD, Objection.Outcome.CORRECTED)
        ],
    )
    points = fields.MeasureField(label="改后得分", unit="分", places=1, required=False)
    reason = forms.CharField(label="答复", max_length=300, widget=forms.Textarea({"rows": 2}))

    def arrange(self) -> None:
        line = self.subject.line
        now = reckoning.as_it_stands(self.ctx, line)
        if now is not None and now != line.stands:
            self.fields["points"].help_text = f"满 {line.weight}；按现在的记录重算是 {now}"
        else:
            self.fields["points"].help_text = f"满 {line.weight}，现在 {line.stands}"


@form_for(actions.sign_appraisal)
class SignForm(ActionForm):
    verb = "看过，签字"
    words = forms.CharField(
        label="本人的话", max_length=300, required=False, widget=forms.Textarea({"rows": 2})
    )


@form_for(actions.note_unsigned)
class NoteUnsignedForm(ActionForm):
    verb = "记下"
    why = fields.ChipsField(
        label="为什么没签", choices=[(each, each) for each in ("已离职", "长期请假", "看过不愿签")]
    )


@form_for(actions.reopen_appraisal)
class ReopenForm(ActionForm):
    verb = "退回重签"
    why = forms.CharField(label="为什么退回", max_length=200)


@form_for(actions.answer_department)
class AnswerDepartmentForm(ActionForm):
    verb = "答复"
    words = forms.CharField(label="部门的话", max_length=500, widget=forms.Textarea({"rows": 3}))

    def known(self) -> dict[str, Any]:
        return {"words": self.subject.answer}
