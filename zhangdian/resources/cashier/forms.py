"""What the till asks: by which means and how much; the float, the drawer, the deposit; titles and numbers."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse

from zhangdian.foundation.kernel.money import ZERO
from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.foundation.ui.fields import ChipsField, CountField, MoneyField, SegField, SwitchField, half
from zhangdian.resources.cashier import actions, passes, queries
from zhangdian.resources.cashier.models import AccountCustomer, InvoiceRequest, Means

REFUNDED = ("多收", "退件", "返工减免", "改付款方式", "客诉补偿", "重复付款")


@form_for(actions.take_payment)
class TakePaymentForm(ActionForm):
    """Means, amount, what lies on the desk, the channel's number."""

    part = "cashier/_take.html"
    verb = "收款"
    prepared = ("gate_pass",)
    means = SegField(label="怎么付", choices=Means.choices, initial=Means.SCAN)
    amount = MoneyField(label="收多少")
    tendered = MoneyField(label="现金实付", required=False)
    trade_no = forms.CharField(label="渠道流水号", max_length=64, required=False)

    class Media:
        css: ClassVar = {"all": ["cashier/cashier.css"]}

    def known(self) -> Mapping[str, Any]:
        return {"amount": self.subject.balance}

    def clean(self) -> dict[str, Any]:
        """Cash carries no number; only cash is changed."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("means") == Means.CASH:
            cleaned["trade_no"] = ""
        else:
            cleaned["tendered"] = None
        return cleaned

    def prepare(self, given: dict[str, Any]) -> dict[str, Any]:
        """Drawn whether or not the bill is covered: a second press, when it is paid, says the same."""
        return {"gate_pass": passes.drawn(self.ctx, self.subject, f"{Means(given['means']).label}收清")}


@form_for(actions.approve_on_account)
class ApproveOnAccountForm(ActionForm):
    """On which account, and why where there is none."""

    prepared = ("gate_pass",)
    account = forms.TypedChoiceField(
        label="挂账单位",
        coerce=int,
        required=False,
        empty_value=None,
        help_text="没有账户的选“无”，由财务签字",
    )
    reason = forms.CharField(label="说明", max_length=100, required=False)

    def arrange(self) -> None:
        accounts = AccountCustomer.objects.of(self.ctx).filter(closed_on__isnull=True)
        self.fields["account"].choices = [  # type: ignore[attr-defined]
            ("", "无"),
            *((each.pk, f"{each} 额度 {each.credit_limit}") for each in accounts),
        ]

    def clean_account(self) -> int | None:
        key: int | None = self.cleaned_data["account"] or None
        return key

    def prepare(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"gate_pass": passes.drawn(self.ctx, self.subject, passes.ON_ACCOUNT)}


@form_for(actions.refund_payment)
class RefundPaymentForm(ActionForm):
    """Which payment, how much, why, and whether the bill goes down with it."""

    verb = "申请退款"
    payment = forms.TypedChoiceField(label="退哪一笔", coerce=int)
    amount = MoneyField(label="退多少")
    why = ChipsField(label="原因", choices=[(word, word) for word in REFUNDED])
    lowers_bill = SwitchField(label="同时冲减应收(不再补收)", initial=True)
    trade_no = forms.CharField(label="渠道退款流水号", max_length=64, required=False)

    def arrange(self) -> None:
        left = [
            (each, each.amount - each.refunded)
            for each in self.subject.payments.all()
            if each.amount > each.refunded
        ]
        self.fields["payment"].choices = [  # type: ignore[attr-defined]
            (each.pk, f"{each.number} {each.get_means_display()} 可退 {amount}") for each, amount in left
        ]


@form_for(actions.request_invoice)
class RequestInvoiceForm(ActionForm):
    """Title and tax number, as last time where there was one."""

    verb = "申请发票"
    kind = SegField(label="发票", choices=InvoiceRequest.Kind.choices, initial=InvoiceRequest.Kind.PERSONAL)
    title = forms.CharField(label="抬头", max_length=80)
    tax_no = forms.CharField(label="税号", max_length=20, required=False)
    send_to = forms.CharField(label="电子发票发到", max_length=60, required=False)

    def known(self) -> Mapping[str, Any]:
        last = queries.invoice_last_time(self.ctx, self.subject)
        if last is None:
            return {"title": self.subject.payer_name.seen_by(self.ctx)}
        return {
            "kind": last.kind,
            "title": last.title.seen_by(self.ctx),
            "tax_no": last.tax_no,
            "send_to": last.send_to.seen_by(self.ctx) if last.send_to else "",
        }


@form_for(actions.enter_invoice_number)
class EnterInvoiceNumberForm(ActionForm):
    """The number, copied from the tax platform."""

    verb = "登记"
    number = forms.CharField(label="发票号码", max_length=30)


@form_for(actions.void_invoice)
class VoidInvoiceForm(ActionForm):
    """Why it was taken back."""

    reason = ChipsField(
        label="原因", choices=[(word, word) for word in ("抬头错", "退款", "金额错", "重复开")]
    )


@form_for(actions.open_shift)
class OpenShiftForm(ActionForm):
    """The float, counted."""

    verb = "点好备用金，开班"
    float_amount = MoneyField(label="备用金")

    def known(self) -> Mapping[str, Any]:
        return {"float_amount": queries.float_last_time(self.ctx)}

    def answer(self, done: Any) -> str | None:
        return reverse("cashier:desk")


class CountedWidget(forms.Widget):
    """Amounts and reasons by means, drawn by the page's own table."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> dict[str, Any]:
        return {means.value: (data.get(f"{means}"), data.get(f"{means}-why", "")) for means in Means}


