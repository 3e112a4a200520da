"""Visits of before it was written down when the car's next service is due."""

from datetime import date, datetime

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import StateApps

from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.records import writing

pytestmark = [pytest.mark.long, pytest.mark.usefixtures("by_migrations")]

BEFORE, AFTER = ("service", "0001_initial"), ("service", "0003_carry_expected_service")
LEFT = datetime(2026, 11, 20, 23, 30, tzinfo=clock.CHINA)


def moved_to(target: tuple[str, str]) -> StateApps:
    call_command("migrate", *target, verbosity=0)
    return MigrationExecutor(connection).loader.project_state([target]).apps


def test_it_is_due_on_the_agreed_day_or_when_the_mileage_is_driven(own_shop) -> None:
    keys = [visits.a_visit_arrived(own_shop, f"宁Z5660{number}").pk for number in range(3)]
    daily = visits.a_car(own_shop, "宁Z56609").model.daily_km_mean
    orders = moved_to(BEFORE).get_model("service", "RepairOrder")._base_manager
    agreed = {"next_service_on": date(2027, 5, 20), "mileage_km": 30_000, "exited_at": LEFT}
    car = orders.model._meta.get_field("vehicle").related_model._base_manager.get(plate="宁Z56609")
    with writing():
        orders.filter(pk=keys[0]).update(**agreed, next_service_km=30_000 + 10 * daily, vehicle=car)
        orders.filter(pk=keys[1]).update(**agreed, next_service_km=40_000)

    orders = moved_to(AFTER).get_model("service", "RepairOrder")._base_manager
    due = dict(orders.filter(pk__in=keys).values_list("pk", "service_due_on"))
    assert due == {keys[0]: date(2026, 11, 30), keys[1]: date(2027, 5, 20), keys[2]: None}
