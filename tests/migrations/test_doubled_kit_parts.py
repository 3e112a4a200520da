"""Kits of before a part stood only once for the same cars."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from zhangdian.foundation.kernel.records import writing

pytestmark = [pytest.mark.long, pytest.mark.usefixtures("by_migrations")]

BEFORE, AFTER = ("service", "0007_find_the_cars_here"), ("service", "0008_merge_doubled_kit_parts")


def kits_at(target: tuple[str, str]) -> Any:
    call_command("migrate", *target, verbosity=0)
    state = MigrationExecutor(connection).loader.project_state([target])
    return state.apps.get_model("service", "KitPart")._base_manager


def test_a_part_that_stood_twice_stands_once_with_both_quantities(transactional_db: None) -> None:
    kits = kits_at(BEFORE)
    one, other = kits.order_by("pk")[:2]
    with writing():
        twin = kits.model(
            operation_id=one.operation_id,
            part_id=one.part_id,
            fits=one.fits,
            quantity=3,
            entry_id=one.entry_id,
        )
        twin.save_base(raw=True)
    kits = kits_at(AFTER)
    found = dict(kits.filter(pk__in=[one.pk, other.pk, twin.pk]).values_list("pk", "quantity"))
    assert found == {one.pk: one.quantity + 3, other.pk: other.quantity}
    call_command("migrate", "service", verbosity=0)
