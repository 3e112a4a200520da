"""What booking asks: when, what for, the customer's words."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.urls import reverse

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui import fields
from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.frontline.service import schedule
from zhangdian.frontline.service.appointments import actions
from zhangdian.frontline.service.appointments.fields import SlotField
from zhangdian.frontline.service.models.order import Kind
from zhangdian.people.organization.queries import holders
from zhangdian.people.organization.roles import Role

CHANNELS = [(one, one) for one in ("电话", "微信", "到店", "厂家", "主动邀约")]
REASONS = [(one, one) for one in ("临时有事", "改天再约", "已在别处做", "车已卖", "时间记错", "其他")]


def hours(ctx: Any, day: date) -> list[tuple[str, str]]:
    """The half hours of a day as chips, with what is booked already."""
    return [
        (f"{one.at:%H:%M}", f"{one.at:%H:%M}" + (f" · {one.booked}" if one.booked else ""))
        for one in schedule.slots_of(ctx, day)
    ]


class Slotted(ActionForm):
    """A form with a day and an hour; tomorrow is proposed."""

    def arrange(self) -> None:
        wanted = self.data.get("slot_at_day") if self.is_bound else None
        try:
            day = date.fromisoformat(str(wanted)) if wanted else self.first_day
        except ValueError:
            day = self.first_day
        cast(SlotField, self.fields["slot_at"]).offer(hours(self.ctx, day))

    @property
    def first_day(self) -> date:
        return self.ctx.today + timedelta(days=1)  # type: ignore[no-any-return]

    def answer(self, done: Any) -> str | None:
        return reverse("service:appointments")


@form_for(actions.book_appointment)
class BookAppointmentForm(Slotted):
    """A car, an hour, the words."""

    verb = "约好"
    slot_at = SlotField(label="什么时候")
    kind = fields.ChipsField(label="来做什么", choices=Kind.choices, initial=Kind.MAINTENANCE)
    words = forms.CharField(label="客户的话", required=False, max_length=300)
    advisor = forms.TypedChoiceField(label="服务顾问", coerce=int, empty_value=None, required=False)
    channel = fields.ChipsField(label="从哪里来", choices=CHANNELS, initial="电话")

    def known(self) -> Mapping[str, Any]:
        return {"slot_at": [self.first_day.isoformat(), ""], "advisor": self.subject.advisor_id}

    def arrange(self) -> None:
        super().arrange()
        people = holders(self.ctx, Role.SERVICE_ADVISOR)
        offered = [("", "这台车自己的顾问"), *((one.pk, one.name) for one in people)]
        cast(forms.ChoiceField, self.fields["advisor"]).choices = offered


@form_for(actions.change_appointment)
class ChangeAppointmentForm(Slotted):
    """Another hour, or other words."""

    verb = "改好"
    slot_at = SlotField(label="什么时候")
    words = forms.CharField(label="客户的话", required=False, max_length=300, empty_value="")

    def known(self) -> Mapping[str, Any]:
        return {"slot_at": self.subject.slot_at, "words": self.subject.words}

    @property
    def first_day(self) -> date:
        return clock.day(self.subject.slot_at)


@form_for(actions.cancel_appointment)
class CancelAppointmentForm(ActionForm):
    """Why he does not come."""

    verb = "取消预约"
    reason = fields.ChipsField(label="为什么", choices=REASONS)

    def answer(self, done: Any) -> str | None:
        return reverse("service:appointments")
