"""The month's list, whose each car is, what is said to its customer, and what becomes of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from zhangdian.aftercare.insurance import covered
from zhangdian.aftercare.insurance.models import (
    CallPlan,
    CardTold,
    DeskWord,
    Insurer,
    Intention,
    Policy,
    PreparedDay,
    Quote,
    QuoteSent,
    Renewal,
    RenewalCall,
    RenewalMonth,
    Way,
)
from zhangdian.aftercare.insurance.posts import KEEPERS, READERS, RENEWERS
from zhangdian.aftercare.insurance.renewals import contact, phrases, pool, preparing, queries, writing
from zhangdian.aftercare.insurance.renewals.plan import plan_on
from zhangdian.aftercare.insurance.terms import last_day_of
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.action import Act, action
from zhangdian.foundation.kernel.models import Means
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.foundation.kernel.sight import PersonalText
from zhangdian.people.customers import consents
from zhangdian.people.customers.models import Consent, Vehicle
from zhangdian.people.organization import queries as organization
from zhangdian.people.organization.gates import acts_on_own_device
from zhangdian.people.organization.models import Person, Store
from zhangdian.people.organization.queries import himself
from zhangdian.people.organization.roles import Role

MOST_AHEAD, MOST_CALLS = 120, 8
WHY_UNQUOTED = ("资料不全，打电话时问", "客户不要报价", "等保险公司的数", "其他")


@action("登记外保到期", by=READERS)
def note_insured_elsewhere(
    ctx: Act, vehicle: Vehicle, *, last_day: date, insurer: str = "", premium: Decimal | None = None
) -> None:
    """Whoever learns it writes it down; told otherwise later, it is written anew and the last word holds."""
    covered.refuse_far(ctx, last_day)
    own = (
        Policy.objects.of(ctx).standing().filter(vehicle=vehicle, line__in=covered.MOTOR, ends_at__gt=ctx.now)
    )
    if running := own.order_by("ends_at").last():
        raise Refusal(
            f"这台车在本店有{running}，保到 {last_day_of(running.ends_at, ctx.standing.zone)}：不用记外保"
        )
    covered.note_elsewhere(ctx, vehicle, last_day, insurer, premium)


@action("排出续保名单", by=RENEWERS, by_clock=True, opens=RenewalMonth)
def draw_up_month(ctx: Act, *, month: date) -> RenewalMonth:
    """Own policies that end in the month and cars insured elsewhere, each with an owner (RNW-04)."""
    month = month.replace(day=1)
    if not ctx.today.replace(day=1) <= month <= pool.month_ahead(ctx.today):
        raise Refusal(f"{month:%Y-%m} 的名单不在这时候排：排本月到 {pool.month_ahead(ctx.today):%Y-%m} 的")
    return new_list(ctx, month)


def new_list(ctx: Act, month: date) -> RenewalMonth:
    """The month with every car that is due in it."""
    drawn = RenewalMonth(store_id=ctx.store_id, month=month, drawn_at=ctx.now, acted_at=ctx.now)
    drawn.save()
    drawn.cars = pool.draw_up(ctx, month, plan_on(ctx, ctx.today), specialists(ctx))
    drawn.save()
    return drawn


@action("补进名单", by=RENEWERS, by_clock=True)
def top_up_month(ctx: Act, drawn: RenewalMonth) -> None:
    """What became known since comes in: policies entered late, cars insured elsewhere."""
    if drawn.month < ctx.today.replace(day=1):
        raise Refusal(f"{drawn.month:%Y-%m} 已经过了：不再补名单")
    drawn.cars += pool.draw_up(ctx, drawn.month, plan_on(ctx, ctx.today), specialists(ctx))
    drawn.drawn_at = ctx.now


def specialists(ctx: Act) -> Sequence[int]:
    """Among whom the cars are shared; the store's row is held, so that two looks share one after another."""
    Store.objects.of(ctx).filter(pk=ctx.store_id).lock().get()
    return [each.pk for each in organization.holders(ctx, Role.RENEWAL_SPECIALIST)]


