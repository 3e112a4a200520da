"""The renewal desk's day: list, calls, the insurers' quotes; won with new policies, or lost with a reason."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from dateutil.relativedelta import relativedelta

from zhangdian.aftercare.insurance import issued
from zhangdian.aftercare.insurance.insurers.actions import approve_insurer
from zhangdian.aftercare.insurance.insurers.desks import running_out
from zhangdian.aftercare.insurance.losses import actions as losses
from zhangdian.aftercare.insurance.losses import jobs as drafts
from zhangdian.aftercare.insurance.models import (
    BindingQuote,
    DeskWord,
    Insurer,
    Intention,
    LostAnalysis,
    Policy,
    PolicyLine,
    Quote,
    Renewal,
    RenewalCall,
    RenewalMonth,
)
from zhangdian.aftercare.insurance.premium import Energy
from zhangdian.aftercare.insurance.renewals import actions, jobs, queries
from zhangdian.aftercare.insurance.renewals.plan import plan_on
from zhangdian.aftercare.insurance.trials.actions import open_quote, record_binding_quote
from zhangdian.aftercare.insurance.wishing import Wished
from zhangdian.doors.simulation import chance, insured
from zhangdian.doors.simulation.chance import Chance
from zhangdian.doors.simulation.engine import Course, Worker
from zhangdian.doors.simulation.play.policies import issue
from zhangdian.doors.simulation.tables import rate, table
from zhangdian.doors.simulation.world import World
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.money import yuan
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.roles import Role

DRAWN_AT, PREPARED_AT, CALLS_AT, LAST_CALL = time(7, 40), time(8, 32), time(9, 0), time(17, 10)
CALLS_A_DAY = 25
"""As many as one desk makes (demo/README.md)."""
REACHED_EACH = 0.7
"""Share of single attempts that reach the customer, so that a renewal takes three calls (demo/README.md)."""
QUOTES_WITHIN = 36
"""Days before the end from which a customer wants to hear a price."""
DECIDES_AT_ONCE = 0.7
"""Share of the talks after a quote that end it."""
GIVES_UP_AFTER, GIVES_UP_WITHIN = 3, 5
"""Attempts in a row after which only the planned days are tried, and days before the end when none is."""
LAST_DAYS = 2
"""So near the end nobody thinks it over any more."""
APPROVED_FOR = relativedelta(years=1)
REGION = "示例地区甲"
WORDS = ("再考虑一下", "要和家里商量", "等发工资再说", "想比一比价格", "去年理赔挺快，今年还想在这里")
AFTER_QUOTE = ("价格可以，下周来办", "比电销贵一点，再看看", "问三者险要不要提高", "等保险公司那边最后的价")
NO = "今年不在这里续了"
MEASURES = ("报价前先对齐保额，把理赔服务讲清楚", "到期前 45 天就打第一个电话", "每周把理赔快的例子发给专员")


def day_of_renewals(world: World, day: date) -> Course:
    """The clock draws up and tells; each specialist at work goes through his day."""
    yield clock.instant(day, DRAWN_AT)
    if not Insurer.objects.of(world.clock).exists():
        return
    jobs.draw_up_for(world.clock)
    jobs.text_expiries_of(world.clock)
    drafts.draft_for(world.clock)
    for worker in world.roster.holding(Role.RENEWAL_SPECIALIST):
        if world.roster.is_there(worker, day):
            world.begin(desk(world, worker, day), clock.instant(day, PREPARED_AT))
    yield clock.instant(day, PREPARED_AT)
    yield from approve_on(world)
    yield from look_through(world)
    yield from sum_up(world)


def desk(world: World, who: Worker, day: date) -> Course:
    """Prepared before nine, then one call after another until the day's are made."""
    luck = chance.of(world.seed, "renewal desk", who.person_id, day)
    yield world.later(luck.uniform(0, 20))
    by = world.context(who)
    world.do(actions.prepare_day, who)
    ends = clock.instant(day, LAST_CALL)
    today = list(queries.to_call(by).values_list("pk", flat=True)[:CALLS_A_DAY])
    yield clock.instant(day, CALLS_AT)
    for key in today:
        yield world.turn("renewals", fits=lambda each: each is who)
        yield world.later(luck.minutes(4, 11))
        if world.now < ends:
            call(world, who, key)
        world.release(who)
        if world.now >= ends:
            return


