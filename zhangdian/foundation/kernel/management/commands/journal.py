"""zhangdian journal verify|seal|anchor: walk the chain, chain what is new, keep its head outside."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from zhangdian.foundation.kernel import journal


class Command(BaseCommand):
    help = "日志：verify 核对，seal 封印新的，anchor 记下链头"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["verify", "seal", "anchor"])

    def handle(self, *args: Any, **options: Any) -> None:
        anchors = settings.DATA / "anchors"
        if options["what"] == "seal":
            while count := journal.seal_new_entries():
                self.stdout.write(f"封印 {count} 条")
        elif options["what"] == "anchor":
            self.stdout.write(str(journal.write_anchor(anchors) or "还没有封印过的日志"))
        elif fault := journal.verify(anchors):
            raise CommandError(f"第 {fault.position} 环(日志 {fault.entry_id})：{fault.what}")
        else:
            self.stdout.write(f"日志链完整，共 {journal.last_position()} 环")