@action("确认名单", by=RENEWERS, moves=(RenewalMonth.State.DRAWN_UP, RenewalMonth.State.CONFIRMED))
def confirm_month(ctx: Act, drawn: RenewalMonth) -> None:
    """The specialist has looked through the month's list, by the 5th; every car has somebody (RNW-04)."""
    orphans = Renewal.objects.of(ctx).open().filter(month=drawn.month, owner=None).count()
    if orphans:
        who = Role.FI_MANAGER.label
        raise Refusal(
            f"还有 {orphans} 台没有负责人：请{who}先分给续保专员",
            [Missing("分配负责人", who, "insurance.reassign_renewal")],
        )
    drawn.confirmed_by, drawn.confirmed_at = himself(ctx), ctx.now


@action("改负责人", by=KEEPERS, within=Renewal.OPEN)
def reassign_renewal(ctx: Act, renewal: Renewal, *, to: Person, why: str) -> None:
    """Another specialist takes the customer over; the journal keeps from whom and why."""
    if not why.strip():
        raise Refusal("请写为什么换人")
    if to.pk == renewal.owner_id:
        raise Refusal(f"已经是{to}负责：请选另一位")
    posts = organization.posts_of(ctx, [to])[to.pk]
    if not set(posts) & set(RENEWERS) or to.disabled_at is not None:
        raise Refusal(f"{to}不做续保：请选一位续保专员")
    renewal.owner = to


@action("改到期日", by=RENEWERS, within=Renewal.OPEN)
def correct_expiry(ctx: Act, renewal: Renewal, *, last_day: date, why: str) -> None:
    """What was said of a cover elsewhere was wrong; that of an own policy is told by the policy."""
    if renewal.source == Renewal.Source.OWN:
        raise Refusal("本店保单的到期日照保单：保单录错了请在保单页更正")
    if not why.strip():
        raise Refusal("请写是怎么知道的")
    covered.refuse_far(ctx, last_day)
    renewal.expires_on = last_day


@action("定回访计划", by=KEEPERS)
def set_call_plan(ctx: Act, *, days: Sequence[int], hour: time, since: date | None = None) -> None:
    """From a day on calls that nobody agreed follow it; what is planned already stays (RNW-05)."""
    chosen = sorted(set(days), reverse=True)
    if not chosen or len(chosen) > MOST_CALLS:
        raise Refusal(f"请写到期前几天打电话，1 到 {MOST_CALLS} 次")
    if min(chosen) < 0 or max(chosen) > MOST_AHEAD:
        raise Refusal(f"到期前 0 到 {MOST_AHEAD} 天：请核对天数")
    begins = since or ctx.today
    if begins < ctx.today:
        raise Refusal("计划从今天或以后开始：过去的不改")
    CallPlan(
        store_id=ctx.store_id,
        since=begins,
        days_text=";".join(map(str, chosen)),
        hour=hour,
        set_by=himself(ctx),
    ).save()


# What the desk says and chooses from ---------------------------------------------------------------


@dataclass(frozen=True)
class DeskWordRow:
    """One word of a list."""

    kind: DeskWord.Kind
    name: str
    text: str = ""
    group: str = ""
    order: int = 0
    silences: bool = False


@action("载入话术与选项", by=KEEPERS, by_clock=True)
def load_desk_words(ctx: Act, *, rows: Sequence[DeskWordRow]) -> None:
    """The house's own examples; a word that is there already is left as it is."""
    there = set(DeskWord.objects.of(ctx).filter(ended_on=None).values_list("kind", "name"))
    DeskWord.objects.add_many(
        DeskWord(store_id=ctx.store_id, since=ctx.today, acted_at=ctx.now, **vars(row))
        for row in rows
        if (str(row.kind), row.name) not in there
    )


@action("写话术或选项", by=KEEPERS, opens=DeskWord)
def write_desk_word(
    ctx: Act,
    *,
    kind: DeskWord.Kind,
    name: str,
    text: str = "",
    group: str = "",
    order: int = 0,
    silences: bool = False,
) -> DeskWord:
    """A script, an answer or a chip, from today on; an older one is ended first, and stays in what was."""
    if len(name.strip()) < 2:
        raise Refusal("请写一个说法，至少两个字")
    if silences and kind is not DeskWord.Kind.LOST:
        raise Refusal("只有战败原因能写“不再联系”")
    made = DeskWord(
        store_id=ctx.store_id,
        kind=kind,
        name=name.strip(),
        text=text.strip(),
        group=group.strip(),
        order=order,
        silences=silences,
        since=ctx.today,
        acted_at=ctx.now,
    )
    made.save()
    return made


