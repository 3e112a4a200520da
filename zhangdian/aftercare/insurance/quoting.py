"""A trial becomes a quote: what may be quoted, reckoned for each insurer, frozen with its lines."""

import dataclasses
import json
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from zhangdian.aftercare.insurance import premium, queries, rating, underwriting
from zhangdian.aftercare.insurance.models import Insurer, Offer, OfferLine, Quote
from zhangdian.aftercare.insurance.premium import Car, Claims, Given
from zhangdian.aftercare.insurance.standards import VALID_DAYS
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.customers.models import Vehicle
from zhangdian.people.organization import rates
from zhangdian.people.organization.models import Person

MOST_INSURERS = 6
AHEAD_DAYS = 400

Trials = Sequence[tuple[Insurer, premium.Trial]]


def valid_days(ctx: Act) -> int:
    return int(rates.measure_of(ctx, VALID_DAYS))


def refuse_days(ctx: Act, inception_on: date, *before: date | None) -> None:
    if inception_on < ctx.today:
        raise Refusal(f"起保日 {inception_on} 已经过了：请选今天以后")
    if inception_on > ctx.today + timedelta(days=AHEAD_DAYS):
        raise Refusal(f"起保日 {inception_on} 太远了：请核对年份")
    if any(each is not None and each > inception_on for each in before):
        raise Refusal("登记日期或购车日期晚于起保日：请核对")


def refuse_insurers(ctx: Act, insurers: list[Insurer], vehicle: Vehicle) -> None:
    """At least one, at most as many as stand side by side, each approved; a barred one is told (RNW-31)."""
    if not insurers:
        raise Refusal("请至少选一家保险公司")
    if len(insurers) > MOST_INSURERS:
        raise Refusal(f"一次最多比 {MOST_INSURERS} 家")
    queries.refuse_unapproved(ctx, insurers, ctx.today, wanted_for=vehicle)


def refuse_broken_rules(
    ctx: Act, insurers: list[Insurer], car: Car, wishes: list[premium.Wish], day: date
) -> None:
    if broken := broken_rules(queries.rules_on(ctx, day), insurers, car, wishes, day):
        raise Refusal(f"不合承保规则：{'；'.join(broken[:4])}。请改险种，或去掉这家")


def broken_rules(
    rules: list[Any], insurers: Iterable[Insurer], car: Car, wishes: list[premium.Wish], day: date
) -> list[str]:
    """Each with the insurer whose rule it is."""
    return [
        f"{insurer}：{name}"
        for insurer in insurers
        for name in underwriting.broken(queries.rules_for(rules, insurer), car, wishes, day)
    ]


def reckoned(
    editions: Sequence[rating.Edition],
    insurers: Iterable[Insurer],
    car: Car,
    claims: Claims,
    wishes: list[premium.Wish],
    day: date,
    given: Given | None = None,
) -> Trials:
    """What each insurer would ask by the tables in force on the day of inception."""
    found = []
    for insurer in insurers:
        tables = rating.in_force(editions, insurer.code, car.region, day)
        found.append((insurer, premium.reckon(car, claims, wishes, given or Given(), day, tables)))
    return found


def quote_of(
    ctx: Act,
    vehicle: Vehicle,
    car: Car,
    claims: Claims,
    inception_on: date,
    *,
    plan: str = "",
    advisor: Person | None = None,
    based_on: Quote | None = None,
) -> Quote:
    """The quote itself, valid for as long as the store says; an estimate, and it says so."""
    return Quote(
        store_id=ctx.store_id,
        vehicle=vehicle,
        plan=plan.strip(),
        made_by_id=ctx.person_id,
        made_at=ctx.now,
        advisor=advisor or vehicle.advisor,
        based_on=based_on,
        inception_on=inception_on,
        valid_until=ctx.today + timedelta(days=valid_days(ctx)),
        claims_text=json.dumps(dataclasses.asdict(claims)),
        acted_at=ctx.now,
        **vars(car),
    )


def lay_down(ctx: Act, quote: Quote, trials: Trials) -> None:
    """The quote with one offer an insurer, each line with its steps and sources."""
    quote.save()
    offers, lines = [], []
    for place, (insurer, trial) in enumerate(trials, 1):
        offer = Offer(
            quote=quote,
            insurer=insurer,
            order=place,
            compulsory=trial.compulsory,
            tax=trial.tax,
            commercial=trial.commercial,
            total=trial.total,
            missing="；".join(trial.missing)[:600],
        )
        offers.append(offer)
        lines += [line_of(quote, offer, at, line) for at, line in enumerate(trial.lines, 1)]
    Offer.objects.add_many(offers)
    for each in lines:
        each.offer_id = each.offer.pk
    OfferLine.objects.add_many(lines)
    ctx.draw_number(quote, "number", "BJ")


def line_of(quote: Quote, offer: Offer, place: int, line: premium.Line) -> OfferLine:
    return OfferLine(
        quote=quote,
        offer=offer,
        order=place,
        group=line.group,
        code=line.code,
        target=line.target,
        name=line.name,
        sum=line.sum,
        base=line.base,
        amount=line.amount,
        steps="\n".join(line.steps),
        editions="\n".join(line.editions),
        missing=line.missing,
        example=line.example,
    )
