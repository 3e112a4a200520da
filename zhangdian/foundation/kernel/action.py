"""An action: the only way a record changes. Guard, permission, lock and journal stand here, once."""

import hashlib
import json
import random
import secrets
import time
import typing
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, OperationalError, connection, models, transaction
from django.utils.crypto import salted_hmac

from zhangdian.foundation.kernel import clock, codec, numbers, registry
from zhangdian.foundation.kernel.constraints import sentence_of
from zhangdian.foundation.kernel.context import ActorKind, Context, Standing
from zhangdian.foundation.kernel.gates import USUAL_CHIPS, Gate, room_of
from zhangdian.foundation.kernel.models import Claim, Entry, Hold, Weight
from zhangdian.foundation.kernel.records import Record, Root, act_under_way, writing
from zhangdian.foundation.kernel.refusals import Missing, NotHere, Question, Refusal
from zhangdian.foundation.kernel.sight import Personal, SealedMixin, Secret, opened

ANYBODY: tuple[str, ...] = ("*",)
"""For `by`: whoever works in the store."""
UNNOTED = frozenset({"acted_at", "version"})
HIDDEN = "•"


@dataclass(frozen=True)
class Signatures:
    """Roles that must sign before the act is carried out, and what it will change, in one line."""

    roles: tuple[str, ...]
    effect: str = ""


@dataclass
class Done:
    """The effect of an act: its journal entry, the record, and, when it waits for signatures, the request."""

    entry: Entry
    subject: Any
    touched: tuple[str, ...] = ()
    waits_for_signature: bool = False


@dataclass(frozen=True)
class Status:
    """Whether this person may press this button on this record now, and what is missing if not."""

    action: "Action"
    relevant: bool
    missing: tuple[Missing, ...] = ()

    @property
    def allowed(self) -> bool:
        return self.relevant and not self.missing


