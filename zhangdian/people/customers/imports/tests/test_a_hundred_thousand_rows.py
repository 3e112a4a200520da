"""A whole store's history comes in: a hundred thousand rows, one in a hundred bad."""

import random
import resource
import time

import pytest

from zhangdian.people.customers.imports.tests.ledgers import csv
from zhangdian.people.customers.models import Vehicle
from zhangdian.people.customers.tests.arrange import vin

ROWS, EVERY = 100_000, 100
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
SPOILED = (
    lambda row: row.__setitem__(1, row[1][:-1]),
    lambda row: row.__setitem__(1, f"{row[1][:8]}{'1' if row[1][8] != '1' else '2'}{row[1][9:]}"),
    lambda row: row.__setitem__(0, "宁ZO1234"),
    lambda row: row.__setitem__(0, "Z12345"),
    lambda row: row.__setitem__(3, "1610000"),
    lambda row: row.__setitem__(3, "1.61E+10"),
    lambda row: row.__setitem__(3, "16110000000/16110000001"),
    lambda row: row.__setitem__(5, "2021-02-30"),
    lambda row: row.__setitem__(5, "2099-01-01"),
    lambda row: row.__setitem__(6, "-5"),
    lambda row: row.__setitem__(6, "三万"),
    lambda row: row.__setitem__(2, "12345"),
)


def ledger_of(count):
    """Rows of which each hundredth, the first and the last are bad in one of twelve ways; and their lines."""
    chance = random.Random(7)
    bad: list[int] = []
    rows = []
    for n in range(count):
        plate = f"宁{LETTERS[n // 240_000]}{LETTERS[n // 10_000 % 24]}{n % 10_000:04}"
        owner = n - n % 5 if n % 5 < 2 else n
        row = [plate, vin(n), "段素琴", f"161{owner:08}", "", "2021/3/8", str(n % 150_000), "2026年10月14日"]
        if n in (0, count - 1) or n % EVERY == chance.randrange(EVERY):
            SPOILED[len(bad) % len(SPOILED)](row)
            bad.append(n + 2)
        rows.append(row)
    return csv(rows, encoding="gb18030"), bad


@pytest.mark.long
def test_all_good_rows_in_each_bad_one_told_and_nothing_twice(shop, bring):
    content, bad = ledger_of(ROWS)
    begun = time.monotonic()
    run = bring(content)
    seconds = time.monotonic() - begun
    assert (run.rows, run.good, run.bad) == (ROWS, ROWS - len(bad), len(bad))
    assert sorted(bring.refusals(run)) == bad
    assert Vehicle.objects.standing().count() == run.good
    again = bring(content)
    assert (again.added, again.changed, again.unchanged) == (0, 0, run.good)
    assert Vehicle.objects.count() == run.good
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    assert memory < 1024, f"{memory} MiB"
    print(f"{ROWS} rows in {seconds:.0f} s, {memory} MiB")  # noqa: T201 (a long run tells its figures)
