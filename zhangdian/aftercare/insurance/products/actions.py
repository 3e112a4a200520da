"""The library of covers: taken in from the house's examples, explained anew by edition."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhangdian.aftercare.insurance.models import Clause, Cover, Line, Product, SumRule
from zhangdian.aftercare.insurance.posts import KEEPERS
from zhangdian.foundation.kernel.action import Act, action
from zhangdian.foundation.kernel.refusals import Refusal


@dataclass(frozen=True)
class CoverRow:
    """One cover of a list."""

    code: str
    product: Product
    line: Line
    name: str
    short_name: str
    sum_rule: SumRule
    steps: str = ""
    needs: str = ""
    targets: bool = False
    since: date | None = None
    until: date | None = None
    order: int = 0
    source: str = ""
    example: bool = False


@dataclass(frozen=True)
class ClauseRow:
    """One cover's clause in plain words."""

    code: str
    product: Product
    since: date
    pays: str
    excludes: str = ""
    rating: str = ""
    edition: str = ""
    example: bool = False


@action("载入险种", by=KEEPERS, by_clock=True, chunk=True)
def load_covers(ctx: Act, *, rows: Sequence[CoverRow]) -> None:
    """Covers of the trade; one that is there already is left as it is."""
    there = set(Cover.objects.of(ctx).values_list("code", "product"))
    fresh = {(row.code, str(row.product)): row for row in rows if (row.code, str(row.product)) not in there}
    Cover.objects.add_many(Cover(acted_at=ctx.now, **vars(row)) for row in fresh.values())


@action("载入条款说明", by=KEEPERS, by_clock=True, chunk=True)
def load_clauses(ctx: Act, *, rows: Sequence[ClauseRow]) -> None:
    """Clauses in plain words; an edition that is there already is left as it is."""
    covers = {(each.code, each.product): each for each in Cover.objects.of(ctx)}
    there = set(Clause.objects.of(ctx).values_list("cover_id", "since"))
    fresh = {}
    for row in rows:
        cover = covers.get((row.code, str(row.product)))
        if cover is None:
            raise Refusal(f"没有险种 {row.code}：请先载入险种")
        if (cover.pk, row.since) not in there:
            fresh[cover.pk, row.since] = Clause(
                cover=cover,
                since=row.since,
                pays=row.pays,
                excludes=row.excludes,
                rating=row.rating,
                edition=row.edition,
                example=row.example,
            )
    Clause.objects.add_many(fresh.values())


@action("写条款说明", by=(*KEEPERS,))
def explain_cover(
    ctx: Act,
    cover: Cover,
    *,
    pays: str,
    excludes: str = "",
    rating: str = "",
    edition: str = "",
    since: date | None = None,
) -> None:
    """A new edition from a day on; earlier quotes keep what was said then (NBI-03)."""
    if len(pays.strip()) < 4:
        raise Refusal("请用客户听得懂的话写明赔什么")
    Clause(
        cover=cover,
        since=since or ctx.today,
        pays=pays.strip(),
        excludes=excludes.strip(),
        rating=rating.strip(),
        edition=edition.strip(),
    ).save()
