"""What is asked of a clock afterwards: hours of its day."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django import forms

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.foundation.ui.fields import ChipsField
from zhangdian.frontline.service import pace
from zhangdian.frontline.service.clocking import actions

REASONS = ("忘了暂停", "忘了开工", "帮别人做了一段", "按错项目")


class HourField(forms.TimeField):
    """An hour of the day, from the clock of the device."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class ClockForm(ActionForm):
    """The hours that are typed belong to the day on which the clock was started."""

    def day(self) -> date:
        return clock.day(self.subject.started_at, self.ctx.standing.zone)

    def instant(self, hour: time) -> datetime:
        return clock.instant(self.day(), hour, self.ctx.standing.zone)

    def hour(self, instant: datetime) -> time:
        return clock.local(instant, self.ctx.standing.zone).time().replace(second=0, microsecond=0)


@form_for(actions.tell_clock_end)
class TellClockEndForm(ClockForm):
    verb = "那天这时停的"
    ended_at = HourField(label="几点停的")

    def known(self) -> Mapping[str, Any]:
        evening = pace.today(self.ctx).hour(pace.CLOSING)
        return {"ended_at": max(evening, self.hour(self.subject.started_at))}

    def clean_ended_at(self) -> datetime:
        return self.instant(self.cleaned_data["ended_at"])


@form_for(actions.correct_clock)
class CorrectClockForm(ClockForm):
    verb = "请主管签字"
    started_at = HourField(label="几点开工")
    ended_at = HourField(label="几点停工")
    reason = ChipsField(label="为什么要改", choices=[(each, each) for each in REASONS])

    def known(self) -> Mapping[str, Any]:
        record = self.subject
        ended = record.ended_at or record.started_at
        return {"started_at": self.hour(record.started_at), "ended_at": self.hour(ended)}

    def clean_started_at(self) -> datetime:
        return self.instant(self.cleaned_data["started_at"])

    def clean_ended_at(self) -> datetime:
        return self.instant(self.cleaned_data["ended_at"])
