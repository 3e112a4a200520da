"""What is asked when a store changes its wall; what stands there now is filled in already."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse

from zhangdian.foundation.kernel import registry
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.ui import fields
from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.management.duties import timetables
from zhangdian.management.duties.models import Duty, Timetable
from zhangdian.management.duties.own import actions, editions
from zhangdian.management.duties.proving import SaysWhatProves
from zhangdian.management.duties.wall import Hung
from zhangdian.people.organization.roles import Role

OFF = ("外包了", "没有这项业务", "并到别的职责", "岗位取消了")
ON = ("业务恢复了", "收回自己做", "停错了")
MOVE = ("人手调整", "岗位合并", "上级要求", "更合适的人做")


def posts_field(label: str) -> forms.MultipleChoiceField:
    return fields.ManyChipsField(label=label, choices=Role.choices)


class OfOneDuty(ActionForm):
    """A change of one duty from a day on: tomorrow at the earliest, for today is laid out already."""

    code = forms.CharField(widget=forms.HiddenInput, max_length=12)
    since = fields.DayField(label="从哪天起")

    def known(self) -> dict[str, Any]:
        return {"since": tomorrow(self.ctx)}

    @property
    def duty(self) -> Hung | None:
        """The duty that the address or the sent form names."""
        return named_by(self)

    def arrange(self) -> None:
        self.says = about(self.duty, self.says)

    def clean_since(self) -> date:
        return not_before_tomorrow(self.ctx, self.cleaned_data["since"])

    def answer(self, done: Any) -> str | None:
        return reverse("duties:sentence", args=[self.cleaned_data["code"]])


def named_by(form: ActionForm) -> Hung | None:
    code = str(form.data.get("code") or form.initial.get("code") or "")[:12]
    try:
        return editions.as_last_changed(form.ctx, code)
    except Refusal:
        return None


def about(duty: Hung | None, says: str) -> str:
    """Of which duty it is, before what the form says."""
    return f"{duty.row.code} {duty.row.sentence}。{says}" if duty else says


def tomorrow(ctx: Any) -> date:
    return ctx.today + timedelta(days=1)  # type: ignore[no-any-return]


def not_before_tomorrow(ctx: Any, day: date) -> date:
    if day < tomorrow(ctx):
        raise ValidationError("今天的职责已经排好：最早从明天起")
    return day


@form_for(actions.reword_duty)
class RewordDutyForm(OfOneDuty):
    """The sentence as it hangs there, to be changed."""

    verb = "改写"
    says = "数字比原文低（天数变长、次数变少、比率变小）或看不出松紧的，要总经理签字；签收过的人要再签。"
    sentence = forms.CharField(label="门店的原文", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    reason = forms.CharField(label="为什么改", max_length=200)

    def arrange(self) -> None:
        if self.duty is not None:
            self.initial = {"sentence": self.duty.row.sentence, **self.initial}


@form_for(actions.reassign_duty)
class ReassignDutyForm(OfOneDuty):
    """The posts that have it now are pressed already."""

    verb = "换岗位"
    says = "定期的到期项由选的第一个岗位来做；从那天起归新岗位，以前的还是原来的。"
    posts = posts_field("由谁来做")
    reason = fields.ChipsField(label="为什么换", choices=[(each, each) for each in MOVE])

    def arrange(self) -> None:
        super().arrange()
        if self.duty is not None:
            self.initial = {"posts": sorted(self.duty.posts), **self.initial}


@form_for(actions.switch_off_duty)
class SwitchOffDutyForm(OfOneDuty):
    """One chip for the reason."""

    verb = "停用"
    says = "停用要总经理签字；从那天起不再到期，以前的记录都在。"
    reason = fields.ChipsField(label="为什么停用", choices=[(each, each) for each in OFF])


@form_for(actions.switch_on_duty)
class SwitchOnDutyForm(OfOneDuty):
    """One chip for the reason."""

    verb = "启用"
    reason = fields.ChipsField(label="为什么启用", choices=[(each, each) for each in ON])


@form_for(actions.add_duty)
class AddDutyForm(SaysWhatProves):
    """The sentence and the post; a timetable only where it is due by the clock."""

    verb = "新增"
    sentence = forms.CharField(label="职责", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    posts = posts_field("由谁来做")
    kind = fields.ChipsField(label="类别", choices=Duty.Kind.choices, initial=Duty.Kind.RECURRING)
    area = fields.ChipsField(label="业务", choices=Duty.Area.choices, initial=Duty.Area.FACILITIES)
    since = fields.DayField(label="从哪天起")
    rule = fields.ChipsField(
        label="多久一次", choices=[("", "不按时，只挂在墙上"), *timetables.RULES], required=False
    )
    due = forms.TimeField(label="几点前", widget=forms.TimeInput({"type": "time"}), required=False)
    each = fields.SwitchField(label="每人各做")
    moved = fields.SegField(
        label="逢休息日", choices=Timetable.Moved.choices, initial=Timetable.Moved.STAYS, required=False
    )
    reckons = fields.SegField(
        label="几点怎么算",
        choices=Timetable.Reckons.choices,
        initial=Timetable.Reckons.CLOCK,
        required=False,
    )
    reason = forms.CharField(label="为什么加", max_length=200)

    def known(self) -> dict[str, Any]:
        return {"since": tomorrow(self.ctx), "proof": timetables.PHOTO}

    def arrange(self) -> None:
        self.offer(list(timetables.proofs_to_choose().items()))

    def clean_since(self) -> date:
        return not_before_tomorrow(self.ctx, self.cleaned_data["since"])

    def answer(self, done: Any) -> str | None:
        return reverse("duties:sentence", args=[done.subject.code])


@form_for(actions.choose_proof)
class ChooseProofForm(SaysWhatProves):
    """What holds now is pressed already; whatever the holder shows alone goes to the general manager."""

    verb = "换证据"
    says = "从明天起。改成另一个人复核或抽查马上算数；抽得更少或改成别的证据要总经理签字。"
    code = forms.CharField(widget=forms.HiddenInput, max_length=12)
    reason = forms.CharField(label="为什么换", max_length=200)

    def arrange(self) -> None:
        """As it will be tomorrow."""
        code = str(self.data.get("code") or self.initial.get("code") or "")[:12]
        found = Timetable.objects.of(self.ctx).on(tomorrow(self.ctx)).filter(code=code).first()
        choices = timetables.proofs_to_choose()
        if found is not None:
            kept = ("confirmed_by", "draws", "draw_count", "draw_days")
            stood = {name: getattr(found, name) for name in kept}
            stood["draw_count"] = found.draw_count or None
            now = found.proofs.split()[0]
            if now not in choices:  # a round proves its own points: it is not chosen, only left
                choices = {"": f"现在凭{registry.ACTIONS[now].label}，请选新的", **choices}
            self.initial = {"proof": now if now in choices else "", **stood, **self.initial}
        self.offer(list(choices.items()))
        self.says = about(named_by(self), self.says)

    def answer(self, done: Any) -> str | None:
        return reverse("duties:sentence", args=[self.cleaned_data["code"]])
