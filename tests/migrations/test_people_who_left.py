"""People and devices of before there was a state and a list of departments."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import StateApps

from zhangdian.foundation.kernel.records import writing

pytestmark = [pytest.mark.long, pytest.mark.usefixtures("by_migrations")]

BEFORE, AFTER = ("organization", "0001_initial"), ("organization", "0002_people_who_left")
DAY = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def of_before(transactional_db: None) -> StateApps:
    """The tables as they were; whoever asks fills them and calls `forward`."""
    return moved_to(BEFORE)


def moved_to(target: tuple[str, str]) -> StateApps:
    call_command("migrate", *target, verbosity=0)
    return MigrationExecutor(connection).loader.project_state([target]).apps


def test_whoever_was_disabled_is_gone_and_department_names_become_departments(of_before: StateApps) -> None:
    person = of_before.get_model("organization", "Person")._base_manager
    one, two, three = person.order_by("pk")[:3]
    with writing():
        person.filter(pk=one.pk).update(disabled_at=DAY, department="配件部")
        person.filter(pk=two.pk).update(department="workshop")
        person.filter(pk=three.pk).update(department="二楼")

    person = moved_to(AFTER).get_model("organization", "Person")._base_manager
    found = {
        each.pk: (each.state, each.department) for each in person.filter(pk__in=[one.pk, two.pk, three.pk])
    }
    assert found == {one.pk: ("gone", "parts"), two.pk: ("employed", "workshop"), three.pk: ("employed", "")}
