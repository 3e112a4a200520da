"""How tests read the house's no: a refusal by its words, a question by its name."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from zhangdian.foundation.kernel.refusals import NotHere, Question, Refusal


@contextmanager
def refused(*words: str) -> Iterator[None]:
    """Inside, something is refused, for good, in a sentence that says all of this."""
    with pytest.raises(Refusal) as caught:
        yield
    assert not isinstance(caught.value, Question), caught.value.sentence
    for each in words:
        assert each in caught.value.sentence, caught.value.sentence


@contextmanager
def asked(name: str, *words: str) -> Iterator[None]:
    """Inside, the house asks this question, and would go on after a chip."""
    with pytest.raises(Question) as caught:
        yield
    said = f"{caught.value.key}: {caught.value.sentence}"
    assert caught.value.key == name, said
    assert caught.value.chips, said
    for each in words:
        assert each in caught.value.sentence, said


@contextmanager
def not_here() -> Iterator[None]:
    """Inside, the house answers as if there were no such record."""
    with pytest.raises(NotHere):
        yield
