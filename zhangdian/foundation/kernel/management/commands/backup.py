"""zhangdian backup FOLDER: database and files at one moment, in one archive that proves itself whole."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from zhangdian.foundation.kernel import keeping


class Command(BaseCommand):
    help = "备份数据库和文件到一个文件夹"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        archive = keeping.backup(options["folder"])
        self.stdout.write(f"{archive}  {archive.stat().st_size / 1e6:.1f} MB")
