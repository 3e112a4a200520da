"""Reads of insurance: who is approved, what is sold, which clause holds."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from zhangdian.aftercare.insurance import premium, rating
from zhangdian.aftercare.insurance.models import (
    Clause,
    Cover,
    InsuredElsewhere,
    Insurer,
    Policy,
    PolicyLine,
    Quote,
    QuoteSent,
    RateRow,
    RateTable,
    SumRule,
    UnderwritingLimit,
    UnderwritingRule,
)
from zhangdian.aftercare.insurance.posts import ADVISORS
from zhangdian.aftercare.insurance.saying import in_wan
from zhangdian.aftercare.insurance.standards import CLAIMS_FRESH
from zhangdian.aftercare.insurance.underwriting import Rule
from zhangdian.aftercare.insurance.wishing import WITH_A_SUM
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.models import Request
from zhangdian.foundation.kernel.refusals import Missing, Refusal, Report
from zhangdian.foundation.kernel.rows import worded
from zhangdian.people.organization import rates
from zhangdian.people.organization.models import Person


def insurers_with_approvals(ctx: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = Insurer.objects.of(ctx).prefetch_related("approvals__approved_by")
    return rows


def approved_insurers(ctx: Any, day: date) -> list[Insurer]:
    """Those that may be quoted and sold on a day."""
    return _approved(ctx, day)


@worded
def _approved(who: Any, day: Any) -> Any:
    return Insurer.objects.of(who).approved_on(day)


def unapproved(ctx: Any, insurers: list[Insurer], day: date) -> list[Insurer]:
    known = {each.pk for each in approved_insurers(ctx, day)}
    return [each for each in insurers if each.pk not in known]


def refuse_unapproved(ctx: Any, insurers: list[Insurer], day: date, wanted_for: Any = None) -> None:
    """Only what the store approved is quoted or sold; the sentence lists what is (RNW-31).

    Who wanted it for a vehicle is told to the manager.
    """
    if barred := unapproved(ctx, insurers, day):
        names = "、".join(map(str, barred))
        instead = "、".join(map(str, approved_insurers(ctx, day))) or "一家也没有"
        told = Report("insurance.report_barred_insurer", {"insurer": barred[0]}, wanted_for)
        raise Refusal(
            f"{names} 没有本店认证（{day}），不能报价和出单；已认证的有：{instead}",
            [Missing(f"{names} 没有认证", "金融保险经理", "insurance.approve_insurer")],
            told if wanted_for else None,
        )


def library(ctx: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = Cover.objects.of(ctx).prefetch_related("clauses")
    return rows


def clause_on(cover: Cover, day: date) -> Clause | None:
    """The edition in force; reads `clauses` once, or what was prefetched."""
    begun = [each for each in cover.clauses.all() if each.since <= day]
    return max(begun, key=lambda each: each.since, default=None)


def names_of(ctx: Any, codes: list[str]) -> list[str]:
    """Short names of covers, each once."""
    if not codes:
        return []
    found = dict(Cover.objects.of(ctx).filter(code__in=codes).values_list("code", "short_name"))
    return [found[code] for code in codes if code in found]


def cover_names(ctx: Any) -> dict[str, str]:
    """Short names of all covers by code."""
    return dict(Cover.objects.of(ctx).values_list("code", "short_name"))


# Rates, rules, limits -----------------------------------------------------------------------------


def editions_on(ctx: Any, day: date) -> list[rating.Edition]:
    """Every table begun by a day, with its rows, in two queries."""
    return [table.as_edition() for table in _begun(ctx, day)]


@worded
def _begun(who: Any, day: Any) -> Any:
    return table_with_rows(who).filter(since__lte=day)


def table_with_rows(ctx: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = RateTable.objects.of(ctx).select_related("insurer").prefetch_related("rows")
    return rows


def last_lines(ctx: Any, kind: str, insurer: Any, region: str) -> list[rating.RateLine]:
    """The rows of a table's last edition: the next begins with them."""
    try:
        rows = table_with_rows(ctx).filter(kind=kind, insurer=insurer or None, region=region)
        last = rows.order_by("-since").first()
    except (ValueError, TypeError, OverflowError):
        return []
    return [row.as_line() for row in last.rows.all()] if last else []


def rules_on(ctx: Any, day: date) -> list[UnderwritingRule]:
    """The rules of all insurers in force on a day."""
    rows = UnderwritingRule.objects.of(ctx).in_force(day).select_related("insurer")
    return list(rows)


