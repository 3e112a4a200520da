"""What the store proposes by itself: maintenance by model and mileage, work to which such words led."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from dateutil.relativedelta import relativedelta

from zhangdian.foundation.kernel import clock
from zhangdian.frontline.service import quoting
from zhangdian.frontline.service.models import LabourOperation, OrderLine, RepairOrder
from zhangdian.frontline.service.models.order import Kind
from zhangdian.frontline.service.quoting import Quote
from zhangdian.people.customers.models import Energy, ModelTerms, Vehicle

SOON_KM, SOON_DAYS = 500, 15
"""What falls due before the next visit is proposed at this one."""
NEAR = 0.08
"""Without a record of our own: so near to a multiple of the interval."""
FIRST, SMALL, BIG, ELECTRIC = "首次保养", "小保养", "大保养", "纯电车定期保养"
LATELY = 600
ENOUGH = 2
"""Proposals for one sentence of the customer."""


@dataclass(frozen=True)
class Rule:
    """One prescription of the maker, the word by which its operation is named, and what includes it."""

    word: str
    within: tuple[str, ...] = ()
    km: str = ""
    months: str = ""


RULES = (
    Rule("制动液", months="brake_fluid_months"),
    Rule("空调滤芯", within=(BIG, ELECTRIC), months="cabin_filter_months"),
    Rule("火花塞", km="spark_plug_km"),
    Rule("变速箱油", km="gearbox_oil_km"),
    Rule("冷却液", months="coolant_months"),
    Rule("高压系统安全检查", within=(ELECTRIC,), months="high_voltage_check_months"),
)


@dataclass(frozen=True)
class Done:
    """When and at which distance something was done last; on the day of sale at nothing, if never."""

    on: date
    km: int
    known: bool = True


@dataclass(frozen=True)
class Due:
    """One operation that is due, why, and what it costs on this car."""

    operation: LabourOperation
    why: str
    quote: Quote


@dataclass(frozen=True)
class Proposal:
    """Due maintenance as one line: 10.7 万公里 保养."""

    title: str
    items: list[Due]
    concern_id: int | None = None


def maintenance(ctx: Any, order: RepairOrder, on_order: Iterable[OrderLine] = ()) -> Proposal | None:
    """What is due by model and mileage and not on the order yet; None where nothing is, or is known."""
    car, km = order.vehicle, order.mileage_km or order.vehicle.last_mileage
    terms = car.model.terms_on(car.sold_on or ctx.today) if car.model else None
    if terms is None or km is None:
        return None
    catalogue = [one for one in quoting.newest(quoting.in_force(ctx)) if quoting.fits(one, car)]
    history = Book(ctx, order, catalogue)
    names = [line.operation.name for line in on_order if line.declined_at is None]
    wanted = [oil_service(ctx, order, terms, km, history), *others(ctx, terms, km, history)]
    chosen = [(one, why) for one, why in filter(None, wanted) if not covered(one, names)]
    names += [one.name for one, _ in chosen]
    chosen = [(one, why) for one, why in chosen if not included(one, names)]
    if not chosen:
        return None
    costs = quoting.quotes(ctx, car, [one for one, _ in chosen])
    items = [Due(one, why, costs[one.pk]) for one, why in chosen if not costs[one.pk].unpriced]
    return Proposal(f"{km / 10_000:.1f} 万公里 保养", items, asked_for(order)) if items else None


class Book:
    """What was done on this car here, by the word of an operation's name."""

    def __init__(self, ctx: Any, order: RepairOrder, catalogue: Sequence[LabourOperation]) -> None:
        self.catalogue = catalogue
        self.sold_on = order.vehicle.sold_on or order.vehicle.warranty_start
        rows = OrderLine.objects.of(ctx).filter(
            order__vehicle_id=order.vehicle_id, finished_at__isnull=False, voided_at=None
        )
        self.done = [
            (name, Done(clock.day(at), km or 0))
            for name, at, km in rows.order_by("-finished_at").values_list(
                "operation__name", "finished_at", "order__mileage_km"
            )[:200]
        ]

    def operation(self, word: str) -> LabourOperation | None:
        return next((one for one in self.catalogue if word in one.name), None)

    def last(self, *words: str) -> Done | None:
        """The last time, or the day of sale where there was none; None where nothing is known."""
        for name, done in self.done:
            if any(word in name for word in words):
                return done
        return Done(self.sold_on, 0, known=False) if self.sold_on else None


def oil_service(
    ctx: Any, order: RepairOrder, terms: ModelTerms, km: int, book: Book
) -> tuple[LabourOperation, str] | None:
    """The regular service: the first is the maker's, then small ones, every second a big one."""
    electric = order.vehicle.model is not None and order.vehicle.model.energy == Energy.BEV
    words = (ELECTRIC,) if electric else (FIRST, SMALL, BIG)
    last = book.last(*words)
    if last is None:
        return None
    first = not last.known and not electric and is_first(ctx, order, terms, km)
    why = since(ctx, last, km, terms.interval_km, terms.interval_months)
    if not why and not first:
        return None
    big = book.last(BIG)
    often = terms.interval_km or 10_000
    word = ELECTRIC if electric else FIRST if first else SMALL
    if word == SMALL and big and big.known and km - big.km >= 2 * often - SOON_KM:
        word = BIG
    found = book.operation(word)
    return (found, why or "新车首保") if found else None


