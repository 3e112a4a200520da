"""What an act has at hand of a record: its parts and its holds, read once and as true as the database."""

import typing
from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db import models

from zhangdian.foundation.kernel import rows


class AtHand(models.Model):
    """A root with what was read of it. The act that holds it tells it of every part it adds or changes."""

    class Meta:
        abstract = True

    is_born = False
    """Whether the act under way opened it: it has no parts but those that this act gives it."""

    def at_hand(self, name: str) -> list[Any]:
        """All its parts of one kind as they stand, in their order, with what acts read of them; read once.

        What an act adds comes to them; a part that is changed by another way makes them be read again.
        """
        if name in self.__dict__.get("_prefetched_objects_cache", ()):
            return list(getattr(self, name).all())
        kept = self._kept
        if name not in kept:
            kept[name] = [] if self.is_born else self._read(name)
        return list(kept[name])

    def keep_at_hand(self, name: str, listed: Iterable[Any]) -> None:
        """What was read for this record is at hand from now on, until the act ends."""
        self._kept[name] = list(listed)

    def has_at_hand(self, name: str) -> bool:
        return name in self._kept

    def hear_of(self, part: Any, *, new: bool) -> None:
        """A part was added or changed: what is at hand is as true as the database, or is at hand no more."""
        kind: Any = type(part)
        name, kept = name_among(kind, part.root), self._kept
        if new and self.is_born:
            kept.setdefault(name, [])
        if name in kept:
            if new:
                kept[name].append(part)
            elif not any(part is each for each in kept[name]):
                del kept[name]
        fetched = self.__dict__.get("_prefetched_objects_cache", {})
        if name in fetched and not any(part is each for each in fetched[name]):
            del fetched[name]

    def put_away(self) -> None:
        """Nothing is at hand any more: whoever reads next reads the database."""
        self._kept.clear()
        self.is_born = False

    @property
    def _kept(self) -> dict[str, list[Any]]:
        kept: dict[str, list[Any]] = self.__dict__.setdefault("_at_hand", {})
        return kept

    def _read(self, name: str) -> list[Any]:
        link = typing.cast(Any, self._meta.get_field(name))
        return rows.parts(link.related_model, link.field.name, self)


@cache
def name_among(part: Any, root: str) -> str:
    """What the record of which it is a part calls its parts of this kind; empty where it has no name."""
    return str(part._meta.get_field(root).remote_field.get_accessor_name() or "")