def rules_for(rules: list[UnderwritingRule], insurer: Insurer) -> list[Rule]:
    """Those of everybody and this insurer's own."""
    return [each.as_rule() for each in rules if each.insurer_id in (None, insurer.pk)]


def limits_on(ctx: Any, day: date) -> dict[str, UnderwritingLimit]:
    """How far each post goes on a day."""
    rows = UnderwritingLimit.objects.of(ctx).filter(since__lte=day).order_by("role", "since")
    return {row.role: row for row in rows}


def limits_told(ctx: Any) -> QuerySet[Any]:
    """Every limit that was set, the latest of a post first."""
    rows: QuerySet[Any] = UnderwritingLimit.objects.of(ctx).select_related("set_by")
    return rows


# Quotes -------------------------------------------------------------------------------------------

NO_CHOICE: list[tuple[str, str]] = [("", "—")]


def all_insurers_named(ctx: Any) -> list[Insurer]:
    return list(Insurer.objects.of(ctx))


def insurer_choices(ctx: Any) -> list[tuple[str, str]]:
    """All of the store by key and short name, as a list's menu shows them."""
    return [(str(each.pk), each.short_name) for each in all_insurers_named(ctx)]


def covers_to_choose(ctx: Any) -> list[Cover]:
    return list(Cover.objects.of(ctx))


@dataclass(frozen=True)
class CoverChoice:
    """A cover that may be wished: what it asks besides, and the sums that are offered."""

    name: str
    asks: tuple[str, ...]
    steps: dict[str, str]


def covers_to_wish(ctx: Any) -> dict[str, CoverChoice]:
    """Main covers and riders by code, the four main ones first."""
    rows = Cover.objects.of(ctx).filter(line__in=("MAIN", "RIDER"))
    return {each.code: choice_of(each) for each in rows}


def covers_to_issue(ctx: Any) -> dict[str, CoverChoice]:
    """The same for a policy: on its paper stands the sum of the car too."""
    rows = Cover.objects.of(ctx).filter(line__in=("MAIN", "RIDER"))
    return {each.code: choice_of(each, {*WITH_A_SUM, SumRule.VALUE}) for each in rows}


def choice_of(cover: Cover, with_a_sum: Collection[str] = WITH_A_SUM) -> CoverChoice:
    asks = ["sum"] if cover.sum_rule in with_a_sum else []
    asks += ["days"] if cover.sum_rule == SumRule.DAYS else []
    asks += ["target"] if cover.targets else []
    unit = {SumRule.RATE: "%", SumRule.DAYS: " 元/天"}.get(SumRule(cover.sum_rule), "")
    steps = {f"{each:f}": f"{in_wan(each)}{unit}" for each in cover.choices}
    return CoverChoice(cover.short_name, tuple(asks), steps)


def regions(ctx: Any) -> list[str]:
    """Regions that some table of the store knows."""
    rows = RateTable.objects.of(ctx)
    named = RateRow.objects.of(ctx).filter(table__kind=rating.TableKind.TCI_SCHEME)
    found = [*rows.exclude(region="").values_list("region", flat=True), *named.values_list("code", flat=True)]
    return list(dict.fromkeys(found))


def last_region(ctx: Any) -> str:
    """Where the store insured last; else the first that has a tax table."""
    last = Quote.objects.of(ctx).order_by("-made_at", "-pk").values_list("region", flat=True).first()
    return last or next(iter(regions(ctx)), "")


MOST_SENT = 20
FACTS = (
    "region", "kind", "use", "energy", "seats", "litres", "tonnes", "kerb_tonnes", "price_new",
    "first_registered", "bought_on", "special_class", "relief",
)  # fmt: skip


def last_quote(ctx: Any, vehicle: Any) -> Quote | None:
    """The last trial of this car with what it was asked."""
    rows = Quote.objects.of(ctx).filter(vehicle=vehicle).prefetch_related("offers__lines")
    found: Quote | None = rows.order_by("-made_at", "-pk").first()
    return found


def fresh_since(ctx: Any) -> datetime:
    """What a trial of an earlier instant was told of accidents is asked anew."""
    day = ctx.today - timedelta(days=int(rates.measure_of(ctx, CLAIMS_FRESH)))
    return clock.day_bounds(day, ctx.standing.zone)[1]


