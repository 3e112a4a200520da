"""Quotes that the day's calls need and do not have: tried from what is known, or told what is missing."""

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import OuterRef, Subquery, prefetch_related_objects

from zhangdian.aftercare.insurance import queries, quoting, wishing
from zhangdian.aftercare.insurance.models import Insurer, Quote, Renewal
from zhangdian.aftercare.insurance.premium import COMMERCIAL, Car
from zhangdian.aftercare.insurance.renewals import pool
from zhangdian.aftercare.insurance.renewals.queries import to_call
from zhangdian.aftercare.insurance.wishing import Wished
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.refusals import Refusal

MOST = 40
"""So many are tried at once; prepared, the next ones follow."""


@dataclass(frozen=True)
class Tried:
    """One renewal: the quote that would be saved, or what is not known."""

    renewal: Renewal
    last: Quote | None = None
    inception_on: date | None = None
    car: Car | None = None
    trials: quoting.Trials = ()
    left_out: tuple[tuple[str, str], ...] = ()
    """Insurers for whom something lacks, and what."""
    gaps: tuple[str, ...] = ()

    @property
    def is_ready(self) -> bool:
        return not self.gaps

    @property
    def cheapest(self) -> Any:
        """The lowest total of those that were reckoned whole."""
        return min((trial.total for _, trial in self.trials if trial.total is not None), default=None)


@dataclass
class Shared:
    """What all renewals of the day are tried with, read once."""

    ctx: Any
    last: dict[int, Quote]
    approved: dict[int, Insurer]
    choices: dict[str, queries.CoverChoice]
    covers: dict[tuple[str, str], Any]
    editions: list[Any]
    fresh_since: datetime
    rules: dict[date, list[Any]] = field(default_factory=dict)

    def rules_on(self, day: date) -> list[Any]:
        if day not in self.rules:
            self.rules[day] = queries.rules_on(self.ctx, day)
        return self.rules[day]


def without_quote(ctx: Act, renewals: Sequence[Renewal]) -> list[Renewal]:
    """Those whose car has none that holds, under their lock, with what a trial asks of them."""
    rows = Renewal.objects.of(ctx).filter(pk__in=[each.pk for each in renewals])
    quoted = set(pool.quoted(ctx, rows).values_list("pk", flat=True))
    wanting = [each for each in renewals if each.pk not in quoted]
    prefetch_related_objects(wanting, "vehicle__model", "vehicle__advisor")
    return wanting


def missing_today(ctx: Any) -> Any:
    """His calls of today whose car has no valid quote."""
    today = to_call(ctx)
    return today.exclude(pk__in=pool.quoted(ctx, today))


def last_quotes(ctx: Any, vehicles: Sequence[int]) -> dict[int, Quote]:
    """The last trial of each car that nobody took back."""
    same = Quote.objects.of(ctx).filter(vehicle=OuterRef("vehicle"), state=Quote.State.VALID)
    newest = same.order_by("-made_at", "-pk").values("pk")[:1]
    rows = Quote.objects.of(ctx).filter(vehicle__in=vehicles, pk=Subquery(newest))
    found = rows.select_related("advisor").prefetch_related("offers__lines", "offers__insurer")
    return {each.vehicle_id: each for each in found}


def shared(ctx: Any, renewals: Sequence[Renewal]) -> Shared:
    covers = queries.covers_to_choose(ctx)
    last_day = max((each.expires_on for each in renewals), default=ctx.today) + timedelta(days=1)
    return Shared(
        ctx,
        last_quotes(ctx, [each.vehicle_id for each in renewals]),
        {each.pk: each for each in queries.approved_insurers(ctx, ctx.today)},
        queries.covers_to_wish(ctx),
        {(each.code, each.product): each for each in covers},
        queries.editions_on(ctx, max(last_day, ctx.today)),
        queries.fresh_since(ctx),
    )


def tried(ctx: Any, renewals: Sequence[Renewal]) -> list[Tried]:
    """Each as it stands, in the same order; as many queries for one as for all, and one for each day of
    inception.
    """
    known = shared(ctx, renewals)
    return [try_one(ctx, each, known) for each in renewals]