@dataclass
class Act:
    """One action under way: who, when, and what it has changed so far."""

    ctx: Context
    action: "Action"
    entry_id: int
    standing: Standing
    because: Mapping[str, str]
    now: datetime = field(default_factory=clock.now)
    signed: bool = False
    holds: list[Hold] = field(default_factory=list)
    notes: dict[str, Any] = field(default_factory=dict)
    _changes: dict[str, dict[str, list[Any]]] = field(default_factory=dict)
    _personal: dict[str, dict[str, list[Any]]] = field(default_factory=dict)
    _new: list[str] = field(default_factory=list)
    _roots: dict[tuple[str, int], Any] = field(default_factory=dict)
    _draws: list[tuple[Any, str, str, Any]] = field(default_factory=list)

    @property
    def store_id(self) -> int:
        return self.ctx.store_id

    @property
    def person_id(self) -> int | None:
        return self.ctx.person_id

    @property
    def roles(self) -> frozenset[str]:
        return self.standing.roles

    @property
    def today(self) -> date:
        return clock.day(self.now, self.standing.zone)

    def ask(
        self, key: str, sentence: str, chips: Sequence[str] = USUAL_CHIPS, weight: Weight = Weight.ASK
    ) -> None:
        """A question of the body: refused, goes on with a chip, or only noted, as the store weighs it."""
        name = f"{self.action.room}.{key}"
        self.weigh(name, Weight(self.standing.rules.get(name, weight)), Missing(sentence), chips)

    def weigh(self, name: str, weight: Weight, missing: Missing, chips: Sequence[str]) -> None:
        if weight is Weight.STOP:
            raise Refusal(missing.what, [missing])
        if weight is Weight.ASK:
            if not (chip := self.because.get(name, "").strip()):
                raise Question(name, missing.what, chips)
            self.notes.setdefault("because", {})[name] = chip[:200]
        else:
            self.notes.setdefault("watched", []).append(name)

    def draw_number(self, record: Record, attribute: str, kind: str, *, also: Record | None = None) -> None:
        """Give the record the next gapless number, last in this act; `also` bears the same one."""
        self._draws.append((record, attribute, kind, also))

    def touch(self, root: Root) -> None:
        """Let the kernel derive the root's state and save it at the end of this act."""
        self._roots.setdefault(root.reference, root)

    def touch_reference(self, model: type[models.Model], pk: int) -> None:
        self._roots.setdefault((model._meta.label_lower, pk), None)

    def note_new(self, record: Record) -> None:
        self._new.append("{}#{}".format(*record.reference))
        self._touch_root_of(record)

    def note_change(self, record: Record, changed: dict[str, tuple[Any, Any]]) -> bool:
        label = "{}#{}".format(*record.reference)
        for name, pair in changed.items():
            if name in UNNOTED:
                continue
            if name in record.secret:
                self._changes.setdefault(label, {})[name] = [HIDDEN, HIDDEN]
                continue
            guarded = isinstance(record._meta.get_field(name), SealedMixin)
            into = self._personal if guarded else self._changes
            before = into.setdefault(label, {}).get(name)
            old = before[0] if before else codec.encode(opened(pair[0]))
            into[label][name] = [old, codec.encode(opened(pair[1]))]
        self._touch_root_of(record)
        return bool(changed)

    def _touch_root_of(self, record: Record) -> None:
        if isinstance(record, Root):
            self.touch(record)
        elif record.root:
            link = typing.cast(Any, record._meta.get_field(record.root))
            if issubclass(link.related_model, Root):
                loaded = record._state.fields_cache.get(record.root)
                if loaded is not None:
                    self.touch(loaded)
                else:
                    self.touch_reference(link.related_model, getattr(record, link.attname))

    def finish(self) -> tuple[str, ...]:
        """Draw the numbers, derive the states, save the roots."""
        for (label, pk), root in list(self._roots.items()):
            if root is None:
                rows = registry.model(label).objects.all()
                self._roots[label, pk] = root = rows.for_acts().lock().get(pk=pk)
        for record, attribute, kind, also in self._draws:
            number = numbers.draw(self.store_id, kind, self.today)
            for each in (record, also) if also else (record,):
                setattr(each, attribute, number)
                if each.reference not in self._roots:
                    each.save()
        for root in list(self._roots.values()):
            if hasattr(root, "derive_state"):
                was, is_now = root.state, root.derive_state()
                if is_now != was:
                    if is_now not in root.ARROWS.get(was, ()):
                        raise Refusal(f"{root._meta.verbose_name}不能从{was.label}直接到{is_now.label}")
                    root.state = is_now
            if root.acted_at != self.now or root.changes():
                root.acted_at = self.now
                root.version += 1
            root.save()
        return tuple("{}-{}".format(label.split(".")[1], pk) for label, pk in self._roots)

    def touched(self, subject: Any) -> tuple[str, ...]:
        return tuple(f"{label.split('.')[1]}-{pk}" for label, pk in self._roots)

    def write_entry(self, subject: Any, root: Any, from_state: str, to_state: str, inputs_text: str) -> Entry:
        by = self.action.acting_role(self.standing)
        changes: dict[str, Any] = dict(self._changes)
        if self._new:
            changes["new"] = self._new
        inputs = json.loads(inputs_text)
        guarded: dict[str, Any] = dict(self._personal)
        if mine := {name: inputs[name] for name in self.action.personal if inputs[name] not in (None, "")}:
            guarded["inputs"] = mine
            inputs_text = codec.canonical({**inputs, **dict.fromkeys(mine, HIDDEN)})
        personal = codec.canonical({"salt": secrets.token_hex(16), **guarded}) if guarded else ""
        entry = Entry(
            id=self.entry_id,
            at=self.now,
            store_id=self.store_id or None,
            actor=self.ctx.kind.value,
            person_id=self.person_id,
            acting_for_id=self.standing.acting_for.get(by),
            link_id=self.ctx.link_id,
            role=by,
            action=self.action.name,
            subject_type=subject._meta.label_lower if subject is not None else "",
            subject_id=subject.pk if subject is not None else None,
            root_type=root._meta.label_lower if root is not None else "",
            root_id=root.pk if root is not None else None,
            from_state=from_state,
            to_state=to_state,
            inputs_text=inputs_text,
            changes_text=codec.canonical(changes),
            notes_text=codec.canonical(self.notes),
            personal_text=personal,
            personal_digest=hashlib.sha256(personal.encode()).hexdigest() if personal else "",
        )
        entry.save(force_insert=True)
        return entry


