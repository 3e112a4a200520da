"""Reminding a customer while his car is here, and the care that he is promised after an accident."""

from datetime import date

from zhangdian.aftercare.insurance import covered
from zhangdian.aftercare.insurance.models import ClaimsCare, DeskWord, ExpiryTalk, Policy
from zhangdian.aftercare.insurance.posts import AT_THE_CAR, QUOTERS
from zhangdian.aftercare.insurance.standards import REMIND_AHEAD
from zhangdian.foundation.kernel.action import Act, action
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.foundation.kernel.sight import PersonalText
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.people.organization import rates
from zhangdian.people.organization.queries import himself

WHILE_HERE = frozenset({*map(RepairOrder.State, RepairOrder.HERE), RepairOrder.State.LEFT})
STANDS = frozenset({Policy.State.ENTERED, Policy.State.CHECKED})


@action("该提醒续保", by_clock=True, within=WHILE_HERE)
def owe_expiry_talk(ctx: Act, order: RepairOrder) -> None:
    """The cover of a car that is here ends soon: its customer is to be asked (ICA-19)."""
    cover = covered.cover_end(ctx, order.vehicle_id)
    if cover is None:
        raise Refusal("不知道这台车保到哪天")
    talk_about(ctx, order, cover).save()


def talk_about(ctx: Act, order: RepairOrder, cover: covered.CoverEnd) -> ExpiryTalk:
    """To be had, and not asked yet."""
    return ExpiryTalk(
        store_id=ctx.store_id,
        order=order,
        vehicle=order.vehicle,
        expires_on=cover.last_day,
        owed_at=ctx.now,
    )


@action("提醒续保", by=AT_THE_CAR, within=WHILE_HERE)
def remind_of_expiry(
    ctx: Act,
    order: RepairOrder,
    *,
    said: ExpiryTalk.Answer,
    words: PersonalText = "",
    until: date | None = None,
) -> None:
    """What he says to the end of his cover; asked again, the last word holds (ICA-19, ICA-18).

    Who has renewed with somebody else tells until when, and is called before the end of that one.
    """
    cover = covered.cover_end(ctx, order.vehicle_id)
    if cover is None:
        raise Refusal(
            "不知道这台车保到哪天：先问客户或看保单，登记外保到期",
            [Missing("保到哪天", "接车的人", "insurance.note_insured_elsewhere")],
        )
    ahead = int(rates.measure_of(ctx, REMIND_AHEAD))
    if (left := cover.days_left(ctx.today)) > ahead:
        raise Refusal(f"{cover.insurer} 保到 {cover.last_day}，还有 {left} 天：到期前 {ahead} 天以内才提醒")
    if said is ExpiryTalk.Answer.ELSEWHERE:
        renewed_elsewhere(ctx, order, cover, until)
    elif until is not None:
        raise Refusal("只有已在别处续的才填新保到哪天：请改客户的话，或不填")
    owed = ExpiryTalk.objects.of(ctx).filter(order=order, answer="").lock().first()
    talk = owed or talk_about(ctx, order, cover)
    talk.answer, talk.words, talk.by, talk.at = said, words.strip(), himself(ctx), ctx.now
    talk.save()


def renewed_elsewhere(ctx: Act, order: RepairOrder, cover: covered.CoverEnd, until: date | None) -> None:
    """The new cover with somebody else; while one of ours runs, that one is what counts."""
    if until is None:
        raise Refusal("在别处续了的，请问清新的保到哪天，明年好提醒他")
    if until <= cover.last_day:
        raise Refusal(f"现在的保到 {cover.last_day}：新的要比它晚，请核对")
    covered.refuse_far(ctx, until)
    covered.note_elsewhere(ctx, order.vehicle, until)


@action("送保险管家服务", by=QUOTERS, within=STANDS)
def promise_claims_care(ctx: Act, policy: Policy, *, package: DeskWord) -> None:
    """Help after an accident, good as long as the policy runs; reception sees it (RNW-26)."""
    if package.kind != DeskWord.Kind.CARE or package.ended_on is not None:
        raise Refusal(f"“{package}”不是现在的保险管家服务：请从列表里选")
    if policy.ends_at <= ctx.now:
        raise Refusal(f"{policy} 已经到期：服务跟着新保单送")
    ClaimsCare(policy=policy, package=package, by=himself(ctx), at=ctx.now).save()


@action("撤回保险管家服务", by=QUOTERS, within=STANDS)
def withdraw_claims_care(ctx: Act, policy: Policy, *, package: DeskWord, why: str) -> None:
    """Promised by mistake, or the customer does not want it: reception does not see it any more."""
    if len(why.strip()) < 2:
        raise Refusal("撤回要写原因")
    found = policy.cares.filter(package=package, withdrawn_at=None).first()
    if found is None:
        raise Refusal(f"{policy} 没有“{package}”，不用撤回")
    found.withdrawn_at, found.withdrawn_why = ctx.now, why.strip()
    found.save()
