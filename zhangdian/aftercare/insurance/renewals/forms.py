"""What is asked at the desk of renewals: of a month's list, of a talk, of what became of it."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from functools import cached_property
from typing import Any, cast

from django import forms
from django.urls import reverse

from zhangdian.aftercare.insurance.models import (
    DeskWord,
    Intention,
    QuoteSent,
    Renewal,
    RenewalCall,
    Way,
)
from zhangdian.aftercare.insurance.renewals import actions, contact, ledgers, phrases, pool, preparing
from zhangdian.aftercare.insurance.renewals.plan import plan_on
from zhangdian.aftercare.insurance.renewals.queries import desks, new_policies, quotes_of
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui import fields
from zhangdian.foundation.ui.acting import ActionForm, form_for

WHY_REASSIGNED = ("原负责人休假", "原负责人离岗", "客户要求换人", "台数不匀")
WHY_REOPENED = ("客户又回来了", "点错了", "新保单退了", "客户改主意")
HOW_KNOWN = ("客户说的", "看了保单", "看了保险标志")
TALKED = [each for each in RenewalCall.Outcome.choices if each[0] != RenewalCall.Outcome.UNREACHED]
ASK_AGAIN = time(10, 30)
HANDED = [each for each in QuoteSent.By.choices if each[0] != QuoteSent.By.SMS]
MOST_POLICIES = 6
HOURS = [(f"{hour:02}:00", f"{hour} 点") for hour in range(8, 19)]


@form_for(actions.note_insured_elsewhere)
class NoteInsuredElsewhereForm(ActionForm):
    """What the customer says, or what stands on his windscreen."""

    verb = "记下"
    says = "客户说的，或车上保险标志、保单上看到的。到期前两个月自动进续保名单。"
    last_day = fields.DayField(label="保到哪天", help_text="保单上的最后一天")
    insurer = forms.CharField(label="在哪家", max_length=30, required=False)
    premium = fields.MoneyField(label="去年保费", required=False, help_text="客户肯说就记")


@form_for(actions.draw_up_month)
class DrawUpMonthForm(ActionForm):
    """Which month; the clock does it of itself on the 1st."""

    verb = "排名单"
    says = "每月 1 日系统自动排两个月后到期的；自动没有排出来时在这里补排。"
    month = fields.SegField(label="到期月份", choices=[])

    def arrange(self) -> None:
        months = [self.ctx.today.replace(day=1) + pool.months(each) for each in range(3)]
        self.fields["month"].choices = [(each.isoformat(), f"{each:%Y-%m}") for each in months]  # type: ignore[attr-defined]
        self.initial.setdefault("month", months[-1].isoformat())

    def answer(self, done: Any) -> str | None:
        return reverse("insurance:renewalmonth", args=[done.subject.pk])


@form_for(actions.reassign_renewal)
class ReassignRenewalForm(ActionForm):
    """Who takes it over, and why."""

    verb = "换人"
    to = fields.ChipsField(label="交给谁", choices=[])
    why = fields.ChipsField(label="为什么", choices=[(each, each) for each in WHY_REASSIGNED])

    def arrange(self) -> None:
        people = [each for each in desks(self.ctx) if each.pk != self.subject.owner_id]
        self.fields["to"].choices = [(each.pk, each.name) for each in people]  # type: ignore[attr-defined]


class DaysAheadField(forms.CharField):
    """Days as people write them: 60、30、15、7."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        words = fields.half(text).replace("、", " ").replace(",", " ").replace(";", " ").split()
        if any(not word.isdigit() or len(word) > 3 for word in words):
            raise forms.ValidationError("请写到期前几天，例如 60、30、15、7")
        return [int(word) for word in words]


@form_for(actions.set_call_plan)
class SetCallPlanForm(ActionForm):
    """When to call before the end."""

    verb = "定计划"
    says = "到期前这些天各打一次；客户另约了时间的按约好的打。已经排好的下一次不变。"
    days = DaysAheadField(label="到期前几天", max_length=40, help_text="用顿号隔开，例如 60、30、15、7")
    hour = forms.ChoiceField(label="几点起打", choices=HOURS)
    since = fields.DayField(label="从哪天起", required=False, help_text="不填就从今天起")

    def known(self) -> Any:
        plan = plan_on(self.ctx, self.ctx.today)
        return {"days": "、".join(map(str, plan.days)), "hour": f"{plan.hour:%H:%M}"}


@form_for(actions.correct_expiry)
class CorrectExpiryForm(ActionForm):
    """The day that holds, and how it is known."""

    verb = "改到期日"
    last_day = fields.DayField(label="保到哪天")
    why = fields.ChipsField(label="怎么知道的", choices=[(each, each) for each in HOW_KNOWN])

    def known(self) -> Any:
        return {"last_day": self.subject.expires_on}