Needs = Signatures | Callable[..., Signatures | None] | None


@dataclass(eq=False)
class Action:
    """A declared action; calling it with a context carries it out."""

    func: Callable[..., Any]
    label: str
    by: tuple[str, ...]
    within: frozenset[Any] | None
    moves: tuple[frozenset[Any], Any] | None
    opens: type[Record] | None
    gates: tuple[Gate, ...]
    needs: Needs
    locks: tuple[str, ...]
    by_link: bool
    by_clock: bool
    chunk: bool

    def __post_init__(self) -> None:
        self.__name__ = self.func.__name__
        self.__doc__ = self.func.__doc__
        self.__module__ = self.func.__module__
        self.room = room_of(self.func.__module__)
        self.name = f"{self.room}.{self.func.__name__}"
        hints = typing.get_type_hints(self.func, include_extras=True)
        arguments = self.func.__code__.co_varnames[: self.func.__code__.co_argcount]
        keywords = self.func.__code__.co_varnames[
            self.func.__code__.co_argcount : self.func.__code__.co_argcount
            + self.func.__code__.co_kwonlyargcount
        ]
        self.subject_model: type[Record] | None = hints[arguments[1]] if len(arguments) > 1 else None
        self.inputs: dict[str, Any] = {name: hints[name] for name in keywords}
        self.personal = tuple(name for name in keywords if codec.is_marked(hints[name], Personal))
        self.secret = tuple(name for name in keywords if codec.is_marked(hints[name], Secret))
        if taken := {"token", "because"}.intersection(keywords):
            raise TypeError(f"{self.name}: 输入不能叫 {'、'.join(sorted(taken))}，调用时另有用处")
        if self.secret and self.needs:
            raise TypeError(f"{self.name}: 秘密不能放进待签申请")
        self.defaults: dict[str, Any] = dict(self.func.__kwdefaults__ or {})

    def __repr__(self) -> str:
        return f"<action {self.name} {self.label}>"

    # ---- asked by pages -------------------------------------------------

    def acting_role(self, standing: Standing) -> str:
        """The role in which somebody of this standing does it: his own before one held as a deputy."""
        fitting = [r for r in (standing.roles if self.by == ANYBODY else self.by) if r in standing.roles]
        own = [role for role in fitting if role not in standing.acting_for]
        return str((own or fitting or [""])[0])

    def open_to(self, ctx: Context, standing: Standing) -> bool:
        if ctx.kind is ActorKind.CLOCK:
            return self.by_clock
        if ctx.kind is ActorKind.CUSTOMER:
            return self.by_link
        return self.by == ANYBODY or bool(standing.roles.intersection(self.by))

    def _wrong_state(self, subject: Any, root: Any) -> str | None:
        allowed = self.moves[0] if self.moves else self.within
        if not allowed:
            return None
        own = getattr(type(subject), "State", None)
        holder = subject if own and isinstance(next(iter(allowed)), own) else root
        if holder.state in allowed:
            return None
        names = "、".join(str(state.label) for state in type(holder).State if state in allowed)
        return f"{holder._meta.verbose_name}现在是“{type(holder).State(holder.state).label}”，{self.label}要在“{names}”时做"

    def status(self, ctx: Context, record: Any, holds: Iterable[Hold] = ()) -> Status:
        """For a page's button; the act asks all of this again under its lock."""
        root = root_of(record)
        if not self.open_to(ctx, ctx.standing) or (record is not None and self._wrong_state(record, root)):
            return Status(self, relevant=False)
        missing = [Missing(hold.why) for hold in holds if self.name in hold.stops.split()]
        for each in self.gates:
            if each.weight_for(ctx.standing.rules) is Weight.STOP and (found := each.missing(ctx, record)):
                missing.append(found)
        return Status(self, relevant=True, missing=tuple(missing))

    # ---- carried out ----------------------------------------------------

    def __call__(
        self,
        ctx: Context,
        subject: Any = None,
        /,
        *,
        token: str | None = None,
        because: Mapping[str, str] | None = None,
        **inputs: Any,
    ) -> Done:
        """Carry it out: one transaction, one effect per token; raises Refusal, Question or NotHere, changing nothing."""
        token = token or uuid.uuid4().hex
        inputs = {**self.defaults, **inputs}
        if wrong := set(inputs) ^ set(self.inputs):
            raise TypeError(f"{self.name}: 输入不符 {sorted(wrong)}")
        outermost = not connection.in_atomic_block
        for attempt in range(4):
            try:
                with transaction.atomic(), writing():
                    return perform(self, ctx, subject, inputs, because or {}, token)
            except OperationalError as error:
                if not (outermost and attempt < 3 and is_deadlock(error)):
                    raise
                time.sleep(random.uniform(0.01, 0.05) * 2**attempt)
            except IntegrityError as error:
                if not (sentence := sentence_of(error)):
                    raise
                raise Refusal(sentence) from error
        raise AssertionError("unreachable")


