"""What the doors ask; lengths and signs are judged here, who it is there."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.people.organization import secrets
from zhangdian.people.organization.access import actions


class LoginForm(forms.Form):
    """On one's own device."""

    account = forms.CharField(label="工号或手机", max_length=20)
    password = forms.CharField(label="密码", max_length=200, strip=False, widget=forms.PasswordInput)


class PinForm(forms.Form):
    """On a shared device."""

    person = forms.IntegerField(min_value=1, max_value=2**62)
    pin = forms.RegexField(r"\A[0-9]{4}\Z", max_length=4)


class CardForm(forms.Form):
    """A reader types the number of a card."""

    card = forms.CharField(max_length=64, min_length=4)


class PasswordForm(forms.Form):
    """An own password instead of the present one."""

    old = forms.CharField(label="现在的密码", max_length=200, strip=False, widget=forms.PasswordInput)
    new = forms.CharField(label="新密码", max_length=200, strip=False, widget=forms.PasswordInput)
    again = forms.CharField(label="再填一次新密码", max_length=200, strip=False, widget=forms.PasswordInput)


@form_for(actions.set_kiosk_pin)
class SetKioskPinForm(ActionForm):
    """Four digits; only their digest leaves this form."""

    verb = "设口令"
    pin_digest = forms.CharField(
        label="四位数字",
        max_length=4,
        help_text="在共用机上换人用；不能收钱、签批。",
        widget=forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean_pin_digest(self) -> str:
        return judged(secrets.pin_digest, self.subject.employee_no, self.cleaned_data["pin_digest"])


@form_for(actions.set_card)
class SetCardForm(ActionForm):
    """The number that the reader types; empty takes the card away."""

    verb = "绑工卡"
    card_digest = forms.CharField(
        label="刷一下工卡",
        max_length=64,
        required=False,
        help_text="不刷直接保存就是解绑（卡丢了）。",
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def clean_card_digest(self) -> str:
        number = self.cleaned_data["card_digest"]
        return judged(secrets.card_digest, number) if number else ""


def judged(digest: Any, *parts: str) -> str:
    """The digest, or the sentence under the field."""
    try:
        return str(digest(*parts))
    except Refusal as refusal:
        raise ValidationError(refusal.sentence) from refusal
