"""The permission matrix is read from the registry: text, table and page."""

import csv
import io

from django.core.management import call_command

from zhangdian.foundation.kernel import registry
from zhangdian.people.organization import permissions
from zhangdian.people.organization.roles import Role


def test_every_action_stands_in_it():
    assert [row.name for row in permissions.matrix()] == list(registry.ACTIONS)


def test_every_post_that_an_action_names_exists():
    known = {role.value for role in Role} | {"*"}
    for action in registry.ACTIONS.values():
        assert known.issuperset(map(str, action.by)), action.name


def test_the_text_says_who_and_under_which_conditions(capsys):
    call_command("actions", room="organization")
    lines = {line.split("  ")[0]: line for line in capsys.readouterr().out.splitlines()}
    assert "办公室主任" in lines["organization.appoint"]
    assert "签字：视内容" in lines["organization.appoint"]
    assert "条件：不是在共用机上" in lines["organization.change_password"]


def test_the_table_has_a_column_for_every_post(capsys):
    call_command("actions", csv=True)
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) == len(registry.ACTIONS)
    found = next(row for row in rows if row["动作"] == "organization.set_rule_weight")
    assert [role.label for role in Role if found[role.label]] == ["总经理"]


def test_the_page_shows_one_room_at_a_time(inside):
    page = inside.get("/permissions?room=organization").content.decode()
    assert "任职" in page
    assert inside.get("/permissions?room=%00nonsense").status_code == 200
