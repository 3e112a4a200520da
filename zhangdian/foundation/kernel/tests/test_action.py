"""Around every body: one effect per token; role, store, state under the lock; a refusal leaves nothing."""

import dataclasses
from collections.abc import Sequence

import pytest
from django.db import DataError, OperationalError

from tests.support.copies import checksums
from tests.support.saying_no import refused
from zhangdian.foundation.kernel import carrying, clock, contention
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.context import ActorKind, Context
from zhangdian.foundation.kernel.models import Entry
from zhangdian.foundation.kernel.refusals import NotHere, Refusal
from zhangdian.foundation.kernel.tests.arranging import (
    a_card,
    a_customer,
    a_requisition,
    acts,
    an_action,
    last_entry,
)
from zhangdian.people.customers.models import Customer
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.staff.actions import disable_person
from zhangdian.resources.parts.actions import move_bin, void_requisition
from zhangdian.resources.parts.models import Requisition, RequisitionLine, StockCard


@an_action("换位", by=[Role.STOREKEEPER])
def put_elsewhere(ctx: Act, card: StockCard, *, bin: str) -> None:
    """An act on a record."""
    card.bin = bin


@an_action("登记", opens=Customer)
def note_customer(ctx: Act, *, name: str) -> Customer:
    """An act that opens a record."""
    customer = Customer(store_id=ctx.store_id, pool=0, kind="person", name=name, acted_at=ctx.now)
    customer.save()
    return customer


# ---- the token ------------------------------------------------------------------------------------


def test_the_same_press_twice_is_one_act_with_one_answer(shop):
    card = a_card(shop)
    first = put_elsewhere(shop.storekeeper, card, bin="A-1", token="t")
    second = put_elsewhere(shop.storekeeper, card, bin="A-1", token="t")
    assert (second.entry.pk, second.subject.pk, second.touched) == (
        first.entry.pk,
        card.pk,
        first.touched,
    )
    assert StockCard.objects.get(pk=card.pk).version == card.version + 1


def test_the_same_press_twice_opens_one_record(shop):
    first, second = [note_customer(shop.guide, name="甲", token="t") for _ in "ab"]
    assert first.subject == second.subject
    assert Customer.objects.count() == 1


def test_other_content_under_the_same_press_is_refused(shop):
    card = a_card(shop)
    put_elsewhere(shop.storekeeper, card, bin="A-1", token="t")
    with refused("别的内容"):
        put_elsewhere(shop.storekeeper, card, bin="A-2", token="t")
    assert StockCard.objects.get(pk=card.pk).bin == "A-1"


def test_another_record_under_the_same_press_is_refused(shop):
    card, other = a_card(shop), a_card(shop)
    put_elsewhere(shop.storekeeper, card, bin="A-1", token="t")
    with refused("别的内容"):
        put_elsewhere(shop.storekeeper, other, bin="A-1", token="t")


def test_two_people_never_share_a_token(shop):
    first = note_customer(shop.guide, name="甲", token="t")
    second = note_customer(shop.driver, name="甲", token="t")
    assert first.subject != second.subject


@pytest.mark.parametrize(
    "token", ["a/b", "x" * 81, "a\nb", "\0", "\ud800"], ids=["slash", "long", "line", "nul", "half a sign"]
)
def test_a_token_that_no_page_sends_is_refused_in_words(shop, token):
    with refused("编号不对"):
        note_customer(shop.guide, name="甲", token=token)


# ---- nothing is left of a refusal -----------------------------------------------------------------


def test_a_refusal_leaves_nothing_behind_not_even_its_claim(shop):
    @an_action(opens=Customer)
    def think_better_of_it(ctx: Act, *, name: str) -> Customer:
        """Changes three kinds of records and refuses then."""
        note = Customer(store_id=ctx.store_id, pool=0, kind="person", name=name, acted_at=ctx.now)
        note.save()
        ctx.draw_number(note, "remark", "XX")
        person = Person.objects.of(ctx).lock().here(ctx.person_id)
        person.team = "别组"
        person.save()
        raise Refusal("还是不行")

    before = checksums()
    with refused("还是不行"):
        think_better_of_it(shop.guide, name="甲", token="t")
    assert checksums() == before
    note_customer(shop.guide, name="甲", token="t")


def test_any_other_error_leaves_nothing_either(shop):
    @an_action()
    def stumble(ctx: Act, card: StockCard) -> None:
        """Fails half-way."""
        card.bin = "A-1"
        card.save()
        raise ZeroDivisionError

    card = a_card(shop)
    before = checksums()
    with pytest.raises(ZeroDivisionError):
        stumble(shop.guide, card)
    assert checksums() == before


