"""Tables that are made with their constraints at once are the tables that the migrations say."""

import pytest
from django.db.migrations import AddConstraint, AddField, AddIndex, CreateModel, RunPython
from django.db.migrations.loader import MigrationLoader
from django.db.models import CheckConstraint, Index, IntegerField, Q

from zhangdian.foundation.kernel.management.commands.migrate import drawn_together

loader = MigrationLoader(None, ignore_no_migrations=True)
OURS = {
    key: migration
    for key, migration in loader.disk_migrations.items()
    if migration.__module__.startswith("zhangdian.")
}


@pytest.mark.parametrize("key", sorted(OURS), ids=".".join)
def test_the_house_is_the_same_after_each_migration(key):
    before = loader.project_state([parent.key for parent in loader.graph.node_map[key].parents])
    usual, drawn = before.clone(), before.clone()
    for each in OURS[key].operations:
        each.state_forwards(key[0], usual)
    for each in drawn_together(OURS[key].operations):
        each.state_forwards(key[0], drawn)
    assert usual.models == drawn.models


def test_what_comes_after_data_was_moved_stays_after_it():
    table = CreateModel("X", [("id", IntegerField(primary_key=True))])
    moved = RunPython(RunPython.noop)
    strict = AddConstraint("x", CheckConstraint(condition=Q(id__gt=0), name="x_is_positive"))
    assert drawn_together([table, moved, strict]) == [table, moved, strict]


def test_what_may_need_a_later_field_stays_after_it():
    table = CreateModel("X", [("id", IntegerField(primary_key=True))])
    field = AddField("x", "n", IntegerField(default=0))
    fast = AddIndex("x", Index(fields=["n"], name="x_by_n"))
    assert drawn_together([table, field, fast]) == [table, field, fast]
