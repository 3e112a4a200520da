"""What holds for every action, from the registry: who may, in which state, in which store, once per token."""

import dataclasses
import inspect
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext

from tests.support.copies import checksums
from tests.support.lived_in import a_record
from tests.support.twice import file_of, writes_of
from zhangdian.doors.simulation.people import HOLDERS, Shop
from zhangdian.foundation.kernel import carrying, codec, registry
from zhangdian.foundation.kernel.action import ANYBODY, Action, root_of
from zhangdian.foundation.kernel.context import ActorKind, Context, Standing
from zhangdian.foundation.kernel.gates import GATES
from zhangdian.foundation.kernel.models import Entry
from zhangdian.foundation.kernel.records import Belongs, Record, writing
from zhangdian.foundation.kernel.refusals import NotHere, Refusal
from zhangdian.people.organization.roles import Role

ACTIONS = list(registry.ACTIONS.values())
each_action = pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.name)


# ---- as declared, in memory -----------------------------------------------------------------------


@each_action
def test_it_has_a_chinese_name_a_meaning_and_somebody_who_may(action):
    assert re.search(r"[\u4e00-\u9fff]", action.label)
    assert (action.__doc__ or "").strip()
    assert action.by or action.by_link or action.by_clock
    assert action.by == ANYBODY or set(action.by) <= set(Role.values)


@each_action
def test_exactly_the_declared_posts_may(action):
    for role in Role.values:
        may = action.open_to(Context(1, 1), Standing(frozenset([role])))
        assert may is (action.by == ANYBODY or role in action.by), role
    assert action.open_to(Context(1, 1), Standing(frozenset())) is (action.by == ANYBODY)
    assert action.open_to(Context(1, kind=ActorKind.CLOCK), Standing(frozenset())) is action.by_clock
    assert action.open_to(Context(1, kind=ActorKind.CUSTOMER), Standing(frozenset())) is action.by_link


def in_state(action: Action, state: Any) -> tuple[Any, Any]:
    """An unsaved subject and its root, the holder of the state in this one."""
    assert action.subject_model is not None
    subject: Any = action.subject_model()
    root = subject
    if subject.root:
        link: Any = action.subject_model._meta.get_field(subject.root)
        root = link.related_model()
        setattr(subject, subject.root, root)
    for each in (subject, root):
        if isinstance(state, getattr(type(each), "State", ())):
            each.state = state
    return subject, root


def states_of(action: Action) -> Any:
    """The states among which this action chooses."""
    allowed = action.moves[0] if action.moves else action.within
    return type(next(iter(allowed))) if allowed else ()


@each_action
def test_exactly_the_declared_states_allow_it(action):
    allowed = action.moves[0] if action.moves else action.within
    for state in states_of(action):
        wrong = action.wrong_state(*in_state(action, state))
        assert (wrong is None) is (state in allowed), state
        assert wrong is None or action.label in wrong
    if action.moves:
        assert action.moves[1] in states_of(action)


@each_action
def test_what_it_declares_exists(action):
    assert all(GATES[gate.name] is gate for gate in action.gates)
    assert set(action.locks) <= set(action.inputs)
    assert action.opens is None or issubclass(action.opens, Record)
    assert not (action.moves and action.subject_model is None)
    if callable(action.needs):
        given = ("ctx", *(["subject"] if action.subject_model else []))
        inspect.signature(action.needs).bind(*given, **dict.fromkeys(action.inputs))


@each_action
def test_its_inputs_can_be_kept_and_read_back(action):
    for name, hint in action.inputs.items():
        for inner in codec._inside(hint):
            assert isinstance(inner, type) or codec.element_of(inner) is not None, name
            assert inner is not float, name


@each_action
def test_it_has_a_test_of_its_name(action):
    assert file_of(action).exists(), f"{action.name} needs {file_of(action)}"


# ---- one of each, against the database ------------------------------------------------------------


def on_records(shop: Shop) -> Iterator[tuple[Action, Any]]:
    """Every action with a record of its kind."""
    for action in ACTIONS:
        yield action, action.subject_model and a_record(shop, action.subject_model)


def nothing_given(action: Action) -> dict[str, None]:
    """Inputs do not matter: each of these refusals comes before they are looked at."""
    return dict.fromkeys(action.inputs)


def given(record: Any) -> tuple[Any, ...]:
    return () if record is None else (record,)


def answer_to(action: Action, who: Context, *subject: Any, **inputs: Any) -> Exception | None:
    """What stops this act, if anything does; what went through is taken back."""
    with transaction.atomic():
        try:
            action(who, *subject, **{**nothing_given(action), **inputs})
        except (Refusal, NotHere) as no:
            return no
        except Exception as error:
            transaction.set_rollback(True)
            return error
        transaction.set_rollback(True)
    return None


