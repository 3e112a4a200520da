"""One thing that somebody should look at, and the checks that find such things."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Found:
    """What was found: a line to read, and the page behind it."""

    what: str
    who: str = ""
    remark: str = ""
    url: str = ""


@dataclass(frozen=True)
class Check:
    """One question about the descriptions, the posts or the evidence."""

    key: str
    label: str
    says: str
    """What it means, and what to do about it."""
    clean: str
    """What is said where nothing was found."""
    find: Callable[[Any], Iterable[Found]]


CHECKS: dict[str, Check] = {}


def check(label: str, *, says: str, clean: str) -> Callable[[Callable[[Any], Iterable[Found]]], Check]:
    """Declare a check over the function that finds."""

    def declare(find: Callable[[Any], Iterable[Found]]) -> Check:
        name = getattr(find, "__name__", "")
        CHECKS[name] = Check(name, label, says, clean, find)
        return CHECKS[name]

    return declare
