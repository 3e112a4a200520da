"""Nothing changes outside an action: every guarded table, by every way, on both databases (lessons c16)."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models, transaction

from tests.support.saying_no import refused
from zhangdian.foundation.kernel import records
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.records import Guarded, Record, RecordQuerySet
from zhangdian.foundation.kernel.refusals import WriteOutsideAct
from zhangdian.foundation.kernel.tests.arranging import a_card, an_action, last_entry
from zhangdian.resources.parts.models import Lot, StockCard
from zhangdian.resources.parts.tests import arranging as shelf

GUARDED = [model for model in apps.get_models() if issubclass(model, Guarded)]
HARMLESS = (WriteOutsideAct, models.ProtectedError, TypeError, AttributeError, ValueError)
"""How a way may end that has written nothing."""
RECORDS = [model for model in GUARDED if issubclass(model, Record)]


def of_table(model: type[models.Model]) -> str:
    return model._meta.label


STATEMENTS = [
    'INSERT INTO "{0}" DEFAULT VALUES',
    "insert into {0} (id) values (1)",
    'UPDATE "{0}" SET id = id',
    "update {0} set id = id",
    'DELETE FROM "{0}"',
    "  DELETE\n FROM {0}",
    "/* quietly */ DELETE FROM {0}",
    "-- quietly\nDELETE FROM {0}",
    "WITH x AS (SELECT 1) DELETE FROM {0}",
    'DROP TABLE "{0}"',
    "ALTER TABLE {0} ADD COLUMN extra integer",
]
ON_POSTGRES = [
    "DELETE FROM ONLY public.{0}",
    'UPDATE "public"."{0}" SET id = id',
    "WITH x AS (DELETE FROM {0} RETURNING 1) SELECT * FROM x",
    "SELECT 1; DELETE FROM {0}",
    "EXPLAIN ANALYZE DELETE FROM {0}",
    "DO $$ BEGIN DELETE FROM {0}; END $$",
    "TRUNCATE auth_group, {0} CASCADE",
    "COPY {0} FROM STDIN",
    "MERGE INTO {0} USING auth_group g ON false WHEN NOT MATCHED THEN DO NOTHING",
    "CREATE TRIGGER t BEFORE INSERT ON {0} EXECUTE FUNCTION f()",
]
ON_SQLITE = [
    'INSERT OR REPLACE INTO "{0}" (id) VALUES (1)',
    "REPLACE INTO main.{0} (id) VALUES (1)",
    "UPDATE OR IGNORE [{0}] SET id = id",
    "DELETE FROM `{0}`",
]


@pytest.mark.parametrize("model", GUARDED, ids=of_table)
@pytest.mark.django_db
def test_no_statement_reaches_a_guarded_table_outside_an_act(model):
    more = ON_POSTGRES if connection.vendor == "postgresql" else ON_SQLITE
    for statement in [*STATEMENTS, *more]:
        with pytest.raises(WriteOutsideAct, match="只能在动作里修改"), connection.cursor() as cursor:
            cursor.execute(statement.format(model._meta.db_table))


@pytest.mark.parametrize("model", GUARDED, ids=of_table)
@pytest.mark.django_db
def test_no_call_of_the_orm_reaches_it_either(model):
    row, key = model(pk=1), {"pk": 1}
    ways: list[Callable[[], Any]] = [
        lambda: row.save(),
        lambda: models.Model.save(row, force_insert=True),
        lambda: row.delete(),
        lambda: model.objects.create(**key),
        lambda: model.objects.bulk_create([row]),
        lambda: model.objects.bulk_update([row], [model._meta.concrete_fields[-1].name]),
        lambda: model.objects.filter(**key).update(**{model._meta.concrete_fields[-1].name: None}),
        lambda: model.objects.filter(**key)._update({}),
        lambda: model.objects.all()._raw_delete("default"),
        lambda: model.objects.all().delete(),
    ]
    for way in ways:
        sent: list[str] = []

        def listen(execute: Any, sql: str, *rest: Any, sent: list[str] = sent) -> Any:
            sent.append(sql)
            return execute(sql, *rest)

        with suppress(*HARMLESS), transaction.atomic():
            # Inside of our guard: it hears only what came through.
            connection.execute_wrappers.append(listen)
            try:
                way()
            finally:
                connection.execute_wrappers.remove(listen)
        assert [sql for sql in sent if sql.split()[0] in ("INSERT", "UPDATE", "DELETE")] == []


@pytest.mark.django_db
def test_many_statements_in_one_call_are_refused_too():
    with pytest.raises(WriteOutsideAct), connection.cursor() as cursor:
        cursor.executemany("UPDATE parts_lot SET on_hand = %s WHERE id = %s", [(1, 1), (2, 2)])


@pytest.mark.django_db
def test_what_is_no_record_may_be_written_and_everything_may_be_read():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_session")
        cursor.execute("INSERT INTO auth_group (name) VALUES ('x')")
        cursor.execute("UPDATE auth_group SET name = 'parts_lot' WHERE name = 'x'")
        for model in GUARDED:
            cursor.execute(f'SELECT count(*) FROM "{model._meta.db_table}"')


@pytest.mark.django_db
@pytest.mark.only_on("sqlite")
def test_without_the_guard_the_same_statement_goes_through(shop):
    """The negative control."""
    connection.execute_wrappers.remove(records.guard)
    try:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE parts_stockcard SET bin = 'X'")
    finally:
        connection.execute_wrappers.append(records.guard)
    assert set(StockCard.objects.values_list("bin", flat=True)) == {"X"}


def test_every_table_of_the_house_is_guarded_or_known():
    """A new table that acts do not guard is a decision: it stands here with its reason."""
    known = {
        "kernel_frozenpage": "written before its act, found by its digest",
        "kernel_upload": "written before its act; what an act attaches is a photo",
        "kernel_jobrun": "when the clock last ran a job",
        "organization_loginsession": "sessions",
        "organization_tries": "counts of wrong passwords",
        "customers_ledgerfile": "an uploaded file, not yet taken in",
        "customers_importchunk": "its rows, taken in by acts",
        "insurance_broughtsheet": "an uploaded list of policies, not yet taken in",
        "ui_draft": "what somebody types",
        "messaging_sandboxletter": "the book of a gateway that is none of ours",
    }
    ours = {
        model._meta.db_table
        for model in apps.get_models()
        if model.__module__.startswith("zhangdian.") and not issubclass(model, Guarded)
    }
    assert ours - set(known) == set()


# ---- inside an act --------------------------------------------------------------------------------


@pytest.mark.parametrize("model", RECORDS, ids=of_table)
def test_every_record_is_queried_by_our_queryset(model):
    assert isinstance(model.objects.all(), RecordQuerySet)


def test_an_act_may_not_update_create_or_delete_past_the_journal(shop):
    @an_action()
    def past(ctx: Act, card: StockCard, *, way: str) -> None:
        """Tries a way that would note nothing."""
        rows = StockCard.objects.filter(pk=card.pk)
        {
            "update": lambda: rows.update(bin="X"),
            "delete": lambda: rows.delete(),
            "bulk_create": lambda: StockCard.objects.bulk_create([StockCard()]),
            "bulk_update": lambda: StockCard.objects.bulk_update([card], ["bin"]),
            "one": lambda: card.delete(),
        }[way]()

    card = a_card(shop)
    for way in ("update", "delete", "bulk_create", "bulk_update", "one"):
        with pytest.raises(WriteOutsideAct):
            past(shop.guide, card, way=way)


def test_many_changes_are_noted_one_by_one(shop):
    @an_action()
    def rename(ctx: Act) -> None:
        """Two cards in one round; a field that was not named stays to be saved."""
        cards = list(StockCard.objects.of(ctx).lock().order_by("pk")[:2])
        for at, card in enumerate(cards):
            card.bin, card.min_stock = f"N-{at}", 1
        StockCard.objects.change_many(cards, ["bin"])
        assert all(set(card.changes()) == {"min_stock"} for card in cards)

    for _ in "ab":
        a_card(shop)
    rename(shop.guide)
    first, second = StockCard.objects.filter(store=shop.store_id).order_by("pk")[:2]
    assert (first.bin, second.bin) == ("N-0", "N-1")
    assert (first.min_stock, second.min_stock) == (1, 1)
    noted = last_entry().changes
    assert noted[f"parts.stockcard#{first.pk}"]["bin"][1] == "N-0"
    assert "min_stock" in noted[f"parts.stockcard#{second.pk}"]


def test_save_writes_only_what_changed(shop, django_assert_num_queries):
    @an_action()
    def touch_nothing(ctx: Act, card: StockCard) -> None:
        """Saves without a change."""
        with django_assert_num_queries(0):
            card.bin = str(card.bin)
            card.save()

    touch_nothing(shop.guide, a_card(shop))
    assert last_entry().changes == {}


def test_reading_one_deferred_field_forgets_no_other_change(shop):
    @an_action()
    def defer(ctx: Act, card: StockCard) -> None:
        """A field is fetched late, after another was set."""
        late = StockCard.objects.of(ctx).lock().defer("max_stock").get(pk=card.pk)
        late.bin = "LATE"
        assert late.max_stock is not None
        late.save()

    card = a_card(shop)
    defer(shop.guide, card)
    assert StockCard.objects.get(pk=card.pk).bin == "LATE"


def test_a_deferred_field_that_is_set_is_saved(shop):
    @an_action()
    def defer(ctx: Act, card: StockCard) -> None:
        """A field is set that was never read."""
        late = StockCard.objects.of(ctx).lock().only("pk").get(pk=card.pk)
        late.bin = "LATE"
        late.save()

    card = a_card(shop)
    defer(shop.guide, card)
    assert StockCard.objects.get(pk=card.pk).bin == "LATE"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("bin", "x" * 200, "最多"),
        ("min_stock", -1, "要在 0 到"),
        ("min_stock", 10**12, "要在 0 到"),
    ],
)
def test_what_a_column_does_not_keep_is_refused_on_both_databases(shop, field, value, words):
    @an_action()
    def overfill(ctx: Act, card: StockCard) -> None:
        """Sets what does not fit."""
        setattr(card, field, value)

    with refused(words):
        overfill(shop.guide, a_card(shop))


def test_an_unrounded_amount_is_refused_not_rounded_by_the_database(shop):
    @an_action()
    def half_a_fen(ctx: Act) -> None:
        """Forgets to round."""
        lot = Lot.objects.of(ctx).lock().first()
        lot.value_left = lot.value_left.open() - shelf.Decimal("0.005")
        lot.save()

    a_card(shop)
    with refused("最多 2 位小数"):
        half_a_fen(shop.guide)
