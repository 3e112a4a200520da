"""Statements that are worded once write and find the very same as Django's own."""

import inspect
from datetime import date, datetime, timedelta
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.core.exceptions import EmptyResultSet
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.db.models.functions import Upper
from django.test.utils import CaptureQueriesContext

from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel import holds, rows
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.models import Entry, Hold
from zhangdian.foundation.kernel.records import Record, writing
from zhangdian.foundation.kernel.tests.arranging import a_card, an_action
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.roles import Role
from zhangdian.resources.parts.models import StockCard

RECORDS = [model for model in apps.get_models() if issubclass(model, Record)]


@an_action("放两块牌")
def hang_two(ctx: Act, card: StockCard) -> None:
    """Two new rows at once, and a third."""
    first, second = (
        Hold(
            store_id=ctx.store_id, root_type="x", root_id=card.pk, kind=kind, holder=Role.GUIDE, since=ctx.now
        )
        for kind in ("b", "a")
    )
    Hold.objects.add_many([first, second])
    holds.lay(ctx, card, "third", holder=Role.STOREKEEPER, why="等盘点")


@an_action("照着放牌")
def hang_alike(ctx: Act, card: StockCard) -> None:
    """As many new rows as there are holds on the card, read by the database."""
    there = Hold.objects.filter(root_type="x", root_id=card.pk)
    copied = ("store_id", "holder", "since", "root_id")
    values = {**{name: F(name) for name in copied}, "root_type": "y", "kind": Upper("kind")}
    assert Hold.objects.add_read(there, values) == 2


def test_rows_that_the_database_reads_are_written_at_once_with_defaults_and_their_act(shop):
    card = a_card(shop)
    hang_two(shop.guide, card)
    done = hang_alike(shop.guide, card)
    made = Hold.objects.filter(root_type="y").order_by("kind")
    assert [(each.kind, each.lifted_at, each.why) for each in made] == [("A", None, ""), ("B", None, "")]
    assert {each.entry_id for each in made} == {done.entry.pk}


def facts(record: Record) -> dict[str, object]:
    return {name: value for name, value in record.__dict__.items() if name != "_state"}


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model._meta.label_lower)
@pytest.mark.parametrize("locked", [False, True], ids=["looked at", "locked"])
def test_a_whole_record_is_asked_for_as_django_asks(shop, model, locked):
    ctx = shop.service_advisor
    assert ctx.standing
    usual = model.objects.of(ctx).for_acts().filter(pk=4)
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        list(usual.lock() if locked else usual)
        once = len(asked)
        rows.whole(ctx, model, 4, lock=locked)
    said = [each["sql"] for each in asked.captured_queries]
    assert said[:once] == said[-once:]


def test_a_whole_record_is_the_one_that_django_loads(shop):
    visits.a_car(shop)
    order = visits.a_visit_signed(shop)
    usual = RepairOrder.objects.of(shop.service_advisor).for_acts().get(pk=order.pk)
    for _ in range(2):
        found = rows.whole(shop.service_advisor, RepairOrder, order.pk)
        assert facts(found) == facts(usual)
        assert facts(found.vehicle) == facts(usual.vehicle)
        with CaptureQueriesContext(connection) as asked:
            assert (found.vehicle.plate, found.advisor.name) == (usual.vehicle.plate, usual.advisor.name)
        assert not asked.captured_queries
    assert not found.locked


def test_another_store_finds_nothing(shop):
    visits.a_car(shop)
    order = visits.a_visit_signed(shop)
    assert rows.whole(shop.other_store_manager, RepairOrder, order.pk) is None
    assert rows.whole(None, RepairOrder, order.pk).pk == order.pk


@rows.worded
def orders_of(ctx: Any, keys: list[int], plate: str, since: datetime, advisor_id: int | None) -> Any:
    found = RepairOrder.objects.of(ctx).filter(pk__in=keys, plate=plate, arrived_at__gte=since)
    return found.filter(advisor=advisor_id).select_related("vehicle").order_by("-pk")[:2]


@rows.worded
def plates_since(ctx: Any, day: date) -> Any:
    return RepairOrder.objects.of(ctx).filter(promised_at__date__gte=day).values_list("plate", flat=True)


