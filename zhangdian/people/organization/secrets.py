"""Passwords, four digits and cards: judged and hashed before the act; no act and no journal sees them."""

import hashlib
import secrets as randomness
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.crypto import constant_time_compare, salted_hmac

from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.organization.models import Person

READABLE = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without the signs that are read for one another."""
NOBODY = "!"
PIN_LENGTH = 4
ONE_TIME_FOR = timedelta(days=3)
"""So long a password that was handed over opens the page on which one chooses his own."""


def new_password(text: str, person: Person) -> str:
    """The hash of a password that somebody chose, if it is good enough."""
    try:
        validate_password(text, person)
    except ValidationError as error:
        raise Refusal("；".join(str(message).rstrip("。") for message in error.messages)) from error
    return make_password(text)


def hashed(text: str) -> str:
    """The hash of a password that the house made itself."""
    return make_password(text)


def one_time_password() -> str:
    """A password to hand over once: twelve readable signs."""
    return "".join(randomness.choice(READABLE) for _ in range(12))


def is_password_of(person: Person | None, text: str) -> bool:
    """Whether it is his password; takes as long for nobody as for somebody."""
    return bool(check_password(text, person.password if person else NOBODY))


def pin_digest(employee_no: str, digits: str) -> str:
    """What is kept of four digits: useless without the house's key, different for each person."""
    if not (len(digits) == PIN_LENGTH and digits.isascii() and digits.isdigit()):
        raise Refusal("口令是四位数字")
    return keyed(f"pin:{employee_no}", digits, settings.SECRET_KEY)


def card_digest(number: str) -> str:
    """What is kept of a card's number."""
    if not 4 <= len(number.strip()) <= 64:
        raise Refusal("没读到卡号，请再刷一次")
    return keyed("card", number.strip(), settings.SECRET_KEY)


def is_pin_of(person: Person, digits: str) -> bool:
    """Whether these are his four digits, also under an older key of the house."""
    found = [
        constant_time_compare(keyed(f"pin:{person.employee_no}", digits, key), person.kiosk_pin)
        for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    ]
    return bool(person.kiosk_pin) and any(found)


def card_digests(number: str) -> list[str]:
    """The digests under which a card may be kept: of the house's key and of older ones."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return [keyed("card", number.strip(), key) for key in keys]


def keyed(kind: str, text: str, key: Any) -> str:
    return salted_hmac(f"organization.{kind}", text, secret=key, algorithm="sha256").hexdigest()


def new_device_key() -> str:
    """The secret that an enrolled device keeps in its cookie; only its digest is kept here."""
    return randomness.token_urlsafe(32)


def device_digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