# ---- who may --------------------------------------------------------------------------------------


def test_another_post_is_told_whose_work_it_is(shop):
    with refused("换位由配件管理员来做"):
        put_elsewhere(shop.guide, a_card(shop), bin="A-1")


def test_a_disabled_person_acts_no_more_from_that_moment(shop):
    card, keeper = a_card(shop), shop.second_storekeeper
    put_elsewhere(keeper, card, bin="A-1")
    disable_person(shop.office_director, shop.person(keeper), reason="离职")
    with refused("已停用"):
        put_elsewhere(keeper, card, bin="A-2")


def test_who_was_read_before_he_lost_his_post_is_asked_again(shop):
    card, keeper = a_card(shop), shop.second_storekeeper
    assert Role.STOREKEEPER in keeper.roles
    disable_person(shop.office_director, shop.person(keeper), reason="离职")
    assert put_elsewhere.status(keeper, card).allowed
    with refused("已停用"):
        put_elsewhere(keeper, card, bin="A-2")


def test_the_clock_does_only_what_is_declared_for_it(shop):
    with refused("来做"):
        put_elsewhere(shop.clock, a_card(shop), bin="A-1")
    by_itself = an_action(by=[Role.STOREKEEPER], by_clock=True)(put_elsewhere.func)
    assert by_itself(shop.clock, a_card(shop), bin="A-1").entry.actor == "clock"


# ---- other stores ---------------------------------------------------------------------------------


def answer_of(deed) -> tuple[type, str]:
    with pytest.raises(NotHere) as caught:
        deed()
    return type(caught.value), str(caught.value)


def test_another_stores_record_answers_exactly_like_one_that_does_not_exist(shop):
    card = a_card(shop)
    move = an_action()(put_elsewhere.func)
    assert answer_of(lambda: move(shop.other_store_advisor, card, bin="A-1")) == answer_of(
        lambda: move(shop.other_store_advisor, 987654, bin="A-1")
    )


def test_another_stores_part_of_a_record_answers_so_too(shop):
    @an_action()
    def tick(ctx: Act, line: RequisitionLine) -> None:
        """An act on a part: its root is locked."""

    line = a_requisition(shop).lines.first()
    tick(shop.guide, line)
    assert answer_of(lambda: tick(shop.other_store_advisor, line)) == answer_of(
        lambda: tick(shop.other_store_advisor, 987654)
    )


@pytest.mark.parametrize("key", [None, "abc", 10**30, -1, [], {}, "1; DROP TABLE"])
def test_a_key_that_is_none_names_nothing(shop, key):
    with pytest.raises(NotHere):
        put_elsewhere(shop.storekeeper, key, bin="A-1")


@dataclasses.dataclass(frozen=True)
class Row:
    """A row of inputs that names a record."""

    card: StockCard
    pieces: int = 1


@an_action()
def use_cards(
    ctx: Act,
    *,
    one: StockCard | None = None,
    many: Sequence[StockCard] = (),
    rows: list[Row] = [],  # noqa: B006 (never changed)
) -> None:
    """Records among the inputs, in every place where they may stand."""
    ctx.notes["bins"] = [card.bin for card in (one, *many, *(row.card for row in rows)) if card]


@pytest.mark.parametrize("place", ["one", "many", "rows"])
def test_records_among_the_inputs_are_of_this_store_too(shop, place):
    card = a_card(shop)
    given = {"one": card, "many": [card], "rows": [Row(card)]}[place]
    use_cards(shop.guide, **{place: given})
    assert last_entry().notes["bins"] == [card.bin]
    with pytest.raises(NotHere):
        use_cards(shop.other_store_advisor, **{place: given})


def test_records_among_the_inputs_are_read_again(shop):
    card = a_card(shop)
    put_elsewhere(shop.storekeeper, card, bin="NEW")
    use_cards(shop.guide, many=[card], rows=[Row(card), Row(card, 2)])
    assert last_entry().notes["bins"] == ["NEW"] * 3


# ---- state, time, roots ---------------------------------------------------------------------------


def test_in_the_wrong_state_it_says_in_which_it_is_done(shop):
    requisition = a_requisition(shop)
    void_requisition(shop.storekeeper, requisition, reason="不要了")
    with refused("领料单现在是“作废”", "要在“待发、部分已发”时做"):
        void_requisition(shop.storekeeper, requisition, reason="不要了")


