"""Visits of before it was written down when their call is due."""

from datetime import date, datetime, time

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import StateApps

from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.models import Entry
from zhangdian.foundation.kernel.records import writing

pytestmark = [pytest.mark.long, pytest.mark.usefixtures("by_migrations")]

BEFORE, AFTER = ("care", "0001_initial"), ("care", "0002_carry_awaited_calls")
LEFT = datetime(2026, 6, 20, 11, 30, tzinfo=clock.CHINA)
AGAIN = datetime(2026, 6, 24, 10, 0, tzinfo=clock.CHINA)


def moved_to(*targets: tuple[str, str]) -> StateApps:
    for target in targets:
        call_command("migrate", *target, verbosity=0)
    return MigrationExecutor(connection).loader.project_state(list(targets)).apps


def at(day: int, hour: int) -> datetime:
    return clock.instant(date(2026, 6, day), time(hour))


def test_every_uncalled_visit_awaits_its_call_and_no_other(own_shop) -> None:
    agreed, not_agreed, tried, reached, older, here = (
        visits.a_visit_arrived(own_shop, f"宁Z5661{number}").pk for number in range(6)
    )
    apps = moved_to(BEFORE, ("service", "0010_keep_spare_forms"))
    orders = apps.get_model("service", "RepairOrder")._base_manager
    calls = apps.get_model("care", "FollowUp")._base_manager
    entry = Entry.objects.latest("pk").pk
    with writing():
        left = orders.exclude(pk=here)
        left.update(state="left", exited_at=LEFT)
        for key in (agreed, not_agreed, tried, reached):
            orders.filter(pk=key).update(number=f"WT260620-{key:04}")
        orders.filter(pk=agreed).update(callback_on=date(2026, 6, 22), callback_hour="下午3-5点")
        for key, ended in ((tried, {"next_at": AGAIN}), (reached, {"reached_at": AGAIN, "state": "reached"})):
            calls.create(
                store_id=own_shop.store.pk,
                order_id=key,
                entry_id=entry,
                due_on=date(2026, 6, 23),
                agreed_from=LEFT,
                agreed_until=LEFT,
                first_tried_at=LEFT,
                acted_at=LEFT,
                **ended,
            )

    apps = moved_to(AFTER)
    orders = apps.get_model("service", "RepairOrder")._base_manager
    due = dict(orders.values_list("pk", "call_at"))
    expected = {
        agreed: at(22, 15),
        not_agreed: at(21, 9),
        tried: AGAIN,
        reached: None,
        older: None,
        here: None,
    }
    assert due == expected
