"""What the acts of delivery ask."""

from datetime import timedelta
from typing import Any, ClassVar, cast

from django import forms
from django.urls import reverse

from zhangdian.foundation.kernel.models import Means
from zhangdian.foundation.ui import fields, link_pages
from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.frontline.service import handing_over
from zhangdian.frontline.service.delivery import actions
from zhangdian.frontline.service.models import Advice, RepairOrder
from zhangdian.frontline.service.papers import second_pages
from zhangdian.people.organization import limits
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.roles import Role

REFUSED_CHIPS = [(chip, chip) for chip in ("赶时间", "对金额有意见", "不愿签字", "手不方便", "其他")]
LEFT_BEHIND = [(chip, chip) for chip in ("抹布", "工具", "螺母螺栓", "手套", "旧件", "三件套包装")]
HOURS = [(hour, hour) for hour in ("10-12点", "14-17点", "晚饭后", "随便")]
ADVICE_CHIPS = [(chip, chip) for chip in ("下次再做", "嫌贵", "认为没必要", "去外面做", "赶时间")]
WASH_CHIPS = [(chip, chip) for chip in ("脚垫没拿", "烟灰缸没倒", "玻璃有印", "座椅有油", "外面没洗净")]
VOID_CHIPS = [(chip, chip) for chip in ("改优惠", "改谁付", "漏了项目", "客户不认可", "开错了")]
DESKS = [(role.value, str(role.label)) for role in (
    Role.RENEWAL_SPECIALIST, Role.SERVICE_ADVISOR, Role.SALES_CONSULTANT, Role.FINANCE_SPECIALIST,
    Role.CLAIMS_ADJUSTER, Role.CUSTOMER_CARE,
)]  # fmt: skip


def colleagues(ctx: Any) -> list[tuple[int, str]]:
    """Who may witness: anybody of the store but me."""
    rows = Person.objects.of(ctx).filter(disabled_at=None).exclude(pk=ctx.person_id)
    return [(person.pk, f"{person.name}") for person in rows[:200]]


@form_for(actions.pass_internal_check)
class PassInternalCheckForm(ActionForm):
    """内部交车: the system filled what it knows; one tap."""

    verb = "实车一致"
    all_done_on_car = forms.BooleanField(widget=forms.HiddenInput, initial=True)
    left_behind = fields.ManyChipsField(label="车上落下了(取走)", choices=LEFT_BEHIND, required=False)
    photos = fields.PhotoField(label="完工照片", many=True, required=False)
    remark = forms.CharField(label="备注", required=False, max_length=200)


@form_for(actions.fail_internal_check)
class FailInternalCheckForm(ActionForm):
    """Which lines are not as they should be."""

    verb = "退回车间"
    failed = fields.ManyChipsField(label="哪几项不对")
    remark = forms.CharField(label="哪里不对", max_length=200)

    def arrange(self) -> None:
        done = self.subject.lines.filter(voided_at=None, finished_at__isnull=False)
        cast(forms.ChoiceField, self.fields["failed"]).choices = [(line.pk, line.name) for line in done]


@form_for(actions.tell_customer)
class TellCustomerForm(ActionForm):
    """How he was told, and when he comes."""

    verb = "已告诉客户"
    means = fields.SegField(
        label="怎么告诉的",
        choices=[(Means.PHONE, "电话"), (Means.DESK, "当面"), (Means.LINK, "短信微信")],
        initial=Means.DESK,
    )
    pickup_at = fields.MomentField(
        label="什么时候来取",
        required=False,
        help_text="客户在店等就不用填",
    )

    def known(self) -> dict[str, Any]:
        waits = self.subject.stay == RepairOrder.Stay.WAITS
        return {"means": Means.DESK if waits else Means.PHONE}


@form_for(actions.agree_follow_up)
class AgreeFollowUpForm(ActionForm):
    """The call within three days, and the next service."""

    verb = "约好了"
    part = "service/delivery/_follow_up.html"
    callback_on = fields.SegField(label="回访哪天")
    callback_hour = fields.ChipsField(label="什么时段方便", choices=HOURS)
    next_service_on = fields.DayField(label="下次保养")
    next_service_km = fields.CountField(label="或里程", unit="km")
    reminder_channel = fields.SegField(
        label="到期前怎么提醒",
        choices=[("sms", "短信"), ("call", "电话"), ("wechat", "微信")],
        required=False,
    )

    def known(self) -> dict[str, Any]:
        proposed = handing_over.next_service(self.ctx, self.subject)
        return {
            "callback_on": (self.ctx.today + timedelta(days=1)).isoformat(),
            "callback_hour": self.subject.callback_hour or "10-12点",
            "next_service_on": self.subject.next_service_on or proposed.on,
            "next_service_km": self.subject.next_service_km or proposed.km,
            "reminder_channel": self.subject.reminder_channel or "sms",
        }

    def arrange(self) -> None:
        days = [self.ctx.today + timedelta(days=n) for n in (1, 2, 3)]
        words = ("明天", "后天", "大后天")
        cast(forms.ChoiceField, self.fields["callback_on"]).choices = [
            (day.isoformat(), f"{word} {day:%m-%d}") for day, word in zip(days, words, strict=True)
        ]


@form_for(actions.answer_advice)
class AnswerAdviceForm(ActionForm):
    """The customer's answer to one recommendation; a refused safety item in his own words."""

    verb = "记下答复"
    answer = fields.SegField(  # type: ignore[assignment]
        label="客户说",
        choices=[
            (Advice.Answer.LATER, "下次"), (Advice.Answer.TAKEN, "现在做"),
            (Advice.Answer.REFUSED, "不做"), (Advice.Answer.ELSEWHERE, "去外面做"),
        ],
        initial=Advice.Answer.LATER,
    )  # fmt: skip
    reason = fields.ChipsField(label="原因", choices=ADVICE_CHIPS, required=False)
    own_words = forms.CharField(label="客户自己的话", required=False, max_length=200)

    def arrange(self) -> None:
        if not self.subject.safety:
            del self.fields["own_words"]


