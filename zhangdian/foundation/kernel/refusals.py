"""How the house says no: sentences that name what is missing and who can do it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Missing:
    """One thing that stands in the way: what, who can do it, and the action that would."""

    what: str
    who: str = ""
    action: str = ""

    def __str__(self) -> str:
        return f"{self.what}(请{self.who})" if self.who else self.what


@dataclass(frozen=True)
class Report:
    """The act by which a refusal is told to somebody: carried out for who was refused, after it."""

    action: str
    inputs: Mapping[str, Any] = field(default_factory=dict)
    subject: Any = None


class Refusal(Exception):
    """The act is not allowed now; nothing was changed. Its text is for the person who pressed."""

    def __init__(self, sentence: str, missing: Sequence[Missing] = (), report: Report | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.missing = tuple(missing)
        self.report = report


class Question(Refusal):
    """The act goes on after one chip for the reason; the chip is kept in its journal entry."""

    def __init__(self, key: str, sentence: str, chips: Sequence[str]) -> None:
        super().__init__(sentence)
        self.key = key
        self.chips = tuple(chips)


class NotHere(Exception):
    """No such record for this store: another store's record answers exactly as one that does not exist."""


class WriteOutsideAct(RuntimeError):
    """A programming error: something tried to change a record without an action."""
