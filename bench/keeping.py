"""What the house does with much at once, as processes: verify a long journal, take a long ledger in."""

import csv
import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connections

from bench.store import MODEL, Founded
from tests.support.copies import private_copy
from tests.support.house import address_of_database
from zhangdian.foundation.kernel.models import Entry
from zhangdian.people.customers.imports.jobs import CHUNK
from zhangdian.people.customers.models import ImportOutcome, Vehicle
from zhangdian.people.customers.vins import check_digit
from zhangdian.people.organization.models import Store

BAD_EVERY = 100
HEADINGS = ("车牌号", "车架号", "车主姓名", "联系电话", "车型", "购车日期", "行驶里程", "最近进店")


@dataclass(frozen=True)
class Ran:
    """How long a command took, how much memory it held at most, and what it said."""

    seconds: float
    mebibytes: float
    said: str
    code: int


def run(*command: str, until: Any = None) -> Ran:
    """A command of the house on the present database; killed as soon as `until` is true."""
    environment = {**os.environ, "DATABASE_URL": address_of_database()}
    begun = time.monotonic()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "zhangdian", *command], env=environment, stdout=said, stderr=said
        )
        while until is not None and process.poll() is None:
            time.sleep(0.2)
            if until():
                process.send_signal(signal.SIGKILL)
                break
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        words = said.read().decode()
    return Ran(time.monotonic() - begun, used.ru_maxrss / 1024, words, process.returncode)


def journal() -> dict[str, Any]:
    """Seal and walk all that is there; the chain must be whole."""
    connections.close_all()
    sealed, walked = run("journal", "seal"), run("journal", "verify")
    if sealed.code or walked.code:
        raise SystemExit(f"the journal does not hold: {sealed.said} {walked.said}")
    return {
        "entries": Entry.objects.count(),
        "seal_s": sealed.seconds,
        "verify_s": walked.seconds,
        "verify_mib": walked.mebibytes,
    }


def ledger(founded: Founded, count: int) -> dict[str, Any]:
    """A ledger taken in, killed at about a third, gone on with: nothing twice, every bad row told."""
    code = Store.objects.get(pk=founded.store_id).code
    with private_copy(), tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "台账.csv"
        write_ledger(file, count)
        before = Vehicle.objects.count()
        connections.close_all()
        command = ("import", "customers", str(file), "--store", code)
        killed = run(*command, until=lambda: ImportOutcome.objects.count() * CHUNK > count / 3)
        connections.close_all()
        went_on = run(*command)
        again = run(*command)
        return {
            "rows": count,
            "bad": len(range(0, count, BAD_EVERY)),
            "killed_after_s": killed.seconds,
            "went_on_s": went_on.seconds,
            "mib": max(killed.mebibytes, went_on.mebibytes),
            "added": Vehicle.objects.count() - before,
            "told": [each.said.partition("\n")[0] for each in (went_on, again)],
        }


def write_ledger(file: Path, count: int) -> None:
    """Cars of customers; every hundredth row has a telephone that is none."""
    with file.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(HEADINGS)
        for number in range(count):
            text = f"L00Y06G10WW{number:06}"
            vin = text[:8] + check_digit(text) + text[9:]
            phone = "12" if number % BAD_EVERY == 0 else f"161{number:08}"
            name = f"段{chr(0x4E00 + number % 5000)}琴"
            driven = 20_000 + number % 90_000
            rows.writerow([f"宁B{number:05}", vin, name, phone, MODEL, "2021-03-04", driven, "2026-05-06"])


def demo() -> dict[str, Any]:
    """The first start: tables and the demo store in an empty folder."""
    with tempfile.TemporaryDirectory() as folder:
        begun = time.monotonic()
        environment = {**os.environ, "ZHANGDIAN_DATA": folder}
        environment.pop("DATABASE_URL", None)
        for command in (["migrate", "--verbosity", "0"], ["demo"]):
            asked = [sys.executable, "-m", "zhangdian", *command]
            subprocess.run(asked, env=environment, check=True, stdout=subprocess.DEVNULL)
        return {"seconds": time.monotonic() - begun}