@action("停用话术或选项", by=KEEPERS)
def end_desk_word(ctx: Act, word: DeskWord, *, why: str) -> None:
    """From today on nobody chooses it; what was chosen before keeps it."""
    if word.ended_on is not None:
        raise Refusal(f"{word.ended_on} 已经停用")
    if not why.strip():
        raise Refusal("停用要写原因")
    kept = DeskWord.objects.of(ctx).filter(kind=word.kind, ended_on=None).exclude(pk=word.pk)
    if word.kind == DeskWord.Kind.LOST and not kept.exists():
        raise Refusal("这是最后一个战败原因：请先写新的，再停用它")
    word.ended_on, word.ended_why = ctx.today, why.strip()


# Calls ----------------------------------------------------------------------------------------------


@action("备好今天的名单", by=(Role.RENEWAL_SPECIALIST,), opens=PreparedDay)
def prepare_day(ctx: Act) -> PreparedDay:
    """At half past eight he has looked through whom he calls today (RNW-37)."""
    today = queries.to_call(ctx)
    unquoted = preparing.missing_today(ctx).count()
    if unquoted:
        says = f"还有 {unquoted} 台没有有效的报价：先“备报价”，备不了的说为什么"
        ctx.ask("the_day_s_quotes_are_ready", says, WHY_UNQUOTED)
    prepared = PreparedDay(
        store_id=ctx.store_id,
        person=himself(ctx),
        day=ctx.today,
        at=ctx.now,
        calls=today.count(),
        unquoted=unquoted,
    )
    prepared.save()
    return prepared


@action("备好缺的报价", by=RENEWERS, gates=[acts_on_own_device])
def prepare_quotes(ctx: Act, *, renewals: list[Renewal]) -> None:
    """One valid estimate for each that has none, from the car's last trial; nothing is sent (RNW-38)."""
    chosen = sorted({each.pk for each in renewals})
    if not chosen:
        raise Refusal("请选要备报价的车")
    if len(chosen) > preparing.MOST:
        raise Refusal(f"一次最多备 {preparing.MOST} 台：请分几次")
    rows = Renewal.objects.of(ctx).open().filter(pk__in=chosen).order_by("pk").lock()
    mine = [each for each in rows if each.owner_id == ctx.person_id or ctx.roles & {*KEEPERS}]
    if len(mine) < len(chosen):
        raise Refusal("有的车不在您的名单里，或已经了结：请刷新")
    wanting = preparing.without_quote(ctx, mine)
    if not wanting:
        raise Refusal("这些车都已经有有效的报价：请刷新")
    tried = preparing.tried(ctx, wanting)
    if lacking := [each for each in tried if not each.is_ready]:
        told = "；".join(f"{each.renewal.vehicle} {each.gaps[0]}" for each in lacking[:4])
        raise Refusal(f"算不出来的不能备：{told}")
    preparing.lay_down(ctx, tried)


@action("记商谈", by=RENEWERS, within=Renewal.OPEN)
def record_renewal_call(
    ctx: Act,
    renewal: Renewal,
    *,
    outcome: RenewalCall.Outcome,
    next_at: datetime,
    words: PersonalText = "",
    concern: DeskWord | None = None,
    rival: DeskWord | None = None,
    rival_price: Decimal | None = None,
    intention: Intention | None = None,
    way: Way = Way.PHONE,
    next_way: Way = Way.PHONE,
    cards: Sequence[DeskWord] = (),
) -> None:
    """What he said and when we speak again: an open renewal never stands without a next time (RNW-43).

    `cards` are what the store does well and he was told of (RNW-40).
    """
    if outcome is RenewalCall.Outcome.UNREACHED:
        raise Refusal("没接通请按“未接”，一点就记下")
    if not words.strip() and concern is None:
        raise Refusal("请记下谈了什么：写客户的话，或点他在意什么")
    if renewal.quoted_at and intention is None:
        raise Refusal("报过价了，要问客户的意向：请点很可能、在比较或难")
    refuse_silent(ctx, renewal, way)
    refuse_next(ctx, renewal, next_at)
    chosen_from(ctx, concern, rival)
    for card in cards:
        phrases.refuse_other(ctx, card, DeskWord.Kind.CARD)
    call = keep_call(
        ctx,
        renewal,
        RenewalCall(
            way=way,
            outcome=outcome,
            words=words.strip(),
            concern=concern,
            rival=rival,
            rival_price=rival_price,
            intention=intention or "",
            next_at=next_at,
            next_way=next_way,
        ),
    )
    told = {card.pk: card for card in cards}.values()
    CardTold.objects.add_many(CardTold(renewal=renewal, call=call, card=card) for card in told)
    renewal.reached_at = renewal.reached_at or ctx.now
    renewal.missed, renewal.last_words = 0, words.strip() or f"在意{concern}"
    renewal.intention = intention or renewal.intention