def test_an_arrow_that_is_not_drawn_is_refused(shop, monkeypatch):
    monkeypatch.setattr(Requisition, "derive_state", lambda _: Requisition.State.VOID)
    monkeypatch.setattr(Requisition, "ARROWS", {})
    touch = an_action()(look_at_requisition)
    with refused("领料单不能从“待发”直接到“作废”"):
        touch(shop.guide, a_requisition_before(shop, monkeypatch))


def look_at_requisition(ctx: Act, requisition: Requisition) -> None:
    """Nothing; the kernel asks for the state."""


def a_requisition_before(shop, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(Requisition, "derive_state", lambda _: Requisition.State.OPEN)
        return a_requisition(shop)


def test_the_state_is_derived_from_what_was_written_not_from_what_was_read_before(shop):
    @an_action()
    def give_up(ctx: Act, line: RequisitionLine) -> None:
        """The line is another instance than the one that the locked requisition prefetched."""
        line.voided = line.wanted
        line.save()

    requisition = a_requisition(shop)
    done = give_up(shop.guide, requisition.lines.first())
    assert Requisition.objects.get(pk=requisition.pk).state == Requisition.State.VOID
    assert done.entry.root_id == requisition.pk


def test_the_root_of_a_changed_part_is_derived_and_saved_too(shop):
    @an_action()
    def give_up_all(ctx: Act) -> None:
        """Changes lines that nobody named; their roots were not locked."""
        for line in RequisitionLine.objects.of(ctx).select_related("requisition"):
            line.voided = line.wanted
            line.save()

    first, second = a_requisition(shop), a_requisition(shop)
    done = give_up_all(shop.guide)
    assert {each.state for each in Requisition.objects.all()} == {Requisition.State.VOID}
    assert set(done.touched) == {f"requisition-{first.pk}", f"requisition-{second.pk}"}
    assert give_up_all(shop.guide, token="t").touched == give_up_all(shop.guide, token="t").touched


def test_a_root_that_was_changed_without_a_lock_is_a_programming_error(shop):
    @an_action()
    def careless(ctx: Act) -> None:
        """Sets a field of a root that it read without a lock, and leaves the saving to the kernel."""
        line = RequisitionLine.objects.of(ctx).select_related("requisition").first()
        line.told = "谁"
        line.save()
        line.requisition.box = "7"

    a_requisition(shop)
    with pytest.raises(RuntimeError, match="without a lock"):
        careless(shop.guide)


def test_every_act_raises_the_version_of_what_it_touches(shop):
    card = a_card(shop)
    for version in (1, 2, 3):
        put_elsewhere(shop.storekeeper, card, bin=f"A-{version}")
        assert StockCard.objects.get(pk=card.pk).version == card.version + version


def test_no_act_is_earlier_than_the_records_last_one(shop):
    card = a_card(shop)
    shop.later(hours=3)
    put_elsewhere(shop.storekeeper, card, bin="A-1")
    late = clock.now()
    shop.later(hours=-2)
    assert put_elsewhere(shop.storekeeper, card, bin="A-2").entry.at == late
    assert StockCard.objects.get(pk=card.pk).acted_at == late


def test_a_number_reaches_a_record_whose_root_was_read_again(shop):
    @an_action()
    def number_it(ctx: Act) -> None:
        """Draws for an instance that is not the one that the kernel loads at the end."""
        line = RequisitionLine.objects.of(ctx).first()
        line.told = "谁"
        line.save()
        ctx.draw_number(Requisition.objects.of(ctx).get(), "voided_because", "BX")

    a_requisition(shop)
    number_it(shop.guide)
    assert Requisition.objects.get().voided_because == "BX261123-0001"


def test_what_opens_a_record_begins_in_no_state(shop):
    @an_action(opens=StockCard)
    def open_beside(ctx: Act, requisition: Requisition) -> StockCard:
        """Opens a record from another one."""
        part = requisition.lines.first().part
        return StockCard.objects.of(ctx).lock().get(part=part)

    done = open_beside(shop.guide, a_requisition(shop))
    assert (done.entry.from_state, done.entry.to_state) == ("", "")
    assert done.entry.root_type == "parts.stockcard"


# ---- what the database says -----------------------------------------------------------------------


def test_an_action_inside_an_action_is_a_programming_error(shop):
    @an_action()
    def meddle(ctx: Act, card: StockCard) -> None:
        """Calls another action instead of a noun."""
        put_elsewhere(ctx.ctx, card, bin="A-1")

    with pytest.raises(RuntimeError, match="inside another action"):
        meddle(shop.storekeeper, a_card(shop))


def test_a_text_that_is_too_long_is_refused_by_its_name_on_both_databases(shop):
    with refused("姓名", "最多"):
        note_customer(shop.guide, name="长" * 500)


def test_a_value_that_only_the_server_finds_too_large_is_refused_in_words(shop, monkeypatch):
    def overflow(*_: object, **__: object) -> None:
        raise DataError("numeric field overflow")

    monkeypatch.setattr(carrying, "perform", overflow)
    with refused("太长或太大"):
        note_customer(shop.guide, name="甲")


class Deadlock(Exception):
    """As PostgreSQL's driver tells it."""

    sqlstate = "40P01"


def deadlocks(times: int):
    """`perform`, ending in a deadlock so many times."""
    perform, tries = carrying.perform, []

    def stumble(*args, **kwargs):
        tries.append(1)
        if len(tries) <= times:
            raise OperationalError("deadlock detected") from Deadlock()
        return perform(*args, **kwargs)

    return stumble, tries


def test_a_deadlock_is_tried_again_and_done_once(own_shop, monkeypatch):
    stumble, tries = deadlocks(2)
    monkeypatch.setattr(carrying, "perform", stumble)
    note_customer(own_shop.guide, name="甲")
    assert len(tries) == 3
    assert Customer.objects.count() == 1


def test_who_never_gets_through_is_told_so(own_shop, monkeypatch):
    stumble, tries = deadlocks(99)
    monkeypatch.setattr(carrying, "perform", stumble)
    before = acts()
    with refused("同一时间办理的人太多"):
        note_customer(own_shop.guide, name="甲")
    assert len(tries) == contention.TRIES
    assert acts() == before


def test_another_error_of_the_database_is_not_tried_again(own_shop, monkeypatch):
    def stumble(*_: object, **__: object) -> None:
        raise OperationalError("disk I/O error")

    monkeypatch.setattr(carrying, "perform", stumble)
    with pytest.raises(OperationalError):
        note_customer(own_shop.guide, name="甲")


# ---- declaring ------------------------------------------------------------------------------------


def test_an_input_that_the_action_does_not_take_is_a_programming_error(shop):
    with pytest.raises(TypeError, match="输入不符"):
        put_elsewhere(shop.storekeeper, a_card(shop), bin="A-1", shelf="B")


def test_two_actions_never_share_a_name():
    with pytest.raises(RuntimeError, match="同名"):
        an_action()(move_bin.func)


def test_the_entry_tells_who_did_what_to_what_when_and_what_changed(shop):
    card = a_card(shop)
    entry: Entry = put_elsewhere(shop.storekeeper, card, bin="A-1").entry
    told = Entry.objects.get(pk=entry.pk)
    assert (told.action, told.role, told.person_id) == (
        "kernel.put_elsewhere",
        "PTK",
        shop.storekeeper.person_id,
    )
    assert (told.subject_type, told.subject_id) == ("parts.stockcard", card.pk)
    assert told.inputs == {"bin": "A-1"}
    assert told.changes == {f"parts.stockcard#{card.pk}": {"bin": [card.bin, "A-1"]}}
    assert told.at == shop.now


def test_a_change_and_its_undoing_in_one_act_note_where_it_began(shop):
    @an_action()
    def hesitate(ctx: Act, card: StockCard) -> None:
        """Changes a field twice."""
        for bin in ("A-1", "A-2"):
            card.bin = bin
            card.save()

    card = a_card(shop)
    hesitate(shop.guide, card)
    assert last_entry().changes == {f"parts.stockcard#{card.pk}": {"bin": [card.bin, "A-2"]}}


def test_the_buttons_ask_the_same_declaration(shop):
    requisition = a_requisition(shop)
    assert void_requisition.status(shop.storekeeper, requisition).allowed
    assert not void_requisition.status(shop.guide, requisition).relevant
    void_requisition(shop.storekeeper, requisition, reason="不要了")
    assert not void_requisition.status(shop.storekeeper, Requisition.objects.get()).relevant


def test_a_customer_may_not_act_without_a_link(shop):
    customer = a_customer(shop)
    nod = an_action(by_link=True)(nod_at)
    with pytest.raises(NotHere):
        nod(Context(shop.store_id, kind=ActorKind.CUSTOMER), customer)
    with refused("来做"):
        an_action()(nod_at)(Context(shop.store_id, kind=ActorKind.CUSTOMER), customer)


def nod_at(ctx: Act, customer: Customer) -> None:
    """Nothing but an entry."""
