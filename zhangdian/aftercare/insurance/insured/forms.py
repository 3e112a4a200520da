"""What is asked of the month's insured rate: which month, why a car differs, a word to the whole."""

from typing import Any, cast

from dateutil.relativedelta import relativedelta
from django import forms
from django.urls import reverse

from zhangdian.aftercare.insurance.insured import actions
from zhangdian.aftercare.insurance.models import RateGap
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui import fields
from zhangdian.foundation.ui.acting import ActionForm, form_for

OF_LISTED = ("刚出单，正在登记", "签单机构不是本店", "清单车架号写错", "已退保，清单没更新")
OF_SYSTEM = ("保险公司漏了", "清单还没出到这张", "登记的公司或月份不对", "车架号登记错，正在更正")
BY_SIDE = {RateGap.Side.LISTED.value: OF_LISTED, RateGap.Side.SYSTEM.value: OF_SYSTEM}
MONTHS = 3


@form_for(actions.draw_up_rate_check)
class DrawUpRateCheckForm(ActionForm):
    """Which month; the clock does it of itself on the 1st."""

    verb = "比对"
    says = "每月 1 日系统自动比对上个月的；自动没有比对时在这里补。"
    month = fields.SegField(label="哪个月", choices=[])

    def arrange(self) -> None:
        over = clock.months_back(self.ctx.today.replace(day=1) - relativedelta(months=1), MONTHS)
        cast(Any, self.fields["month"]).choices = [(each.isoformat(), f"{each:%Y-%m}") for each in over]
        self.initial.setdefault("month", over[0].isoformat())

    def answer(self, done: Any) -> str | None:
        return reverse("insurance:ratecheck", args=[done.subject.pk])


@form_for(actions.explain_rate_gap)
class ExplainRateGapForm(ActionForm):
    """Why the two counts differ on this car."""

    verb = "写原因"
    why = fields.ChipsField(label="为什么", choices=[])

    def arrange(self) -> None:
        choices = [(each, each) for each in BY_SIDE[self.subject.side]]
        cast(Any, self.fields["why"]).choices = choices


@form_for(actions.explain_other_gaps)
class ExplainOtherGapsForm(ActionForm):
    """One reason for what is left of a side."""

    verb = "一并写"
    side = fields.SegField(label="哪一边", choices=RateGap.Side.choices)
    why = forms.CharField(label="为什么", max_length=200)


@form_for(actions.confirm_rate_check)
class ConfirmRateCheckForm(ActionForm):
    """A word to the whole."""

    verb = "确认"
    remark = forms.CharField(label="说明", max_length=200, required=False)


@form_for(actions.reopen_rate_check)
class ReopenRateCheckForm(ActionForm):
    """Why it is compared anew."""

    verb = "重开"
    why = forms.CharField(label="为什么重开", max_length=200)