def is_deadlock(error: OperationalError) -> bool:
    return getattr(error.__cause__, "sqlstate", "") in ("40001", "40P01")


def root_of(record: Any) -> Any:
    """The record that acts on this one lock."""
    return getattr(record, record.root) if record is not None and record.root else record


def claim(token: str, digest: str) -> tuple[int, bool]:
    """Claim the token; a twin waits here until the first has committed, then learns that it is second."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO kernel_claim (token, digest) VALUES (%s, %s) ON CONFLICT (token) DO NOTHING RETURNING id",
            [token, digest],
        )
        if row := cursor.fetchone():
            return int(row[0]), True
    first = Claim.objects.get(token=token)
    if first.digest != digest:
        raise Refusal("这一步刚才已经用别的内容做过了：请刷新页面，看清现在的内容再做")
    return first.pk, False


def perform(
    action: Action,
    ctx: Context,
    subject: Any,
    inputs: dict[str, Any],
    because: Mapping[str, str],
    token: str,
    *,
    signed: bool = False,
) -> Done:
    """The steps around a body, inside the caller's transaction."""
    subject_key = getattr(subject, "pk", subject)
    inputs_text = codec.canonical(codec.encode({**inputs, **dict.fromkeys(action.secret, HIDDEN)}))
    meaning = f"{action.name}|{subject_key}|{inputs_text}|{codec.canonical(dict(because))}"
    digest = salted_hmac("claim", meaning, algorithm="sha256").hexdigest()
    entry_id, first = claim(f"{ctx.actor_key}:{token}", digest)
    if not first:
        return replay(entry_id)
    act = Act(ctx, action, entry_id, ctx.read_standing(clock.now()), because, signed=signed)
    if not action.open_to(ctx, act.standing):
        who = "、".join(registry.role_label(role) for role in action.by) or "系统"
        raise Refusal(f"{action.label}由{who}来做", [Missing(action.label, who, action.name)])
    root, subject = lock_subject(act, subject_key)
    if isinstance(root, Root):
        act.now = max(act.now, root.acted_at)
        act._roots[root.reference] = root
    inputs = fetch_inputs(act, inputs)
    check(act, subject, root)
    holder = subject if hasattr(subject, "state") else root
    from_state = str(getattr(holder, "state", ""))
    with act_under_way(act):
        if not signed and (wanted := signatures_needed(act, subject, inputs)):
            return registry.ask_for_signatures(act, subject, root, inputs_text, wanted)
        opened_record = action.func(act, *(() if action.subject_model is None else (subject,)), **inputs)
        if action.opens is not None:
            subject = opened_record
            root = holder = root_of(subject)
        if action.moves:
            subject.state = action.moves[1]
            subject.save()
        touched = act.finish()
    entry = act.write_entry(subject, root, from_state, str(getattr(holder, "state", "")), inputs_text)
    return Done(entry, subject, touched)


