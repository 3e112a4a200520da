"""`python -m bench.long` (`make test-long`): every long test, a part at a time; what each showed is kept.

A row is written as soon as its part has ended: who breaks off loses one part and goes on by `--only`.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as Tree
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench.place import HOUSE, RESULTS, commit, here_of

HEAD = """# 长测试 {day}

每行是一部分，单独跑一次：`make test-long`，或 `python -m bench.long --only 文件`。
次数用各测试自己的（docs/reliability.md）。

| 完（UTC） | 版本 | 库 | 部分 | 通过 | 失败 | 跳过 | 秒 | 自己说的数 |
|---|---|---|---|---:|---:|---:|---:|---|
"""


@dataclass(frozen=True)
class Part:
    """One file or room of long tests, or one room whose actions are killed at every statement."""

    engine: str
    where: str
    crash: bool = False

    def __str__(self) -> str:
        return f"{'ZD_CRASH=1 ' if self.crash else ''}{self.where}"

    def environment(self) -> dict[str, str]:
        return {**os.environ, "ZD_TEST_DB": self.engine, **({"ZD_CRASH": "1"} if self.crash else {})}

    def words(self) -> list[str]:
        made = ["--migrations"] if self.where.startswith("tests/migrations") else []
        return [self.where, *made, *([] if self.crash else ["-m", "long"])]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.long")
    parser.add_argument("--engines", default="sqlite,postgres")
    parser.add_argument("--only", default="", help="parts whose name holds one of these words")
    asked = parser.parse_args()
    words = [word for word in asked.only.split(",") if word]
    failed = 0
    for engine in here_of(asked.engines):
        for part in parts(engine):
            if not words or any(word in str(part) for word in words):
                failed += play(part)
    sys.exit(failed > 0)


def parts(engine: str) -> Iterator[Part]:
    """The house's files and the rooms that hold a long test of this database, then the rooms with actions."""
    yield from (Part(engine, place) for place in dict.fromkeys(map(place_of, files(Part(engine, ".")))))
    rooms = {place_of(file) for file in files(Part(engine, "zhangdian", crash=True))}
    yield from (Part(engine, room, crash=True) for room in sorted(rooms))


def place_of(file: str) -> str:
    """The room of a test; of the house's own tests the file itself."""
    return "/".join(Path(file).parts[:3]) if file.startswith("zhangdian/") else file


def files(part: Part) -> list[str]:
    """What pytest would collect, by file, in its order."""
    told = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", *part.words()],
        cwd=HOUSE, env=part.environment(), text=True, capture_output=True, check=True,
    )  # fmt: skip
    return list(dict.fromkeys(re.findall(r"^([\w/]+\.py)::", told.stdout, re.MULTILINE)))


def play(part: Part) -> int:
    """One part from start to end, and its row; how many of its tests failed."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="zd-long-") as folder:
        told = Path(folder) / "told.xml"
        subprocess.run(
            [
                *[sys.executable, "-m", "pytest", "-q", "--junitxml", str(told)],
                *["-o", "junit_logging=system-out", *part.words()],
            ],
            cwd=HOUSE, env=part.environment(), check=False,
        )  # fmt: skip
        cases = list(Tree.parse(told).iter("testcase")) if told.exists() else []
    failed = sum(1 for case in cases if case.find("failure") is not None or case.find("error") is not None)
    skipped = sum(1 for case in cases if case.find("skipped") is not None)
    figures = "；".join(line for case in cases for line in said(case))
    cells = [f"{datetime.now(UTC):%H:%M}", commit(), part.engine, f"`{part}`"]
    passed = len(cases) - failed - skipped
    failed += not cases  # a part that could not even begin
    counted = [passed, failed, skipped, round(time.monotonic() - begun)]
    keep(" | ".join([*cells, *map(str, counted), figures.replace("|", "/")]))
    return failed


def said(case: Tree.Element) -> list[str]:
    """What a test printed about itself."""
    text = case.findtext("system-out") or ""
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("-----")]


def keep(row: str) -> None:
    """Into today's file, at once."""
    now = datetime.now(UTC)
    file = RESULTS / f"{now:%Y-%m-%d}-test-long.md"
    file.parent.mkdir(exist_ok=True)
    with file.open("a") as written:
        if not written.tell():
            written.write(HEAD.format(day=f"{now:%Y-%m-%d}"))
        written.write(f"| {row} |\n")
    print(row, flush=True)


if __name__ == "__main__":
    main()
