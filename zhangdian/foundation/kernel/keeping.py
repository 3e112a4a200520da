"""Backup and restore: the database at one moment and the files, in one archive that proves itself whole."""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, connections

from zhangdian.foundation.kernel import clock

FORMAT = 1


class BackupRefused(Exception):
    """The archive is short, changed, or of another kind of database; nothing was restored."""


def digest_of(path: Path) -> str:
    sha = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            sha.update(block)
    return sha.hexdigest()


def copy_database(target: Path) -> None:
    """The database as it is at one moment, while others go on writing; never a plain file copy."""
    config = connection.settings_dict
    if connection.vendor == "sqlite":
        source = sqlite3.connect(f"file:{config['NAME']}?mode=ro", uri=True)
        copy = sqlite3.connect(target)
        with copy:
            source.backup(copy)  # in one step: between two, whoever writes would make it begin anew
        copy.close()
        source.close()
        return
    command = ["pg_dump", "--format=custom", "--no-owner", f"--file={target}", str(config["NAME"])]
    subprocess.run(command, check=True, env=postgres_environment(config))


def postgres_environment(config: dict[str, Any]) -> dict[str, str]:
    """How the PostgreSQL tools reach the server; the password stays out of the command line."""
    given = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    return {**os.environ, **{name: str(config[key]) for name, key in given.items() if config.get(key)}}


def backup(folder: Path) -> Path:
    """One archive of database and files into the folder; its manifest names every part with its digest."""
    folder.mkdir(parents=True, exist_ok=True)
    name = f"zhangdian-{clock.local(clock.now()):%Y%m%d-%H%M%S}"
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        dump = Path(scratch) / "database"
        copy_database(dump)
        media = Path(settings.MEDIA_ROOT)
        files = sorted(path for path in media.rglob("*") if path.is_file()) if media.exists() else []
        manifest = {
            "format": FORMAT,
            "made_at": clock.now().isoformat(),
            "vendor": connection.vendor,
            "database": digest_of(dump),
            "files": {str(path.relative_to(media)): digest_of(path) for path in files},
        }
        unfinished = folder / f".{name}.part"
        with tarfile.open(unfinished, "w:gz", compresslevel=3) as archive:
            noted = Path(scratch) / "manifest.json"
            noted.write_text(json.dumps(manifest, ensure_ascii=False, indent=1))
            archive.add(noted, "manifest.json")
            archive.add(dump, "database")
            for path in files:
                archive.add(path, f"media/{path.relative_to(media)}")
        os.chmod(unfinished, 0o600)
        return unfinished.rename(folder / f"{name}.tar.gz")


def unpack(archive: Path, into: Path) -> dict[str, Any]:
    """Unpack and prove: every part named in the manifest is there with its digest, and nothing else is."""
    try:
        with tarfile.open(archive) as packed:
            packed.extractall(into, filter="data")
        manifest = json.loads((into / "manifest.json").read_text())
    except (OSError, EOFError, tarfile.TarError, ValueError, KeyError) as error:
        raise BackupRefused(f"备份不完整，打不开：{error}") from error
    if manifest.get("format") != FORMAT:
        raise BackupRefused("不认识的备份格式：请用做备份的那个版本恢复")
    if manifest["vendor"] != connection.vendor:
        raise BackupRefused(f"备份来自 {manifest['vendor']}，现在用的是 {connection.vendor}")
    if digest_of(into / "database") != manifest["database"]:
        raise BackupRefused("备份里的数据库与清单不符：文件坏了或被改过")
    for name, digest in manifest["files"].items():
        path = into / "media" / name
        if not path.is_file() or digest_of(path) != digest:
            raise BackupRefused(f"备份里的文件 {name} 不见了或被改过")
    return dict(manifest)


def restore(archive: Path, *, over: bool = False) -> dict[str, Any]:
    """Put a proved archive in the place of an empty store; over a store with data only when told so."""
    with tempfile.TemporaryDirectory(dir=settings.DATA) as scratch:
        unpacked = Path(scratch)
        manifest = unpack(archive, unpacked)
        if not over and has_data():
            raise BackupRefused("这里已经有一个店的数据：要覆盖请加 --over，先另做一份备份")
        put_database(unpacked / "database")
        media = Path(settings.MEDIA_ROOT)
        if (unpacked / "media").exists():
            shutil.copytree(unpacked / "media", media, dirs_exist_ok=True)
    return manifest


def has_data() -> bool:
    if "kernel_entry" not in connection.introspection.table_names():
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM kernel_entry LIMIT 1")
        return cursor.fetchone() is not None


def put_database(dump: Path) -> None:
    config = connection.settings_dict
    if connection.vendor == "sqlite":
        connections.close_all()
        source = sqlite3.connect(dump)
        target = sqlite3.connect(config["NAME"])
        with target:
            source.backup(target)
        target.execute("PRAGMA journal_mode=WAL")
        target.close()
        source.close()
        return
    command = ["pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction"]
    subprocess.run(
        [*command, f"--dbname={config['NAME']}", str(dump)], check=True, env=postgres_environment(config)
    )
    connections.close_all()
