"""What every test run begins and ends with: its database, and an honest count of what the machine lacks.

ZD_TEST_DB chooses sqlite or postgres; ZD_CRASH=1 kills each action in its own test (support/crashed.py).
Named in pyproject.toml, so it is read before the settings are, and its fixtures reach the tests inside
the rooms too.
"""

import atexit
import gc
import os
import shutil
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support.postgres import Cluster
from zhangdian import doctor

DATABASE = os.environ.setdefault("ZD_TEST_DB", "sqlite")
CRASHING = os.environ.get("ZD_CRASH", "") == "1"
IN_CI = os.environ.get("CI", "").lower() in {"true", "1"}
HOUSE = Path(__file__).parents[2]
ON_BOTH = ("tests", "foundation", "cashier", "parts")
"""Folders whose tests are played on both databases each time: the house, its ground, money and stock. So is
every file that the map of reliability names. Other rooms' own tests are played on PostgreSQL in the long run;
their pages, lists, figures and actions stand in the house's tests.
"""
MAP = (HOUSE / "docs" / "reliability.md").read_text()
LONGEST_FIRST = ("tests/scenarios/", "tests/migrations/", "tests/crash/", "tests/browser/", "tests/", "")


def prepare() -> None:
    """Choose the database for this process and the workers that it will start."""
    if DATABASE not in {"sqlite", "postgres"}:
        raise pytest.UsageError(f"ZD_TEST_DB is sqlite or postgres, not {DATABASE!r}")
    if "ZD_TEST_PREPARED" in os.environ:  # a worker: its controller did it
        return
    data = tempfile.mkdtemp(prefix="zd-test-")
    atexit.register(shutil.rmtree, data, ignore_errors=True)
    os.environ.update(ZD_TEST_PREPARED="yes", ZHANGDIAN_DATA=data, ZHANGDIAN_DEBUG="true")
    os.environ["ZHANGDIAN_LOG_LEVEL"] = "WARNING"
    for name in ("DATABASE_URL", "ZHANGDIAN_HOSTS", "ZHANGDIAN_HTTPS", "ZHANGDIAN_SECRET_KEY"):
        os.environ.pop(name, None)
    if DATABASE == "postgres" and doctor.postgres_folder():
        cluster = Cluster()
        atexit.register(cluster.stop)
        os.environ["DATABASE_URL"] = cluster.url()


prepare()


if not IN_CI:  # Hypothesis has a profile of its own for CI
    settings.register_profile("house", deadline=None)  # a busy machine is slow, and nothing is wrong with it
    settings.load_profile("house")


def missing_for(item: pytest.Item) -> list[str]:
    """What this test needs and the machine has not."""
    needed = [name for mark in item.iter_markers("needs") for name in mark.args]
    if DATABASE == "postgres":
        needed.append("postgres")
    return sorted({name for name in needed if not doctor.NEEDS[name].find()})


def pytest_itemcollected(item: pytest.Item) -> None:
    """What shows a screen shows it on one database each time, and on the other in the long run."""
    if any(DATABASE in mark.args for mark in item.iter_markers("long_on")) or is_of_one_database(item):
        item.add_marker(pytest.mark.long)


def is_of_one_database(item: pytest.Item) -> bool:
    """Whether SQLite is enough each time: a room's pages, and what is neither house nor on the map."""
    if DATABASE != "postgres":
        return False
    file = item.path.relative_to(HOUSE)
    return file.name.endswith("pages.py") or not (
        {*file.parts} & {*ON_BOTH[1:]} or file.parts[0] == ON_BOTH[0] or str(file) in MAP
    )


def plays_elsewhere(item: pytest.Item) -> bool:
    """Whether it is for the other database, or for none: what asks no database is played beside SQLite."""
    if any(DATABASE not in mark.args for mark in item.iter_markers("only_on")):
        return True
    return DATABASE == "postgres" and not asks_a_database(item)


def asks_a_database(item: pytest.Item) -> bool:
    asked = {"db", "transactional_db", "django_db_setup"}.intersection(getattr(item, "fixturenames", ()))
    return bool(asked or item.get_closest_marker("django_db"))


def place_of(item: pytest.Item) -> int:
    """What takes longest begins first, so that no worker has it left when the others are done."""
    return next(at for at, folder in enumerate(LONGEST_FIRST) if item.nodeid.startswith(folder))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    elsewhere = {item for item in items if plays_elsewhere(item)}
    if elsewhere:
        config.hook.pytest_deselected(items=list(elsewhere))
    # Who commits has a database of his own (support/copies.py), so no order of theirs is needed.
    items[:] = sorted((item for item in items if item not in elsewhere), key=place_of)
    for item in items:
        if missing := missing_for(item):
            item.add_marker(pytest.mark.skip(reason=f"this machine lacks {', '.join(missing)}"))


def pytest_collection_finish(session: pytest.Session) -> None:
    """The house and its tests stay to the end: nobody looks through them for what may be thrown away."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_report_header() -> str:
    return f"database: {DATABASE}"


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """In CI a skipped test is a test that failed to run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and IN_CI and reporter.stats.get("skipped") and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    if not skipped:
        return
    terminalreporter.section("NOT TESTED HERE", sep="!", red=True, bold=True)
    reasons = Counter(
        report.longrepr[2].removeprefix("Skipped: ") if isinstance(report.longrepr, tuple) else "?"
        for report in skipped
    )
    for reason, count in reasons.most_common():
        terminalreporter.line(f"{count} tests skipped: {reason}")
    terminalreporter.line("In CI this fails the run." if IN_CI else "`make doctor` says how to mend it.")


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Chinese words stay readable in the names of tests."""
    return val if isinstance(val, str) and not val.isascii() and len(val) < 40 else None


@pytest.fixture(scope="session")
def database_kind() -> str:
    """Which database this run stands on."""
    return DATABASE