def somebody_for(shop: Shop, action: Action) -> Context | None:
    """One who may do it."""
    if action.by == ANYBODY:
        return shop.guide
    holders = [role for role in action.by if role in HOLDERS]
    if holders:
        return shop.in_role(holders[0])
    return shop.clock if action.by_clock else None


def test_every_kind_of_subject_has_a_record_to_try_it_on(living):
    kinds = {action.subject_model for action in ACTIONS if action.subject_model}
    assert [kind._meta.label for kind in kinds if a_record(living, kind) is None] == []


# ---- who ------------------------------------------------------------------------------------------


def askers(shop: Shop) -> Iterator[tuple[str, Context]]:
    """Somebody of every post, the clock, and a customer with a link."""
    yield from ((role, shop.in_role(role)) for role in HOLDERS)
    yield "clock", shop.clock
    yield "customer", Context(shop.store_id, kind=ActorKind.CUSTOMER, link_id=10**9)


def declared_for(action: Action, post: str) -> bool:
    if post in ("clock", "customer"):
        return action.by_clock if post == "clock" else action.by_link
    return action.by == ANYBODY or post in action.by


def test_every_post_has_somebody_to_try_it():
    assert set(HOLDERS) == set(Role.values)


def is_for_others(action: Action, answer: Exception | None) -> bool:
    """Whether the answer is that the post is not one of those that may."""
    missing = answer.missing if isinstance(answer, Refusal) else ()
    return [(each.what, each.action) for each in missing] == [(action.label, action.name)]


@pytest.mark.long_on("postgres")
@each_action
def test_every_other_post_is_refused_and_no_declared_one(living, action):
    record = action.subject_model and a_record(living, action.subject_model)
    for post, who in askers(living):
        answer = answer_to(action, who, *given(record))
        assert is_for_others(action, answer) is not declared_for(action, post), f"{post}: {answer!r}"


def test_what_is_refused_changes_nothing(living):
    before, refused = checksums(), 0
    for action, record in on_records(living):
        for who in (living.apprentice, living.other_store_advisor, living.guard):
            refused += isinstance(answer_to(action, who, *given(record)), Refusal | NotHere)
    assert checksums() == before
    assert refused > 2 * len(ACTIONS)


# ---- another store --------------------------------------------------------------------------------


def elsewhere(shop: Shop, action: Action, monkeypatch: pytest.MonkeyPatch) -> Context:
    """Somebody of the other store for whom post and state are no obstacle."""
    monkeypatch.setattr(action, "by", ANYBODY)
    return shop.other_store_advisor


@each_action
def test_another_stores_record_answers_as_one_that_does_not_exist(living, action, monkeypatch):
    if action.subject_model is None or action.subject_model.belongs is Belongs.HOUSE:
        return
    record, who = a_record(living, action.subject_model), elsewhere(living, action, monkeypatch)
    foreign, absent = answer_to(action, who, record), answer_to(action, who, 10**9)
    assert isinstance(foreign, NotHere), foreign
    assert (type(foreign), str(foreign)) == (type(absent), str(absent))


def referred(action: Action) -> Iterator[tuple[str, type[Record]]]:
    """Inputs that name records of one store, themselves or somewhere inside."""
    for name in action.referring:
        for kind in codec._inside(action.inputs[name]):
            if isinstance(kind, type) and issubclass(kind, Record) and kind.belongs is not Belongs.HOUSE:
                yield name, kind


def naming(annotation: Any, kind: type[Record], key: int) -> Any:
    """A value of this annotation in which every record of the kind is the one with this key."""
    bare, _ = codec.unwrap_optional(annotation)
    if (inner := codec.element_of(bare)) is not None:
        return [naming(inner, kind, key)]
    if isinstance(bare, type) and dataclasses.is_dataclass(bare):
        return bare(**{name: naming(hint, kind, key) for name, hint in codec.fields_of(bare).items()})
    return key if bare is kind else None


REFERRING = [
    pytest.param(action, name, kind, id=f"{action.name}-{name}-{kind._meta.label}")
    for action in ACTIONS
    for name, kind in referred(action)
]


