"""What the store keeps: records change inside an action only, and what changed is noted with old and new."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import Enum
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from zhangdian.foundation.kernel.refusals import NotHere, WriteOutsideAct

if TYPE_CHECKING:
    from zhangdian.foundation.kernel.action import Act
    from zhangdian.foundation.kernel.context import Context

_act: ContextVar["Act | None"] = ContextVar("act", default=None)
_writing: ContextVar[bool] = ContextVar("writing", default=False)

_WRITE = re.compile(
    r"\s*(?:/\*.*?\*/\s*)?(?:WITH\s.*?\s)?(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|REPLACE\s+INTO|UPDATE(?:\s+ONLY)?|"
    r"DELETE\s+FROM(?:\s+ONLY)?|TRUNCATE(?:\s+TABLE)?|DROP\s+TABLE(?:\s+IF\s+EXISTS)?|ALTER\s+TABLE|COPY)\s+\"?(\w+)",
    re.IGNORECASE | re.DOTALL,
)


def current_act() -> "Act | None":
    """The act under way in this thread of work, if any."""
    return _act.get()


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
    from django.apps import apps  # noqa: PLC0415 (the registry is complete only now)

    _guarded.update(m._meta.db_table for m in apps.get_models() if issubclass(m, Guarded))


def guard(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Refuses every write to a record's table outside an act, by whatever way it comes."""
    if not _writing.get():
        text = sql if isinstance(sql, str) else str(sql)
        # The first letters decide for reads, which are almost all.
        if text[:6].upper() not in ("SELECT", "SAVEPO", "RELEAS") and (hit := _WRITE.match(text)):
            table = hit.group(1)
            if table in _guarded:
                raise WriteOutsideAct(f"{table} 只能在动作里修改")
    return execute(sql, params, many, context)


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

    _may_write = False

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]
        clone._may_write = self._may_write
        return clone

    def of(self, ctx: "Context | Act") -> Self:
        """Only what belongs to this store, or to the stores that share with it, or to the house."""
        belongs = self.model.belongs
        if belongs is Belongs.HOUSE:
            return self
        if belongs is Belongs.GROUP:
            return self.filter(**{f"{self.model.store_path}_id__in": ctx.standing.stores})
        return self.filter(**{f"{self.model.store_path}_id": ctx.store_id})

    def lock(self) -> Self:
        """Lock the rows against other acts; who merely points at them need not wait. SQLite has one writer."""
        return self.select_for_update(of=("self",), no_key=True)

    def for_acts(self) -> Self:
        """With all that the gates of its actions read; models override."""
        return self

    def here(self, pk: Any) -> Any:
        """The record, or `NotHere` just as if it did not exist."""
        try:
            return self.get(pk=pk)
        except (self.model.DoesNotExist, ValueError, OverflowError) as error:
            raise NotHere(f"{self.model._meta.verbose_name}不存在") from error

    def update(self, **_: Any) -> int:
        if not self._may_write:
            raise WriteOutsideAct("记录要逐条记下旧值和新值：用 change_many()")
        return super().update(**_)

    def delete(self) -> Any:
        raise WriteOutsideAct("记录不删除，只作废")

    def change_many(self, records: Iterable[Any], fields: list[str]) -> None:
        """Write changed fields of many records in one statement; old and new are noted."""
        act = _act.get()
        if act is None:
            raise WriteOutsideAct("只能在动作里修改")
        changed = [record for record in records if act.note_change(record, record.changes())]
        if changed:
            writer = self.model._base_manager.all()
            writer._may_write = True
            writer.bulk_update(changed, fields, batch_size=500)
            for record in changed:
                record.remember()

    def add_many(self, records: Iterable[Any]) -> list[Any]:
        """Insert many new rows of one act in one statement."""
        act = _act.get()
        if act is None:
            raise WriteOutsideAct("只能在动作里新增")
        rows = list(records)
        for row in rows:
            row.entry_id = act.entry_id
        added = self.bulk_create(rows, batch_size=500)
        for row in added:
            row.remember()
            act.note_new(row)
        return added


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

    class Meta:
        abstract = True
        base_manager_name = "objects"

    @classmethod
    def from_db(cls, db: str | None, field_names: Any, values: Any) -> Self:
        record = super().from_db(db, field_names, values)
        record.remember()
        return record

    def remember(self) -> None:
        """Take the present values as those the database has."""
        state = self.__dict__
        self._loaded = {f.attname: state[f.attname] for f in self._meta.concrete_fields if f.attname in state}

    def changes(self) -> dict[str, tuple[Any, Any]]:
        """Field → (old, new) of what differs from the database."""
        state = self.__dict__
        return {name: (old, state[name]) for name, old in self._loaded.items() if state.get(name, old) != old}

    def save(self, *_: Any, **__: Any) -> None:
        """Write the new row, or only what changed; only inside an act."""
        act = _act.get()
        if act is None:
            raise WriteOutsideAct(f"{self._meta.verbose_name}只能在动作里修改")
        if self._state.adding:
            self.entry_id = act.entry_id
            super().save(force_insert=True)
            self.remember()
            act.note_new(self)
        elif changed := self.changes():
            act.note_change(self, changed)
            super().save(update_fields=list(changed))
            self.remember()

    def delete(self, *_: Any, **__: Any) -> Any:
        raise WriteOutsideAct("记录不删除，只作废")

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        super().refresh_from_db(*args, **kwargs)
        self.remember()

    @property
    def reference(self) -> tuple[str, int]:
        return self._meta.label_lower, self.pk


class Root(Record):
    """A record that acts lock: the order of a line. The kernel writes its state and the instant of its last act."""

    acted_at = models.DateTimeField(editable=False, verbose_name="最近动作")
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True
        base_manager_name = "objects"

    ARROWS: ClassVar[dict[Any, Any]] = {}
    """State → states that may follow; only for records that derive their state."""
