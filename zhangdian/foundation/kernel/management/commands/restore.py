"""zhangdian restore ARCHIVE: a proved archive in the place of an empty store."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from zhangdian.foundation.kernel import keeping


class Command(BaseCommand):
    help = "从备份恢复；默认不覆盖已有数据"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("archive", type=Path)
        parser.add_argument("--over", action="store_true", help="覆盖现有数据")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            manifest = keeping.restore(options["archive"], over=options["over"])
        except keeping.BackupRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"已恢复到 {manifest['made_at']} 的样子，文件 {len(manifest['files'])} 个")