class CountedField(forms.Field):
    """What was counted of each means."""

    widget = CountedWidget

    def clean(self, value: Any) -> list[actions.Counted]:
        counted = []
        for means in Means:
            raw, why = (value or {}).get(means.value) or ("", "")
            if str(raw or "").strip():
                try:
                    amount = MoneyField().clean(half(str(raw)))
                except ValidationError as error:
                    raise ValidationError(f"{means.label}：{error.messages[0]}") from error
                counted.append(actions.Counted(means, amount, str(why).strip()[:100]))
        return counted


@form_for(actions.close_shift)
class CloseShiftForm(ActionForm):
    """Book against drawer, means by means."""

    part = "cashier/_close_shift.html"
    verb = "点清交班"
    counted = CountedField(label="实点", required=False)

    class Media:
        css: ClassVar = {"all": ["cashier/cashier.css"]}

    def arrange(self) -> None:
        expected = queries.expected_in_drawer(self.ctx, self.subject)
        given = self.data or {}
        self.rows = [
            (means, booked, given.get(means.value, ""), given.get(f"{means}-why", ""))
            for means, booked in expected.items()
            if booked or means is Means.CASH
        ]


@form_for(actions.close_day)
class CloseDayForm(ActionForm):
    """The cash that goes to the bank."""

    verb = "日结"
    deposited = MoneyField(label="缴存现金")
    deposit_slip = forms.CharField(label="缴款单号", max_length=40, required=False)

    def known(self) -> Mapping[str, Any]:
        return {"deposited": queries.booked_by_means(self.ctx, cash_day=self.subject)[Means.CASH] or ZERO}


@form_for(actions.open_account)
class OpenAccountForm(ActionForm):
    """Who pays by the month, up to how much, for which plates."""

    name = forms.CharField(label="单位名称", max_length=80)
    credit_limit = MoneyField(label="信用额度")
    term_days = CountField(label="账期", unit="天", initial=30)
    plates = forms.CharField(label="允许挂账的车牌(空=全部)", max_length=500, required=False)
    contact = forms.CharField(label="联系人", max_length=30, required=False)
    phone = forms.CharField(label="电话", max_length=20, required=False)


@form_for(actions.close_account)
class CloseAccountForm(ActionForm):
    """Why no new bills go on it."""

    reason = ChipsField(label="原因", choices=[(word, word) for word in ("长期拖欠", "合同到期", "客户要求")])
