"""zhangdian work: the worker; carries out what is due until told to stop."""

import signal
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from zhangdian.foundation.kernel import clockwork


class Command(BaseCommand):
    help = "后台工作：封印日志、到期的事、导入、发送"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="做完现在到期的就停")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            self.stdout.write(f"做了 {clockwork.work_once()} 件")
            return
        told: list[int] = []

        def stop(number: int, _frame: FrameType | None) -> None:
            told.append(number)

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        clockwork.work(lambda: bool(told))
