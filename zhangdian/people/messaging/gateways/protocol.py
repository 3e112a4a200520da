"""What a gateway is told and what it answers: accepted, refused, or nobody knows."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Protocol

DIGITS = re.compile(r"\d{5,}")


def without_numbers(said: str) -> str:
    """A gateway's own words as they may be kept: whom it was about is not among them."""
    return DIGITS.sub("•", said)[:200]


@dataclass(frozen=True)
class Letter:
    """One message as it leaves the house."""

    our_id: str
    to: str
    words: str
    subject: str = ""
    signature: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)
    """Gateway → code under which it reviewed the text."""
    values: Mapping[str, str] = field(default_factory=dict)
    """What is filled in, in the order of the text."""

    def __repr__(self) -> str:
        return f"<letter {self.our_id}>"


@dataclass(frozen=True)
class Accepted:
    """The gateway took it and will deliver it."""

    gateway_id: str = ""


@dataclass(frozen=True)
class Refused:
    """The gateway surely did not take it; `later` when it may take it another time."""

    said: str
    later: bool = False


@dataclass(frozen=True)
class Unknown:
    """It may have taken it, or not."""

    said: str


@dataclass(frozen=True)
class Delivered:
    """It reached its reader."""

    gateway_id: str = ""


@dataclass(frozen=True)
class Undelivered:
    """It was taken and did not reach its reader."""

    said: str


@dataclass(frozen=True)
class Absent:
    """Asked after: the gateway's books are complete, and it is not in them."""


@dataclass(frozen=True)
class Receipt:
    """What a gateway tells by itself of a message that it took."""

    our_id: str
    fate: Delivered | Undelivered


Answer = Accepted | Refused | Unknown
Fate = Accepted | Delivered | Undelivered | Absent | Unknown


class Gateway(Protocol):
    """A way out of the house."""

    name: ClassVar[str]
    can_be_asked: ClassVar[bool]
    """Whether it knows a message by our own name of it."""

    def send(self, letter: Letter) -> Answer:
        """Hand it over; never raises."""

    def ask(self, letter: Letter, sent_on: date) -> Fate:
        """What became of it."""

    def receipts(self) -> Iterable[Receipt]:
        """What it has to tell by itself since it was asked last; may tell twice, or too early."""
