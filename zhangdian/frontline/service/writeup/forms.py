"""What the acts of write-up ask: mostly one tap, for last time's answers are the defaults."""

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any, ClassVar, cast

from django import forms
from django.urls import reverse

from zhangdian.foundation.kernel import papers
from zhangdian.foundation.kernel.models import Means
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.ui import fields, link_pages
from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.frontline.service import inquiring, lines, pace, promise, recommended
from zhangdian.frontline.service.models import Concern, Payer, RepairOrder
from zhangdian.frontline.service.papers import ORDER, WALK_AROUND
from zhangdian.frontline.service.wanting import WantedField
from zhangdian.frontline.service.writeup import actions
from zhangdian.people.organization import limits
from zhangdian.people.organization.models import Person

DECLINED = [(one, one) for one in ("下次再做", "嫌贵", "认为没必要", "去外面做", "赶时间")]
UNSIGNED = [(one, one) for one in ("赶时间", "对价格有意见", "不愿签字", "手不方便", "其他")]
NEAR = (0, 20, 30, 60, 90, 120)
"""Minutes after the proposed time that are one tap."""
DISCOUNTS = [(one, one) for one in ("老客户", "等待补偿", "活动", "返修补偿", "其他")]


@form_for(actions.add_lines)
class AddLinesForm(ActionForm):
    """Codes from chips, proposals and the search."""

    verb = "加入"
    home = "service:write_up"
    wanted = WantedField(label="项目")


@form_for(actions.change_payer)
class ChangePayerForm(ActionForm):
    """Who pays a line."""

    verb = "改好"
    payer = fields.ChipsField(label="谁付", choices=Payer.choices)

    def known(self) -> Mapping[str, Any]:
        return {"payer": self.subject.payer}


@form_for(actions.change_part_quantity)
class ChangePartQuantityForm(ActionForm):
    """Nought takes it off."""

    verb = "改好"
    part = "service/_act_line.html"
    quantity = fields.CountField(label="数量", unit="件", max_value=200)

    def known(self) -> Mapping[str, Any]:
        return {"quantity": self.subject.quantity}


@form_for(actions.judge_fault)
class JudgeFaultForm(ActionForm):
    """Confirmed, or: only a check will tell."""

    verb = "判断好了"
    fault = fields.SegField(
        label="故障", choices=[(Concern.Fault.CONFIRMED, "已确认"), (Concern.Fault.DIAGNOSE, "先检查")]
    )
    explained = forms.CharField(label="怎么向客户说明的", required=False, max_length=200)


@form_for(actions.judge_warranty)
class JudgeWarrantyForm(ActionForm):
    """The manufacturer pays under a number, or it is the customer's."""

    verb = "判定"
    covered = fields.SwitchField(label="属于质量担保，主机厂付", initial=True)
    approval_no = forms.CharField(label="判定编号或批准号", required=False, max_length=40)
    reason = forms.CharField(label="不属担保的原因", required=False, max_length=200)
    photos = fields.PhotoField(label="批准件", many=True, required=False)


@form_for(actions.leave_undecided)
class LeaveUndecidedForm(ActionForm):
    """Why it cannot be said at once; it is printed for the customer."""

    verb = "待判定，告诉客户"
    reason = fields.ChipsField(label="为什么现在不能断定", choices=[(one, one) for one in inquiring.CHIPS])


@form_for(actions.report_to_maker)
class ReportToMakerForm(ActionForm):
    """What was found, and the number that the maker's system gave."""

    verb = "已上报"
    finding = forms.CharField(label="检查结果", max_length=300)
    report_no = forms.CharField(label="主机厂系统里的编号", max_length=40)
    photos = fields.PhotoField(label="照片", many=True, required=False)


@form_for(actions.send_copies)
class SendCopiesForm(ActionForm):
    """The customer's copies on his own phone."""

    verb = "电子客户联"
    prepared: ClassVar[tuple[str, ...]] = ("key",)

    def prepare(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"key": link_pages.next_key(actions.open_copies, self.subject)}

    def answer(self, done: Any) -> str | None:
        return reverse("service:copies_link", args=[self.subject.pk])


