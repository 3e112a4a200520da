"""What holds for the forms of all actions."""

from collections.abc import Iterator
from typing import Any

import pytest

from zhangdian.foundation.ui.acting import FORMS

ISO = {"date": "%Y-%m-%d", "datetime-local": "%Y-%m-%dT%H:%M"}
"""A browser leaves a field for days or hours empty when it is given anything else."""


def widgets_of(form: Any) -> Iterator[tuple[str, Any]]:
    for name, field in form.base_fields.items():
        yield name, field.widget
        for inner in getattr(field.widget, "widgets", ()):
            yield name, inner
        if rows := getattr(field.widget, "line_form", None):
            yield from widgets_of(rows)


@pytest.mark.parametrize("action", sorted(FORMS))
def test_a_day_that_is_known_stands_in_its_field(action: str) -> None:
    asked = [(name, one, ISO.get(getattr(one, "input_type", ""))) for name, one in widgets_of(FORMS[action])]
    assert [name for name, one, iso in asked if iso and getattr(one, "format", None) != iso] == []
