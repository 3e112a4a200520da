"""A trial is reckoned and saved; the insurer's own totals are typed beside it."""

import dataclasses
import json
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from zhangdian.aftercare.insurance import authority, premium, queries, rating, underwriting, wishing
from zhangdian.aftercare.insurance.models import (
    BarredAttempt,
    BindingQuote,
    Insurer,
    Offer,
    OfferLine,
    Quote,
)
from zhangdian.aftercare.insurance.posts import KEEPERS, QUOTERS
from zhangdian.aftercare.insurance.premium import Car, Claims, Energy, Given, Relief, Use, VehicleKind
from zhangdian.aftercare.insurance.standards import VALID_DAYS
from zhangdian.aftercare.insurance.wishing import Wished
from zhangdian.foundation.kernel.action import Act, Signatures, action
from zhangdian.foundation.kernel.attachments import attach
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.customers.models import Vehicle
from zhangdian.people.organization import rates
from zhangdian.people.organization.models import Person

MOST_INSURERS = 6
AHEAD_DAYS = 400


@action("试算保费", by=QUOTERS, opens=Quote)
def open_quote(
    ctx: Act,
    vehicle: Vehicle,
    *,
    insurers: list[Insurer],
    wishes: Sequence[Wished],
    inception_on: date,
    region: str,
    kind: VehicleKind = VehicleKind.CAR,
    use: Use = Use.FAMILY,
    energy: Energy = Energy.ICE,
    seats: int | None = None,
    litres: Decimal | None = None,
    tonnes: Decimal | None = None,
    kerb_tonnes: Decimal | None = None,
    price_new: Decimal | None = None,
    first_registered: date | None = None,
    bought_on: date | None = None,
    special_class: str = "",
    relief: Relief = Relief.UNKNOWN,
    tax_paid: bool = False,
    first_compulsory: bool = False,
    transferred: bool = False,
    lapsed: bool = False,
    clean_years: int = 0,
    at_fault: int = 0,
    fatal: bool = False,
    first_insured: bool = False,
    years_continuous: int = 0,
    claims_3y: int = 0,
    claims_4y: int = 0,
    drink: int = 0,
    drunk: int = 0,
    ncd: Decimal | None = None,
    pricing: Decimal | None = None,
    violation: Decimal | None = None,
    actual_value: Decimal | None = None,
    plan: str = "",
    advisor: Person | None = None,
) -> Quote:
    """Several insurers side by side, frozen with the editions of the day; an estimate, and it says so."""
    refuse_days(ctx, inception_on, first_registered, bought_on)
    refuse_insurers(ctx, insurers, vehicle)
    car = Car(
        kind,
        use,
        energy,
        region.strip(),
        seats,
        litres,
        tonnes,
        kerb_tonnes,
        price_new,
        first_registered,
        bought_on,
        special_class,
        relief,
        tax_paid,
    )
    claims = Claims(
        first_compulsory,
        transferred,
        lapsed,
        clean_years,
        at_fault,
        fatal,
        first_insured,
        years_continuous,
        claims_3y,
        claims_4y,
        drink,
        drunk,
    )
    covers = {(each.code, each.product): each for each in queries.covers_to_choose(ctx)}
    wanted = wishing.wishes_from(wishes, covers, car.product, inception_on)
    refuse_broken_rules(ctx, insurers, car, wanted, inception_on)
    quote = Quote(
        store_id=ctx.store_id,
        vehicle=vehicle,
        plan=plan.strip(),
        made_by_id=ctx.person_id,
        made_at=ctx.now,
        advisor=advisor or vehicle.advisor,
        inception_on=inception_on,
        valid_until=ctx.today + timedelta(days=valid_days(ctx)),
        claims_text=json.dumps(dataclasses.asdict(claims)),
        acted_at=ctx.now,
        **vars(car),
    )
    quote.save()
    reckon_offers(ctx, quote, insurers, wanted, Given(ncd, pricing, violation, actual_value))
    ctx.draw_number(quote, "number", "BJ")
    return quote


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
    rules = queries.rules_on(ctx, day)
    broken = [
        f"{insurer}：{name}"
        for insurer in insurers
        for name in underwriting.broken(queries.rules_for(rules, insurer), car, wishes, day)
    ]
    if broken:
        raise Refusal(f"不合承保规则：{'；'.join(broken[:4])}。请改险种，或去掉这家")


