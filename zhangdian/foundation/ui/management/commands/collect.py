"""zhangdian collect: what the pages are made of, packed and named by its content, at every start."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "收集网页用的文件；没有变过的不再收集"

    def handle(self, *args: Any, **options: Any) -> None:
        known, now = Path(settings.STATIC_ROOT) / ".collected", sources()
        if known.exists() and known.read_text() == now:
            return
        known.unlink(missing_ok=True)
        call_command("collectstatic", interactive=False, verbosity=0)
        known.write_text(now)


def sources() -> str:
    """A digest that changes with any file, or with the way in which it is kept."""
    seen = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for each in sorted(found()):
        seen.update(repr(each).encode())
    return seen.hexdigest()


def found() -> Iterator[tuple[str, int, int]]:
    for finder in get_finders():
        for path, storage in finder.list([]):
            file = Path(storage.path(path)).stat()
            yield path, file.st_size, file.st_mtime_ns