def facts_of(quote: Quote) -> dict[str, Any]:
    """What it knew of the car."""
    return {name: value for name in FACTS if (value := getattr(quote, name)) not in (None, "")}


def wished_in(quote: Quote, covers: Mapping[str, CoverChoice]) -> list[dict[str, Any]]:
    """The commercial covers that it was asked for, as far as they are still sold."""
    lines = next((list(offer.lines.all()) for offer in quote.offers.all()), [])
    return [
        {
            "cover": line.code,
            "sum": whole(line.sum) if "sum" in covers[line.code].asks else None,
            "target": line.target if "target" in covers[line.code].asks else "",
        }
        for line in lines
        if line.group == premium.COMMERCIAL and line.code in covers
    ]


def whole(amount: Decimal | None) -> Decimal | None:
    """A sum without the zeros that nobody typed."""
    if amount is None:
        return None
    return amount.to_integral_value() if amount == amount.to_integral_value() else amount


def cover_ends_on(ctx: Any, vehicle: Any) -> date | None:
    """The day on which the first of the covers that run today ends at 0:00; the next begins on it."""
    rows = Policy.objects.of(ctx).standing().filter(vehicle=vehicle, starts_at__lte=ctx.now)
    ends = rows.filter(ends_at__gt=ctx.now).exclude(line=PolicyLine.NON_AUTO).order_by("ends_at")
    first = ends.values_list("ends_at", flat=True).first()
    return clock.day(first, ctx.standing.zone) if first else None


def advisors(ctx: Any) -> list[tuple[int, str]]:
    """Who advises customers, of sales and of service."""
    people = Person.objects.of(ctx).filter(disabled_at=None, tenures__role__in=ADVISORS, tenures__until=None)
    return list(people.distinct().order_by("name").values_list("pk", "name"))


def quotes_to_read(ctx: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = Quote.objects.of(ctx).select_related("store", "vehicle", "made_by", "advisor")
    return rows.prefetch_related(
        "offers__insurer",
        "offers__lines",
        "binding__insurer",
        "binding__told_by",
    )


def waiting_for_signature(ctx: Any, quotes: Any) -> QuerySet[Any]:
    """Requests to sign what goes beyond the authority of who quotes, for these quotes."""
    rows: QuerySet[Any] = Request.objects.of(ctx).filter(
        subject_type=Quote._meta.label_lower, subject_id__in=quotes, state=Request.State.OPEN
    )
    return rows.select_related("asker")


def gaps_of(offers: list[Any]) -> list[tuple[str, list[str]]]:
    """What is missing, each once, and for whose total."""
    found: dict[str, list[str]] = {}
    for offer in offers:
        for gap in filter(None, offer.missing.split("；")):
            found.setdefault(gap, []).append(str(offer.insurer))
    return list(found.items())


@dataclass(frozen=True)
class CoverRow:
    """One cover over all offers of a quote; None where an insurer has no such line."""

    name: str
    group: str
    sum: str
    lines: list[Any]


def side_by_side(quote: Quote) -> list[CoverRow]:
    """The lines of all offers, one row a cover."""
    offers = list(quote.offers.all())
    found: dict[tuple[str, str], list[Any]] = {}
    for place, offer in enumerate(offers):
        for line in offer.lines.all():
            found.setdefault((line.code, line.target), [None] * len(offers))[place] = line
    rows = []
    for lines in found.values():
        first = next(line for line in lines if line is not None)
        rows.append(CoverRow(first.name, first.group, first.sum_says, lines))
    return rows


def sent_of(ctx: Any, **about: Any) -> list[QuoteSent]:
    """Quotes that went to the customer, of a renewal or of a quote, the newest first."""
    rows = QuoteSent.objects.of(ctx).filter(**about).select_related("insurer", "message", "sent_by")
    return list(rows[:MOST_SENT])


def last_elsewhere(ctx: Any, vehicle: Any) -> InsuredElsewhere | None:
    rows = InsuredElsewhere.objects.of(ctx).filter(vehicle=vehicle)
    found: InsuredElsewhere | None = rows.select_related("noted_by").first()
    return found


def policies_numbered(ctx: Any, insurer: Any, numbers: Sequence[str]) -> dict[str, Policy]:
    """The insurer's policies with these numbers; what was entered wrongly is none."""
    rows = Policy.objects.of(ctx).filter(insurer=insurer, number__in=numbers)
    rows = rows.exclude(state=Policy.State.VOID).select_related("vehicle", "holder")
    return {each.number: each for each in rows}
