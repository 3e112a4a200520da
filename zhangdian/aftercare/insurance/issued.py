"""The covers of a policy: as the insurer issued them, and as they stand after what it changed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q

from zhangdian.aftercare.insurance import queries, wishing
from zhangdian.aftercare.insurance.models import (
    BindingQuote,
    Cover,
    CoverChange,
    Endorsement,
    Explanation,
    Insurer,
    Line,
    Policy,
    PolicyCover,
    PolicyLine,
    Quote,
    SumRule,
)
from zhangdian.aftercare.insurance.premium import COMMERCIAL
from zhangdian.aftercare.insurance.saying import in_wan
from zhangdian.aftercare.insurance.wishing import WITH_A_SUM, Wished
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.customers.models import Vehicle

NAMED_ON = frozenset({PolicyLine.COMMERCIAL})
"""Policies whose covers are picked; of the compulsory line the cover is implied."""
UNITS = {SumRule.RATE: "%", SumRule.DAYS: " 元/天", SumRule.PER_SEAT: "/座"}
NOT_NAMED = "险种没登记"
Kind = CoverChange.Kind


@dataclass(frozen=True)
class Issued:
    """One cover of a policy with its sum."""

    cover: Cover
    sum: Decimal | None = None
    days: int | None = None
    target: str = ""

    @property
    def key(self) -> tuple[int, str]:
        return self.cover.pk, self.target

    @property
    def amount(self) -> str:
        """Its sum and days as people say them."""
        if self.sum is None:
            return ""
        unit = UNITS.get(SumRule(self.cover.sum_rule), "")
        total = f"{self.sum.normalize():f}" if unit == "%" else in_wan(self.sum)
        return f"{total}{unit}" + (f" × {self.days} 天" if self.days else "")

    def __str__(self) -> str:
        return f"{self.cover} {self.amount}".strip()

    def as_wished(self) -> Wished:
        return Wished(self.cover.code, queries.whole(self.sum), self.days, self.target)


# As it was issued ---------------------------------------------------------------------------------------


def issued_from(
    ctx: Any, line: str, wished: Sequence[Wished], product: str, day: date, kept: Iterable[Issued] = ()
) -> list[Issued]:
    """What stands on the paper, each cover found by its name; what cannot be is refused by name.

    `kept`: what the policy has already may stay on it, though it is sold no more.
    """
    library = {(each.code, each.product): each for each in queries.library(ctx)}
    if PolicyLine(line) not in NAMED_ON:
        if wished:
            raise Refusal(f"{PolicyLine(line).label}不用选险种：请去掉，商业险另登记一张")
        return implied_by(line, library.values())
    if not wished:
        raise Refusal("商业险保单要写明险种：请照保单选险种、填保额，至少一个主险")
    mine = {each.cover.code: each.cover for each in kept}
    chosen = {each.cover for each in wished}
    made = []
    for each in wished:
        cover = mine.get(each.cover) or wishing.cover_of(each, library, product, day)
        made.append(one_issued(each, cover, chosen))
    keys = [each.key for each in made]
    if twice := next((each for each in made if keys.count(each.key) > 1), None):
        raise Refusal(f"{twice.cover} 选了两次：请留一行")
    if not any(each.cover.line == Line.MAIN for each in made):
        raise Refusal("商业险至少要有一个主险：请照保单补上车损险、三者险或车上人员险")
    return made


def implied_by(line: str, library: Iterable[Cover]) -> list[Issued]:
    """The one cover of the compulsory line; of what is no car insurance nothing is named."""
    if line != PolicyLine.COMPULSORY:
        return []
    if found := [Issued(each) for each in library if each.line == Line.COMPULSORY]:
        return found
    raise Refusal("险种库里没有交强险：请金融保险经理先导入险种")


def one_issued(each: Wished, cover: Cover, chosen: set[str]) -> Issued:
    """With the sum that stands on the paper, whatever sums we offer ourselves."""
    target = wishing.target_of(each, cover, chosen)
    with_sum = cover.sum_rule in WITH_A_SUM or cover.sum_rule == SumRule.VALUE
    if with_sum and (each.sum is None or each.sum <= 0):
        raise Refusal(f"{cover} 请照保单填{'比例' if cover.sum_rule == SumRule.RATE else '保额'}")
    by_days = cover.sum_rule == SumRule.DAYS
    if by_days and not each.days:
        raise Refusal(f"{cover} 请照保单填天数")
    return Issued(
        cover, each.sum if with_sum else None, each.days if by_days else None, target if cover.targets else ""
    )


def binding_for(ctx: Any, vehicle: Vehicle, insurer: Any, day: date) -> Quote | None:
    """The car's quote that still holds and for which this insurer has told its own commercial premium.

    Without an insurer that of the one who told it last, named in `told_by_insurer`.
    """
    rows = BindingQuote.objects.of(ctx).filter(
        quote__vehicle=vehicle, quote__state=Quote.State.VALID, quote__valid_until__gte=day, commercial__gt=0
    )
    if insurer is not None:
        rows = rows.filter(insurer=insurer)
    last = rows.select_related("quote").order_by("-told_at", "-pk").first()
    if last is None:
        return None
    found: Quote = last.quote
    found.told_by_insurer = last.insurer_id  # type: ignore[attr-defined]
    return found


def quoted_in(quote: Quote, insurer: int) -> list[Wished]:
    """The commercial covers as this insurer was asked for them; days were never written down with them."""
    rows = quote.offers.filter(insurer=insurer).prefetch_related("lines")
    lines = [line for offer in rows for line in offer.lines.all() if line.group == COMMERCIAL]
    return [Wished(line.code, queries.whole(line.sum), None, line.target) for line in lines]


def wished_or_quoted(
    ctx: Any, line: str, wished: Sequence[Wished], vehicle: Vehicle, insurer: Insurer, day: date
) -> Sequence[Wished]:
    """Where nothing is typed it is what the insurer's own quote stands for."""
    if wished or PolicyLine(line) not in NAMED_ON:
        return wished
    quote = binding_for(ctx, vehicle, insurer, day)
    return quoted_in(quote, insurer.pk) if quote else ()


