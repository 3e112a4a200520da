"""What the store keeps: records change inside an action only, and what changed is noted with old and new."""

import re
import typing
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from enum import Enum
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.apps import apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.base import ModelState

from zhangdian.foundation.kernel import rows
from zhangdian.foundation.kernel.at_hand import AtHand
from zhangdian.foundation.kernel.fitting import refuse_what_does_not_fit
from zhangdian.foundation.kernel.refusals import NotHere, WriteOutsideAct

if TYPE_CHECKING:
    from zhangdian.foundation.kernel.action import Act
    from zhangdian.foundation.kernel.context import Context

_act: ContextVar["Act | None"] = ContextVar("act", default=None)
_writing: ContextVar[bool] = ContextVar("writing", default=False)

_WRITE = re.compile(
    r"\b(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|REPLACE\s+INTO|MERGE\s+INTO(?:\s+ONLY)?|UPDATE(?:\s+OR\s+\w+)?(?:\s+ONLY)?|"
    r"DELETE\s+FROM(?:\s+ONLY)?|COPY)\s+(?:[\"`\[]?\w+[\"`\]]?\s*\.\s*)?[\"`\[]?(\w+)",
    re.IGNORECASE,
)
_REBUILD = re.compile(r"\b(?:TRUNCATE|DROP|ALTER|CREATE|REINDEX|CLUSTER)\b", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/|--[^\n]*", re.DOTALL)
_READS = ("SELECT", "SAVEPO", "RELEAS", "ROLLBA", "BEGIN", "BEGIN ")


def current_act() -> "Act | None":
    """The act under way in this thread of work, if any."""
    return _act.get()


def act_now(sentence: str) -> "Act":
    """The act under way; without one this is a programming error."""
    if (act := _act.get()) is None:
        raise WriteOutsideAct(sentence)
    return act


@contextmanager
def writing() -> Iterator[None]:
    """The kernel opens the record tables: for one act, one seal, one migration; nobody else calls this."""
    reset = _writing.set(True)
    try:
        yield
    finally:
        _writing.reset(reset)


@contextmanager
def act_under_way(act: "Act") -> Iterator[None]:
    reset = _act.set(act)
    try:
        yield
    finally:
        _act.reset(reset)


_guarded: set[str] = set()


def guard_tables() -> None:
    """Collect the tables that only acts may write; called once all rooms are loaded."""
    _guarded.update(m._meta.db_table for m in apps.get_models() if issubclass(m, Guarded))


def guard(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Refuses every write to a record's table outside an act, by whatever way it comes."""
    if not _writing.get() and (table := _table_written(_text_of(sql))):
        raise WriteOutsideAct(f"{table} 只能在动作里修改")
    return execute(sql, params, many, context)


def _text_of(sql: Any) -> str:
    return sql if isinstance(sql, str) else str(sql.as_string())


def _table_written(text: str) -> str | None:
    """The record's table that a statement would write; most are reads, and their first letters tell it."""
    if text[:6].upper() in _READS and ";" not in text:
        return None
    text = _COMMENT.sub(" ", text)
    for hit in _WRITE.finditer(text):
        if hit.group(1).lower() in _guarded:
            return hit.group(1)
    if _REBUILD.search(text):
        return next((word for word in re.findall(r"\w+", text) if word.lower() in _guarded), None)
    return None


def install_guard(connection: BaseDatabaseWrapper, **_: Any) -> None:
    if guard not in connection.execute_wrappers:
        connection.execute_wrappers.append(guard)


class Guarded(models.Model):
    """A table that only the kernel's acts write."""

    class Meta:
        abstract = True


class Belongs(Enum):
    """Whose a record is."""

    STORE = "store"
    GROUP = "group"
    HOUSE = "house"


class RecordQuerySet(models.QuerySet[Any]):
    """Every query begins with `of(ctx)`."""

    _locks = False

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]
        clone._locks = self._locks
        return clone

    def _fetch_all(self) -> None:
        super()._fetch_all()
        if self._locks:
            for row in self._result_cache or ():
                if isinstance(row, Record):
                    row.locked = True

    def of(self, ctx: "Context | Act") -> Self:
        """Only what belongs to this store, or to the stores that share with it, or to the house."""
        belongs = self.model.belongs
        if belongs is Belongs.HOUSE:
            return self
        if belongs is Belongs.GROUP:
            return self.filter(**{f"{self.model.store_path}_id__in": ctx.standing.stores})
        return self.filter(**{f"{self.model.store_path}_id": ctx.store_id})

    def lock(self) -> Self:
        """Lock the rows against other acts; who merely points at them need not wait."""
        locking: Self = self.select_for_update(of=("self",), no_key=True)
        locking._locks = True
        return locking

    def for_acts(self) -> Self:
        """With all that the gates of its actions read; models override."""
        return self

    def here(self, pk: Any) -> Any:
        """The record, or `NotHere` just as if it did not exist."""
        try:
            return self.get(pk=pk)
        except (self.model.DoesNotExist, ValueError, TypeError, OverflowError) as error:
            raise NotHere(f"{self.model._meta.verbose_name}不存在") from error

    def update(self, **_: Any) -> int:
        raise WriteOutsideAct("记录要逐条记下旧值和新值：用 change_many()")

    def bulk_create(self, *_: Any, **__: Any) -> list[Any]:
        raise WriteOutsideAct("新记录要记下由哪个动作建立：用 add_many()")

    def delete(self) -> Any:
        raise WriteOutsideAct("记录不删除，只作废")

    def change_many(self, records: Iterable[Any], fields: list[str]) -> None:
        """Write these fields of many records in one round; old and new are noted."""
        act = act_now("只能在动作里修改")
        names = {self.model._meta.get_field(field).attname for field in fields}
        changed = []
        for record in records:
            if differs := {name: pair for name, pair in record.changes().items() if name in names}:
                refuse_what_does_not_fit(record, differs)
                act.note_change(record, differs)
                changed.append(record)
        if changed:
            rows.change(self.model, changed, names)
            for record in changed:
                record.remember(names)

    def add_many(self, records: Iterable[Any]) -> list[Any]:
        """Insert many new rows of one act in one statement."""
        act = act_now("只能在动作里新增")
        added = list(records)
        for row in added:
            refuse_what_does_not_fit(row, row.__dict__)
            row.entry_id = act.entry_id
        rows.insert(self.model, added)
        for row in added:
            row.remember()
            act.note_new(row)
        return added

    def add_read(self, asked: models.QuerySet[Any], values: Mapping[str, Any]) -> int:
        """Insert what the database reads itself, however many rows, in one statement; how many it were.

        What is there already stays. The rows bear the act; the act's entry does not name each of them.
        """
        act = act_now("只能在动作里新增")
        act.refuse_shared(self.model)
        return rows.insert_read(self.model, asked, {**values, "entry_id": act.entry_id})


RecordManager = models.Manager.from_queryset(RecordQuerySet)


class Record(Guarded):
    """A thing the store keeps; its invariants are constraints, its changes are actions."""

    entry = models.ForeignKey(
        "kernel.Entry",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        editable=False,
        verbose_name="建立于",
    )

    objects = RecordManager()

    belongs: ClassVar[Belongs] = Belongs.STORE
    store_path: ClassVar[str] = "store"
    root: ClassVar[str] = ""
    """Name of the foreign key to the record of which this is a part; empty for a root."""
    secret: ClassVar[frozenset[str]] = frozenset()
    """Fields of which the journal says that they changed, but not from what to what."""
    personal: ClassVar[frozenset[str]] = frozenset()
    """Unguarded fields that are a person's all the same: erasure may empty what the journal holds of them."""
    locked = False
    """Whether this instance was read under a lock of its row."""

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *_: Any, **__: Any) -> None:
        """Write the new row, or only what changed; only inside an act."""
        act = act_now(f"{self._meta.verbose_name}只能在动作里修改")
        if self._state.adding:
            refuse_what_does_not_fit(self, self.__dict__)
            self.entry_id = act.entry_id
            rows.insert(type(self), [self])
            self.remember()
            act.note_new(self)
        elif changed := self.changes():
            refuse_what_does_not_fit(self, changed)
            act.note_change(self, changed)
            rows.change(type(self), [self], changed)
            self.remember(changed)

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any], **_: Any) -> Self:
        """The record as the database has it, laid down as it was read: nobody sets its fields one by one."""
        record, read = cls.__new__(cls), dict(zip(field_names, values, strict=True))
        record._state = ModelState()
        record._state.adding, record._state.db = False, db
        record.__dict__.update(read, _loaded=read.copy())
        return record

    def remember(self, names: Iterable[str] | None = None) -> None:
        """Take the present values (or only these) as those the database has."""
        state = self.__dict__
        if names is None or "_loaded" not in state:
            self._loaded: dict[str, Any] = {}
            names = (f.attname for f in self._meta.concrete_fields)
        self._loaded.update({name: state[name] for name in names if name in state})

    def changes(self) -> dict[str, tuple[Any, Any]]:
        """Field → (old, new) of what differs from the database; what was never loaded has no old value."""
        state, loaded = self.__dict__, self._loaded
        changed = {name: (old, state[name]) for name, old in loaded.items() if state.get(name, old) != old}
        if len(loaded) < len(self._meta.concrete_fields):
            for f in self._meta.concrete_fields:
                if f.attname not in loaded and f.attname in state:
                    changed[f.attname] = (None, state[f.attname])
        return changed

    def seen_by_signers(self) -> dict[str, Any]:
        """What a signature under an act on this record stands for: changed since, it carries nothing out."""
        return {
            f.attname: getattr(self, f.attname)
            for f in self._meta.concrete_fields
            if f.name not in ("acted_at", "version", "entry")
        }

    def delete(self, *_: Any, **__: Any) -> Any:
        raise WriteOutsideAct("记录不删除，只作废")

    def refresh_from_db(self, using: Any = None, fields: Any = None, from_queryset: Any = None) -> None:
        super().refresh_from_db(using=using, fields=fields, from_queryset=from_queryset)
        wanted = None if fields is None else set(fields)
        self.remember(
            wanted
            and [f.attname for f in self._meta.concrete_fields if f.name in wanted or f.attname in wanted]
        )
        self.locked = self.locked or getattr(from_queryset, "_locks", False)

    def is_open_to(self, viewer: Any) -> bool:
        """Whether this viewer may know of it; for whoever may not it is not here. Asked of the root."""
        return True

    @property
    def reference(self) -> tuple[str, int]:
        return self._meta.label_lower, self.pk


class Root(AtHand, Record):
    """A record that acts lock: the order of a line. The kernel writes its state and its last instant."""

    acted_at = models.DateTimeField(editable=False, verbose_name="最近动作")
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True
        base_manager_name = "objects"

    ARROWS: ClassVar[dict[Any, Any]] = {}
    """State → states that may follow, with words where they have some; for records that derive their state
    or are moved by an act on another record.
    """

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        super().refresh_from_db(*args, **kwargs)
        self.put_away()

    def take(self, ctx: "Context | Act") -> None:
        """Lock this row and read it again: what it holds from now on is what the database has."""
        there = rows.whole(ctx, type(self), self.pk, for_acts=False, lock=True)
        if there is None:
            raise NotHere(f"{self._meta.verbose_name}不存在")
        for f in typing.cast(Any, self._meta.concrete_fields):
            if f.is_relation and getattr(self, f.attname) != getattr(there, f.attname) and f.is_cached(self):
                f.delete_cached_value(self)
            setattr(self, f.attname, getattr(there, f.attname))
        self.remember()
        self.locked = True
        self.put_away()