def reckon_offers(
    ctx: Act, quote: Quote, insurers: list[Insurer], wishes: list[premium.Wish], given: Given
) -> None:
    """One offer an insurer, each line with its steps and sources."""
    editions = queries.editions_on(ctx, quote.inception_on)
    car, claims = quote.car, quote.claims
    offers, lines = [], []
    for place, insurer in enumerate(insurers, 1):
        tables = rating.in_force(editions, insurer.code, quote.region, quote.inception_on)
        trial = premium.reckon(car, claims, wishes, given, quote.inception_on, tables)
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


@action("报告未认证公司", by=QUOTERS, opens=BarredAttempt)
def report_barred_insurer(ctx: Act, vehicle: Vehicle, *, insurer: Insurer) -> BarredAttempt:
    """What the house refused goes to the manager's desk, with the name of who wanted it (RNW-31, RNW-32)."""
    if not queries.unapproved(ctx, [insurer], ctx.today):
        raise Refusal(f"{insurer} 有本店认证，可以报价，不用报告")
    made = BarredAttempt(
        store_id=ctx.store_id,
        insurer=insurer,
        vehicle=vehicle,
        by_id=ctx.person_id,
        at=ctx.now,
        acted_at=ctx.now,
    )
    made.save()
    return made


@action("已阅", by=KEEPERS, moves=(BarredAttempt.State.TOLD, BarredAttempt.State.READ))
def read_barred_attempt(ctx: Act, attempt: BarredAttempt, *, remark: str = "") -> None:
    """The manager has seen who wanted to quote whom; what follows is his word."""
    attempt.read_by_id, attempt.read_at, attempt.remark = ctx.person_id, ctx.now, remark.strip()


@action("作废报价", by=QUOTERS, moves=(Quote.State.VALID, Quote.State.VOID))
def void_quote(ctx: Act, quote: Quote, *, why: str) -> None:
    """It is told to nobody any more; its figures stay."""
    if not why.strip():
        raise Refusal("作废要写原因")
    quote.voided_why = why.strip()


def beyond_authority(
    ctx: Act,
    quote: Quote,
    *,
    insurer: Insurer,
    compulsory: Decimal,
    tax: Decimal,
    commercial: Decimal,
    photo: int,
    special: str = "",
) -> Signatures | None:
    """Who signs what goes beyond his limit; the car's advisor sees it waiting (NBI-08, NBI-09)."""
    refuse_binding(ctx, quote, insurer, compulsory, tax, commercial)
    total = compulsory + commercial
    effect = f"{quote.vehicle} {insurer} 保费 {total:,.2f} 元" + (f"，特别约定：{special}" if special else "")
    return authority.signers(ctx, total, quote.use, bool(special.strip()), effect)


@action("录入保险公司报价", by=QUOTERS, within={Quote.State.VALID}, needs=beyond_authority)
def record_binding_quote(
    ctx: Act,
    quote: Quote,
    *,
    insurer: Insurer,
    compulsory: Decimal,
    tax: Decimal,
    commercial: Decimal,
    photo: int,
    special: str = "",
) -> None:
    """Three totals with their picture: this one binds, the trial was an estimate (store_truth.md §1.14)."""
    refuse_binding(ctx, quote, insurer, compulsory, tax, commercial)
    made = BindingQuote(
        quote=quote,
        insurer=insurer,
        compulsory=compulsory,
        tax=tax,
        commercial=commercial,
        total=compulsory + tax + commercial,
        special=special.strip(),
        told_at=ctx.now,
        told_by_id=ctx.person_id,
    )
    made.save()
    attach(ctx, made, "quote", [photo])


def refuse_binding(
    ctx: Act, quote: Quote, insurer: Insurer, compulsory: Decimal, tax: Decimal, commercial: Decimal
) -> None:
    if quote.valid_until < ctx.today:
        raise Refusal(f"试算 {quote} 有效到 {quote.valid_until}，已经过期：请重新试算")
    queries.refuse_unapproved(ctx, [insurer], ctx.today)
    if not quote.offers.filter(insurer=insurer).exists():
        raise Refusal(f"这份试算里没有 {insurer}：请先试算这家，才能对照")
    if min(compulsory, tax, commercial) < 0:
        raise Refusal("保费和税不能是负数")
    if compulsory + commercial <= 0:
        raise Refusal("交强险和商业险不能都是零")