def write_down(ctx: Act, policy: Policy, covers: Sequence[Issued], proofs: Mapping[int, Explanation]) -> None:
    """The covers of the entry; those that stood there otherwise are marked as put right."""
    before = {issued_of(row): row for row in entry_rows(policy)}
    told = {row.cover_id: row.explanation for row in before.values()} | dict(proofs)
    wrong = [row for each, row in before.items() if each not in set(covers)]
    for row in wrong:
        row.corrected_at = ctx.now
    PolicyCover.objects.change_many(wrong, ["corrected_at"])
    PolicyCover.objects.add_many(
        PolicyCover(
            policy=policy,
            cover=each.cover,
            target=each.target,
            sum=each.sum,
            days=each.days,
            explanation=told.get(each.cover.pk),
        )
        for each in covers
        if each not in before
    )


# As they stand ------------------------------------------------------------------------------------------


def entry_rows(policy: Policy) -> list[PolicyCover]:
    return list(policy.covers.in_entry().select_related("cover", "explanation"))


def issued_of(row: PolicyCover | CoverChange) -> Issued:
    return Issued(row.cover, row.sum, row.days, row.target)


def entry_of(policy: Policy) -> list[Issued]:
    """As it was issued, without what the insurer changed since."""
    return [issued_of(each) for each in entry_rows(policy)]


def standing_of(policies: Any) -> dict[int, list[Issued]]:
    """By policy its covers with every endorsement, in the order of the trade; three queries for all.

    `policies`: their keys, or a query of them.
    """
    covers = Cover.objects.in_bulk()
    found: dict[int, dict[tuple[int, str], Issued]] = defaultdict(dict)
    rows = PolicyCover.objects.filter(policy__in=policies).in_entry().order_by("pk")
    for policy, cover, target, total, days in rows.values_list("policy", *OF_A_COVER):
        one = Issued(covers[cover], total, days, target)
        found[policy][one.key] = one
    changes = CoverChange.objects.filter(policy__in=policies).order_by("pk")
    for policy, kind, cover, target, total, days in changes.values_list("policy", "kind", *OF_A_COVER):
        one = Issued(covers[cover], total, days, target)
        if kind == Kind.DROPPED:
            found[policy].pop(one.key, None)
        else:
            found[policy][one.key] = one
    return {key: sorted(each.values(), key=lambda one: one.cover.order) for key, each in found.items()}


