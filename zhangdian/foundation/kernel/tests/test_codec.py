"""One codec: what goes in comes out the same, and what no database can keep is refused in words."""

import dataclasses
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.saying_no import refused
from zhangdian.foundation.kernel.codec import canonical, decode, encode, is_marked, key_of, names_records
from zhangdian.foundation.kernel.models import Weight
from zhangdian.foundation.kernel.refusals import NotHere
from zhangdian.foundation.kernel.sight import Personal, PersonalText, Secret, SecretText
from zhangdian.resources.parts.models import Part, StockCard

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


@dataclasses.dataclass(frozen=True)
class Line:
    """A row as actions take it."""

    text: str
    pieces: int
    price: Decimal
    on: date | None
    weight: Weight
    yes: bool = False


lines = st.builds(
    Line,
    text=texts,
    pieces=st.integers(-(2**63) + 1, 2**63 - 1),
    price=st.decimals("-1e9", "1e9", places=6),
    on=st.none() | st.dates(),
    weight=st.sampled_from(Weight),
    yes=st.booleans(),
)


def there_and_back(annotation, value):
    return decode(annotation, json.loads(canonical(encode(value))))


@given(st.lists(lines))
def test_rows_come_back_as_they_were(rows):
    assert there_and_back(Sequence[Line], rows) == rows


@given(st.datetimes(timezones=st.just(UTC)), st.none() | texts)
def test_instants_and_optional_texts_come_back(instant, text):
    assert there_and_back(datetime, instant) == instant
    assert there_and_back(str | None, text) == text


@given(st.dictionaries(texts, st.integers() | texts))
def test_the_order_of_keys_changes_no_text(facts):
    assert canonical(facts) == canonical(dict(reversed(facts.items())))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("a\0b", "不能保存的字符"),
        ("half \ud800 a sign", "不能保存的字符"),
        (2**63, "数字太大"),
        (Decimal("NaN"), "不是数字"),
        (Decimal("Infinity"), "不是数字"),
        (Decimal("1e400"), "数字太大"),
        (["fine", "\0"], "不能保存的字符"),
        (Line("\0", 1, Decimal(1), None, Weight.ASK), "不能保存的字符"),
    ],
    ids=lambda value: repr(value)[:20].encode("ascii", "replace").decode(),
)
def test_what_no_database_keeps_is_refused_in_words(value, words):
    with refused(words):
        encode(value)


@pytest.mark.parametrize("value", [1.5, b"bytes", object(), datetime(2026, 1, 1), {1, 2}])  # noqa: DTZ001
def test_what_is_no_input_is_a_programming_error(value):
    with pytest.raises(TypeError):
        encode(value)


@pytest.mark.parametrize(
    ("annotation", "value"),
    [
        (int, "many"),
        (int, True),
        (int, 1.5),
        (bool, "maybe"),
        (bool, 1),
        (Decimal, "1,5"),
        (Decimal, 1.5),
        (date, "0000-00-00"),
        (date, "10000-01-01"),
        (Weight, "heavy"),
        (list[int], "12"),
        (str, ["a"]),
        (Line, {"text": "a", "extra": 1}),
        (Line, []),
    ],
)
def test_what_cannot_be_read_is_a_value_error(annotation, value):
    with pytest.raises((ValueError, TypeError)):
        decode(annotation, value)


def test_records_come_through_whoever_fetches_them():
    assert decode(list[StockCard], [3, 4], lambda model, pk: (model, pk)) == [(StockCard, 3), (StockCard, 4)]


@pytest.mark.parametrize("value", [None, "x", "-1", 1.0, True, 10**30, [], Part()])
def test_what_is_no_key_names_no_record(value):
    with pytest.raises(NotHere):
        key_of(Part, value)


def test_keys_are_read_from_records_numbers_and_digits():
    assert [key_of(Part, each) for each in (7, "7", Part(pk=7))] == [7, 7, 7]


@dataclasses.dataclass(frozen=True)
class Guest:
    """Somebody among the rows."""

    name: PersonalText
    car: StockCard | None = None


def test_marks_and_records_are_found_however_deep():
    assert is_marked(PersonalText | None, Personal)
    assert is_marked(Sequence[Guest], Personal)
    assert is_marked(SecretText, Secret)
    assert not is_marked(Sequence[Line], Personal)
    assert names_records(list[Guest] | None)
    assert not names_records(list[Line])
