"""The map of what must hold names files that are there."""

import re
from pathlib import Path

HOUSE = Path(__file__).parent.parent
MAP = (HOUSE / "docs" / "reliability.md").read_text()


def test_every_file_that_the_map_names_is_there():
    named = re.findall(r"`((?:tests|zhangdian|bench)/[^`]+\.py)`", MAP)
    assert len(named) > 40
    assert [each for each in named if not (HOUSE / each).exists()] == []


def test_every_pain_has_its_tests():
    pains = MAP.partition("## What hurts in other houses")[2]
    rows = [line for line in pains.splitlines() if line.startswith("| ")][1:]
    assert len(rows) == PAINS
    assert [
        row for row in rows if not re.search(r"`[^`]+/tests?/[^`]*test_\w+\.py`|`tests/[^`]+\.py`", row)
    ] == []


PAINS = 22
"""Of twenty-five; three belong to rooms that do not stand yet."""


def test_every_crash_and_race_is_on_the_map():
    ours = {f"tests/{each.parent.name}/{each.name}" for each in HOUSE.glob("tests/c*/test_*.py")}
    assert sorted(each for each in ours if each not in MAP) == []