@pytest.mark.parametrize(("action", "name", "kind"), REFERRING)
def test_another_stores_record_among_the_inputs_does_not_exist(living, action, name, kind, monkeypatch):
    monkeypatch.setattr(action, "by", ANYBODY)
    subject = action.subject_model and a_record(living, action.subject_model, oldest=True)
    record = a_record(living, kind)
    assert record is not None, kind

    def with_key(key: int) -> Exception | None:
        return answer_to(
            action, living.guide, *given(subject), **{name: naming(action.inputs[name], kind, key)}
        )

    absent = with_key(10**9)
    assert isinstance(absent, NotHere), absent
    assert not isinstance(with_key(record.pk), NotHere)
    with transaction.atomic():
        move_away(record, living)
        assert isinstance(with_key(record.pk), NotHere)
        transaction.set_rollback(True)


def move_away(record: Any, shop: Shop) -> None:
    """As no act would: the record lies in the other store."""
    *path, last = record.store_path.split("__")
    holder = record
    for step in path:
        holder = getattr(holder, step)
    column = holder._meta.get_field(last).column
    statement = f'UPDATE "{holder._meta.db_table}" SET {column} = %s WHERE id = %s'
    with writing(), connection.cursor() as cursor:
        cursor.execute(statement, [shop.other_store.pk, holder.pk])


# ---- a wrong state --------------------------------------------------------------------------------


@pytest.mark.long_on("postgres")
@each_action
def test_in_every_wrong_state_it_says_in_which_it_is_done(living, action, monkeypatch):
    allowed = (action.moves[0] if action.moves else action.within) or ()
    if not allowed:
        return
    record = a_record(living, action.subject_model)
    monkeypatch.setattr(action, "by", ANYBODY)
    who = living.guide if root_of(record).is_open_to(living.guide) else living.general_manager
    for state in states_of(action):
        with transaction.atomic():
            put_in(record, state)
            answer = answer_to(action, who, record)
            transaction.set_rollback(True)
        wrong = isinstance(answer, Refusal) and "现在是“" in answer.sentence
        assert wrong is (state not in allowed), f"{state}: {answer!r}"


def put_in(record: Any, state: Any) -> None:
    """As no act would, past all constraints: only to see that the act notices."""
    own = isinstance(state, getattr(type(record), "State", ()))
    holder = record if own else getattr(record, record.root)
    table = holder._meta.db_table
    with writing(), connection.cursor() as cursor, without_checks(cursor, holder):
        cursor.execute(f'UPDATE "{table}" SET state = %s WHERE id = %s', [str(state), holder.pk])


@contextmanager
def without_checks(cursor: Any, record: Any) -> Iterator[None]:
    """The constraints of its table sleep; PostgreSQL gets them back when the savepoint is taken back."""
    if connection.vendor == "sqlite":
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        yield
        cursor.execute("PRAGMA ignore_check_constraints = OFF")
        return
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for constraint in record._meta.constraints:
        if isinstance(constraint, models.CheckConstraint):
            cursor.execute(f'ALTER TABLE "{record._meta.db_table}" DROP CONSTRAINT "{constraint.name}"')
    yield


# ---- once per token -------------------------------------------------------------------------------


def test_a_repeated_press_gets_the_first_answer_from_every_action(living):
    """The token is claimed before anything else is asked, and that claim is all that a twin tries to write.

    With the press that really went through it is shown beside each action's own test: tests/support/twice.py.
    """
    wrong = []
    for action, record in on_records(living):
        who = somebody_for(living, action) or living.guide
        with transaction.atomic():
            first = as_if_done(action, who, record)
            with CaptureQueriesContext(connection) as asked:
                again = action(who, *given(record), token="press", **nothing_given(action))
            if again.entry.pk != first.pk or writes_of(asked) != ["kernel_claim"]:
                wrong.append(action.name)
            if action.inputs and not other_content_is_refused(action, who, record):
                wrong.append(f"{action.name}: other content")
            transaction.set_rollback(True)
    assert wrong == []


def as_if_done(action: Action, who: Context, record: Any) -> Entry:
    """The claim and the entry that a first press would have left."""
    hidden = {**nothing_given(action), **dict.fromkeys(action.secret, "•")}
    inputs = codec.canonical(codec.encode(hidden))
    with writing():
        key, first = carrying.claim(action, getattr(record, "pk", None), f"{who.actor_key}:press", inputs, {})
        assert first
        entry = Entry(
            id=key, at=who.now, actor="person", action=action.name, inputs_text="{}", notes_text="{}"
        )
        entry.save()  # its place may be kept already
    return entry


def other_content_is_refused(action: Action, who: Context, record: Any) -> bool:
    try:
        action(who, *given(record), token="press", because={"other": "content"}, **nothing_given(action))
    except Refusal as refusal:
        return "别的内容" in refusal.sentence
    return False