def is_first(ctx: Any, order: RepairOrder, terms: ModelTerms, km: int) -> bool:
    """Within the time and distance in which the maker pays the first service, with some grace."""
    if order.kind == Kind.FIRST_SERVICE:
        return True
    sold = order.vehicle.sold_on
    if sold is None or not terms.first_service_months or not terms.first_service_km:
        return False
    until = sold + relativedelta(months=terms.first_service_months + 1)
    return bool(ctx.today <= until and km <= terms.first_service_km * 3 // 2)


def others(ctx: Any, terms: ModelTerms, km: int, book: Book) -> list[tuple[LabourOperation, str] | None]:
    """Fluids, filters, plugs: each by its own prescription."""
    found: list[tuple[LabourOperation, str] | None] = []
    for rule in RULES:
        often_km = getattr(terms, rule.km) if rule.km else None
        often_months = getattr(terms, rule.months) if rule.months else None
        operation, last = book.operation(rule.word), book.last(rule.word, *rule.within)
        if operation is None or last is None or not (often_km or often_months):
            continue
        near = last.known or is_near(ctx, last, km, often_km, often_months)
        if near and (why := since(ctx, last, km, often_km, often_months)):
            found.append((operation, why))
    return found


def since(ctx: Any, last: Done, km: int, often_km: int | None, often_months: int | None) -> str:
    """Why it is due, in one line; empty when it is not."""
    driven = km - last.km
    too_far = often_km is not None and driven >= often_km - SOON_KM
    soon = ctx.today + timedelta(days=SOON_DAYS)
    too_old = often_months is not None and last.on + relativedelta(months=often_months) <= soon
    if not too_far and not too_old:
        return ""
    often = f"{often_km:,} km" if often_km and (too_far or not often_months) else f"{often_months} 个月"
    if not last.known:
        return f"每 {often} 一次，本店没有记录"
    return f"上次 {last.on:%Y-%m}，已 {driven:,} km，每 {often} 一次"


def is_near(ctx: Any, last: Done, km: int, often_km: int | None, often_months: int | None) -> bool:
    """Never done here: proposed only about the time at which the maker's plan has it."""
    if often_km:
        return abs(km - round(km / often_km) * often_km) <= often_km * NEAR
    age = relativedelta(ctx.today, last.on)
    months = age.years * 12 + age.months
    return bool(often_months and abs(months - round(months / often_months) * often_months) <= 1)


def covered(operation: LabourOperation, names: Sequence[str]) -> bool:
    """On the order already, as itself or as another regular service."""
    if operation.name in names:
        return True
    regular = (FIRST, SMALL, BIG, ELECTRIC)
    return any(word in operation.name for word in regular) and any(
        word in name for name in names for word in regular
    )


def included(operation: LabourOperation, names: Sequence[str]) -> bool:
    """Part of a bigger service that stands there."""
    rule = next((rule for rule in RULES if rule.word in operation.name), None)
    return rule is not None and any(word in name for name in names for word in rule.within)


def asked_for(order: RepairOrder) -> int | None:
    """The customer's sentence that maintenance answers, when he came for it."""
    open_words = [one for one in order.concerns.all() if not one.lines.all()]
    said = next((one for one in open_words if "保养" in one.words or "首保" in one.words), None)
    return said.pk if said else None


# Words --------------------------------------------------------------------------------------------


def pairs(words: str) -> set[str]:
    """Pairs of neighbouring signs: 刹车吱吱响 is 刹车, 车吱, 吱吱, 吱响."""
    signs = [sign for sign in words if sign.isalnum()]
    return {a + b for a, b in pairwise(signs)}


def likely(ctx: Any, vehicle: Vehicle, sentences: dict[int, str]) -> dict[int, list[Quote]]:
    """Operations that lately followed such words in this store, by the key of the sentence."""
    wanted = {key: pairs(words) for key, words in sentences.items()}
    rows = OrderLine.objects.of(ctx).filter(concern__isnull=False, voided_at=None)
    known = [
        (pairs(words), code)
        for words, code in rows.order_by("-pk").values_list("concern__words", "operation__code")[:LATELY]
    ]
    common = Counter(pair for signs, _ in known for pair in signs)
    best: dict[int, list[str]] = {}
    for key, mine in wanted.items():
        scores: dict[str, float] = defaultdict(float)
        for signs, code in known:
            scores[code] += sum(1 / common[pair] for pair in mine & signs)
        ranked = sorted(scores, key=lambda code: -scores[code])
        best[key] = [code for code in ranked if scores[code] >= 0.2][: ENOUGH + 1]
    operations = quoting.named(ctx, {code for codes in best.values() for code in codes}, vehicle)
    costs = quoting.quotes(ctx, vehicle, list(operations.values()))
    return {
        key: [costs[operations[code].pk] for code in codes if code in operations][:ENOUGH]
        for key, codes in best.items()
    }


def usual(ctx: Any, vehicle: Vehicle, on_order: set[str]) -> list[Quote]:
    """What is put on orders most in these weeks, for the chips under the lines."""
    lately = OrderLine.objects.of(ctx).filter(voided_at=None).order_by("-pk")
    counts = Counter(lately.values_list("operation__code", flat=True)[: quoting.LATELY])
    codes = [code for code, _ in counts.most_common(12) if code not in on_order]
    operations = quoting.named(ctx, codes, vehicle)
    costs = quoting.quotes(ctx, vehicle, list(operations.values()))
    payable = [costs[operations[code].pk] for code in codes if code in operations]
    return [one for one in payable if one.operation.rate_kind not in "WI" and not one.unpriced][:3]
