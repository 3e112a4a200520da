"""The command `zhangdian`: serve the pages, do the work behind them, keep and check what the store has."""

import argparse
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from importlib import import_module
from threading import Timer
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer

from zhangdian import doctor

COMMANDS = {
    "serve": "打开网页：HOST、PORT，默认 127.0.0.1:8000；--with-worker 同时做后台工作",
    "work": "后台工作：到期的职责、提醒、发送、日志封印",
    "demo": "演示店",
    "open": "开店：门店和第一个使用人",
    "import": "导入原有资料：员工、客户车辆、车型、配件、工时、库存……（.xlsx、.xls、.csv）",
    "duties": "职责清单与覆盖率",
    "check": "检查整个数据库：库存、金额、单号、状态、日志链",
    "oversight": "岗位体检：没人的职责、没写的动作、可疑的证据、各岗位的活",
    "journal": "查看与核对日志",
    "actions": "全部动作与岗位权限",
    "backup": "备份",
    "restore": "恢复",
    "migrate": "升级数据库结构",
    "doctor": "这台机器缺什么，缺了会怎样",
}
PAGES = "zhangdian.wsgi"
PATIENCE = 15
"""Seconds that a request or a piece of work may take to its end when the house is closed."""
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
# Words that Django or Python already took.
CALLED = {"check": "check_store", "import": "import_store", "open": "open_store"}


def main(argv: Sequence[str] | None = None) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhangdian.settings")
    name, *arguments = list(sys.argv[1:] if argv is None else argv) or ["--help"]
    if name in {"-h", "--help", "help"}:
        print("zhangdian <命令> [--help]\n", *(f"  {n:10}{what}" for n, what in COMMANDS.items()), sep="\n")
    elif name == "doctor":
        print(doctor.report())
    elif name == "serve":
        serve(arguments)
    else:
        manage(CALLED.get(name, name), *arguments)


def manage(command: str, *arguments: str) -> None:
    try:
        execute_from_command_line(["zhangdian", command, *arguments])
    except ImproperlyConfigured as error:
        sys.exit(f"zhangdian: {error}")
    except KeyboardInterrupt:
        print("\nzhangdian: 停下了。再运行一次同样的命令就行", file=sys.stderr)
        sys.exit(128 + signal.SIGINT)


def serve(arguments: Sequence[str]) -> None:
    """Serve the pages until interrupted."""
    parser = argparse.ArgumentParser(prog="zhangdian serve")
    parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
    parser.add_argument("--port", type=int, default=os.environ.get("PORT", "8000"))
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument(
        "--threads", type=int, default=2 * (os.cpu_count() or 1) + 1, help="requests at a time, each process"
    )
    parser.add_argument("--with-worker", action="store_true", help="do the work behind the pages too")
    asked = parser.parse_args(arguments)
    signal.signal(signal.SIGINT, leave)
    signal.signal(signal.SIGTERM, leave)
    manage("collect")
    if asked.host not in LOOPBACK and not settings.ON_A_REAL_HOST:
        sys.exit(f"zhangdian: {asked.host} 可被他人访问，请先设置 ZHANGDIAN_HOSTS（本店域名或地址）")
    with worker() if asked.with_worker else nullcontext():
        import_module(PAGES)  # once, before the server divides into processes
        os.register_at_fork(after_in_child=end_when_told)
        server = Pages(
            f"{PAGES}:application",
            address=asked.host,
            port=asked.port,
            interface=Interfaces.WSGI,
            workers=asked.processes,
            blocking_threads=asked.threads,
            log_level=LogLevels.warning,
            respawn_failed_workers=True,
            workers_kill_timeout=PATIENCE,
        )
        address = f"http://{asked.host}:{asked.port}/"
        server.on_startup(lambda: print(f"掌店已打开：{address}  （Ctrl+C 关闭）", flush=True))
        server.serve()


class Pages(MPServer):
    """The server of the pages, which tells its processes a second time that they shall end.

    One that was told in the instant between having ears and listening would only be killed after PATIENCE.
    """

    def _stop_workers(self) -> None:
        timers = [Timer(after, tell, [self.wrks[:]]) for after in (0.5, 2)]
        for timer in timers:
            timer.daemon = True
            timer.start()
        super()._stop_workers()  # type: ignore[no-untyped-call]
        for timer in timers:
            timer.cancel()


def tell(processes: Sequence[Any]) -> None:
    for process in processes:
        if process.is_alive():
            process.terminate()


def leave(number: int, _frame: FrameType | None) -> None:
    """Told to end before the pages are open: at once, for an exception may be lost in what is going on."""
    if BESIDE.starting:
        BESIDE.told = number
        return
    BESIDE.end()
    os._exit(128 + number)


def end_when_told() -> None:
    """A process of the server that does not listen yet has inherited ears that are not its own."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


@dataclass
class Beside:
    """The worker, as a process of its own beside the pages; nobody loses hold of it while it is started."""

    process: subprocess.Popen[bytes] | None = None
    starting: bool = False
    told: int = 0

    def start(self) -> None:
        self.starting = True
        self.process = subprocess.Popen([sys.executable, "-m", "zhangdian", "work"])
        self.starting = False
        if self.told:
            leave(self.told, None)

    def end(self) -> None:
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()


BESIDE = Beside()


@contextmanager
def worker() -> Iterator[None]:
    """The worker, for as long as the pages are served."""
    BESIDE.start()
    try:
        yield
    finally:
        BESIDE.end()
