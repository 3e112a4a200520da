"""One engine measured: visits are played and replayed, pages are read at growing sizes."""

import argparse
import json
from pathlib import Path
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from bench import duties, keeping, kernel, pages, renewals, store, visits  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("answer")
    parser.add_argument("--visits", type=int, required=True)
    parser.add_argument("--clients", required=True)
    parser.add_argument("--sizes", required=True)
    parser.add_argument("--ledger", type=int, required=True)
    parser.add_argument("--only", required=True)
    asked = parser.parse_args()
    parts = asked.only.split(",")
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    founded = store.found()
    found: dict[str, Any] = {"engine": version()}
    if "visits" in parts:
        found["visits"] = [
            visits.measure(founded, int(clients), asked.visits) for clients in asked.clients.split(",")
        ]
    if "kernel" in parts:
        found["kernel"] = kernel.measure(founded)
    if "duties" in parts:
        found["duties"] = duties.measure(founded)
    if "renewals" in parts:
        found["renewals"] = renewals.measure(founded)
    if "pages" in parts:
        found["pages"] = pages.measure(founded, [int(size) for size in asked.sizes.split(",")])
    if "import" in parts:
        found["import"] = keeping.ledger(founded, asked.ledger)
    if "demo" in parts and connection.vendor == "sqlite":
        found["demo"] = keeping.demo()
    Path(asked.answer).write_text(json.dumps(found))


def version() -> str:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sqlite_version()")
            return f"SQLite {cursor.fetchone()[0]}, synchronous=FULL"
        cursor.execute("SHOW server_version")
        return f"PostgreSQL {cursor.fetchone()[0].split()[0]}, fsync"


if __name__ == "__main__":
    main()