@form_for(actions.put_off_line)
class PutOffLineForm(ActionForm):
    """Not today, or on the day when its parts are here."""

    verb = "另约"
    come_again_at = fields.MomentField(
        label="什么时候再来",
        required=False,
        help_text="空着就是今天不做，列为建议",
    )


@form_for(actions.take_open_item)
class TakeOpenItemForm(ActionForm):
    """What was declined last time stands on the order now."""

    verb = "加入"
    item = forms.IntegerField(widget=forms.HiddenInput)


@form_for(actions.leave_open_item)
class LeaveOpenItemForm(ActionForm):
    """Not this time; a safety item in the customer's own words."""

    verb = "本次不做"
    part = "service/writeup/_leave.html"
    item = forms.IntegerField(widget=forms.HiddenInput)
    reason = fields.ChipsField(label="为什么", choices=DECLINED, required=False)
    own_words = forms.CharField(label="客户自己的话", required=False, max_length=200)


@form_for(actions.answer_open_items)
class AnswerOpenItemsForm(ActionForm):
    """All open items at once: these now, the rest not this time."""

    verb = "都问过了"
    taken = fields.ManyChipsField(label="这次做", required=False)
    reason = fields.ChipsField(label="其余为什么不做", choices=DECLINED, required=False)
    own_words = forms.CharField(label="安全项不做，客户自己的话", required=False, max_length=200)

    def arrange(self) -> None:
        items = recommended.open_for(self.ctx, self.subject.vehicle_id)
        cast(forms.ChoiceField, self.fields["taken"]).choices = [(one.pk, one.name) for one in items]


@form_for(actions.set_choices)
class SetChoicesForm(ActionForm):
    """Four questions, each answered as last time until somebody taps."""

    verb = "记下"
    part = "service/writeup/_choices.html"

    class Media:
        css: ClassVar = {"all": ["service/front.css"]}

    wash = fields.SegField(label="洗车", choices=RepairOrder.Wash.choices)
    old_parts = fields.SegField(label="旧件", choices=RepairOrder.OldParts.choices)
    pay = fields.SegField(label="付款", choices=RepairOrder.Pay.choices)
    stay = fields.SegField(label="客户", choices=RepairOrder.Stay.choices)

    def known(self) -> Mapping[str, Any]:
        return {name: getattr(self.subject, name) for name in ("wash", "old_parts", "pay", "stay")}


@form_for(actions.promise_time)
class PromiseTimeForm(ActionForm):
    """Another hour; near ones are one tap."""

    verb = "改成这个时间"
    part = "service/writeup/_promise.html"
    at = forms.DateTimeField(
        label="答应的时间",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "step": 600}, format="%Y-%m-%dT%H:%M"),
    )

    def known(self) -> Mapping[str, Any]:
        return {"at": self.subject.promised_at or self.proposed.at}

    @cached_property
    def proposed(self) -> promise.Promise:
        return promise.proposal(self.ctx, self.subject)

    @property
    def near(self) -> list[tuple[str, str]]:
        """The proposed time and some after it, as long as the store is open."""
        zone, today = self.ctx.standing.zone, self.ctx.today
        closing = pace.today(self.ctx).hour(pace.CLOSING)
        later = [(self.proposed.at + timedelta(minutes=n)).astimezone(zone) for n in NEAR]
        return [
            (f"{at:%Y-%m-%dT%H:%M}", f"{at:%H:%M}" if at.date() == today else f"{at:%m-%d %H:%M}")
            for at in later
            if at.time() < closing
        ]


@form_for(actions.confirm_large_order)
class ConfirmLargeOrderForm(ActionForm):
    """The service manager has spoken with the customer."""

    verb = "我参与了"
    remark = forms.CharField(label="备注", required=False, max_length=200)