def lock_subject(act: Act, key: Any) -> tuple[Any, Any]:
    """Lock the root, then read the subject again under the lock."""
    model = act.action.subject_model
    if model is None:
        return None, None
    if not model.root:
        record = model.objects.of(act).for_acts().lock().here(key)
        return record, record
    link = typing.cast(Any, model._meta.get_field(model.root))
    root_key = (
        model.objects.of(act).values_list(link.attname, flat=True).filter(pk=key).first() if key else None
    )
    if root_key is None:
        raise NotHere(f"{model._meta.verbose_name}不存在")
    root = link.related_model.objects.of(act).for_acts().lock().here(root_key)
    subject = model.objects.of(act).for_acts().here(key)
    setattr(subject, model.root, root)
    return root, subject


def fetch_inputs(act: Act, inputs: dict[str, Any]) -> dict[str, Any]:
    """Records among the inputs pass `of(ctx)` like the subject; those named in `locks` are locked."""
    fetched = dict(inputs)
    for name, annotation in act.action.inputs.items():
        value = inputs[name]
        model, _ = codec.unwrap_optional(annotation)
        many = typing.get_origin(model) in (list, tuple)
        model = typing.get_args(model)[0] if many else model
        if value is None or not (isinstance(model, type) and issubclass(model, Record)):
            continue
        rows = model.objects.of(act)
        rows = rows.lock() if name in act.action.locks else rows
        if many:
            keys = sorted({getattr(each, "pk", each) for each in value})
            found = list(rows.filter(pk__in=keys).order_by("pk"))
            if len(found) != len(keys):
                raise NotHere(f"{model._meta.verbose_name}不存在")
            fetched[name] = found
        else:
            fetched[name] = rows.here(getattr(value, "pk", value))
    return fetched


def check(act: Act, subject: Any, root: Any) -> None:
    """State, holds and gates, under the lock."""
    action = act.action
    if subject is None:
        return
    if wrong := action._wrong_state(subject, root):
        raise Refusal(wrong)
    act.holds = list(
        Hold.objects.of(act).filter(root_type=root._meta.label_lower, root_id=root.pk, lifted_at=None)
    )
    missing = [Missing(hold.why) for hold in act.holds if action.name in hold.stops.split()]
    softer = []
    for gate in action.gates:
        if found := gate.missing(act, subject):
            weight = gate.weight_for(act.standing.rules)
            if weight is Weight.STOP:
                missing.append(found)
            else:
                softer.append((gate, weight, found))
    if missing:
        raise Refusal(f"还不能{action.label}：" + "；".join(map(str, missing)), missing)
    for gate, weight, found in softer:
        act.weigh(gate.name, weight, found, gate.chips)


def signatures_needed(act: Act, subject: Any, inputs: dict[str, Any]) -> Signatures | None:
    needs = act.action.needs
    if callable(needs):
        needs = needs(act, *(() if act.action.subject_model is None else (subject,)), **inputs)
    return needs


def replay(entry_id: int) -> Done:
    """The first answer again."""
    entry = Entry.objects.get(pk=entry_id)
    subject = None
    if entry.subject_type:
        subject = registry.model(entry.subject_type)._base_manager.get(pk=entry.subject_id)
    touched = (f"{entry.root_type.split('.')[1]}-{entry.root_id}",) if entry.root_type else ()
    return Done(entry, subject, touched, waits_for_signature=entry.action == registry.ASKED_FOR_SIGNATURES)


def action(
    label: str,
    *,
    by: Sequence[str] = (),
    within: Iterable[Any] | None = None,
    moves: tuple[Any, Any] | None = None,
    opens: type[Record] | None = None,
    gates: Sequence[Gate] = (),
    needs: Needs = None,
    locks: Sequence[str] = (),
    by_link: bool = False,
    by_clock: bool = False,
    chunk: bool = False,
) -> Callable[[Callable[..., Any]], Action]:
    """Declare an action: its Chinese name, roles, states, gates, signatures; see the house's §3."""

    def declare(func: Callable[..., Any]) -> Action:
        source = None
        if moves:
            source = (frozenset([moves[0]] if isinstance(moves[0], str) else moves[0]), moves[1])
        declared = Action(
            func,
            label,
            tuple(by),
            frozenset(within) if within is not None else None,
            source,
            opens,
            tuple(gates),
            needs,
            tuple(locks),
            by_link,
            by_clock,
            chunk,
        )
        registry.add_action(declared)
        return declared

    return declare
