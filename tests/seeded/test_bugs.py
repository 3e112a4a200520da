"""Tests that can fail: each of thirty bugs put in on purpose turns the tests that watch for it red (R19)."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.seeded.bugs import BUGS, Bug
from tests.support.plugin import DATABASE

HOUSE = Path(__file__).parents[2]
GREEN, RED = pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED
NEEDED = ("zhangdian", "tests", "docs", "conftest.py", "pyproject.toml")
KEPT = ("HOME", "PATH", "TMPDIR", "LANG")


def test_there_are_thirty_and_each_still_fits_the_house():
    assert len({bug.what for bug in BUGS}) == len(BUGS) == 30
    for bug in BUGS:
        assert (HOUSE / bug.file).read_text().count(bug.right) == 1, bug.what
        assert (HOUSE / bug.shown_by).exists(), bug.what


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The house beside itself, for bugs."""
    folder = tmp_path_factory.mktemp("seeded") / "house"
    folder.mkdir()
    for name in NEEDED:
        source = HOUSE / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    return folder


@contextmanager
def put_in(bug: Bug, house: Path) -> Iterator[None]:
    file = house / bug.file
    whole = file.read_text()
    file.write_text(whole.replace(bug.right, bug.wrong))
    try:
        yield
    finally:
        file.write_text(whole)


def ended(house: Path, tests: str) -> tuple[int, str]:
    """How the tests of one file end in that house, in processes and a database of their own."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    done = subprocess.run(
        [
            sys.executable,
            "-B",
            "-m",
            "pytest",
            "-x",
            "-q",
            "--no-migrations",
            "-p",
            "no:cacheprovider",
            tests,
        ],
        cwd=house,
        env={**kept, "PYTHONPATH": str(house), "ZD_TEST_DB": DATABASE},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout[-2000:] + done.stderr[-2000:]


@pytest.mark.long
@pytest.mark.parametrize("tests", sorted({bug.shown_by for bug in BUGS}))
def test_without_a_bug_they_are_green(copy, tests):
    """The negative control: what turns red below turns red because of the bug."""
    code, said = ended(copy, tests)
    assert code == GREEN, said


@pytest.mark.long
@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.what.replace(" ", "-"))
def test_with_the_bug_they_are_red(copy, bug):
    with put_in(bug, copy):
        code, said = ended(copy, bug.shown_by)
    assert code == RED, said