def test_a_reading_that_is_worded_once_answers_as_django_does(shop):
    visits.a_car(shop)
    order = visits.a_visit_signed(shop)
    ctx, since = shop.service_advisor, order.arrived_at
    for keys, advisor in (([order.pk], order.advisor_id), ([order.pk, 7], order.advisor_id), ([3], None)):
        usual = inspect.unwrap(orders_of)(ctx, keys, order.plate, since, advisor)
        assert list(map(facts, orders_of(ctx, keys, order.plate, since, advisor))) == list(map(facts, usual))
    assert not orders_of(ctx, [order.pk], order.plate, shop.later(minutes=1), order.advisor_id)
    assert not orders_of(shop.other_store_manager, [order.pk], order.plate, since, order.advisor_id)
    assert plates_since(ctx, shop.today) == [order.plate]
    assert plates_since(ctx, shop.today + timedelta(days=30)) == []


@rows.worded
def people_off_on(ctx: Any, weekday: int) -> Any:
    return Person.objects.of(ctx).filter(rest_weekday=weekday)


@pytest.mark.only_on("postgres")
def test_a_small_number_is_no_value_of_a_reading(shop):
    """Its column would hold no mark, and the reading would find nothing for ever."""
    with pytest.raises(EmptyResultSet):
        people_off_on(shop.clock, 1)


def test_lists_of_many_lengths_are_few_statements(shop):
    worded = []

    @rows.worded
    def named(ctx, keys):
        worded.append(len(keys))
        return RepairOrder.objects.of(ctx).filter(pk__in=keys)

    visits.a_car(shop)
    order = visits.a_visit_signed(shop)
    for count in range(1, 300):
        assert named(shop.service_advisor, [*range(order.pk + 1, order.pk + count), order.pk]) == [order]
    assert worded == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512]


@pytest.mark.parametrize(("count", "places"), [(0, 0), (4096, 4096), (4097, 8192), (17_000, 20_480)])
def test_a_long_list_grows_by_steps_that_every_database_takes(count, places):
    assert len(rows._filled(list(range(count)))) == places


def test_a_list_without_keys_asks_nothing(shop):
    with CaptureQueriesContext(connection) as asked:
        assert orders_of(shop.service_advisor, [], "宁Z00000", shop.later(), None) == []
    assert all("repairorder" not in each["sql"] for each in asked.captured_queries)


def test_many_new_rows_learn_their_keys_and_stand_as_they_were_given(shop):
    card = a_card(shop)
    entry = hang_two(shop.guide, card).entry
    kept = list(Hold.objects.filter(root_type="x", root_id=card.pk).order_by("pk"))
    assert [(each.kind, each.entry_id) for each in kept] == [("b", entry.pk), ("a", entry.pk)]
    [third] = rows.find(Hold, empty=("lifted_at",), root_type=card._meta.label_lower, root_id=card.pk)
    assert (third.kind, third.why, third.person_id) == ("third", "等盘点", None)


def test_a_row_that_is_not_there_cannot_be_changed(shop):
    with writing(), transaction.atomic(), pytest.raises(DatabaseError):
        rows.change(Hold, [Hold(pk=-5, why="x")], ["why"])


@pytest.mark.only_on("sqlite")
def test_the_journal_s_place_is_kept_before_anything_points_at_it(shop):
    card = a_card(shop)
    with CaptureQueriesContext(connection) as asked:
        done = hang_two(shop.guide, card)
    written = [each["sql"] for each in asked.captured_queries if "kernel_" in each["sql"]]
    inserts = [sql.split('"')[1] for sql in written if sql.startswith('INSERT INTO "')]
    assert inserts[0] == "kernel_entry"
    assert Entry.objects.get(pk=done.entry.pk).action == hang_two.name


@pytest.mark.only_on("postgres")
def test_the_driver_reads_a_statement_once(shop):
    """Three hundred kinds of statements, and one that is as long as a whole order's."""
    texts = [f"SELECT {number} + %s" for number in range(300)] + [f"SELECT %s /* {'x' * 6_000} */"]
    read = psycopg._queries._query2pg.cache_info
    for text in texts:
        rows.cursor().execute(text, [1])
    once = read().misses
    for text in texts:
        rows.cursor().execute(text, [2])
    assert read().misses == once


def test_a_cursor_is_kept_as_long_as_its_connection(own_shop):
    first = rows.cursor()
    assert rows.cursor() is first
    connection.close()
    second = rows.cursor()
    assert second is not first
    second.execute("SELECT 1")
    assert second.fetchall() == [(1,)]


def test_statements_that_are_logged_are_seen(shop):
    rows.cursor()
    with CaptureQueriesContext(connection) as asked:
        rows.find(Hold, root_id=shop.store_id)
    assert len(asked.captured_queries) == 1
