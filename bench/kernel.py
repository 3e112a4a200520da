"""What the kernel itself costs: an action with one guarded update, beside the same in raw SQL."""

import time
from statistics import median
from typing import Any

from django.db import connection

from bench import raw
from bench.store import Founded
from tests.support.copies import private_copy
from zhangdian.resources.parts.actions import move_bin
from zhangdian.resources.parts.models import StockCard

TIMES = 300
AROUND = ("kernel_", "organization_", "BEGIN", "SAVEPOINT", "RELEASE")


def measure(founded: Founded) -> dict[str, Any]:
    keeper = founded.context("E106")
    card = StockCard.objects.filter(store=founded.store_id).order_by("pk").first()
    with private_copy():
        for at in range(20):
            move_bin(keeper, card, bin=f"W-{at}")
        ours = [timed(lambda at=at: move_bin(keeper, card, bin=f"A-{at}")) for at in range(TIMES)]
        statements = counted(lambda: move_bin(keeper, card, bin="LAST"))
    with private_copy():
        keys = raw.Keys()
        with raw.recording() as recorder:
            for at in range(TIMES):
                move_bin(keeper, card, bin=f"A-{at}")
        lean = [only_the_work(each) for each in raw.with_keys(recorder.transactions, keys)]
    with private_copy():
        driver = raw.Driver()
        ready = raw.for_driver(lean)
        bare = [timed(lambda each=each: driver.write([each])) for each in ready]
        driver.close()
    return {
        "ours_ms": median(ours) * 1000,
        "raw_ms": median(bare) * 1000,
        "statements": statements,
        "added": len(statements) + 2 - 1,
    }


def timed(what: Any) -> float:
    begun = time.perf_counter()
    what()
    return time.perf_counter() - begun


def only_the_work(transaction: raw.Transaction) -> raw.Transaction:
    """The guarded update and the journal's row: what a careful hand would write."""
    return [each for each in transaction if "kernel_claim" not in each[0]]


def counted(what: Any) -> list[str]:
    """The statements of one act, in short."""
    seen: list[str] = []

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith("BEGIN"):
            seen.append(" ".join(sql.split())[:60])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        what()
    return seen