@action("未接", by=RENEWERS, within=Renewal.OPEN)
def record_unreached_renewal(ctx: Act, renewal: Renewal, *, next_at: datetime | None = None) -> None:
    """One tap: the attempt is kept, the next is proposed by rule."""
    refuse_silent(ctx, renewal, Way.PHONE)
    again = next_at or contact.next_try(ctx, renewal.missed + 1)
    refuse_next(ctx, renewal, again)
    missed = RenewalCall.Outcome.UNREACHED
    keep_call(ctx, renewal, RenewalCall(way=Way.PHONE, outcome=missed, next_at=again, next_way=Way.PHONE))
    renewal.missed += 1


def keep_call(ctx: Act, renewal: Renewal, call: RenewalCall) -> RenewalCall:
    call.renewal, call.at, call.by = renewal, ctx.now, himself(ctx)
    call.save()
    renewal.next_at, renewal.next_way = call.next_at, call.next_way
    return call


def chosen_from(ctx: Act, concern: DeskWord | None, rival: DeskWord | None) -> None:
    phrases.refuse_other(ctx, concern, DeskWord.Kind.CONCERN)
    phrases.refuse_other(ctx, rival, DeskWord.Kind.RIVAL)


def refuse_silent(ctx: Act, renewal: Renewal, way: Way) -> None:
    """Who wants no more contact is not called; he may come or call himself."""
    if way in contact.OURS and contact.is_silent(ctx, renewal):
        raise Refusal("客户说过不要再联系续保：不能打给他。他自己来店或来电的，方式选“到店面谈”或“客户来电”")


def refuse_next(ctx: Act, renewal: Renewal, next_at: datetime) -> None:
    if next_at <= ctx.now:
        raise Refusal("下次联系的时间已经过了：请选以后的时间")
    last_day = contact.last_day(ctx, renewal.expires_on)
    if clock.day(next_at, ctx.standing.zone) > last_day:
        raise Refusal(f"下次联系排得太远：最晚到 {last_day}，再晚就不是续保了，请改近")


# Short messages -------------------------------------------------------------------------------------


@action("发到期提醒", by=RENEWERS, by_clock=True, within=Renewal.OPEN)
def text_expiry(ctx: Act, renewal: Renewal) -> None:
    """Two months ahead by short message, once, to who agreed to it (RNW-33)."""
    if renewal.told_at is not None:
        raise Refusal(f"到期提醒 {clock.day(renewal.told_at, ctx.standing.zone)} 已经发过：要再提醒请打电话")
    on = renewal.expires_on
    writing.write(ctx, renewal, writing.EXPIRY, period=f"{on}", day=f"{on.month}月{on.day}日")
    renewal.told_at = ctx.now


@action("短信发报价", by=RENEWERS, within=Renewal.OPEN)
def text_quote(ctx: Act, renewal: Renewal, *, quote: Quote, insurer: Insurer) -> None:
    """The sum of one insurer; within three days somebody calls and asks what he thinks (RNW-08, RNW-09)."""
    writing.refuse_quote(ctx, renewal, quote, insurer)
    price = writing.price_of(ctx, quote, insurer)
    until = quote.valid_until
    message = writing.write(
        ctx,
        renewal,
        writing.QUOTE,
        period=f"{quote.pk}:{insurer.pk}:{price.total}",
        day=f"{until.month}月{until.day}日",
        words=price.words,
    )
    if message.entry_id != ctx.entry_id:
        raise Refusal(f"{insurer} 这个价已经发过短信（{message.get_state_display()}）：请打电话跟进")
    keep_quote(ctx, renewal, QuoteSent(quote=quote, insurer=insurer, message=message), price)


