"""The demo store, broken off while it is made."""

from pathlib import Path

import pytest
from django.db import IntegrityError, connection

from zhangdian import cli
from zhangdian.doors.simulation import demo, people
from zhangdian.doors.simulation.management import founding
from zhangdian.foundation.kernel import clock
from zhangdian.people.organization import goals
from zhangdian.people.organization.models import Store


def test_a_founding_that_was_broken_off_leaves_no_store(shop, monkeypatch):
    def broken_off(*_, **__):
        people.found("03", "云栎半成店", "半成云栎汽车销售服务有限公司")
        raise KeyboardInterrupt

    monkeypatch.setattr(founding, "enter_people", broken_off)
    monkeypatch.setattr(demo, "call_command", lambda *_, **__: None)
    with pytest.raises(KeyboardInterrupt):
        demo.from_nothing("seed", clock.now(), 1, 0, None)
    assert not Store.objects.filter(code="03").exists()


@pytest.mark.only_on("sqlite")
def test_a_draft_that_points_at_nothing_takes_no_place(own_shop, monkeypatch):
    """While it is played its keys are not looked at; before it counts they are, all of them."""

    def played(*_):
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE yard (id integer primary key)")
            cursor.execute("CREATE TABLE car (id integer primary key, yard integer REFERENCES yard (id))")
            cursor.execute("INSERT INTO car (yard) VALUES (7)")

    there = Path(connection.settings_dict["NAME"])
    monkeypatch.setattr(demo, "from_nothing", played)
    with pytest.raises(IntegrityError):
        demo.build("seed", clock.now())
    assert Store.objects.filter(pk=own_shop.store_id).exists()
    assert not list(there.parent.glob("*.building-*"))


def test_who_breaks_a_command_off_reads_what_to_do_next(monkeypatch, capsys):
    def broken_off(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "execute_from_command_line", broken_off)
    with pytest.raises(SystemExit) as left:
        cli.main(["demo"])
    assert left.value.code == 130
    assert "再运行一次" in capsys.readouterr().err


def test_the_demo_aims_at_something_and_every_sum_is_split_whole(shop):
    founding.aim(shop.clock)
    month = goals.goals_of(shop.general_manager, shop.clock.month)
    sums = [each for each in month.found.values() if each.of.additive and not each.person_id]
    assert len(sums) == 7
    assert {month.gap_of(each) for each in sums} == {0}


def test_all_but_one_of_the_demo_know_their_targets(shop):
    founding.aim(shop.clock)
    assert not goals.to_acknowledge(shop.service_advisor).exists()
    assert [each.name for each in goals.people_behind(shop.fi_manager)] == [shop.person("renewal_clerk").name]