OF_A_COVER = ("cover", "target", "sum", "days")


def standing(policy: Policy) -> list[Issued]:
    return standing_of([policy.pk]).get(policy.pk, [])


def with_mains(covers: Sequence[Issued]) -> list[tuple[Issued, str]]:
    """Each with the name of the main cover for which it stands, where it stands for one of several."""
    names = {each.cover.code: str(each.cover) for each in covers}
    return [(each, names.get(each.target, "")) for each in covers]


def last_insured(ctx: Any, vehicle: Vehicle, sold: Mapping[str, queries.CoverChoice]) -> list[dict[str, Any]]:
    """What the car's last commercial policy covers, as lines of a trial, as far as it is still sold."""
    rows = Policy.objects.of(ctx).standing().filter(vehicle=vehicle, line=PolicyLine.COMMERCIAL)
    last = rows.order_by("-ends_at", "-pk").first()
    named = [each.as_wished() for each in standing(last)] if last else []
    return [
        {
            "cover": each.cover,
            "sum": each.sum if "sum" in sold[each.cover].asks else None,
            "days": each.days,
            "target": each.target,
        }
        for each in named
        if each.cover in sold
    ]


def said_of(policies: Any) -> dict[int, str]:
    """By policy its covers in a line."""
    return {key: in_words(each) for key, each in standing_of(policies).items()}


def with_cover(rows: Any, code: str) -> Any:
    """Of policies those that have a cover now: entered with it and not taken out, or taken in since."""
    of_it = {"policy": OuterRef("pk"), "cover__code": code}
    same = {name: OuterRef(name) for name in ("policy", "cover", "target")}
    gone = CoverChange.objects.filter(kind=Kind.DROPPED, **same)
    entered = PolicyCover.objects.filter(**of_it).in_entry().filter(~Exists(gone))
    since = CoverChange.objects.filter(**of_it).exclude(kind=Kind.DROPPED)
    since = since.filter(~Exists(gone.filter(pk__gt=OuterRef("pk"))))
    return rows.filter(Q(Exists(entered)) | Q(Exists(since)))


def not_named(rows: Any) -> Any:
    """Of policies the commercial ones that name no cover."""
    named = PolicyCover.objects.filter(policy=OuterRef("pk")).in_entry()
    return rows.filter(~Exists(named), line__in=NAMED_ON)


def in_words(covers: Iterable[Issued]) -> str:
    return "、".join(map(str, covers))


# What changed -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Changed:
    """One cover that is not as it was."""

    kind: CoverChange.Kind
    now: Issued
    says: str


def changes_between(before: Iterable[Issued], after: Iterable[Issued]) -> list[Changed]:
    """What came, what changed its sum, what went."""
    had, has = {each.key: each for each in before}, {each.key: each for each in after}
    found = []
    for key, each in has.items():
        if key not in had:
            found.append(Changed(Kind.ADDED, each, f"加{each}"))
        elif each != had[key]:
            found.append(Changed(Kind.CHANGED, each, f"{each.cover} {had[key].amount} 改 {each.amount}"))
    gone = [Changed(Kind.DROPPED, each, f"减{each}") for key, each in had.items() if key not in has]
    return [*found, *gone]


def lay_down(
    policy: Policy, endorsement: Endorsement, changes: Iterable[Changed], proofs: Mapping[int, Explanation]
) -> None:
    CoverChange.objects.add_many(
        CoverChange(
            policy=policy,
            endorsement=endorsement,
            kind=each.kind,
            cover=each.now.cover,
            target=each.now.target,
            sum=each.now.sum,
            days=each.now.days,
            says=each.says,
            explanation=proofs.get(each.now.cover.pk) if each.kind == Kind.ADDED else None,
        )
        for each in changes
    )