@form_for(actions.grant_discount)
class GrantDiscountForm(ActionForm):
    """A named discount on labour."""

    verb = "优惠"
    percent = fields.CountField(label="工时优惠", unit="%", max_value=100)
    reason = fields.ChipsField(label="为什么", choices=DISCOUNTS)

    def arrange(self) -> None:
        self.says = limits.budget_in_words(self.ctx)


# The first sitting --------------------------------------------------------------------------------


class FirstSitting(ActionForm):
    """Both papers as they are shown; what was shown is what is signed."""

    prepared: ClassVar[tuple[str, ...]] = ("pages",)
    seen_revision = forms.IntegerField(widget=forms.HiddenInput)

    def known(self) -> Mapping[str, Any]:
        return {"seen_revision": self.subject.revision}

    @cached_property
    def shown(self) -> list[dict[str, Any]]:
        """Kind and page of each paper, for the page that shows them."""
        drawn = [(kind, kind.draw(self.ctx, self.subject)) for kind in (WALK_AROUND, ORDER)]
        return [{"kind": kind, "body": body} for kind, body in drawn]

    @property
    def digests(self) -> str:
        """Told by the page that showed them, compared when they are signed."""
        return " ".join(hashlib.sha256(one["body"].encode()).hexdigest()[:16] for one in self.shown)

    def prepare(self, given: dict[str, Any]) -> dict[str, Any]:
        pages = [papers.render(self.ctx, kind, self.subject) for kind in (WALK_AROUND, ORDER)]
        seen = str(self.data.get("shown", ""))
        if seen and seen != " ".join(page[:16] for page in pages):
            raise Refusal("内容刚刚改过：请刷新，给客户看过新的一版再签")
        return {"pages": pages}

    def answer(self, done: Any) -> str | None:
        return reverse("service:repairorder", args=[self.subject.pk])


@form_for(actions.sign_order)
class SignOrderForm(FirstSitting):
    """One signature under both papers."""

    verb = "签好了，交车间"
    page = "service/writeup/signing.html"
    part = "service/writeup/_sign.html"
    signature = fields.SignatureField(label="客户签字")
    means = forms.ChoiceField(
        choices=[(Means.PAD.value, "签字板"), (Means.PAPER.value, "纸上签字")],
        required=False,
        widget=forms.HiddenInput,
    )

    @property
    def amount(self) -> Decimal:
        return lines.customer_total(self.subject)

    @property
    def paper_photo(self) -> Any:
        """The camera for what was signed on paper."""
        return fields.PhotoWidget().get_context("signature", None, {"id": "paper-photo"})["widget"]


@form_for(actions.send_order_for_signature)
class SendOrderForm(FirstSitting):
    """The papers on his own phone: a code to scan, a link to send."""

    verb = "发链接签"
    says = "客户在自己手机上看过接车登记表和任务委托书，点同意就是签字。24 小时内有效。"
    prepared = ("pages", "key")

    def prepare(self, given: dict[str, Any]) -> dict[str, Any]:
        key = link_pages.next_key(actions.sign_order_by_link, self.subject)
        return {**super().prepare(given), "key": key}

    def answer(self, done: Any) -> str | None:
        return reverse("service:order_link", args=[self.subject.pk])


@form_for(actions.sign_order_by_link)
class SignOrderByLinkForm(FirstSitting):
    """The customer agrees on his phone."""

    verb = "同意，交给你们修"


@form_for(actions.record_refused_signature)
class RefusedSignatureForm(FirstSitting):
    """He agrees but will not sign: a reason, and a colleague who heard it."""

    verb = "记为拒签"
    reason = fields.ChipsField(label="为什么不签", choices=UNSIGNED)
    witness = forms.TypedChoiceField(label="见证人", coerce=int)

    def arrange(self) -> None:
        people = Person.objects.of(self.ctx).filter(disabled_at=None).exclude(pk=self.ctx.person_id)
        offered = [("", "请选一位同事"), *((one.pk, one.name) for one in people[:300])]
        cast(forms.ChoiceField, self.fields["witness"]).choices = offered