@action("报价已给客户", by=RENEWERS, within=Renewal.OPEN)
def hand_quote(
    ctx: Act,
    renewal: Renewal,
    *,
    quote: Quote,
    insurer: Insurer,
    way: QuoteSent.By,
    to: PersonalText = "",
) -> None:
    """The proposal or its sum went another way than by short message; three days run from now (RNW-41)."""
    if way is QuoteSent.By.SMS:
        raise Refusal("短信由系统发：请按报价旁的“短信”")
    refuse_silent(ctx, renewal, Way.HERE if way is QuoteSent.By.PAPER else Way.WECOM)
    writing.refuse_quote(ctx, renewal, quote, insurer)
    price = writing.price_of(ctx, quote, insurer)
    sent = QuoteSent(quote=quote, insurer=insurer, way=way, to=to.strip())
    keep_quote(ctx, renewal, sent, price)


def keep_quote(ctx: Act, renewal: Renewal, sent: QuoteSent, price: writing.Price) -> None:
    """What was told stays; somebody calls within the days that are set."""
    sent.renewal, sent.total, sent.binding = renewal, price.total, price.binding
    sent.sent_by, sent.sent_at = himself(ctx), ctx.now
    sent.save()
    renewal.quoted_at = renewal.quoted_at or ctx.now
    by = contact.after_quote(ctx, plan_on(ctx, ctx.today).hour)
    renewal.next_at = min(renewal.next_at or by, by)


# What becomes of it ---------------------------------------------------------------------------------


@action("续保成功", by=RENEWERS, within=Renewal.OPEN)
def win_renewal(ctx: Act, renewal: Renewal, *, policy: Policy) -> None:
    """Bound to the new policy in the ledger, which begins when the old cover ends: never an overlap."""
    if policy.vehicle_id != renewal.vehicle_id:
        raise Refusal(f"{policy} 不是这台车的保单：请选这台车的")
    if policy.state in (Policy.State.VOID, Policy.State.CANCELLED):
        raise Refusal(f"{policy} {policy.get_state_display()}，不能当续保：请选在用的保单")
    if policy.pk == renewal.policy_id:
        raise Refusal("这就是到期的那张：请先登记新保单")
    begins = clock.day(policy.starts_at, ctx.standing.zone)
    if begins <= renewal.expires_on:
        raise Refusal(
            f"{policy} 从 {begins} 起保，原来的保到 {renewal.expires_on}：保险期重叠，请核对起保日；"
            "外保到期日记错了的，先按“改到期日”"
        )
    renewal.won_at, renewal.won_policy, renewal.next_at = ctx.now, policy, None
    renewal.ended_by = himself(ctx)


@action("战败", by=RENEWERS, within=Renewal.OPEN)
def lose_renewal(
    ctx: Act,
    renewal: Renewal,
    *,
    reason: DeskWord,
    detail: PersonalText,
    to: DeskWord | None = None,
    price: Decimal | None = None,
) -> None:
    """A reason of the store's list and, truly and in detail, what happened (RNW-35)."""
    phrases.refuse_other(ctx, reason, DeskWord.Kind.LOST)
    phrases.refuse_other(ctx, to, DeskWord.Kind.RIVAL)
    if len(detail.strip()) < SHORTEST:
        raise Refusal(f"请如实写详情，至少 {SHORTEST} 个字：客户怎么说的，去了哪里，差多少")
    if price is not None and price <= 0:
        raise Refusal("对手价要大于 0，不知道就空着")
    renewal.lost_at, renewal.next_at = ctx.now, None
    renewal.lost_because, renewal.lost_detail = reason, detail.strip()
    renewal.lost_to, renewal.lost_price, renewal.ended_by = to, price, himself(ctx)
    if reason.silences and renewal.customer is not None:
        purpose, channel = Consent.Purpose.RENEWAL, Consent.Channel.ANY
        consents.withdraw(ctx, renewal.customer, purpose, channel, means=Means.PHONE)


SHORTEST = 6


@action("重新打开", by=RENEWERS, within={Renewal.State.WON, Renewal.State.LOST})
def reopen_renewal(ctx: Act, renewal: Renewal, *, why: str, next_at: datetime) -> None:
    """Pressed by mistake, the policy was given back, or the customer came back: it is open again."""
    if not why.strip():
        raise Refusal("请写为什么重新打开")
    refuse_next(ctx, renewal, next_at)
    renewal.won_at = renewal.won_policy = renewal.lost_at = renewal.lost_because = renewal.lost_to = None
    renewal.lost_detail, renewal.lost_price, renewal.ended_by = "", None, None
    renewal.next_at = next_at
