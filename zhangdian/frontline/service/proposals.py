"""What the store proposes by itself: maintenance by model and mileage, work to which such words led."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import Q

from zhangdian.foundation.kernel import clock
from zhangdian.frontline.service import quoting
from zhangdian.frontline.service.models import LabourOperation, OrderLine, RepairOrder
from zhangdian.frontline.service.models.order import Kind
from zhangdian.frontline.service.quoting import Quote
from zhangdian.people.customers.models import Energy, ModelTerms

SOON_KM, SOON_DAYS = 500, 15
"""What falls due before the next visit is proposed at this one."""
NEAR = 12
"""Never done here: proposed within a twelfth of the interval about the time that the maker's plan has."""
FIRST, SMALL, BIG, ELECTRIC = "首次保养", "小保养", "大保养", "纯电车定期保养"
REGULAR = (FIRST, SMALL, BIG, ELECTRIC)
LATELY = 600
"""Lines of the store that say what is done now, and for which words."""
FOR_WORDS, COMMON = 2, 3
"""Proposals for one sentence of the customer; chips under the lines."""
FITS = 0.2


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
    """One operation that is due, and why."""

    operation: LabourOperation
    why: str


class Proposals:
    """All that is proposed for one order: few queries, one list of prices."""

    def __init__(self, ctx: Any, order: RepairOrder, lines: Sequence[OrderLine]) -> None:
        self.ctx, self.order, self.car = ctx, order, order.vehicle
        self.names = [line.name for line in lines]
        self.codes = {line.operation.code for line in lines}
        answered = {line.concern_id for line in lines}
        self.open_words = [one for one in order.concerns.all() if one.pk not in answered]

    @property
    def km(self) -> int | None:
        return self.order.mileage_km or self.car.last_mileage

    @property
    def title(self) -> str:
        km = self.km or 0
        return f"{km / 10_000:.1f} 万公里" if km >= 10_000 else f"{km:,} km"

    @cached_property
    def due(self) -> list[Due]:
        """What is due by model and mileage and not on the order yet."""
        terms = self.car.model.terms_on(self.car.sold_on or self.ctx.today) if self.car.model else None
        if terms is None or self.km is None:
            return []
        book = Book(self.ctx, self.order)
        wanted = [
            oil_service(self.ctx, self.order, terms, self.km, book),
            *others(self.ctx, terms, self.km, book),
        ]
        chosen = [one for one in wanted if one and not covered(one.operation, self.names)]
        names = [*self.names, *(one.operation.name for one in chosen)]
        return [one for one in chosen if not included(one.operation, names)]

    @property
    def asked_for(self) -> int | None:
        """The customer's sentence that maintenance answers, when he came for it."""
        said = (one for one in self.open_words if "保养" in one.words or "首保" in one.words)
        found = next(said, None)
        return found.pk if found else None

    @cached_property
    def lately(self) -> list[tuple[str, str | None]]:
        """Operation and the words that it answered, newest first."""
        rows = OrderLine.objects.of(self.ctx).filter(voided_at=None).order_by("-pk")
        return list(rows.values_list("operation__code", "concern__words")[:LATELY])

    @cached_property
    def _codes_for_words(self) -> dict[int, list[str]]:
        known = [(pairs(words), code) for code, words in self.lately if words]
        common = Counter(pair for signs, _ in known for pair in signs)
        return {one.pk: likely(pairs(one.words), known, common) for one in self.open_words}

    @cached_property
    def _usual_codes(self) -> list[str]:
        counts = Counter(code for code, _ in self.lately)
        return [code for code, _ in counts.most_common(4 * COMMON) if code not in self.codes]

    @cached_property
    def _named(self) -> dict[str, LabourOperation]:
        codes = {*self._usual_codes, *(code for codes in self._codes_for_words.values() for code in codes)}
        return quoting.named(self.ctx, codes, self.car)

    @cached_property
    def quotes(self) -> dict[int, Quote]:
        """What everything proposed costs on this car, by the key of the operation."""
        operations = [*self._named.values(), *(one.operation for one in self.due)]
        return quoting.quotes(self.ctx, self.car, operations)

    def quote(self, operation: LabourOperation) -> Quote:
        return self.quotes[operation.pk]

    def for_words(self, concern_id: int) -> list[Quote]:
        """Operations that lately followed such words in this store."""
        codes = self._codes_for_words.get(concern_id, [])
        due = {one.operation.code for one in self.due} if concern_id == self.asked_for else set()
        found = [self.quote(self._named[code]) for code in codes if code in self._named and code not in due]
        return [one for one in found if not one.unpriced][:FOR_WORDS]

    @cached_property
    def usual(self) -> list[Quote]:
        """What is put on orders most in these weeks and not due anyway."""
        due = {one.operation.code for one in self.due}
        due.update(code for codes in self._codes_for_words.values() for code in codes[:FOR_WORDS])
        found = [self.quote(self._named[c]) for c in self._usual_codes if c in self._named and c not in due]
        payable = [one for one in found if one.operation.rate_kind not in "WI" and not one.unpriced]
        return [one for one in payable if not covered(one.operation, self.names)][:COMMON]

    @cached_property
    def payable_due(self) -> list[tuple[Due, Quote]]:
        """What is due and can be put on the order: all its parts have a price."""
        priced = [(one, self.quote(one.operation)) for one in self.due]
        return [(one, quote) for one, quote in priced if not quote.unpriced]


