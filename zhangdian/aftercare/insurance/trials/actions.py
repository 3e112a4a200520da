"""A trial is reckoned and saved; the insurer's own totals are typed beside it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from zhangdian.aftercare.insurance import approving, authority, queries, quoting, wishing
from zhangdian.aftercare.insurance.models import (
    BarredAttempt,
    BindingQuote,
    Insurer,
    Quote,
)
from zhangdian.aftercare.insurance.posts import ADVISORS, KEEPERS, QUOTERS
from zhangdian.aftercare.insurance.premium import Car, Claims, Energy, Given, Relief, Use, VehicleKind
from zhangdian.aftercare.insurance.wishing import Wished
from zhangdian.foundation.kernel.action import Act, Signatures, action
from zhangdian.foundation.kernel.attachments import attach
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.customers.models import Vehicle
from zhangdian.people.organization.models import Person


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
    quoting.refuse_days(ctx, inception_on, first_registered, bought_on)
    quoting.refuse_insurers(ctx, insurers, vehicle)
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
    quoting.refuse_broken_rules(ctx, insurers, car, wanted, inception_on)
    given = Given(ncd, pricing, violation, actual_value)
    editions = queries.editions_on(ctx, inception_on)
    trials = quoting.reckoned(editions, insurers, car, claims, wanted, inception_on, given)
    quote = quoting.quote_of(ctx, vehicle, car, claims, inception_on, plan=plan, advisor=advisor)
    quoting.lay_down(ctx, quote, trials)
    return quote


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


@action("已阅", by=KEEPERS, moves=(tuple(BarredAttempt.State), BarredAttempt.State.READ))
def read_barred_attempt(
    ctx: Act, attempt: BarredAttempt, *, remark: str = "", violates: bool = False
) -> None:
    """The manager decides whether it was a violation, by which rule; decided anew, his last word holds.

    A violation counts in the month's appraisal of who did it, not of who decides about himself (RNW-32).
    """
    if violates and len(remark.strip()) < 4:
        raise Refusal("算违规的要写依据哪条规定、怎么处理")
    if attempt.by_id == ctx.person_id:
        raise Refusal("自己被拒的请上级来阅")
    attempt.read_by_id, attempt.read_at, attempt.remark = ctx.person_id, ctx.now, remark.strip()
    attempt.violates = violates


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


@action("看过批复", by=ADVISORS)
def read_decision(ctx: Act, quote: Quote) -> None:
    """The advisor of the car has read what was decided: it leaves his Today (NBI-08)."""
    if quote.advisor_id != ctx.person_id:
        raise Refusal(f"{quote} 的顾问是{quote.advisor or '别人'}：批复由他看")
    if not approving.decided(ctx, quote).exists():
        raise Refusal(f"{quote} 没有您没看过的批复")


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
