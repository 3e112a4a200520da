"""Texts of other rooms that questions ask about: a new edition of one asks for a look at its questions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat

from zhangdian.foundation.kernel.refusals import Refusal


@dataclass(frozen=True)
class Text:
    """One text as it stands today: what it is called, and the key of its edition."""

    label: str
    edition: int


@dataclass(frozen=True)
class Source:
    """The editions of a room's texts that are in force, the last of each counts; how a text is called."""

    name: str
    editions: Callable[[Any], QuerySet[Any]]
    """(ctx) -> editions that have begun, the oldest first, each with the `code` of its text."""
    called: Callable[..., str]
    reads: tuple[str, ...]

    def keyed(self, ctx: Any) -> QuerySet[Any]:
        rows: QuerySet[Any] = self.editions(ctx).annotate(key=Concat(Value(f"{self.name}:"), "code"))
        return rows


_sources: dict[str, Source] = {}


def source(
    name: str, *, called: Callable[..., str], reads: tuple[str, ...]
) -> Callable[[Callable[[Any], QuerySet[Any]]], Callable[[Any], QuerySet[Any]]]:
    """A room above declares its texts (in apps.ready); `called` makes the name of what it `reads`."""

    def declare(editions: Callable[[Any], QuerySet[Any]]) -> Callable[[Any], QuerySet[Any]]:
        _sources[name] = Source(name, editions, called, reads)
        return editions

    return declare


def texts(ctx: Any) -> dict[str, Text]:
    """All texts by the key that a question keeps; one query for each source."""
    return {
        key: Text(each.called(*read), edition)
        for each in _sources.values()
        for key, edition, *read in each.keyed(ctx).values_list("key", "pk", *each.reads)
    }


def key_of(now: Mapping[str, Text], said: str) -> str:
    """The key of a text by itself or by its name; one of a known source may come later."""
    if not said or said in now or said.partition(":")[0] in _sources:
        return said
    found = next((key for key, text in now.items() if text.label == said), None)
    if found is None:
        raise Refusal(f"没有“{said}”这一条：请照“写试题”里列出的名字写，或不填")
    return found


def with_editions(ctx: Any, questions: QuerySet[Any]) -> QuerySet[Any]:
    """Questions with the edition in force of what each asks about."""
    asked = [
        Subquery(each.keyed(ctx).filter(key=OuterRef("about")).reverse().values("pk")[:1])
        for each in _sources.values()
    ]
    both: QuerySet[Any] = questions.annotate(edition_now=Coalesce(*asked, None))
    return both


BEHIND = Q(edition_now__isnull=False) & (
    Q(compared_with__isnull=True)
    | Q(compared_with__lt=F("edition_now"))
    | Q(compared_with__gt=F("edition_now"))
)
"""Of those: whose text has another edition than when it was compared last."""
