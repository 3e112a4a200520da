"""`python -m bench` (`make bench`): both sides in one run, on PostgreSQL and SQLite; printed and kept."""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from bench import report
from bench.place import HOUSE, RESULTS, commit, here_of
from tests.support.postgres import Cluster

SIZES = {"postgres": "10000,1000000", "sqlite": "10000,100000"}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("--engines", default="postgres,sqlite")
    parser.add_argument("--visits", type=int, default=30, help="whole visits of each client")
    parser.add_argument("--clients", default="1,4")
    parser.add_argument("--sizes", help="orders on file when pages are read; default by engine")
    parser.add_argument(
        "--only", default="visits,kernel,duties,renewals,pages,import,demo", help="parts of the benchmark"
    )
    parser.add_argument("--ledger", type=int, default=100_000, help="rows of the ledger that is taken in")
    parser.add_argument("--no-file", action="store_true", help="print only")
    asked = parser.parse_args()
    found = {}
    for engine in here_of(asked.engines):
        found[engine] = measure(engine, asked)
    text = report.written(found, commit(), datetime.now(UTC))
    print(text)
    if found and not asked.no_file:
        file = RESULTS / f"{datetime.now(UTC):%Y-%m-%d}.md"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text + "\n")
        print(f"\n{file.relative_to(HOUSE)}")


def measure(engine: str, asked: argparse.Namespace) -> report.Measured:
    """One engine in a process of its own: the settings are read once per process."""
    data = Path(tempfile.mkdtemp(prefix="zd-bench-"))
    cluster = Cluster(hurried=False) if engine == "postgres" else None
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "zhangdian.settings",
        "ZHANGDIAN_DATA": str(data),
        "ZHANGDIAN_DEBUG": "false",
    }
    environment.pop("DATABASE_URL", None)
    if cluster:
        environment["DATABASE_URL"] = cluster.url()
    answer = data / "measured.json"
    command = [sys.executable, "-m", "bench.measuring", str(answer), "--visits", str(asked.visits)]
    command += ["--clients", asked.clients, "--sizes", asked.sizes or SIZES[engine], "--only", asked.only]
    command += ["--ledger", str(asked.ledger)]
    try:
        subprocess.run(command, env=environment, check=True)
        measured: report.Measured = json.loads(answer.read_text())
        return measured
    finally:
        if cluster:
            cluster.stop()
        shutil.rmtree(data, ignore_errors=True)


if __name__ == "__main__":
    main()
