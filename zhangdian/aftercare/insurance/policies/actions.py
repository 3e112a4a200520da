"""A policy is entered by one and checked by another; what the insurer changes is a row of its own."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from zhangdian.aftercare.insurance import (
    authority,
    collecting,
    explained,
    given_away,
    issued,
    listed,
    queries,
    refunds,
    terms,
)
from zhangdian.aftercare.insurance.models import Endorsement, EntryError, Insurer, Policy, PolicyLine
from zhangdian.aftercare.insurance.numbers import number_of
from zhangdian.aftercare.insurance.policies import covering
from zhangdian.aftercare.insurance.policies.covering import Told
from zhangdian.aftercare.insurance.policies.gates import issuing_is_learnt
from zhangdian.aftercare.insurance.posts import QUOTERS
from zhangdian.aftercare.insurance.premium import Use
from zhangdian.aftercare.insurance.standards import CANCEL_FEE
from zhangdian.aftercare.insurance.wishing import Wished
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.action import Act, action
from zhangdian.foundation.kernel.attachments import attach
from zhangdian.foundation.kernel.gates import stops
from zhangdian.foundation.kernel.money import ZERO
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.foundation.kernel.sight import PersonalText
from zhangdian.people.customers import entered, people, vehicles
from zhangdian.people.customers.models import Vehicle
from zhangdian.people.organization import rates
from zhangdian.people.organization.gates import acts_on_own_device
from zhangdian.people.organization.queries import himself

State = Policy.State
TAIL = 6
DAMAGE, THIRD_PARTY = "VEHICLE_DAMAGE", "THIRD_PARTY"
"""Covers whose sums are typed by both."""


@stops("录入的人不能自己复核", fixed=True)
def checked_by_another(ctx: Any, policy: Policy) -> Missing | None:
    if policy.entered_by_id != ctx.person_id:
        return None
    return Missing("这张保单是您录的：请另一位专员或经理来复核", "另一位专员")


def car_of(ctx: Act, plate: str, vin: str) -> Vehicle:
    """By its whole VIN, or its plate; a car that nobody has entered is entered first."""
    if vin.strip():
        number = entered.vin_of(ctx, vin)
        car = vehicles.find(ctx, vin=number)
        said = f"车架号 {number}"
    elif plate.strip():
        car = vehicles.find(ctx, plate=entered.plate_of(ctx, plate).text)
        said = f"车牌 {plate.strip()}"
    else:
        raise Refusal("是哪台车：请填车架号，已上牌的填车牌也行")
    if car is None:
        raise Refusal(f"没有{said}的档案：请先建车辆档案，再登记保单")
    if not car.vin:
        raise Refusal(f"{car.plate} 还没有登记车架号：请先补上，保单按车架号认车")
    locked: Vehicle = Vehicle.objects.of(ctx).filter(pk=car.pk).lock().get()
    return locked


def refuse_overlap(ctx: Act, car: Vehicle, line: str, term: terms.Term, but: int | None = None) -> None:
    """Two policies of one line never cover the same instant; the platform of insurers refuses it too."""
    if line == PolicyLine.NON_AUTO:
        return
    running = Policy.objects.of(ctx).standing().filter(vehicle=car, line=line).exclude(pk=but)
    met = running.filter(starts_at__lt=term.ends_at, ends_at__gt=term.starts_at).order_by("ends_at").last()
    if met is not None:
        zone = ctx.standing.zone
        free, last = clock.local(met.ends_at, zone), terms.last_day_of(met.ends_at, zone)
        raise Refusal(
            f"{met.get_line_display()}重复：{met.number} 保到 {last}，最早可从 {free:%Y-%m-%d} 0 时起保"
        )


@action("登记保单", by=QUOTERS, opens=Policy, gates=[issuing_is_learnt])
def enter_policy(
    ctx: Act,
    *,
    insurer: Insurer,
    line: PolicyLine,
    number: str,
    desk: Policy.Desk,
    signed_on: date,
    starts_on: date,
    premium: Decimal,
    plate: PersonalText = "",
    vin: PersonalText = "",
    starts_at: time | None = None,
    last_day: date | None = None,
    tax: Decimal = ZERO,
    covers: Sequence[Wished] = (),
    use: Use | None = None,
    first_registered: date | None = None,
) -> Policy:
    """As the insurer issued it; who enters it answers for it, another checks it (NBI-05, NBI-06).

    Its covers are asked of the rules once more; of a commercial policy for which none are told they are
    those of the insurer's own quote that holds (NBI-02).
    """
    queries.refuse_unapproved(ctx, [insurer], signed_on)
    if signed_on > ctx.today:
        raise Refusal("签单日期在今天以后：请照保单填")
    car, term = car_of(ctx, plate, vin), terms.term_of(ctx, starts_on, starts_at, last_day)
    refuse_overlap(ctx, car, line, term)
    authority.refuse_unsigned(ctx, car, insurer, line, premium)
    given_away.refuse_unsigned(ctx, given_away.quotes_of_car(ctx, car, insurer, signed_on), "出单")
    told = Told(use, first_registered)
    taken = covering.taken(ctx, car, insurer, line, covers, told, signed_on, starts_on)
    policy = Policy(
        store_id=ctx.store_id,
        insurer=insurer,
        line=line,
        number=number_of(number),
        vehicle=car,
        plate=car.plate,
        holder_id=people.owner_in_use(car),
        desk=desk,
        signed_on=signed_on,
        starts_at=term.starts_at,
        ends_at=term.ends_at,
        premium=premium,
        tax=tax,
        net_premium=premium,
        explanation=explained.newest(taken.proofs),
        entered_by=himself(ctx),
        entered_at=ctx.now,
        acted_at=ctx.now,
    )
    policy.save()
    taken.write(ctx, policy)
    given_away.book(ctx, policy)
    collecting.draw_up(ctx, policy)
    listed.entered(ctx, policy)
    return policy


@action(
    "复核保单",
    by=QUOTERS,
    moves=(State.ENTERED, State.CHECKED),
    gates=[checked_by_another, acts_on_own_device],
)
def check_policy(
    ctx: Act,
    policy: Policy,
    *,
    number: str,
    premium: Decimal,
    starts_on: date,
    last_day: date,
    vin_tail: PersonalText,
    tax: Decimal = ZERO,
    damage: Decimal | None = None,
    third_party: Decimal | None = None,
    covers: int | None = None,
) -> None:
    """Typed once more from the insurer's paper, without looking: what differs is named, not shown.

    Of its covers the two large sums, and how many there are: so none is missing and none too many.
    """
    zone = ctx.standing.zone
    said = {
        "保单号": (number_of(number), policy.number),
        "保费": (premium, policy.premium),
        "车船税": (tax, policy.tax),
        "起保日": (starts_on, clock.day(policy.starts_at, zone)),
        "最后一天": (last_day, terms.last_day_of(policy.ends_at, zone)),
        f"车架号后 {TAIL} 位": (vin_tail.strip().upper(), policy.vehicle.vin[-TAIL:]),
    }
    if policy.line in issued.NAMED_ON and (named := issued.entry_of(policy)):
        sums = {each.cover.code: each.sum for each in named}
        said |= {
            "车损险保额": (damage, sums.get(DAMAGE)),
            "三者险保额": (third_party, sums.get(THIRD_PARTY)),
            "险种个数": (covers, len(named)),
        }
    if wrong := [name for name, (now, before) in said.items() if now != before]:
        raise Refusal(f"和录入的不一样：{'、'.join(wrong)}。请两人对着保单看，录错了按“更正”")
    policy.checked_by, policy.checked_at = himself(ctx), ctx.now


@action("更正录入", by=QUOTERS, moves=((State.ENTERED, State.CHECKED), State.ENTERED))
def correct_policy(
    ctx: Act,
    policy: Policy,
    *,
    cause: EntryError.Cause,
    number: str | None = None,
    premium: Decimal | None = None,
    tax: Decimal | None = None,
    signed_on: date | None = None,
    starts_on: date | None = None,
    last_day: date | None = None,
    plate: PersonalText = "",
    owner_anew: bool = False,
    cost: Decimal = ZERO,
    covers: Sequence[Wished] = (),
    use: Use | None = None,
    first_registered: date | None = None,
) -> None:
    """What was typed wrongly: the enterer answers for it, and it is checked anew (NBI-06).

    `owner_anew`: the holder is the owner that the car's file has now. Covers that an old policy never
    named are no error of anybody; all covers are asked of the rules again (NBI-02).
    """
    if policy.endorsements.exists() and premium is not None:
        raise Refusal("已有批单的保费不能再改录入：请按批单登记")
    zone = ctx.standing.zone
    begins = starts_on or clock.day(policy.starts_at, zone)
    same_day = begins == clock.day(policy.starts_at, zone)
    at = clock.local(policy.starts_at, zone).time() if same_day else None
    term = terms.term_of(ctx, begins, at, last_day or terms.last_day_of(policy.ends_at, zone))
    new = {
        "number": number_of(number) if number else policy.number,
        "premium": policy.premium if premium is None else premium,
        "tax": policy.tax if tax is None else tax,
        "signed_on": signed_on or policy.signed_on,
        "starts_at": term.starts_at,
        "ends_at": term.ends_at,
        "plate": entered.plate_of(ctx, plate).text if plate.strip() else policy.plate,
        "holder_id": people.owner_in_use(policy.vehicle) if owner_anew else policy.holder_id,
    }
    changed = {name: value for name, value in new.items() if getattr(policy, name) != value}
    taken = covering.corrected(
        ctx, policy, covers, Told(use, first_registered), signed_on or policy.signed_on, begins
    )
    changes = taken.changes if taken else ()
    if not changed and not changes:
        raise Refusal("没有改动：请填改正后的内容")
    refuse_overlap(ctx, policy.vehicle, policy.line, term, but=policy.pk)
    wrong = [str(Policy._meta.get_field(name).verbose_name) for name in changed]  # type: ignore[union-attr]
    if policy.covers.exists() and changes:
        wrong.append(f"险种（{'；'.join(each.says for each in changes)}）")
    if wrong:
        EntryError(
            policy=policy, by=policy.entered_by, found_by=himself(ctx), at=ctx.now,
            what=f"{'、'.join(wrong)[:196]}录错", cause=cause, cost=cost,
        ).save()  # fmt: skip
    if taken:
        taken.write(ctx, policy)
        policy.explanation = explained.newest(taken.proofs) or policy.explanation
    for name, value in changed.items():
        setattr(policy, name, value)
    if "premium" in changed:
        policy.net_premium = policy.premium
    policy.checked_by = policy.checked_at = None
    policy.save()
    if "number" in changed:
        listed.entered(ctx, policy)
    listed.corrected(ctx, policy)


@action("作废录入", by=QUOTERS, moves=(State.ENTERED, State.VOID))
def void_policy(ctx: Act, policy: Policy, *, why: str) -> None:
    """Entered for the wrong car, or twice: it never was; its number is free again."""
    if len(why.strip()) < 2:
        raise Refusal("作废要写原因")
    policy.void_because = why.strip()
    listed.voided(ctx, policy, policy.void_because)


@action("登记批单", by=QUOTERS)
def endorse_policy(
    ctx: Act,
    policy: Policy,
    *,
    kind: Endorsement.Kind,
    effective_on: date,
    what: str,
    number: str = "",
    premium: Decimal = ZERO,
    covers: Sequence[Wished] = (),
    use: Use | None = None,
    first_registered: date | None = None,
) -> None:
    """What the insurer changed: a row of its own, the net premium follows.

    `covers`: all that the policy has from then on; which came, went or have another sum are rows, and the
    rules of that day are asked of them (NBI-02).
    """
    if policy.state != State.CHECKED:
        raise Refusal("保单先要复核过，才能登记批单")
    if kind == Endorsement.Kind.CANCELLED:
        raise Refusal("退保请按“退保”登记，系统先算应退多少")
    if not what.strip():
        raise Refusal("请写批改了什么")
    at = clock.instant(effective_on, time(), ctx.standing.zone)
    if not policy.starts_at - timedelta(days=90) <= at < policy.ends_at:
        raise Refusal("生效日不在保险期里：请照批单填")
    by_cover = kind == Endorsement.Kind.COVERS and policy.line in issued.NAMED_ON
    if covers and not by_cover:
        raise Refusal("险种变了请选“批增批减险种”；别的批改不改险种")
    told = Told(use, first_registered)
    taken = covering.endorsed(ctx, policy, covers, told, effective_on) if by_cover else None
    row = add_row(ctx, policy, kind, number, at, premium, what, None)
    if taken:
        taken.lay_down(ctx, policy, row)


def add_row(
    ctx: Act,
    policy: Policy,
    kind: Endorsement.Kind,
    number: str,
    at: datetime,
    premium: Decimal,
    says: str,
    reckoned: Decimal | None,
) -> Endorsement:
    made = Endorsement(
        policy=policy, kind=kind, number=number_of(number) if number.strip() else "",
        effective_at=at, premium=premium,
        reckoned=reckoned, says=says.strip(), entered_by=himself(ctx),
    )  # fmt: skip
    made.save()
    policy.net_premium += premium
    if policy.net_premium < 0:
        raise Refusal("退的比收的还多：请核对批单上的金额")
    return made


TCI_ENDS = ("车辆注销登记", "车辆办理停驶", "公安机关证实丢失", "重复投保", "过户转出")


@action("退保", by=QUOTERS, moves=(State.CHECKED, State.CANCELLED), gates=[acts_on_own_device])
def cancel_policy(
    ctx: Act, policy: Policy, *, number: str, effective_on: date, why: str, given_back: Decimal
) -> None:
    """The insurer's own sum is what counts; what the rules come to stands beside it.

    Compulsory insurance ends early only for the reasons that the regulation names (§16).
    """
    if not why.strip():
        raise Refusal("退保要写原因")
    if policy.line == PolicyLine.COMPULSORY and why.strip() not in TCI_ENDS:
        raise Refusal(f"交强险只有这些情形能退：{'、'.join(TCI_ENDS)}")
    if not number.strip():
        raise Refusal("退保要有保险公司的批单号")
    if given_back < 0:
        raise Refusal("退的保费不能是负数")
    at = clock.instant(effective_on, time(), ctx.standing.zone)
    if at >= policy.ends_at:
        raise Refusal("保险期已满，不用退保")
    reckoned = refund_of(ctx, policy, at)
    add_row(ctx, policy, Endorsement.Kind.CANCELLED, number, at, -given_back, why, reckoned)
    policy.cancelled_at = ctx.now


def refund_of(ctx: Any, policy: Policy, at: datetime) -> Decimal:
    """What comes back by the rules, of the premium with its endorsements."""
    fee = rates.measure_of(ctx, CANCEL_FEE) / 100
    return refunds.returned(
        policy.net_premium,
        policy.starts_at,
        policy.ends_at,
        at,
        compulsory=policy.line == PolicyLine.COMPULSORY,
        fee=fee,
    )


@action("归档保单", by=QUOTERS)
def file_policy(ctx: Act, policy: Policy, *, photos: Sequence[int]) -> None:
    """The policy's own paper or file is kept with it, the same day (NBI-15)."""
    if policy.state == State.VOID:
        raise Refusal("作废的录入不用归档")
    if not photos:
        raise Refusal("请拍保单，或上传电子保单的截图")
    attach(ctx, policy, "policy", photos)
    if policy.filed_at is None:
        policy.filed_at, policy.filed_by = ctx.now, himself(ctx)
        collecting.policy_is_filed(ctx, policy)