# Maintenance --------------------------------------------------------------------------------------


class Book:
    """What was done on this car here, and the operations of the maker's plan that fit it."""

    def __init__(self, ctx: Any, order: RepairOrder) -> None:
        words = Q()
        for word in (*REGULAR, *(rule.word for rule in RULES)):
            words |= Q(name__contains=word)
        rows = quoting.in_force(ctx).filter(words)
        self.catalogue = [one for one in quoting.newest(rows) if quoting.fits(one, order.vehicle)]
        self.sold_on = order.vehicle.sold_on or order.vehicle.warranty_start
        lines = OrderLine.objects.of(ctx).filter(
            order__vehicle_id=order.vehicle_id, finished_at__isnull=False, voided_at=None
        )
        found = lines.order_by("-finished_at").values_list(
            "operation__name", "finished_at", "order__mileage_km"
        )
        self.done = [(name, Done(clock.day(at), km or 0)) for name, at, km in found[:200] if at]

    def operation(self, word: str) -> LabourOperation | None:
        return next((one for one in self.catalogue if word in one.name), None)

    def last(self, *words: str) -> Done | None:
        """The last time, or the day of sale where there was none; None where nothing is known."""
        for name, done in self.done:
            if any(word in name for word in words):
                return done
        return Done(self.sold_on, 0, known=False) if self.sold_on else None


def oil_service(ctx: Any, order: RepairOrder, terms: ModelTerms, km: int, book: Book) -> Due | None:
    """The regular service: the first is the maker's, then small ones, every second a big one."""
    electric = order.vehicle.model is not None and order.vehicle.model.energy == Energy.BEV
    last = book.last(*REGULAR)
    if last is None:
        return None
    first = not last.known and not electric and is_first(ctx, order, terms, km)
    why = since(ctx, last, km, terms.interval_km, terms.interval_months)
    if not why and not first:
        return None
    big, often = book.last(BIG), terms.interval_km or 10_000
    word = ELECTRIC if electric else FIRST if first else SMALL
    if word == SMALL and big and big.known and km - big.km >= 2 * often - SOON_KM:
        word = BIG
    found = book.operation(word)
    return Due(found, why or "新车首保，厂家付") if found else None


def is_first(ctx: Any, order: RepairOrder, terms: ModelTerms, km: int) -> bool:
    """Within the time and distance in which the maker pays the first service, with some grace."""
    if order.kind == Kind.FIRST_SERVICE:
        return True
    sold = order.vehicle.sold_on
    if sold is None or not terms.first_service_months or not terms.first_service_km:
        return False
    until = sold + relativedelta(months=terms.first_service_months + 1)
    return bool(ctx.today <= until and km <= terms.first_service_km * 3 // 2)


def others(ctx: Any, terms: ModelTerms, km: int, book: Book) -> list[Due]:
    """Fluids, filters, plugs: each by its own prescription."""
    found = []
    for rule in RULES:
        often_km = getattr(terms, rule.km) if rule.km else None
        often_months = getattr(terms, rule.months) if rule.months else None
        operation, last = book.operation(rule.word), book.last(rule.word, *rule.within)
        if operation is None or last is None or not (often_km or often_months):
            continue
        near = last.known or is_near(ctx, last, km, often_km, often_months)
        if near and (why := since(ctx, last, km, often_km, often_months)):
            found.append(Due(operation, why))
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
    """About the time at which the maker's plan has it."""
    if often_km:
        return abs(km - round(km / often_km) * often_km) <= often_km // NEAR
    age = relativedelta(ctx.today, last.on)
    months = age.years * 12 + age.months
    return bool(often_months and abs(months - round(months / often_months) * often_months) <= 1)


def covered(operation: LabourOperation, names: Sequence[str]) -> bool:
    """On the order already, as itself or as another regular service."""
    if operation.name in names:
        return True
    regular = any(word in operation.name for word in REGULAR)
    return regular and any(word in name for name in names for word in REGULAR)


def included(operation: LabourOperation, names: Sequence[str]) -> bool:
    """Part of a bigger service that stands there."""
    rule = next((rule for rule in RULES if rule.word in operation.name), None)
    return rule is not None and any(word in name for name in names for word in rule.within)


# Words --------------------------------------------------------------------------------------------


def pairs(words: str) -> set[str]:
    """Pairs of neighbouring signs: 刹车吱吱响 is 刹车, 车吱, 吱吱, 吱响."""
    return {a + b for a, b in pairwise([sign for sign in words if sign.isalnum()])}


def likely(mine: set[str], known: Iterable[tuple[set[str], str]], common: Counter[str]) -> list[str]:
    """Codes that followed the most alike words; what every sentence has counts little."""
    scores: dict[str, float] = defaultdict(float)
    for signs, code in known:
        scores[code] += sum(1 / common[pair] for pair in mine & signs)
    ranked = sorted(scores, key=lambda code: -scores[code])
    return [code for code in ranked if scores[code] >= FITS][: FOR_WORDS + 1]