def try_one(ctx: Any, renewal: Renewal, known: Shared) -> Tried:
    """From the last trial of the car, for the day after its cover ends; nothing is guessed."""
    last = known.last.get(renewal.vehicle_id)
    begins = renewal.expires_on + timedelta(days=1)
    gaps = list(gaps_before(ctx, last, begins, known.fresh_since))
    if last is None or gaps:
        return Tried(renewal, last, begins, gaps=tuple(gaps))
    car = car_for(last, renewal, begins)
    insurers = [
        known.approved[each.insurer_id] for each in last.offers.all() if each.insurer_id in known.approved
    ]
    if not insurers:
        return Tried(renewal, last, begins, car, gaps=("上次比的公司现在都没有认证：请另选公司试算",))
    try:
        wishes = wishing.wishes_from(wished_in(last, known), known.covers, car.product, begins)
    except Refusal as refusal:
        return Tried(renewal, last, begins, car, gaps=(refusal.sentence,))
    rules = known.rules_on(begins)
    whole: list[Any] = []
    lacking: list[tuple[str, str]] = []
    trials = quoting.reckoned(known.editions, insurers, car, last.claims, wishes, begins)
    for insurer, trial in trials:
        broken = quoting.broken_rules(rules, [insurer], car, wishes, begins)
        if broken:
            lacking.append((str(insurer), f"不合承保规则 {broken[0].partition('：')[2]}"))
        elif trial.missing or trial.total is None:
            lacking.append((str(insurer), "；".join(trial.missing) or "算不出合计"))
        else:
            whole.append((insurer, trial))
    gaps = [] if whole else list(dict.fromkeys(f"{name}：{what}" for name, what in lacking))
    return Tried(renewal, last, begins, car, whole, tuple(lacking), tuple(gaps))


def gaps_before(ctx: Any, last: Quote | None, begins: date, fresh_since: datetime) -> Iterator[str]:
    """What lacks before anything is reckoned."""
    if last is None:
        yield "没有试算过：不知道险种、保额、使用性质和出险记录"
        return
    if begins < ctx.today:
        yield f"保险 {begins - timedelta(days=1):%Y-%m-%d} 已经到期：脱保要重新问起保日和出险记录"
    if last.made_at < fresh_since:
        made = clock.day(last.made_at, ctx.standing.zone)
        yield f"出险和无赔款记录是 {made:%Y-%m-%d} 问的，太久了：请重新问"


def car_for(last: Quote, renewal: Renewal, begins: date) -> Car:
    """As the last trial knew it, what it did not know by the car's record; the tax is each year's."""
    car, model = last.car, renewal.vehicle.model
    same_year = last.inception_on.year == begins.year
    seats = car.seats if car.seats is not None else (model.seats if model else None)
    return dataclasses.replace(car, seats=seats, tax_paid=car.tax_paid and same_year)


def wished_in(last: Quote, known: Shared) -> list[Wished]:
    """The commercial covers of the last trial; one that is not sold any more is told by its name."""
    lines = next((list(offer.lines.all()) for offer in last.offers.all()), [])
    wanted = []
    for line in lines:
        if line.group != COMMERCIAL:
            continue
        choice = known.choices.get(line.code)
        if choice is None:
            raise Refusal(f"{line.name} 现在不卖：请重新试算")
        if "days" in choice.asks:
            raise Refusal(f"{line.name} 的天数没有记：请重新试算")
        total = queries.whole(line.sum) if "sum" in choice.asks else None
        wanted.append(Wished(line.code, total, None, line.target if "target" in choice.asks else ""))
    return wanted


def lay_down(ctx: Act, ready: Sequence[Tried]) -> None:
    """Each becomes a quote that says on which one it is based."""
    for each in ready:
        if each.last is None or each.car is None or each.inception_on is None:
            continue
        quote = quoting.quote_of(
            ctx,
            each.renewal.vehicle,
            each.car,
            each.last.claims,
            each.inception_on,
            plan=each.last.plan,
            advisor=each.last.advisor,
            based_on=each.last,
        )
        quoting.lay_down(ctx, quote, each.trials)
