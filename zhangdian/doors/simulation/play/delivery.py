"""Delivery: the advisor's own check, the call, the walk-round, the second sitting, the exit."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from zhangdian.doors.simulation.durations import (
    FETCHING_CUSTOMER,
    GATE,
    INTERNAL,
    LEFT,
    QUICK,
    STATEMENT,
    WAITED,
    WAITING_CUSTOMER,
)
from zhangdian.doors.simulation.engine import Course, Worker
from zhangdian.doors.simulation.play import care, warranty
from zhangdian.doors.simulation.tables import pick_list, rate
from zhangdian.doors.simulation.world import Visit, is_asked
from zhangdian.foundation.kernel import clock, links, rows
from zhangdian.foundation.kernel.models import Means
from zhangdian.foundation.ui import link_pages
from zhangdian.frontline.service import papers as kinds
from zhangdian.frontline.service.delivery import actions as delivery
from zhangdian.frontline.service.inspection import actions as inspection
from zhangdian.frontline.service.models import Advice, Agreement, OldPart, OrderLine, Payer, ThingTaken
from zhangdian.frontline.service.writeup import actions as writeup
from zhangdian.people.organization.roles import Role

HOURS = (("10-12点", 4.0), ("14-16点", 3.0), ("16-18点", 2.0), ("随便", 6.0))
ANSWERS = ((Advice.Answer.LATER, 62.0), (Advice.Answer.REFUSED, 22.0), (Advice.Answer.ELSEWHERE, 16.0))
REASONS_FOR_LESS = ("老客户", "等待时间长", "保养活动", "投诉安抚")
LESS = ((5, 58.0), (8, 24.0), (10, 12.0), (15, 4.0), (20, 2.0))
"""Labour discounts in percent, and how often; the advisor alone may give ten."""
COMPARED = {QUICK: (0.8, 2.0), WAITED: (1.5, 4.0), LEFT: (1.5, 4.0)}
"""Minutes at least and at most in which the advisor compares paper and car."""
LAST_PICKUP, EARLIEST_OF_THE_LATE = time(17, 30), time(17, 0)
"""Who hears by five that his car is ready mostly still comes today."""
MAINTENANCE = ("MAINT", "FIRST")


def hand_over(visit: Visit) -> Course:
    """From the washed car to the signed statement, as far as today allows."""
    order = visit.order
    if order.internally_checked_at is None:
        yield from internal_check(visit)
    elif order.customer_told_at is None:
        yield from tell(visit)
    elif order.customer_here_at is None:
        yield from await_customer(visit)
    elif is_asked(order.pk, Agreement.About.STATEMENT):
        yield from answer_link(visit, advisor_of(visit))
    else:
        yield from second_sitting(visit)


def internal_check(visit: Visit) -> Course:
    """Paper and car compared; now and then the wash is not clean."""
    world, luck = visit.world, visit.luck
    while visit.judging:
        yield visit.judged
    advisor: Worker = yield visit.own_advisor()
    try:
        yield world.later(luck.uniform(*COMPARED[visit.lane]))
        if visit.order.washed_at and luck.happens(rate("rewash")):
            visit.do(inspection.send_to_rewash, advisor, remark=luck.choice(("脚垫没拿出来", "前风挡有水印")))
            return
        visit.do(delivery.pass_internal_check, advisor, all_done_on_car=True)
    finally:
        world.release(advisor)


def tell(visit: Visit) -> Course:
    """The customer is called at once; who left says when he comes."""
    world, luck = visit.world, visit.luck
    yield world.later(luck.minutes(*INTERNAL[visit.lane]))
    advisor: Worker = yield visit.own_advisor()
    try:
        means = Means.DESK if visit.is_here else Means.PHONE
        visit.do(
            delivery.tell_customer, advisor, means=means, pickup_at=None if visit.is_here else pickup(visit)
        )
    finally:
        world.release(advisor)


def pickup(visit: Visit) -> datetime:
    """The agreed hour: today before closing, else tomorrow."""
    world, luck = visit.world, visit.luck
    at = world.later(luck.minutes(*FETCHING_CUSTOMER))
    local = clock.local(at)
    if (
        local.time() > LAST_PICKUP
        and clock.local(world.now).time() < EARLIEST_OF_THE_LATE
        and luck.happens(0.9)
    ):
        return max(
            world.later(20), clock.instant(world.today, LAST_PICKUP) - timedelta(minutes=luck.uniform(0, 30))
        )
    if local.time() > LAST_PICKUP or local.date() > world.today:
        hour = luck.choice((9, 10, 10, 11, 14, 16))
        at = clock.instant(world.today + timedelta(days=1), time(hour, luck.choice((0, 20, 40))))
    return at


def await_customer(visit: Visit) -> Course:
    """He comes over from the lounge, or back to the store."""
    world, luck = visit.world, visit.luck
    order = visit.order
    if order.pickup_at:
        yield max(order.pickup_at, world.now)
    else:
        yield world.later(luck.minutes(*WAITING_CUSTOMER[QUICK if visit.lane == QUICK else WAITED]))
    advisor: Worker = yield visit.own_advisor()
    try:
        visit.do(delivery.customer_at_car, advisor)
        yield world.later(luck.uniform(0.5, 1.5))
    finally:
        world.release(advisor)


def second_sitting(visit: Visit) -> Course:
    """Recommendations, the next service, the call, the statement, one signature."""
    world, luck = visit.world, visit.luck
    advisor: Worker = yield visit.own_advisor(patience=6)
    try:
        minutes = luck.minutes(*STATEMENT)
        answer_advice(visit, advisor)
        if visit.order.callback_on is None:
            visit.do(
                delivery.agree_follow_up,
                advisor,
                callback_on=world.today + timedelta(days=luck.choice((1, 2, 2, 3, 3))),
                callback_hour=luck.one(HOURS),
            )
        if visit.kind in MAINTENANCE and luck.happens(0.85) and visit.order.booklet_entered_at is None:
            visit.do(delivery.enter_booklet, advisor)
        yield from less(visit, advisor)
        yield world.later(minutes * 0.3)
        visit.do(delivery.make_statement, advisor)
        yield world.later(minutes * 0.7)
        yield from sign(visit, advisor)
    finally:
        world.release(advisor)


def answer_advice(visit: Visit, advisor: Worker) -> None:
    """Each recommendation is explained and answered; a refused safety item in his own words."""
    unanswered = [
        each
        for each in visit.parts(Advice)
        if each.closed_at is None
        and (
            each.answer == Advice.Answer.OPEN
            or (each.safety and not each.own_words and each.answer != Advice.Answer.TAKEN)
        )
    ]
    for advice in unanswered:
        visit.world.do(
            delivery.answer_advice,
            advisor,
            advice.pk,
            answer=visit.luck.one(ANSWERS),
            reason=visit.luck.one(pick_list("work_declined")),
            own_words="知道不换有危险，自己负责，下次再来" if advice.safety else "",
        )


def less(visit: Visit, advisor: Worker) -> Course:
    """A named discount on a quarter of the orders; above the advisor's limit somebody else signs."""
    world, luck = visit.world, visit.luck
    labour = sum(
        (
            line.labour
            for line in visit.parts(OrderLine)
            if line.payer == Payer.CUSTOMER and not line.voided_at and not line.declined_at
        ),
        Decimal(0),
    )
    if labour < 40 or not luck.happens(rate("discount_orders") * 1.25):
        return
    percent, because = luck.one(LESS), luck.choice(REASONS_FOR_LESS)
    done = world.try_to(writeup.grant_discount, advisor, visit.order, percent=percent, reason=because)
    if done and done.waits_for_signature:
        yield from world.signed_by_others(done.subject, luck.minutes(3, 9))
    visit.look()


