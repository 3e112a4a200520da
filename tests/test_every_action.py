"""What holds for every action, from the registry: who may, in which state, in which store, once per token."""

import inspect
import re
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from tests.untested_actions import WITHOUT_A_RECORD, WITHOUT_A_TEST
from zhangdian.aftercare.care.tests.arranging import a_complaint
from zhangdian.doors.simulation import visits
from zhangdian.doors.simulation.people import HOLDERS, Shop
from zhangdian.foundation.kernel import carrying, codec, registry
from zhangdian.foundation.kernel.action import ANYBODY, Action
from zhangdian.foundation.kernel.context import ActorKind, Context, Standing
from zhangdian.foundation.kernel.gates import GATES
from zhangdian.foundation.kernel.models import Entry
from zhangdian.foundation.kernel.records import Belongs, Record, writing
from zhangdian.foundation.kernel.refusals import NotHere, Refusal
from zhangdian.frontline.service.workshop.tests import arranging as workshop
from zhangdian.people.customers import actions as customers
from zhangdian.people.organization.access import actions as access
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.staff import actions as staff
from zhangdian.resources.cashier import actions as cashier
from zhangdian.resources.cashier.models import InvoiceRequest, Payment
from zhangdian.resources.cashier.tests import arranging as till
from zhangdian.resources.parts.counting.tests import arranging as counting
from zhangdian.resources.parts.tests import arranging as shelf

ACTIONS = list(registry.ACTIONS.values())
HOUSE = Path(__file__).parent.parent / "zhangdian"
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
    if action.name not in WITHOUT_A_TEST:
        assert test_file_of(action).exists(), f"{action.name} needs {test_file_of(action)}"


def test_file_of(action: Action) -> Path:
    room = Path(inspect.getfile(action.func)).parent
    return room / "tests" / f"test_{action.func.__name__}.py"


test_file_of.__test__ = False  # type: ignore[attr-defined]


def test_the_list_of_untested_actions_only_shrinks():
    missing = {action.name for action in ACTIONS if not test_file_of(action).exists()}
    print(f"{len(missing)} of {len(ACTIONS)} actions have no test of their name: {sorted(missing)}")  # noqa: T201
    assert missing <= WITHOUT_A_TEST


# ---- one of each, against the database ------------------------------------------------------------


@pytest.fixture
def lived_in(shop: Shop) -> Shop:
    """A store in which every desk has had something to do."""
    owner = visits.a_customer(shop)
    car = visits.a_car(shop, owner=owner)
    visits.a_visit_left(shop)
    offered = visits.a_visit_in_repair(shop, "宁Z11111")
    workshop.a_finding(shop, offered)
    workshop.an_offer(shop, offered, ["A005"])
    part = shelf.a_part(shop, (3, "20", 9))
    shelf.issue(shop, shelf.a_requisition(shop, (part, 1)), 1)
    counting.a_count(shop, part)
    a_complaint(shop)
    bill, account = till.a_bill(shop), till.an_account(shop)
    assert account.pk
    cashier.request_invoice(shop.cashier, bill, kind=InvoiceRequest.Kind.PERSONAL, title="邹雪梅")
    customers.add_contact(shop.service_advisor, owner, kind="driver", name="程远山")
    customers.refer_customer(shop.service_advisor, desk=Role.RENEWAL_SPECIALIST, wish="续保", vehicle=car)
    access.enrol_device(shop.office_director, name="公用机", key_digest="x" * 64)
    today = shop.today
    staff.name_deputy(
        shop.driver, shop.person("driver"), deputy=shop.person("guide"), since=today, until=today
    )
    payment = Payment.objects.first()
    asked = cashier.refund_payment(
        shop.cashier, payment.receivable, payment=payment, amount=Decimal(1), why="试验"
    )
    assert asked.waits_for_signature
    return shop


def a_record(shop: Shop, model: type[Record]) -> Any:
    """Some record of this kind in the store, or None."""
    return model.objects.of(Context(shop.store_id, kind=ActorKind.CLOCK)).order_by("-pk").first()


def on_records(shop: Shop) -> Iterator[tuple[Action, Any]]:
    """Every action with a record of its kind, each tried in a savepoint of its own."""
    for action in ACTIONS:
        if action.subject_model is None:
            yield action, None
        elif (record := a_record(shop, action.subject_model)) is not None:
            yield action, record


