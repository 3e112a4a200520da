"""The journal: one chain; whatever is tampered past the ORM is found, and where (reliability R13)."""

import json
import random
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from zhangdian.foundation.kernel import journal
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.models import Claim, Entry, Seal
from zhangdian.foundation.kernel.records import writing
from zhangdian.foundation.kernel.sight import PersonalText, SecretText
from zhangdian.foundation.kernel.tests.arranging import a_card, a_customer, an_action, last_entry
from zhangdian.people.customers.actions import change_customer
from zhangdian.people.customers.models import Customer
from zhangdian.resources.parts.models import StockCard

TAMPERINGS = 50
MANY_TAMPERINGS = 500


@an_action()
def place(ctx: Act, card: StockCard, *, bin: str) -> None:
    """One more entry."""
    card.bin = bin


def sealed_journal(shop: Any, entries: int = 40) -> None:
    """A journal with some life in it."""
    cards = [a_card(shop) for _ in range(3)]
    for at in range(entries):
        shop.later(minutes=1)
        place(shop.guide, cards[at % 3], bin=f"B-{at}")
    customer = a_customer(shop)
    change_customer(shop.service_advisor, customer, phone="16110000009")
    journal.seal_new_entries()


def sql(statement: str, *values: Any) -> int:
    """Past the ORM and past the guard, as somebody with the file in his hands."""
    with writing(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


# ---- sealing --------------------------------------------------------------------------------------


def test_each_entry_is_sealed_once_in_the_order_in_which_it_became_visible(shop):
    sealed_journal(shop)
    assert journal.verify() is None
    assert journal.seal_new_entries() == 0
    assert Seal.objects.count() == Entry.objects.count()
    assert list(Seal.objects.order_by("position").values_list("position", flat=True)) == list(
        range(1, Seal.objects.count() + 1)
    )


def test_what_came_late_is_sealed_behind_what_was_sealed_before(shop):
    sealed_journal(shop)
    head = journal.last_position()
    place(shop.guide, a_card(shop), bin="late")
    assert journal.seal_new_entries() > 0
    assert Seal.objects.get(entry=last_entry()).position == journal.last_position() > head
    assert journal.verify() is None


def test_a_limit_seals_the_rest_another_time(shop):
    sealed_journal(shop)
    for at in range(7):
        place(shop.guide, StockCard.objects.order_by("-pk").filter(store=shop.store_id)[0], bin=f"L-{at}")
    assert [journal.seal_new_entries(limit=3) for _ in range(4)] == [3, 3, 1, 0]
    assert journal.verify() is None


def test_what_committed_long_after_its_turn_is_found_by_the_daily_look(shop, monkeypatch):
    sealed_journal(shop)
    monkeypatch.setattr(journal, "LATE", 0)
    place(shop.guide, a_card(shop), bin="slow")
    slow = last_entry()
    place(shop.guide, a_card(shop), bin="quick")
    journal._seal([last_entry().pk])
    assert journal.seal_new_entries(late=False) == 0
    assert journal.seal_new_entries() > 0
    assert Seal.objects.filter(entry=slow).exists()
    assert journal.verify() is None


# ---- tampering ------------------------------------------------------------------------------------


def change_a_field(chance: random.Random, seal: Seal) -> tuple[int, int | None]:
    field, value = chance.choice(
        [
            ("person_id", 1),
            ("role", "GM"),
            ("action", "kernel.other"),
            ("inputs_text", '{"bin":"other"}'),
            ("changes_text", "{}"),
            ("notes_text", '{"because":{}}'),
            ("to_state", "other"),
            ("subject_id", 999_999),
            ("at", "2026-01-01 00:00:00+00:00"),
            ("store_id", None),
        ]
    )
    entry = Entry.objects.get(pk=seal.entry_id)
    if str(getattr(entry, field)) == str(value):
        field, value = "action", "kernel.another"
    sql(f"UPDATE kernel_entry SET {field} = %s WHERE id = %s", value, seal.entry_id)
    return seal.position, seal.entry_id


def change_a_personal_value(chance: random.Random, seal: Seal) -> tuple[int, int | None]:
    guarded = Seal.objects.exclude(entry__personal_text="").order_by("?").first()
    sql("UPDATE kernel_entry SET personal_text = %s WHERE id = %s", '{"salt":"x"}', guarded.entry_id)
    return guarded.position, guarded.entry_id


def delete_an_entry(chance: random.Random, seal: Seal) -> tuple[int, int | None]:
    """By its seal: the database does not let go of an entry that is pointed at."""
    sql("DELETE FROM kernel_seal WHERE position = %s", seal.position)
    return seal.position, None


def delete_an_entry_and_close_the_gap(chance: random.Random, seal: Seal) -> tuple[int, int | None]:
    sql("DELETE FROM kernel_seal WHERE position = %s", seal.position)
    for position in range(seal.position + 1, journal.last_position() + 1):
        sql("UPDATE kernel_seal SET position = %s WHERE position = %s", position - 1, position)
    following = Seal.objects.get(position=seal.position)
    return seal.position, following.entry_id


def insert_an_entry(chance: random.Random, seal: Seal) -> tuple[int, int | None]:
    """A forged one in the sealed past: everything behind it moves up by one."""
    for position in range(journal.last_position(), seal.position - 1, -1):
        sql("UPDATE kernel_seal SET position = %s WHERE position = %s", position + 1, position)
    forged = Entry.objects.get(pk=seal.entry_id)
    forged.pk = forged.id = 10**9 + chance.randrange(10**6)
    with writing():
        forged.save(force_insert=True)
        Claim(pk=forged.pk, token=f"forged-{forged.pk}", digest="x").save(force_insert=True)
        digest = journal.digest_of(forged)
        before = Seal.objects.filter(position=seal.position - 1).first()
        chain = journal.link(before.chain if before else journal.GENESIS, digest)
        Seal(position=seal.position, entry=forged, digest=digest, chain=chain).save(force_insert=True)
    return seal.position + 1, seal.entry_id


def swap_two_entries(chance: random.Random, seal: Seal) -> tuple[int, int | None]:
    other = Seal.objects.exclude(pk=seal.pk).order_by("?").first()
    spare = Entry.objects.filter(seal=None).values_list("pk", flat=True)[0]
    for key, entry in ((seal.pk, spare), (other.pk, seal.entry_id), (seal.pk, other.entry_id)):
        sql("UPDATE kernel_seal SET entry_id = %s WHERE position = %s", entry, key)
    first = min(seal.position, other.position)
    return first, Seal.objects.get(position=first).entry_id


def renumber(chance: random.Random, seal: Seal) -> tuple[int, int | None]:
    sql("UPDATE kernel_seal SET position = %s WHERE position = %s", 10**6, seal.position)
    return seal.position, None


def rewrite_a_seal(chance: random.Random, seal: Seal) -> tuple[int, int | None]:
    """The entry and the digest fit; the chain does not."""
    sql("UPDATE kernel_entry SET role = 'GM', action = 'x' WHERE id = %s", seal.entry_id)
    digest = journal.digest_of(Entry.objects.get(pk=seal.entry_id))
    sql("UPDATE kernel_seal SET digest = %s WHERE position = %s", digest, seal.position)
    return seal.position, seal.entry_id


KINDS: list[Callable[[random.Random, Seal], tuple[int, int | None]]] = [
    change_a_field,
    change_a_personal_value,
    delete_an_entry,
    delete_an_entry_and_close_the_gap,
    insert_an_entry,
    swap_two_entries,
    renumber,
    rewrite_a_seal,
]


def tampered(shop: Any, seeds: range) -> None:
    """Each found, and the first bad place named; each taken back."""
    sealed_journal(shop, 12)
    last = journal.last_position()
    place(shop.guide, a_card(shop), bin="not sealed yet")
    for seed in seeds:
        chance = random.Random(seed)
        kind = KINDS[seed % len(KINDS)]
        with transaction.atomic():
            seal = Seal.objects.get(position=chance.randint(last - 11, last - 1))
            where = kind(chance, seal)
            fault = journal.verify()
            assert fault, (seed, kind.__name__)
            assert (fault.position, fault.entry_id) == where, (seed, kind.__name__, fault)
            transaction.set_rollback(True)
    assert journal.verify() is None


def test_fifty_random_tamperings_are_found_and_the_first_bad_place_is_named(shop):
    tampered(shop, range(TAMPERINGS))


@pytest.mark.long
def test_five_hundred_others_are_found_too(shop):
    begin = random.randrange(10**8)
    tampered(shop, range(begin, begin + MANY_TAMPERINGS))


def test_an_entry_that_no_act_made_is_found_before_it_is_sealed(shop):
    sealed_journal(shop, 3)
    forged = last_entry()
    forged.pk = forged.id = 10**9
    with writing():
        forged.save(force_insert=True)
    assert journal.verify() == journal.Fault(journal.last_position(), 10**9, "这条日志没有对应的动作")


def test_an_unsealed_entry_that_disappears_is_missed(shop):
    sealed_journal(shop, 3)
    place(shop.guide, StockCard.objects.filter(store=shop.store_id).last(), bin="x")
    gone = last_entry().pk
    sql("DELETE FROM kernel_entry WHERE id = %s", gone)
    assert journal.verify() == journal.Fault(journal.last_position(), gone, "这个动作的日志不见了")


def cut_the_tail(entries: int) -> None:
    """The last entries with their claims and seals, as if they had never been."""
    for seal in Seal.objects.order_by("-position")[:entries]:
        for table, column, key in (
            ("kernel_seal", "position", seal.position),
            ("kernel_entry", "id", seal.entry_id),
            ("kernel_claim", "id", seal.entry_id),
        ):
            sql(f"DELETE FROM {table} WHERE {column} = %s", key)


@pytest.mark.parametrize("entries", [1, 5])
def test_a_tail_that_was_cut_is_found_by_its_anchor(shop, tmp_path, entries):
    sealed_journal(shop, 8)
    journal.write_anchor(tmp_path)
    assert journal.verify(tmp_path) is None
    head = journal.last_position()
    with transaction.atomic():
        cut_the_tail(entries)
        assert journal.verify() is None, "no chain sees its own tail cut off"
        fault = journal.verify(tmp_path)
        transaction.set_rollback(True)
    assert fault
    assert (fault.position, "锚点不符" in fault.what) == (head, True)


def test_a_chain_that_was_written_anew_is_found_by_its_anchor(shop, tmp_path):
    sealed_journal(shop, 8)
    journal.write_anchor(tmp_path)
    place_of = journal.last_position() - 3
    seal = Seal.objects.get(position=place_of)
    sql("UPDATE kernel_entry SET notes_text = %s WHERE id = %s", '{"forged":1}', seal.entry_id)
    chain = Seal.objects.get(position=place_of - 1).chain
    for each in Seal.objects.filter(position__gte=place_of).order_by("position"):
        digest = journal.digest_of(Entry.objects.get(pk=each.entry_id))
        chain = journal.link(chain, digest)
        sql(
            "UPDATE kernel_seal SET digest = %s, chain = %s WHERE position = %s", digest, chain, each.position
        )
    assert journal.verify() is None
    assert "锚点不符" in str(journal.verify(tmp_path))


def test_an_anchor_is_one_line_a_day(shop, tmp_path):
    sealed_journal(shop, 3)
    journal.write_anchor(tmp_path)
    journal.write_anchor(tmp_path)
    shop.later(days=1)
    journal.write_anchor(tmp_path)
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["2026-11-23.json", "2026-11-24.json"]
    assert json.loads((tmp_path / "2026-11-24.json").read_text())["position"] == journal.last_position()


# ---- personal values ------------------------------------------------------------------------------


@an_action("登记口信")
def take_message(
    ctx: Act, customer: Customer, *, caller: PersonalText, text: str, password: SecretText = ""
) -> None:
    """A person's name among the inputs, and something that nobody may keep."""


def test_personal_inputs_and_fields_stand_only_in_the_part_that_erasure_empties(shop):
    customer = a_customer(shop)
    change_customer(shop.service_advisor, customer, phone="16110000009")
    take_message(shop.guide, customer, caller="程远山", text="回电", password="geheim")
    for entry in Entry.objects.order_by("-id")[:3]:
        kept = entry.inputs_text + entry.changes_text + entry.notes_text
        assert not any(word in kept for word in ("程远山", "16110000005", "16110000009", "邹雪梅"))
        assert "geheim" not in kept + entry.personal_text
    assert last_entry().inputs == {"caller": "•", "text": "回电", "password": "•"}
    assert json.loads(last_entry().personal_text)["inputs"] == {"caller": "程远山"}


def test_erasure_empties_it_and_the_chain_stays_whole(shop):
    sealed_journal(shop, 3)
    guarded = Entry.objects.exclude(personal_text="")
    assert guarded.exists()
    journal.erase_personal(list(guarded.values_list("pk", flat=True)))
    assert not guarded.exists()
    assert journal.verify() is None


def test_the_same_value_has_another_digest_each_time(shop):
    customer = a_customer(shop)
    first = take_message(shop.guide, customer, caller="程远山", text="一").entry
    second = take_message(shop.guide, customer, caller="程远山", text="一").entry
    assert first.personal_digest != second.personal_digest
