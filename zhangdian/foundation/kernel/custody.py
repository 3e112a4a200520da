"""In whose hands a record is: an act that puts it into somebody's asks at its end whether he is still here.

It asks under a lock of that person, so that nothing comes into his hands while his account closes.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zhangdian.foundation.kernel.act import Act

HELD: dict[str, tuple[str, ...]] = {}
"""Kind of record → its columns that name who has it in hand."""

Reader = Callable[["Act", Sequence[int]], None]
_reader: list[Reader] = []


def held_in(label: str, *columns: str) -> None:
    """A room says which columns of a kind of record name who has it in hand."""
    HELD[label.lower()] = tuple(dict.fromkeys((*HELD.get(label.lower(), ()), *columns)))


def refuse_gone_with(reader: Reader) -> Reader:
    """Organization says here who is gone."""
    _reader[:] = [reader]
    return reader


def refuse_gone(act: "Act", people: Sequence[int]) -> None:
    """Refuses to put anything into the hands of somebody who is gone."""
    _reader[0](act, people)
