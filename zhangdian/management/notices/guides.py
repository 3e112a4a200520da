"""The claims guides that stand, insurer by insurer: what a customer is told to do after an accident."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from zhangdian.aftercare.insurance.models import Insurer
from zhangdian.aftercare.insurance.posts import COLLECTORS
from zhangdian.management.notices import kinds, queries
from zhangdian.management.notices.models import Notice, NoticeKind
from zhangdian.people.organization.roles import Role

CLAIMS = "claims"
"""The kind of the house that says how each insurer is told of an accident."""
TOLD = (*COLLECTORS, Role.CLAIMS_ADJUSTER)
"""Who is told that an insurer has no guide."""


@dataclass(frozen=True)
class Guided:
    """One insurer and what stands about claims against it."""

    insurer: Insurer
    guides: tuple[Notice, ...]


@dataclass(frozen=True)
class Guides:
    """What there is to say of some insurers, and of all alike; for which of them nothing is said."""

    of: tuple[Guided, ...]
    common: tuple[Notice, ...]

    @property
    def written(self) -> list[Guided]:
        return [each for each in self.of if each.guides]

    @property
    def lacking(self) -> list[Insurer]:
        """Without a guide of its own, where none is the same for all."""
        return [] if self.common else [each.insurer for each in self.of if not each.guides]


def standing(ctx: Any, insurers: Sequence[Insurer]) -> QuerySet[Any]:
    """The guides of these insurers and those that are the same for all, the newest first.

    They are what a customer is told, so whoever speaks of insurance reads them; `opens` says whether the
    notice itself, with who has read it, is open to him.
    """
    about = Q(insurer__in=[each.pk for each in insurers]) | Q(insurer=None)
    itself = queries.notices_open_to(ctx).filter(pk=OuterRef("pk"))
    rows: QuerySet[Any] = queries.standing(ctx).filter(about, kind__code=CLAIMS)
    found: QuerySet[Any] = rows.annotate(opens=Exists(itself)).order_by("-effective_on", "-pk")
    return found


def of_insurers(ctx: Any, insurers: Sequence[Insurer]) -> Guides:
    """One query."""
    found: dict[int | None, list[Notice]] = {}
    for each in standing(ctx, insurers):
        found.setdefault(each.insurer_id, []).append(each)
    return Guides(
        tuple(Guided(each, tuple(found.get(each.pk, ()))) for each in insurers), tuple(found.get(None, ()))
    )


def kind_to_publish(ctx: Any) -> NoticeKind | None:
    """The kind of claims guides, where one of his posts publishes it."""
    return next((each for each in kinds.published_by(ctx) if each.code == CLAIMS), None)


def shown(ctx: Any, insurers: Sequence[Insurer]) -> dict[str, Any] | None:
    """What a page prints of these insurers' guides; None where there is nothing for who looks."""
    if not insurers:
        return None
    found = of_insurers(ctx, insurers)
    lacking = found.lacking if ctx.roles.intersection(TOLD) else []
    if not (found.written or found.common or lacking):
        return None
    kind = kind_to_publish(ctx) if lacking else None
    return {"guides": found, "lacking": lacking, "claims_kind": kind}
