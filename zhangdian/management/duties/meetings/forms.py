"""Opening a meeting, its points, what was decided and how it was done."""

from collections.abc import Mapping
from datetime import time, timedelta
from typing import Any, cast

from django import forms
from django.urls import reverse

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui import fields
from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.management.duties import crew
from zhangdian.management.duties.meetings import actions
from zhangdian.management.duties.models import Meeting
from zhangdian.people.organization import queries, superiors
from zhangdian.people.organization.roles import Role

EXCUSES = ("客户在场走不开", "请假", "外出", "休息")
NOT_WANTED = ("情况变了", "已经有别的办法", "并到另一件里", "写重了")
NOT_DONE = ("只做了一部分", "没有做", "做得不对")


class PeopleForm(ActionForm):
    """Whoever works today may be called."""

    people = fields.ManyChipsField(label="谁参加", choices=[])

    def clean_people(self) -> list[int]:
        return [int(key) for key in self.cleaned_data["people"]]

    def here(self) -> Any:
        return crew.on_duty(self.ctx) - {self.ctx.person_id}

    def arrange(self) -> None:
        field = cast(Any, self.fields["people"])
        field.choices = crew.names_of(self.ctx, self.here())


@form_for(actions.open_meeting)
class OpenMeetingForm(PeopleForm):
    """Those below him who work today are chosen already; it begins now unless he says otherwise."""

    verb = "开会"
    says = "议程由系统排：没办完的决定、昨天迟的职责、例外、巡查问题。"
    kind = fields.SegField(label="什么会", choices=Meeting.Kind.choices, initial=Meeting.Kind.MORNING)
    title = forms.CharField(label="议题", max_length=60, required=False)
    begins_at = fields.MomentField(
        label="几点开",
        required=False,
        help_text="不填就是现在",
    )
    field_order = ("kind", "title", "people", "begins_at")

    def known(self) -> Mapping[str, Any]:
        there = queries.on_duty(self.ctx, self.ctx.today)
        below = {person.pk for role in superiors.roles_below(self.ctx) for person in there.get(role, [])}
        return {"people": sorted(below - {self.ctx.person_id})}

    def arrange(self) -> None:
        super().arrange()
        if Role.GENERAL_MANAGER not in self.ctx.roles:
            kinds = [each for each in Meeting.Kind.choices if each[0] != Meeting.Kind.REVIEW]
            cast(Any, self.fields["kind"]).choices = kinds

    def answer(self, done: Any) -> str | None:
        return reverse("duties:meeting", args=[done.subject.pk])


@form_for(actions.call_more)
class CallMoreForm(PeopleForm):
    verb = "请他们参加"

    def here(self) -> Any:
        return crew.on_duty(self.ctx) - set(self.subject.attendees.values_list("person_id", flat=True))


@form_for(actions.excuse_attendee)
class ExcuseAttendeeForm(ActionForm):
    verb = "记请假"
    why = fields.ChipsField(label="为什么", choices=[(each, each) for each in EXCUSES])


@form_for(actions.add_point)
class AddPointForm(ActionForm):
    verb = "加上"
    what = forms.CharField(label="议什么", max_length=200)


@form_for(actions.note_point)
class NotePointForm(ActionForm):
    verb = "记下"
    said = forms.CharField(label="怎么说", max_length=300)

    def known(self) -> Mapping[str, Any]:
        return {"said": self.subject.said}


@form_for(actions.decide)
class DecideForm(ActionForm):
    """What, who, until when."""

    verb = "定下来"
    what = forms.CharField(label="定了什么", max_length=200)
    owner = forms.TypedChoiceField(label="谁办", coerce=int)
    day = fields.DayField(label="哪天前")
    hour = forms.TimeField(label="几点前", widget=forms.TimeInput({"type": "time"}), initial=time(17, 30))

    def known(self) -> Mapping[str, Any]:
        return {"day": self.ctx.today + timedelta(days=1)}

    def arrange(self) -> None:
        called = self.subject.attendees.values_list("person_id", flat=True)
        cast(Any, self.fields["owner"]).choices = crew.names_of(self.ctx, called)


@form_for(actions.carry_out_decision)
class CarryOutForm(ActionForm):
    verb = "办好了"
    how = forms.CharField(label="怎么办的", max_length=200)
    photos = fields.PhotoField(label="照片", many=True, most=6, required=False)


@form_for(actions.send_decision_back)
class SendBackForm(ActionForm):
    verb = "退回重办"
    why = fields.ChipsField(label="哪里没办好", choices=[(each, each) for each in NOT_DONE])


@form_for(actions.drop_decision)
class DropDecisionForm(ActionForm):
    verb = "撤销"
    why = fields.ChipsField(label="为什么不办了", choices=[(each, each) for each in NOT_WANTED])


@form_for(actions.close_meeting)
class CloseMeetingForm(ActionForm):
    """What is not in the points."""

    verb = "散会"
    minutes = forms.CharField(
        label="补充纪要", max_length=2000, required=False, widget=forms.Textarea({"rows": 3})
    )
    training = forms.CharField(label="培训了什么", max_length=200, required=False)

    def arrange(self) -> None:
        begun = clock.local(self.subject.begins_at, self.ctx.standing.zone)
        self.says = f"{begun:%m-%d %H:%M} 开的会；没签到也没请假的记缺席。"
