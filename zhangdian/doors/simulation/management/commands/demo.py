"""`zhangdian demo`: the demo store, made when there is none, played on to now when there is."""

from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from zhangdian.doors.simulation import demo
from zhangdian.doors.simulation.logins import demo_logins
from zhangdian.doors.simulation.management import founding
from zhangdian.foundation.kernel import clock

SEED = "20261124"


class Command(BaseCommand):
    help = "演示店：一家店的两周，一直到现在；已有演示店的，接着演到现在"
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="已有门店时什么也不做(演示店则接着演)")
        parser.add_argument("--days", type=int, default=demo.DAYS, help="演多少天")
        parser.add_argument("--seed", default=SEED, help="同一个种子给出同一家店")
        parser.add_argument("--until", help="演到何时，如 2026-11-23T10:30；默认现在")
        parser.add_argument("--stop-at-acts", type=int, default=demo.MOST_ACTS, help="最多多少个动作")

    def handle(self, *args: Any, **options: Any) -> None:
        until = instant_of(options["until"])
        bar = demo.Bar(self.stderr._out)
        if demo.has_store():
            played = demo.play_on(until, most_acts=options["stop_at_acts"], bar=bar)
            if played is None:
                if options["if_empty"]:
                    return
                raise CommandError("这个数据库里已有真实的门店：演示店请用另一个数据目录(ZHANGDIAN_DATA)")
        else:
            played = demo.build(
                options["seed"], until, days=options["days"], most_acts=options["stop_at_acts"], bar=bar
            )
        if played.acts:
            self.stdout.write(
                f"演示店到 {clock.local(played.until):%Y-%m-%d %H:%M}：{played.acts:,} 个动作，"
                f"{played.seconds:.0f} 秒，每秒 {played.acts / max(played.seconds, 0.1):.0f} 个"
            )
        self.show_logins()

    def show_logins(self) -> None:
        self.stdout.write(f"\n各岗位登录(密码都是 {founding.PASSWORD})：")
        for login in demo_logins():
            self.stdout.write(f"  {login.employee_no}  {login.post}　{login.name}")


def instant_of(text: str | None) -> datetime:
    if not text:
        return clock.now()
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"看不懂时间 {text}：请写成 2026-11-23T10:30") from error
    return at if at.tzinfo else at.replace(tzinfo=clock.CHINA)
