"""How a test says that the house says no."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from zhangdian.foundation.kernel.refusals import Question, Refusal


@contextmanager
def refused(*words: str) -> Iterator[None]:
    """The act inside is refused by a sentence that holds all of these words."""
    with pytest.raises(Refusal) as caught:
        yield
    assert not isinstance(caught.value, Question), f"asked instead of refused: {caught.value.sentence}"
    for word in words:
        assert word in caught.value.sentence


@contextmanager
def asked(key: str) -> Iterator[None]:
    """The act inside wants one chip for the reason."""
    with pytest.raises(Question) as caught:
        yield
    assert caught.value.key == key