# Words ----------------------------------------------------------------------------------------------


@form_for(actions.write_desk_word)
class WriteDeskWordForm(ActionForm):
    """A script, an answer to an objection, or a chip."""

    verb = "写下"
    says = "话术里写 {店名}、{专员}、{车牌}、{到期日}，打电话时自动填好。"
    kind = fields.ChipsField(label="类别", choices=DeskWord.Kind.choices)
    name = forms.CharField(label="说法", max_length=20, help_text="按钮上的字，或异议本身")
    text = forms.CharField(
        label="怎么说", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="开场白、异议应答、结束语、本店好处、保险管家要写",
    )  # fmt: skip
    group = forms.CharField(label="归类", max_length=12, required=False, help_text="例如 价格、渠道、服务")
    order = fields.CountField(label="次序", unit="", required=False, max_value=999)
    silences = fields.SwitchField(label="选它以后不再联系客户")

    def answer(self, done: Any) -> str | None:
        return reverse("insurance:deskword", args=[done.subject.pk])


@form_for(actions.end_desk_word)
class EndDeskWordForm(ActionForm):
    """Why nobody chooses it any more."""

    verb = "停用"
    why = forms.CharField(label="为什么", max_length=100)


@form_for(actions.load_desk_words)
class LoadDeskWordsForm(ActionForm):
    """The house's own examples."""

    verb = "载入示例"
    says = "载入系统自带的开场白、异议应答、战败原因等；已有的不动。"
    prepared = ("rows",)

    def prepare(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"rows": ledgers.house_words()}


# Quotes of the day ----------------------------------------------------------------------------------


@form_for(actions.prepare_quotes)
class PrepareQuotesForm(ActionForm):
    """Those that can be reckoned, all chosen; one that is not wanted yet is a tap away."""

    verb = "存成报价"
    says = "存下的是本店估算，不会自己发给客户；打电话前看一眼，要发再按“发报价”。"
    renewals = fields.ManyChipsField(label="备哪几台", choices=[])

    @cached_property
    def ready(self) -> list[preparing.Tried]:
        rows = preparing.missing_today(self.ctx).select_related("vehicle__model")[: preparing.MOST]
        return [each for each in preparing.tried(self.ctx, list(rows)) if each.is_ready]

    def known(self) -> Mapping[str, Any]:
        return {"renewals": [each.renewal.pk for each in self.ready]}

    def arrange(self) -> None:
        cast(Any, self.fields["renewals"]).choices = [
            (each.renewal.pk, f"{each.renewal.vehicle} {each.cheapest:,.2f} 元") for each in self.ready
        ]

    def clean_renewals(self) -> list[int]:
        return [int(key) for key in self.cleaned_data["renewals"]]

    def answer(self, done: Any) -> str | None:
        return reverse("insurance:quotes_to_prepare")


# Talks ----------------------------------------------------------------------------------------------


def proposed(ctx: Any, renewal: Renewal) -> datetime:
    """The next day of the plan, where there is one before the end; else tomorrow in the morning."""
    plan = plan_on(ctx, ctx.today)
    tomorrow = ctx.today + timedelta(days=1)
    on = plan.day_for(renewal.expires_on, tomorrow)
    hour = ASK_AGAIN if on == tomorrow else plan.hour
    return clock.instant(on, hour, ctx.standing.zone)


def next_caller(ctx: Any) -> str:
    """The next car whose hour has come, else the list."""
    rows = Renewal.objects.of(ctx).open().filter(owner=ctx.person_id, next_at__lte=ctx.now)
    coming = (
        rows.exclude(contact.silent(ctx, ctx.today))
        .order_by("next_at", "pk")
        .values_list("pk", flat=True)
        .first()
    )
    return reverse("insurance:renewal", args=[coming]) if coming else reverse("insurance:renewals")


