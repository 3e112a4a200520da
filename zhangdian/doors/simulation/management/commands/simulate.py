"""`zhangdian simulate`: a run of days in a store of its own, its figures beside the data's."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from zhangdian.doors.simulation import demo, quarter, yardstick
from zhangdian.doors.simulation.management.commands.demo import instant_of
from zhangdian.doors.simulation.runs import Run
from zhangdian.foundation.kernel import clock


class Command(BaseCommand):
    help = "模拟若干天，把服务、时长、回访的数字与资料并排"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--days", type=int, default=90)
        parser.add_argument("--seed", default="20261124")
        parser.add_argument("--until", help="演到何时；默认今天 17:00")
        parser.add_argument("--compare", action="store_true", help="与 demo/README.md 的数字并排")
        parser.add_argument("--file", help="另存为这个文件")

    def handle(self, *args: Any, **options: Any) -> None:
        if demo.has_store():
            raise CommandError("模拟要一个空的数据目录：请设 ZHANGDIAN_DATA")
        until = instant_of(options["until"])
        bar = demo.Bar(self.stderr._out)
        played = demo.build(options["seed"], until, days=options["days"], most_acts=0, bar=bar)
        self.stdout.write(f"{played.acts:,} 个动作，{played.seconds:.0f} 秒")
        if options["compare"]:
            text = report(played.store_id, until - timedelta(days=options["days"] - 7), until)
            self.stdout.write(text)
            if options["file"]:
                Path(options["file"]).write_text(text + "\n")


def report(store_id: int, since: datetime, until: datetime) -> str:
    """The table of a run, without its first week in which the body shop fills."""
    run = Run(store_id, since, until)
    title = f"# {clock.local(since):%Y-%m-%d} 至 {clock.local(until):%Y-%m-%d}，{len(run.orders):,} 台\n\n"
    return title + yardstick.table(quarter.compare(run))
