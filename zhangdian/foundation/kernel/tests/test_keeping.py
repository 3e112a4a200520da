"""Backup and restore: whole or refused."""

import sqlite3
import tarfile
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from zhangdian.doors.simulation import visits
from zhangdian.doors.simulation.people import Shop
from zhangdian.foundation.kernel import journal, keeping
from zhangdian.foundation.kernel.models import Entry


@pytest.fixture
def archive(shop: Shop, tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    visits.a_photo(shop.service_advisor)
    return keeping.backup(tmp_path / "backups")


@pytest.mark.only_on("sqlite")
def test_a_backup_holds_database_and_files_and_nobody_else_may_read_it(archive: Path) -> None:
    with tarfile.open(archive) as packed:
        names = packed.getnames()
    assert {"manifest.json", "database"} < set(names)
    assert any(name.startswith("media/") for name in names)
    assert archive.stat().st_mode & 0o077 == 0


@pytest.mark.only_on("sqlite")
def test_a_short_or_changed_archive_is_refused_and_nothing_restored(archive: Path, tmp_path: Path) -> None:
    short = tmp_path / "short.tar.gz"
    short.write_bytes(archive.read_bytes()[:-2000])
    with pytest.raises(keeping.BackupRefused):
        keeping.restore(short, over=True)
    inside = tmp_path / "inside"
    with tarfile.open(archive) as packed:
        packed.extractall(inside, filter="data")
    photo = next((inside / "media").rglob("*.jpg"))
    photo.write_bytes(b"another picture")
    changed = tmp_path / "changed.tar.gz"
    with tarfile.open(changed, "w:gz") as packed:
        for part in inside.iterdir():
            packed.add(part, part.name)
    with pytest.raises(keeping.BackupRefused, match="被改过"):
        keeping.restore(changed, over=True)


@pytest.mark.only_on("sqlite")
def test_a_store_with_data_is_not_overwritten_by_accident(archive: Path) -> None:
    with pytest.raises(keeping.BackupRefused, match="已经有一个店"):
        keeping.restore(archive)


@pytest.mark.only_on("sqlite")
def test_what_is_restored_elsewhere_is_the_same_to_the_last_entry(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    """The committed state comes back under another file; entries and chain are the same."""
    committed = tmp_path / "elsewhere.sqlite3"
    settings.DATA = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media2"
    inside = tmp_path / "unpacked"
    inside.mkdir()
    keeping.unpack(archive, inside)
    monkeypatch.setitem(connection.settings_dict, "NAME", str(committed))
    monkeypatch.setattr("zhangdian.foundation.kernel.keeping.connections.close_all", lambda: None)
    keeping.put_database(inside / "database")
    with sqlite3.connect(committed) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        (entries,) = copy.execute("SELECT count(*) FROM kernel_entry").fetchone()
    assert entries > 0
    assert entries <= Entry.objects.count()
    assert journal.verify() is None
