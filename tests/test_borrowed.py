"""What others wrote is pinned by its hash, and its licence is known (R18)."""

import re
from pathlib import Path

import pytest

from zhangdian.doors.web import borrowed

HOUSE = Path(__file__).parent.parent
LISTED = HOUSE / "docs" / "borrowed.md"
STRICT = re.compile(r"\bA?GPL|General Public License|SSPL|BUSL|Commons Clause", re.IGNORECASE)
LIBRARIES = re.compile(r"LGPL|Lesser General Public License", re.IGNORECASE)

CHOSEN = {"pyphen": "GNU Lesser General Public License v2 or later (LGPLv2+)"}
"""Offered under any of several licences: the one that we take."""


def requirements(lock: str) -> list[str]:
    """Each requirement of a lock with its continued lines."""
    text = (HOUSE / lock).read_text().replace("\\\n", " ")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


@pytest.mark.parametrize("lock", borrowed.LOCKS)
def test_every_requirement_is_one_version_with_its_hashes(lock):
    loose = [
        line[:60]
        for line in requirements(lock)
        if not re.match(r"^\S+==\S+.*--hash=sha256:[0-9a-f]{64}", line)
    ]
    assert loose == []
    assert len(borrowed.pinned(HOUSE / lock)) == len(requirements(lock)) > 30


def test_no_other_list_of_requirements_is_installed():
    installed = re.findall(r"requirements[\w-]*\.txt", (HOUSE / "tools" / "install").read_text())
    assert set(installed) == set(borrowed.LOCKS)
    assert "--require-hashes" in (HOUSE / "tools" / "install").read_text()


def rows() -> list[tuple[str, str, str, str]]:
    return [*borrowed.python_packages(), *borrowed.browser_files()]


def test_all_that_is_pinned_is_listed_with_its_licence():
    text = LISTED.read_text()
    assert [name for name, version, *_ in rows() if f"| {name} | {version} |" not in text] == []
    listed = [line.split(" | ") for line in text.splitlines() if line.startswith("| ")][1:]
    assert len(listed) == len(rows())
    assert [row[0] for row in listed if len(row) != 4 or not row[2]] == []


def test_no_licence_asks_more_than_a_library_may():
    """A library may be LGPL: it is imported as it was published."""
    asking = [row for row in rows() if STRICT.search(LIBRARIES.sub("", CHOSEN.get(row[0], row[2])))]
    assert [row for row in asking if row[3] != "tests and linters"] == []
    offered = {row[0]: row[2] for row in rows()}
    assert [name for name, licence in CHOSEN.items() if licence not in offered[name]] == []