def sign(visit: Visit, advisor: Worker) -> Course:
    """On the pad; the payer who is not here signs by link; a few refuse, before a witness."""
    world, luck = visit.world, visit.luck
    while visit.judging:
        yield visit.judged
    warranty.ask(visit)
    visit.look()
    seen = shown(visit, advisor)
    things = kept_here(visit)
    parts = [each.pk for each in visit.parts(OldPart) if each.shown_at is None]
    if not visit.comes_himself or not visit.order.sender_is_owner:
        key = link_pages.next_key(delivery.sign_statement_by_link, visit.order)
        visit.do(delivery.send_statement, advisor, **seen, key=key)
        yield from answer_link(visit, advisor)
    elif luck.happens(rate("customer_refuses_signature")):
        witness = world.somebody(Role.FRONT_DESK_SUPERVISOR).person_id
        visit.do(
            delivery.record_refused_statement,
            advisor,
            **seen,
            witness=witness,
            reason="对等待时间不满，不签",
            things=things,
            parts=parts,
        )
    else:
        [signature] = world.album.take(advisor.person_id, "signature")
        visit.do(delivery.sign_statement, advisor, **seen, signature=signature, things=things, parts=parts)
    yield world.later(0.3)


def kept_here(visit: Visit) -> list[int]:
    """What was taken from the customer and is not given back."""
    return [each.pk for each in visit.parts(ThingTaken) if each.given_back_at is None]


def shown(visit: Visit, advisor: Worker) -> dict[str, Any]:
    """The statements as they are shown to the payer now."""
    pages = kinds.second_pages(visit.world.context(advisor), visit.order)
    return {"seen_revision": visit.order.revision, "pages": pages}


def answer_link(visit: Visit, advisor: Worker) -> Course:
    """The payer opens his link and accepts what he sees."""
    world = visit.world
    yield world.later(visit.luck.minutes(4, 9))
    visit.look()
    key = link_pages.standing_key(delivery.sign_statement_by_link, visit.order)
    _, customer = links.follow(key)
    visit.do(delivery.sign_statement_by_link, customer, **shown(visit, advisor))


def advisor_of(visit: Visit) -> Worker:
    return visit.world.roster.workers[visit.order.advisor_id]


def leave(visit: Visit) -> Course:
    """What is left is given back, the pass opens the barrier, the tag comes home."""
    world, luck = visit.world, visit.luck
    yield world.later(luck.minutes(*GATE))
    if kept := kept_here(visit):
        visit.do(delivery.give_back, world.somebody(Role.SERVICE_ADVISOR), things=kept)
    mood = luck.one(((5, 55.0), (4, 32.0), (3, 10.0), (2, 2.0), (1, 1.0))) if luck.happens(0.5) else None
    visit.do(delivery.let_out, world.somebody(Role.GUARD, Role.GUIDE), mood=mood)
    world.tags.discard(visit.order.key_tag)
    world.begin(care.follow_up(world, visit.pk))
    care.may_complain(world, luck, visit.pk)
    if visit.car:
        visit.car.last_visit_on = world.today
        visit.car.away_until = world.today + timedelta(days=20)
        left = rows.find(Advice, empty=("closed_at",), vehicle_id=visit.car.pk)
        visit.car.advice = [each.pk for each in left]