class Fate(NamedTuple):
    """How the customer of a renewal is, whoever calls and however often."""

    answers: bool
    hears_a_price: bool
    takes_it: bool


def fate_of(world: World, key: int) -> Fate:
    """By the shares of what is due, each among those that came so far."""
    luck = chance.of(world.seed, "renewal", key)
    reached, quoted, won = (rate(f"renewal_{name}") for name in ("reached", "quoted", "won_due"))
    return Fate(luck.happens(reached), luck.happens(quoted / reached), luck.happens(won / quoted))


def call(world: World, who: Worker, key: int) -> None:
    """One attempt, and what it leads to."""
    renewal = Renewal.objects.for_acts().get(pk=key)
    if not renewal.is_open:
        return
    luck = chance.of(world.seed, "renewal call", key, world.now.isoformat())
    left = renewal.days_left(world.today)
    fate = fate_of(world, key)
    if not fate.answers or not luck.happens(REACHED_EACH):
        if renewal.missed < GIVES_UP_AFTER - 1:
            world.try_to(actions.record_unreached_renewal, who, key)
        elif left > GIVES_UP_WITHIN:
            world.try_to(actions.record_unreached_renewal, who, key, next_at=planned(world, renewal))
        else:
            lose(world, who, renewal, "UNREACHABLE")
    elif renewal.quoted_at or was_quoted(world, renewal):
        after_quote(world, who, renewal, luck, left)
    elif left <= QUOTES_WITHIN:
        if not fate.hears_a_price:
            refuse(world, who, renewal, luck)
            return
        talk(world, who, renewal, luck, at=in_days(world, 2))
        world.begin(quote(world, who, key), world.later(luck.minutes(12, 40)))
    else:
        talk(world, who, renewal, luck, at=planned(world, renewal))


def was_quoted(world: World, renewal: Renewal) -> bool:
    """Told a price by telephone, who did not want it in writing."""
    rows = Quote.objects.of(world.clock).valid_on(world.today)
    return bool(rows.filter(vehicle=renewal.vehicle_id, binding__isnull=False).exists())


def in_days(world: World, days: int) -> datetime:
    return clock.instant(world.today + timedelta(days=days), CALLS_AT)


def planned(world: World, renewal: Renewal) -> datetime:
    """As the store's plan has it, later than today."""
    plan = plan_on(world.clock, world.today)
    return clock.instant(plan.day_for(renewal.expires_on, world.today + timedelta(days=1)), plan.hour)


def talk(
    world: World, who: Worker, renewal: Renewal, luck: Chance, *, at: datetime, words: str = "", **more: Any
) -> None:
    concerns = words_of(world, DeskWord.Kind.CONCERN)
    world.try_to(
        actions.record_renewal_call,
        who,
        renewal.pk,
        outcome=more.pop("outcome", RenewalCall.Outcome.THINKS),
        words=words or luck.choice(WORDS),
        concern=luck.choice(concerns) if luck.happens(0.6) else None,
        next_at=at,
        **more,
    )


def words_of(world: World, kind: DeskWord.Kind) -> list[DeskWord]:
    return list(DeskWord.objects.of(world.clock).filter(kind=kind, ended_on=None))


