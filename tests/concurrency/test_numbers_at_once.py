"""Sixteen people draw numbers at once: none is given twice, none is left out."""

import re
from typing import Any

import pytest
from django.db import connection

from tests.support.copies import at_once, raised, timed
from zhangdian.foundation.kernel import numbers
from zhangdian.foundation.kernel.models import Counter
from zhangdian.foundation.kernel.records import writing
from zhangdian.resources.parts import actions as parts
from zhangdian.resources.parts.models import Part, Requisition

WRITERS, EACH = 16, 4


@pytest.fixture
def wishes(own_shop):
    """Each writer draws parts four times; every fifth wish is refused after its number was drawn."""
    supervisor, part = own_shop.workshop_supervisor, Part.objects.first()

    def write() -> None:
        for _ in range(EACH):
            rows = [parts.WantedRow(part.pk, 1)]
            parts.ask_for_internal_use(supervisor, department="车间", why="试验", rows=rows)

    return write


def given() -> list[int]:
    """The running numbers of all requisitions, in order."""
    found = Requisition.objects.exclude(number="").values_list("number", flat=True)
    return sorted(int(re.sub(r".*-", "", number)) for number in found)


def test_sixteen_writers_get_gapless_numbers(wishes):
    with timed(f"{WRITERS} × {EACH} numbers on {connection.vendor}"):
        done = at_once(*[wishes] * WRITERS)
    assert raised(done) == []
    assert given() == list(range(1, WRITERS * EACH + 1))


def test_an_act_that_fails_after_drawing_leaves_no_hole(wishes, monkeypatch):
    draw, drawn = numbers.draw, []

    def draw_and_sometimes_fail(*args: Any) -> list[str]:
        given = draw(*args)
        drawn.extend(given)
        if len(drawn) % 5 == 0:
            raise RuntimeError("the power fails")
        return given

    monkeypatch.setattr(numbers, "draw", draw_and_sometimes_fail)
    done = at_once(*[wishes] * WRITERS)
    assert raised(done, RuntimeError)
    assert given() == list(range(1, len(given()) + 1))


def test_looking_first_and_writing_then_gives_one_number_twice(wishes, linger, monkeypatch, unguarded):
    """The negative control: the constraint, or the database, stops what the counter no longer does."""

    def look_then_write(store_id: int, kinds: list[str], day: Any) -> list[str]:
        [kind] = kinds
        rows = Counter.objects.filter(store_id=store_id, kind=kind, day=day)
        value = (rows.values_list("value", flat=True).first() or 0) + 1
        with writing():
            if not rows.update(value=value):
                Counter(store_id=store_id, kind=kind, day=day, value=value).save()
        return [f"{kind}{day:%y%m%d}-{value:04d}"]

    monkeypatch.setattr(numbers, "draw", look_then_write)
    linger(Counter.objects, "filter")
    assert raised(at_once(*[wishes] * WRITERS))