@form_for(actions.record_renewal_call)
class RecordRenewalCallForm(ActionForm):
    """What he said as chips and words, and when we speak again."""

    verb = "记下，下一位"
    part = "insurance/_renewal_call_form.html"
    outcome = fields.ChipsField(label="结果", choices=TALKED)
    concern = fields.ChipsField(label="在意什么", choices=[], required=False)
    words = forms.CharField(
        label="客户的话", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="点了“在意什么”可以不写",
    )  # fmt: skip
    rival = fields.ChipsField(label="对手", choices=[], required=False)
    rival_price = fields.MoneyField(label="对手价", required=False, help_text="客户说的")
    intention = fields.ChipsField(label="意向", choices=Intention.choices, required=False)
    cards = fields.ManyChipsField(label="讲了本店哪些好处", choices=[], required=False)
    next_at = fields.MomentField(label="下次什么时候")
    next_way = fields.SegField(label="下次怎么联系", choices=Way.choices, initial=Way.PHONE)
    way = fields.SegField(label="这次怎么联系的", choices=Way.choices, initial=Way.PHONE)

    def known(self) -> Any:
        return {"next_at": proposed(self.ctx, self.subject)}

    def arrange(self) -> None:
        found = phrases.by_kind(self.ctx)
        asked = cast(Any, self.fields)
        asked["concern"].choices = phrases.chips(found, DeskWord.Kind.CONCERN)
        asked["rival"].choices = phrases.chips(found, DeskWord.Kind.RIVAL)
        asked["cards"].choices = phrases.chips(found, DeskWord.Kind.CARD)

    def clean_cards(self) -> list[int]:
        return [int(key) for key in self.cleaned_data["cards"]]

    def answer(self, done: Any) -> str | None:
        return next_caller(self.ctx)


@form_for(actions.record_unreached_renewal)
class RecordUnreachedForm(ActionForm):
    """Another time only where somebody named one."""

    verb = "未接"
    next_at = fields.MomentField(label="什么时候再打", required=False, help_text="不填就按规则排下一次")

    def answer(self, done: Any) -> str | None:
        return next_caller(self.ctx)


class QuoteOfCarForm(ActionForm):
    """Which quote, whose sum."""

    quote = fields.ChipsField(label="哪一份报价", choices=[])
    insurer = fields.ChipsField(label="发哪一家", choices=[])

    def known(self) -> Any:
        found = quotes_of(self.ctx, self.subject)
        return {"quote": found[0].pk} if found else {}

    def arrange(self) -> None:
        found = quotes_of(self.ctx, self.subject)
        asked = cast(Any, self.fields)
        asked["quote"].choices = [(each.pk, f"{each.number} {each.plan}".strip()) for each in found]
        offered = {o.insurer_id: str(o.insurer) for each in found for o in each.offers.all()}
        asked["insurer"].choices = list(offered.items())


@form_for(actions.text_quote)
class TextQuoteForm(QuoteOfCarForm):
    """By short message."""

    verb = "发短信"
    says = "发的是保险公司的报价；还没有的发本店估算，短信里写明。发出后要打电话跟进，时间已排好。"


@form_for(actions.hand_quote)
class HandQuoteForm(QuoteOfCarForm):
    """By which way, and where to."""

    verb = "记下"
    says = "建议书先存成 PDF 或打印，给了客户在这里登记；之后要打电话跟进，时间已排好。"
    way = fields.ChipsField(label="怎么给的", choices=HANDED)
    to = forms.CharField(label="发到哪里", max_length=80, required=False, help_text="邮件写邮箱，传真写号码")


@form_for(actions.win_renewal)
class WinRenewalForm(ActionForm):
    """Which policy renews it: those of the car that begin after the old cover."""

    verb = "续保成功"
    says = "新保单先在“登记保单”里录好，再在这里选。"
    policy = fields.ChipsField(label="新保单", choices=[])

    def arrange(self) -> None:
        found = new_policies(self.ctx, self.subject, MOST_POLICIES)
        cast(Any, self.fields["policy"]).choices = [(each.pk, f"{each.insurer} {each}") for each in found]


@form_for(actions.lose_renewal)
class LoseRenewalForm(ActionForm):
    """Why, in a word of the list and in detail."""

    verb = "记战败"
    reason = fields.ChipsField(label="为什么", choices=[])
    detail = forms.CharField(
        label="详情", max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="如实写：客户怎么说的，去了哪里，差多少",
    )  # fmt: skip
    to = fields.ChipsField(label="流向", choices=[], required=False)
    price = fields.MoneyField(label="对手价", required=False)

    def arrange(self) -> None:
        found = phrases.by_kind(self.ctx)
        asked = cast(Any, self.fields)
        asked["reason"].choices = phrases.chips(found, DeskWord.Kind.LOST)
        asked["to"].choices = phrases.chips(found, DeskWord.Kind.RIVAL)

    def answer(self, done: Any) -> str | None:
        return next_caller(self.ctx)


@form_for(actions.reopen_renewal)
class ReopenRenewalForm(ActionForm):
    """Why it is open again, and when he is called."""

    verb = "重新打开"
    why = fields.ChipsField(label="为什么", choices=[(each, each) for each in WHY_REOPENED])
    next_at = fields.MomentField(label="什么时候联系")

    def known(self) -> Any:
        return {"next_at": proposed(self.ctx, self.subject)}