def after_quote(world: World, who: Worker, renewal: Renewal, luck: Chance, left: int) -> None:
    """What he thinks of the price: he takes it, goes elsewhere, or wants some more days."""
    if left > LAST_DAYS and not luck.happens(DECIDES_AT_ONCE):
        at = in_days(world, luck.randint(2, 4))
        likely = luck.choice((Intention.LIKELY, Intention.OPEN, Intention.OPEN, Intention.UNLIKELY))
        talk(world, who, renewal, luck, at=at, words=luck.choice(AFTER_QUOTE), intention=likely)
        return
    if not fate_of(world, renewal.pk).takes_it:
        refuse(world, who, renewal, luck)
        return
    at, wants = in_days(world, 1), RenewalCall.Outcome.WANTS
    talk(world, who, renewal, luck, at=at, words="可以，今天就办", outcome=wants, intention=Intention.LIKELY)
    world.begin(win(world, who, renewal.pk), world.later(luck.minutes(15, 60)))


def refuse(world: World, who: Worker, renewal: Renewal, luck: Chance) -> None:
    at, refuses = in_days(world, 1), RenewalCall.Outcome.REFUSES
    talk(world, who, renewal, luck, at=at, words=NO, outcome=refuses, intention=Intention.UNLIKELY)
    lose(world, who, renewal, insured.why_lost(luck))


def lose(world: World, who: Worker, renewal: Renewal, code: str) -> None:
    name, detail = insured.LOST[code]
    reason = DeskWord.objects.of(world.clock).get(kind=DeskWord.Kind.LOST, name=name, ended_on=None)
    world.try_to(actions.lose_renewal, who, renewal.pk, reason=reason, detail=detail)


# The price ------------------------------------------------------------------------------------------


def quote(world: World, who: Worker, key: int) -> Course:
    """Reckoned for three insurers, asked of one of them, and sent by short message to who agreed to it."""
    renewal = Renewal.objects.select_related("vehicle__model").get(pk=key)
    luck = chance.of(world.seed, "quote", key)
    insurers = three(world, luck)
    done = world.try_to(
        open_quote,
        who,
        renewal.vehicle_id,
        insurers=insurers,
        wishes=[Wished("VEHICLE_DAMAGE"), Wished("THIRD_PARTY", Decimal(luck.choice((1, 2, 3)) * 1_000_000))],
        inception_on=max(renewal.expires_on, world.today) + timedelta(days=1),
        **known_of(renewal.vehicle, luck),
    )
    if done is None:
        return
    made, asked = done.subject, insurers[0]
    yield world.later(luck.minutes(20, 90))
    compulsory, commercial = (
        insured.COMPULSORY[luck.randint(0, 3)],
        yuan(Decimal(luck.around(*insured.COMMERCIAL))),
    )
    told = world.try_to(
        record_binding_quote,
        who,
        made.pk,
        insurer=asked,
        compulsory=compulsory,
        tax=insured.TAX,
        commercial=commercial,
        photo=world.album.take(who.person_id, "paper")[0],
    )
    if told and told.waits_for_signature:
        yield from world.signed_by_others(told.subject, 12)
    if told:
        yield world.later(luck.uniform(2, 8))
        world.try_to(actions.text_quote, who, key, quote=made.pk, insurer=asked)


def known_of(car: Any, luck: Chance) -> dict[str, Any]:
    """What stands on the registration and in last year's policy."""
    row = next((row for row in table("models") if car.model and row["model_code"] == car.model.code), None)
    litres = row["power"].partition("L")[0] if row else ""
    clean = luck.randint(0, 3)
    return {
        "region": REGION,
        "energy": Energy(car.model.energy if car.model else "ICE"),
        "seats": car.model.seats if car.model else 5,
        "litres": Decimal(litres) if litres.replace(".", "", 1).isdigit() else None,
        "kerb_tonnes": Decimal("1.8"),
        "price_new": Decimal(row["list_price_yuan"]) if row else None,
        "first_registered": car.sold_on,
        "bought_on": car.sold_on,
        "clean_years": clean,
        "years_continuous": clean,
    }


