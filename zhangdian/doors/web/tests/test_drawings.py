"""The generated charts say what the house declares."""

import re

import pytest
from django.apps import apps

from zhangdian.doors.web import drawings
from zhangdian.foundation.kernel.records import Root


def charts():
    """Label of the record → its lines."""
    parts = drawings.state_charts().split("\n## ")[1:]
    return {re.search(r"`([\w.]+)`", part)[1]: part for part in parts}


@pytest.mark.parametrize(
    ("name", "drawn"),
    [
        ("states.md", drawings.state_charts),
        ("permissions.md", drawings.permissions),
        ("house.svg", drawings.house_svg),
    ],
)
def test_the_drawings_in_the_docs_are_those_of_the_house(name, drawn):
    kept = (drawings.PACKAGE.parent / "docs" / name).read_text(encoding="utf-8")
    assert kept == drawn(), f"docs/{name} is older than the house: draw it anew with `make docs`"


WALKED = [model for model in apps.get_models() if issubclass(model, Root) and hasattr(model, "State")]


@pytest.mark.parametrize("model", WALKED, ids=lambda model: model._meta.label)
def test_every_state_but_the_first_is_reached_by_an_arrow(model):
    first = model._meta.get_field("state").default
    reached = set(re.findall(r"--> (\w+)", charts()[model._meta.label]))
    assert {state.name for state in model.State if state != first} <= reached
