from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from django.db import migrations

STORE_ZONE = ZoneInfo("Asia/Shanghai")


def expect_next_service(apps: Any, schema: Any) -> None:
    """Every visit with an agreed next service says when it is due, by its day or by the car's habit."""
    orders = apps.get_model("service", "RepairOrder")._base_manager.filter(next_service_on__isnull=False)
    facts = orders.values_list(
        "pk", "next_service_on", "next_service_km", "mileage_km", "exited_at", "vehicle__model__daily_km_mean"
    )
    due = due_days(facts.iterator(chunk_size=2000))
    with schema.connection.cursor() as cursor:
        while some := list(islice(due, 2000)):
            cursor.executemany("UPDATE service_repairorder SET service_due_on = %s WHERE id = %s", some)


def due_days(facts: Any) -> Iterator[tuple[date, int]]:
    for key, on, km, at, left, daily in facts:
        due = on
        if km and at and left and daily:
            due = min(on, left.astimezone(STORE_ZONE).date() + timedelta(days=max(0, (km - at) // daily)))
        yield due, key


class Migration(migrations.Migration):
    dependencies = [("service", "0002_expect_next_service"), ("customers", "0001_initial")]

    operations = [migrations.RunPython(expect_next_service, migrations.RunPython.noop)]