def three(world: World, luck: Chance) -> list[Insurer]:
    """The one that he takes by its share of the business, and two to compare it with."""
    first = luck.one(insured.shares("share_renewal_pct"))
    found = {each.code: each for each in Insurer.objects.of(world.clock).filter(partner=True)}
    others = [each for code, each in sorted(found.items()) if code != first]
    return [found[first], *luck.some(others, 2, 2)]


# Won ------------------------------------------------------------------------------------------------


def price_of(world: World, renewal: Renewal) -> BindingQuote | None:
    """What an insurer told that still holds."""
    offers = Quote.objects.of(world.clock).valid_on(world.today).filter(vehicle=renewal.vehicle_id)
    return next((told for each in offers.prefetch_related("binding") for told in each.binding.all()), None)


def win(world: World, who: Worker, key: int) -> Course:
    """Both policies from the day after the old cover, entered, checked by another, filed; then it is won.

    A price that holds no more is asked for anew.
    """
    renewal = Renewal.objects.for_acts().get(pk=key)
    price = price_of(world, renewal)
    if price is None:
        yield from quote(world, who, key)
        price = price_of(world, renewal)
        renewal = Renewal.objects.for_acts().get(pk=key)
    if price is None or not renewal.is_open:
        return
    starts_on = max(renewal.expires_on, world.today) + timedelta(days=1)
    amounts = {PolicyLine.COMPULSORY: price.compulsory, PolicyLine.COMMERCIAL: price.commercial}
    made: list[Policy] = []
    covers = issued.quoted_in(price.quote, price.insurer_id)
    if any(each.sum is None for each in covers):
        covers = []
    yield from issue(
        world, who, renewal.vehicle, price.insurer_id, amounts, starts_on, Policy.Desk.RENEWAL, made, covers
    )
    if len(made) == len(amounts):
        world.try_to(actions.win_renewal, who, key, policy=made[-1].pk)


# The month ------------------------------------------------------------------------------------------


def approve_on(world: World) -> Course:
    """Before the approval of an insurer runs out its manager gives it another year."""
    for each in running_out(world.clock):
        yield world.later(10)
        world.try_to(
            approve_insurer,
            world.somebody(Role.FI_MANAGER),
            each.insurer_id,
            since=each.until + timedelta(days=1),
            until=each.until + APPROVED_FOR,
            basis="合作协议续签",
        )


def look_through(world: World) -> Course:
    """Lists that were drawn up are looked through within some days (RNW-04)."""
    rows = RenewalMonth.objects.of(world.clock).filter(state=RenewalMonth.State.DRAWN_UP)
    for drawn in rows.filter(drawn_at__lt=world.now - timedelta(days=1)):
        yield world.later(25)
        world.try_to(actions.confirm_month, world.somebody(Role.RENEWAL_SPECIALIST), drawn.pk)


def sum_up(world: World) -> Course:
    """What was lost last month: analysed with a measure on the 1st, read by the manager the day after."""
    State = LostAnalysis.State
    for key, state in list(LostAnalysis.objects.of(world.clock).values_list("pk", "state")):
        if state == State.DRAFT:
            yield world.later(50)
            writer = world.somebody(Role.RENEWAL_SPECIALIST)
            world.try_to(
                losses.submit_lost_analysis,
                writer,
                key,
                text="价格和亲友做保险还是主要的两条，联系不上的比上月少",
                measures=list(measures(world, key, writer)),
            )
        elif state == State.SUBMITTED:
            yield world.later(15)
            world.try_to(losses.approve_lost_analysis, world.somebody(Role.FI_MANAGER), key)


def measures(world: World, key: int, writer: Worker) -> Iterator[losses.Measure]:
    luck = chance.of(world.seed, "measures", key)
    counts = LostAnalysis.objects.get(pk=key).counts.select_related("reason").order_by("-count", "pk")
    first = counts.first()
    if first is not None:
        yield losses.Measure(
            reason=first.reason,
            text=luck.choice(MEASURES),
            owner=Person.objects.get(pk=writer.person_id),
            due_on=world.today + timedelta(days=20),
        )