def offer_old_parts(form: ActionForm) -> None:
    """All that were not shown yet, pressed already; no question where there are none."""
    lying = list(form.subject.old_parts_kept.filter(shown_at=None))
    if not lying:
        del form.fields["parts"]
        return
    cast(forms.ChoiceField, form.fields["parts"]).choices = [
        (part.pk, f"{part.name} {part.label} {part.get_fate_display()}") for part in lying
    ]
    form.initial.setdefault("parts", [str(part.pk) for part in lying])


@form_for(actions.keep_old_parts)
class KeepOldPartsForm(ActionForm):
    """Where they lie."""

    verb = "登记旧件"
    place = forms.CharField(label="放在哪里", required=False, max_length=20, help_text="不填就是料箱或旧件架")


@form_for(actions.hand_over_old_parts)
class HandOverOldPartsForm(ActionForm):
    """Piece by piece before the customer."""

    verb = "都清点过了"
    parts = fields.ManyChipsField(label="当面清点旧件")

    def arrange(self) -> None:
        offer_old_parts(self)


@form_for(actions.give_back)
class GiveBackForm(ActionForm):
    """Keys, licence, booklet."""

    verb = "都还了"
    things = fields.ManyChipsField(label="还给客户")

    def arrange(self) -> None:
        kept = list(self.subject.things.filter(given_back_at=None))
        cast(forms.ChoiceField, self.fields["things"]).choices = [
            (thing.pk, thing.get_thing_display()) for thing in kept
        ]
        self.initial.setdefault("things", [str(thing.pk) for thing in kept])


class Sitting(ActionForm):
    """The second sitting: what was shown is what is signed."""

    prepared: ClassVar[tuple[str, ...]] = ("pages",)
    seen_revision = forms.IntegerField(widget=forms.HiddenInput)

    def known(self) -> dict[str, Any]:
        return {"seen_revision": self.subject.revision}

    def prepare(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"pages": second_pages(self.ctx, self.subject)}


class WithThings(Sitting):
    """Things that lie on the desk are given back with the signature."""

    things = fields.ManyChipsField(label="还给客户", required=False)
    parts = fields.ManyChipsField(label="当面清点旧件", required=False)

    def arrange(self) -> None:
        kept = list(self.subject.things.filter(given_back_at=None))
        cast(forms.ChoiceField, self.fields["things"]).choices = [
            (thing.pk, thing.get_thing_display()) for thing in kept
        ]
        self.initial.setdefault("things", [str(thing.pk) for thing in kept])
        offer_old_parts(self)


@form_for(actions.sign_statement)
class SignStatementForm(WithThings):
    """One signature for condition, old parts, advice, things returned, statement."""

    verb = "签好，去收款"
    signature = fields.SignatureField(label="车况、旧件、建议、结算一次签")


@form_for(actions.record_refused_statement)
class RefusedStatementForm(WithThings):
    """He pays but will not sign."""

    verb = "记为拒签"
    reason = fields.ChipsField(label="为什么不签", choices=REFUSED_CHIPS)
    witness = forms.TypedChoiceField(label="见证人", coerce=int)

    def arrange(self) -> None:
        super().arrange()
        cast(forms.ChoiceField, self.fields["witness"]).choices = colleagues(self.ctx)


@form_for(actions.send_statement)
class SendStatementForm(Sitting):
    """The payer is elsewhere: the shown version on his phone."""

    verb = "发链接"
    says = "付款人在自己手机上看过结算明细，点同意就和签字一样。24 小时内有效。"
    prepared: ClassVar[tuple[str, ...]] = ("pages", "key")

    def prepare(self, given: dict[str, Any]) -> dict[str, Any]:
        key = link_pages.next_key(actions.sign_statement_by_link, self.subject)
        return {**super().prepare(given), "key": key}

    def answer(self, done: Any) -> str | None:
        return reverse("service:statement_link", args=[self.subject.pk])


@form_for(actions.sign_statement_by_link)
class SignStatementByLinkForm(Sitting):
    """The payer accepts what he sees."""

    verb = "同意这份结算单"


@form_for(actions.reopen_statement)
class ReopenStatementForm(ActionForm):
    """Why the statement is made anew."""

    verb = "改结算单"
    reason = fields.ChipsField(label="为什么改", choices=VOID_CHIPS)

    def arrange(self) -> None:
        self.says = limits.undoing_in_words(self.ctx)


@form_for(actions.note_other_wish)
class OtherWishForm(ActionForm):
    """Another wish goes to its desk."""

    verb = "转办"
    desk = fields.ChipsField(label="转给谁", choices=DESKS)
    wish = forms.CharField(label="客户要办什么", max_length=200)


@form_for(actions.void_signed_order)
class VoidSignedOrderForm(ActionForm):
    """Signed, nothing begun."""

    verb = "作废"
    reason = fields.ChipsField(
        label="为什么", choices=[(chip, chip) for chip in ("客户不做了", "开错车", "重复开单", "改天再来")]
    )

    def arrange(self) -> None:
        self.says = limits.undoing_in_words(self.ctx)


@form_for(actions.let_out)
class LetOutForm(ActionForm):
    """One tap; the mood is optional."""

    verb = "放行"
    mood = fields.SegField(
        label="客户心情", required=False, choices=[("3", "满意"), ("2", "一般"), ("1", "不满意")]
    )