def nothing_given(action: Action) -> dict[str, None]:
    """Inputs do not matter: each of these refusals comes before they are looked at."""
    return dict.fromkeys(action.inputs)


def given(record: Any) -> tuple[Any, ...]:
    return () if record is None else (record,)


def somebody_for(shop: Shop, action: Action) -> Context | None:
    """One who may do it."""
    if action.by == ANYBODY:
        return shop.guide
    holders = [role for role in action.by if role in HOLDERS]
    if holders:
        return shop.in_role(holders[0])
    return shop.clock if action.by_clock else None


def test_every_kind_of_subject_has_a_record_to_try_it_on(lived_in):
    kinds = {action.subject_model for action in ACTIONS if action.subject_model}
    missing = {kind._meta.label for kind in kinds if a_record(lived_in, kind) is None}
    print(f"tried on no record: {sorted(missing)}")  # noqa: T201
    assert missing <= WITHOUT_A_RECORD


def test_another_post_is_refused_by_every_action(lived_in):
    went_through = []
    for action, record in on_records(lived_in):
        others = [role for role in HOLDERS if role not in action.by]
        if action.by == ANYBODY or not others:
            continue
        with transaction.atomic():
            try:
                action(lived_in.in_role(others[0]), *given(record), **nothing_given(action))
                went_through.append(action.name)
            except Refusal as refusal:
                if "来做" not in refusal.sentence:
                    went_through.append(f"{action.name}: {refusal.sentence}")
    assert went_through == []


def test_another_stores_record_exists_for_no_action(lived_in, monkeypatch):
    found = []
    for action, record in on_records(lived_in):
        if record is None or record.belongs is Belongs.HOUSE:
            continue
        monkeypatch.setattr(action, "by", ANYBODY)
        for subject in (record, 10**9):
            with transaction.atomic():
                try:
                    action(lived_in.other_store_advisor, subject, **nothing_given(action))
                    found.append(action.name)
                except NotHere as answer:
                    found += [] if str(answer).endswith("不存在") else [f"{action.name}: {answer}"]
                except Exception as error:
                    found.append(f"{action.name}: {error!r}")
    assert found == []


def test_in_a_wrong_state_every_action_says_in_which_it_is_done(lived_in, monkeypatch):
    went_through, tried = [], 0
    for action, record in on_records(lived_in):
        allowed = (action.moves[0] if action.moves else action.within) or ()
        wrong = [state for state in states_of(action) if state not in allowed]
        if record is None or not wrong:
            continue
        monkeypatch.setattr(action, "by", ANYBODY)
        with transaction.atomic():
            if put_in_one_of(record, wrong):
                tried += 1
                try:
                    action(lived_in.guide, record, **nothing_given(action))
                    went_through.append(action.name)
                except Refusal as refusal:
                    if "现在是" not in refusal.sentence:
                        went_through.append(f"{action.name}: {refusal.sentence}")
            transaction.set_rollback(True)
    print(f"{tried} actions tried in a wrong state")  # noqa: T201
    assert went_through == []
    assert tried


def put_in_one_of(record: Any, states: list[Any]) -> bool:
    """As no act would: only to see that the act notices. Some states the constraints do not allow."""
    for state in states:
        own = isinstance(state, getattr(type(record), "State", ()))
        holder = record if own else getattr(record, record.root)
        statement = f'UPDATE "{holder._meta.db_table}" SET state = %s WHERE id = %s'
        with suppress(IntegrityError), transaction.atomic(), writing(), connection.cursor() as cursor:
            cursor.execute(statement, [str(state), holder.pk])
            return True
    return False


def test_a_repeated_press_gets_the_first_answer_from_every_action(lived_in):
    """The token is claimed before anything else is asked: whatever the action, its body runs once."""
    wrong = []
    for action, record in on_records(lived_in):
        who = somebody_for(lived_in, action) or lived_in.guide
        with transaction.atomic():
            first = as_if_done(action, who, record)
            again = action(who, *given(record), token="press", **nothing_given(action))
            if again.entry.pk != first.pk:
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
        entry.save(force_insert=True)
    return entry


def other_content_is_refused(action: Action, who: Context, record: Any) -> bool:
    try:
        action(who, *given(record), token="press", because={"other": "content"}, **nothing_given(action))
    except Refusal as refusal:
        return "别的内容" in refusal.sentence
    return False
