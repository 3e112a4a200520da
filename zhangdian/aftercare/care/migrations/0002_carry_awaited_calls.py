from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from django.db import migrations
from django.db.models import Exists, OuterRef, Q

from zhangdian.frontline.service.callback import window_of

STORE_ZONE = ZoneInfo("Asia/Shanghai")


def await_calls(apps: Any, schema: Any) -> None:
    """Every visit whose call was neither made nor given up awaits it, from its agreed hour or the next try."""
    calls = apps.get_model("care", "FollowUp")._base_manager.filter(kind="service")
    ended = calls.filter(Q(reached_at__isnull=False) | Q(given_up_at__isnull=False), order=OuterRef("pk"))
    tried = dict(calls.filter(next_at__isnull=False).values_list("order_id", "next_at"))
    orders = apps.get_model("service", "RepairOrder")._base_manager
    left = orders.filter(~Exists(ended), state="left", exited_at__isnull=False).exclude(number="")
    facts = left.values_list("pk", "exited_at", "callback_on", "callback_hour")
    due = due_moments(facts.iterator(chunk_size=2000), tried)
    written = schema.connection.ops.adapt_datetimefield_value
    with schema.connection.cursor() as cursor:
        while some := list(islice(due, 2000)):
            cursor.executemany(
                "UPDATE service_repairorder SET call_at = %s WHERE id = %s",
                [(written(at), key) for at, key in some],
            )


def due_moments(facts: Any, tried: dict[int, Any]) -> Iterator[tuple[Any, int]]:
    for key, left, on, words in facts:
        day = on or left.astimezone(STORE_ZONE).date() + timedelta(days=1)
        yield tried.get(key) or window_of(day, words, STORE_ZONE).start, key


class Migration(migrations.Migration):
    dependencies = [("care", "0001_initial"), ("service", "0011_await_calls")]

    operations = [migrations.RunPython(await_calls, migrations.RunPython.noop)]
