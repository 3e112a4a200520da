"""A backup taken while people work restores elsewhere to one moment of the store, whole (reliability R14)."""

import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from tests.support.copies import standing_on
from tests.support.day import Day, a_seed
from tests.support.house import Browser, House
from zhangdian.foundation.kernel.models import Claim, Entry
from zhangdian.people.organization.tests.doors import PASSWORD

PICTURE = b"a picture that was taken before"
ELSEWHERE = "elsewhere"


@pytest.fixture
def day(own_shop: Any, tmp_path: Path) -> Day:
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "walk-around.jpg").write_bytes(PICTURE)
    return Day(own_shop, House(tmp_path), a_seed())


@pytest.fixture
def elsewhere(tmp_path: Path, own_shop: Any) -> Iterator[str]:
    """The name of a database with nothing in it."""
    if connection.vendor == "sqlite":
        yield str(tmp_path / f"{ELSEWHERE}.sqlite3")
        return
    name = f"{connection.settings_dict['NAME']}_{ELSEWHERE}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    yield name
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def another_house(tmp_path: Path, database: str) -> House:
    folder = tmp_path / ELSEWHERE
    folder.mkdir()
    with standing_on(database):
        return House(folder)


def rows_by_entry(entries: set[int]) -> dict[str, list[int]]:
    """Every row that one of these acts made, table by table."""
    found = {}
    for model in apps.get_models():
        if any(field.name == "entry" for field in model._meta.fields):
            rows = model._base_manager.filter(entry__in=entries).values_list("pk", flat=True)
            found[model._meta.db_table] = sorted(rows)
    return found


def tokens() -> set[str]:
    return {claim.token.rpartition(":")[2] for claim in Claim.objects.all()}


def entries() -> set[int]:
    return set(Entry.objects.values_list("pk", flat=True))


def test_what_is_restored_elsewhere_is_the_store_at_one_moment(day, elsewhere, tmp_path):
    with day.at_work():
        time.sleep(2)
        answered = {press.token for press in day.answered}
        code, said = day.house.told("backup", str(tmp_path / "kept"))
        assert code == 0, said
        during = {press.token for press in day.answered} - answered
        time.sleep(1)
    [archive] = (tmp_path / "kept").glob("*.tar.gz")
    other = another_house(tmp_path, elsewhere)
    code, said = other.told("restore", str(archive))
    assert code == 0, said
    with standing_on(elsewhere):
        kept, known = entries(), tokens()
        rows = rows_by_entry(kept)
    print(f"{connection.vendor}: {len(answered)} acts before, {len(during)} while it was taken")  # noqa: T201
    assert answered
    assert answered <= known
    assert known < tokens()
    assert kept < entries()
    assert rows == rows_by_entry(kept)
    for command in (("check",), ("journal", "seal"), ("journal", "verify")):
        code, said = other.told(*command)
        assert code == 0, f"zhangdian {' '.join(command)}: {said[-2000:]}"
    assert (other.folder / "media" / "walk-around.jpg").read_bytes() == PICTURE
    other.open()
    try:
        Browser(other, day.shop.person("cashier").employee_no, PASSWORD)
    finally:
        other.kill()


@pytest.mark.long
@pytest.mark.only_on("sqlite")
def test_a_mere_copy_of_the_file_would_not_hold_what_was_acknowledged(day, tmp_path):
    """The negative control: what is committed lies beside the file while somebody still reads what was."""
    mere = tmp_path / "mere.sqlite3"
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as reader, day.at_work():
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM kernel_claim").fetchone()
        time.sleep(2)
        answered = {press.token for press in day.answered}
        shutil.copyfile(connection.settings_dict["NAME"], mere)
    assert answered
    with standing_on(str(mere)):
        assert not answered <= tokens()
