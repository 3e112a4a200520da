"""An act: one action under way, whom it is done by and when, what it has changed so far, and how it ends."""

import hashlib
import json
import secrets
import typing
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import connection, models

from zhangdian.foundation.kernel import clock, codec, custody, numbers, registry, rows
from zhangdian.foundation.kernel.context import Context, Standing
from zhangdian.foundation.kernel.gates import USUAL_CHIPS
from zhangdian.foundation.kernel.models import Entry, Hold, Weight
from zhangdian.foundation.kernel.records import Belongs, Record, Root
from zhangdian.foundation.kernel.refusals import Missing, Question, Refusal
from zhangdian.foundation.kernel.sight import SealedMixin, opened

if TYPE_CHECKING:
    from zhangdian.foundation.kernel.action import Action

Reference = tuple[str, int]

UNNOTED = frozenset({"acted_at", "version"})
HIDDEN = "•"
ENTRY = tuple(f.attname for f in Entry._meta.concrete_fields if not f.primary_key)


@dataclass
class Done:
    """The effect of an act: its journal entry, the record, and, when it waits for signatures, the request."""

    entry: Entry
    subject: Any
    touched: tuple[str, ...] = ()
    waits_for_signature: bool = False


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
    role: str = ""
    """The post in which it is done; the journal notes for whom, where it is held as a deputy."""
    holds: list[Hold] = field(default_factory=list)
    notes: dict[str, Any] = field(default_factory=dict)
    for_whom: int | None = None
    """In whose name, by a signature that he has lent."""
    forgets: bool = False
    """Erasure: of personal fields the journal notes that they changed, not from what to what."""
    stays: bool = False
    """The subject does not move yet: others must follow, as after the first of two signatures."""
    beyond: tuple[str, ...] = ()
    """What was touched by the act that this one carried out (the last signature under a request)."""
    _changes: dict[str, dict[str, list[Any]]] = field(default_factory=dict)
    _personal: dict[str, dict[str, list[Any]]] = field(default_factory=dict)
    _new: list[str] = field(default_factory=list)
    _roots: dict[Reference, Any] = field(default_factory=dict)
    _unlocked: dict[Reference, Any] = field(default_factory=dict)
    _draws: list[tuple[tuple[Any, ...], str, str]] = field(default_factory=list)
    _hands: set[int] = field(default_factory=set)
    """Into whose hands this act has put something."""

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

    @property
    def weekday(self) -> int:
        return self.today.weekday()

    @property
    def midnight(self) -> datetime:
        return clock.day_bounds(self.today, self.standing.zone)[0]

    # ---- asked by bodies ------------------------------------------------

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
        self._draws.append(((record, also) if also else (record,), attribute, kind))

    def touch(self, root: Root) -> None:
        """Let the kernel derive the root's state and save it at the end of this act."""
        if self._roots.get(root.reference) is None:
            self._roots[root.reference] = root

    def root_at_hand(self, root: Any) -> Any:
        """This root as the act holds it, locked or new; None where it has not got it."""
        return self._roots.get((root._meta.label_lower, root.pk))

    def touch_reference(self, model: type[models.Model], pk: int) -> None:
        """The same for a root that is not at hand: it is locked and read at the end."""
        if issubclass(model, Root):
            self._roots.setdefault((model._meta.label_lower, pk), None)

    # ---- told by records ------------------------------------------------

    def refuse_shared(self, model: type[Record]) -> None:
        """What all stores share stays as it is while somebody practises."""
        if self.standing.practice and model.belongs is Belongs.HOUSE:
            raise Refusal(f"{model._meta.verbose_name}各店共用，练习店里不能改：请回正式店再改")

    def note_new(self, record: Record) -> None:
        self.refuse_shared(type(record))
        self._new.append("{}#{}".format(*record.reference))
        for name in custody.HELD.get(record._meta.label_lower, ()):
            self._note_hands(getattr(record, name))
        self._touch_root_of(record, new=True)

    def note_change(self, record: Record, changed: Mapping[str, tuple[Any, Any]]) -> bool:
        self.refuse_shared(type(record))
        label = "{}#{}".format(*record.reference)
        held = custody.HELD.get(record._meta.label_lower, ())
        for name, pair in changed.items():
            if name in UNNOTED:
                continue
            if name in held:
                self._note_hands(pair[1])
            guarded = name in record.personal or isinstance(record._meta.get_field(name), SealedMixin)
            if name in record.secret or (guarded and self.forgets):
                self._changes.setdefault(label, {})[name] = [HIDDEN, HIDDEN]
                continue
            into = self._personal if guarded else self._changes
            before = into.setdefault(label, {}).get(name)
            old = before[0] if before else codec.encode(opened(pair[0]))
            into[label][name] = [old, codec.encode(opened(pair[1]))]
        self._touch_root_of(record)
        return bool(changed)

    def _note_hands(self, person_id: int | None) -> None:
        if person_id is not None:
            self._hands.add(person_id)

    def _touch_root_of(self, record: Record, *, new: bool = False) -> None:
        """The root of what changed; one that nobody locked is read again, locked, at the end."""
        if isinstance(record, Root):
            self.touch(record)
            record.is_born = record.is_born or new
            return
        if not record.root:
            return
        link = typing.cast(Any, record._meta.get_field(record.root))
        reference = (link.related_model._meta.label_lower, getattr(record, link.attname))
        if known := self._roots.get(reference):
            known.hear_of(record, new=new)
            return
        if not issubclass(link.related_model, Root):
            return
        loaded = record._state.fields_cache.get(record.root)
        if loaded is not None and (loaded.locked or "{}#{}".format(*reference) in self._new):
            self.touch(loaded)
            loaded.hear_of(record, new=new)
        else:
            self.touch_reference(link.related_model, reference[1])
            if loaded is not None:
                self._unlocked[reference] = loaded

    # ---- the end --------------------------------------------------------

    def finish(self) -> tuple[str, ...]:
        """Draw the numbers, derive the states, save the roots; tells what was touched."""
        self._fetch_roots()
        self._number()
        for reference, root in list(self._roots.items()):
            self._derive_state(root)
            if "{}#{}".format(*reference) not in self._new or root.changes():
                root.acted_at = max(root.acted_at, self.now)
                root.version += 1
        self._save_roots()
        if self._hands and self.person_id is not None:  # what the clock takes back is as it was
            custody.refuse_gone(self, sorted(self._hands))
        for root in self._roots.values():
            root.put_away()
        return (*(name_of(reference) for reference in self._roots), *self.beyond)

    def _number(self) -> None:
        """The numbers come last, all in one round; who is saved below gets his there."""
        if not self._draws:
            return
        drawn = numbers.draw(self.store_id, [kind for _, _, kind in self._draws], self.today)
        numbered: dict[tuple[type[Record], str], list[Record]] = {}
        for (bearers, attribute, _), number in zip(self._draws, drawn, strict=True):
            for record in bearers:
                setattr(record, attribute, number)
                if self._roots.get(record.reference) is not record:
                    numbered.setdefault((type(record), attribute), []).append(record)
        for (kind, attribute), records in numbered.items():
            kind.objects.change_many(records, [attribute])

    def _save_roots(self) -> None:
        """Those of one kind together."""
        by_kind: dict[type[Any], list[Any]] = {}
        for root in self._roots.values():
            by_kind.setdefault(type(root), []).append(root)
        for kind, roots in by_kind.items():
            if len(roots) == 1:
                roots[0].save()
            elif names := {name for root in roots for name in root.changes()}:
                fields = [f.name for f in kind._meta.concrete_fields if f.attname in names]
                kind.objects.change_many(roots, fields)

    def _fetch_roots(self) -> None:
        wanted: dict[str, list[int]] = {}
        for label, pk in [reference for reference, root in self._roots.items() if root is None]:
            wanted.setdefault(label, []).append(pk)
        for label in sorted(wanted):
            model: Any = registry.model(label)
            if len(wanted[label]) == 1:
                found = [rows.whole(None, model, *wanted[label], lock=True)]
            else:
                found = rows.these(None, model, wanted[label], for_acts=True, lock=True)
            self._roots.update({root.reference: root for root in found})
        for reference, loaded in self._unlocked.items():
            if self._roots[reference] is not loaded and loaded.changes():
                raise RuntimeError(f"{name_of(reference)} was changed without a lock: {loaded.changes()}")

    def _derive_state(self, root: Any) -> None:
        if not hasattr(root, "derive_state"):
            return
        was, is_now = type(root).State(root.state), root.derive_state()
        if is_now != was:
            if is_now not in root.ARROWS.get(was, ()):
                raise Refusal(f"{root._meta.verbose_name}不能从“{was.label}”直接到“{is_now.label}”")
            root.state = is_now

    def write_entry(
        self,
        subject: Any,
        root: Any,
        arrow: tuple[str, str],
        inputs_text: str,
        touched: Sequence[str],
        *,
        action: str = "",
    ) -> Entry:
        """The journal's one entry of this act; personal values stand in the part that erasure may empty."""
        changes: dict[str, Any] = {**self._changes, **({"new": self._new} if self._new else {})}
        inputs, own = codec.without_personal(json.loads(inputs_text), self.action.personal, HIDDEN)
        guarded = {**self._personal, **({"inputs": own} if own else {})}
        personal = codec.canonical({"salt": secrets.token_hex(16), **guarded}) if guarded else ""
        if list(touched) != ([name_of(root.reference)] if root is not None else []):
            self.notes["touched"] = list(touched)
        entry = Entry(
            id=self.entry_id,
            at=self.now,
            store_id=self.store_id or None,
            actor=self.ctx.kind.value,
            person_id=self.person_id,
            acting_for_id=self.for_whom or self.standing.acting_for.get(self.role),
            link_id=self.ctx.link_id,
            role=self.role,
            action=action or self.action.name,
            subject_type=subject._meta.label_lower if subject is not None else "",
            subject_id=subject.pk if subject is not None else None,
            root_type=root._meta.label_lower if root is not None else "",
            root_id=root.pk if root is not None else None,
            from_state=arrow[0],
            to_state=arrow[1],
            inputs_text=codec.canonical(inputs),
            changes_text=codec.canonical(changes),
            notes_text=codec.canonical(self.notes),
            personal_text=personal,
            personal_digest=hashlib.sha256(personal.encode()).hexdigest() if personal else "",
        )
        if connection.vendor == "sqlite":  # its place was kept when the token was claimed
            rows.change(Entry, [entry], ENTRY)
        else:
            rows.insert(Entry, [entry])
        return entry


def name_of(reference: Reference) -> str:
    """A root as pages name it: `repairorder-17`."""
    return f"{reference[0].split('.')[1]}-{reference[1]}"
