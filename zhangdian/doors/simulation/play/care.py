"""Care after the visit: calls at the agreed hour, scores and words, complaints from first word to last."""

from datetime import datetime, time, timedelta
from typing import Any

from zhangdian.aftercare.care import hours, queries
from zhangdian.aftercare.care.calling import actions as calling
from zhangdian.aftercare.care.complaints import actions as complaints
from zhangdian.aftercare.care.models import Complaint, ComplaintTopic, Unreached
from zhangdian.aftercare.care.questions import Given
from zhangdian.doors.simulation import chance
from zhangdian.doors.simulation.chance import Chance
from zhangdian.doors.simulation.engine import Course, Worker
from zhangdian.doors.simulation.tables import rate, table, values
from zhangdian.doors.simulation.world import World
from zhangdian.foundation.kernel import clock, rows
from zhangdian.foundation.kernel.models import Means
from zhangdian.frontline.service import callback
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.people.customers.actions import answer_referral
from zhangdian.people.customers.models import Referral
from zhangdian.people.organization.roles import Role

REACHED_EACH = 0.412
"""Share of single attempts that reach the customer, so that of three 73 in a hundred do."""
LOW_SHARE = 0.027
REASONS: dict[str, Unreached] = {
    "NO_ANSWER": Unreached.NO_ANSWER,
    "REFUSED": Unreached.REFUSED,
    "POWER_OFF": Unreached.POWER_OFF,
    "WRONG_NUMBER": Unreached.WRONG_NUMBER,
    "BUSY_LATER": Unreached.BUSY_LATER,
}
DEPARTMENTS = {"车间", "前台", "配件", "洗车", "索赔", "客休"}
"""Whose complaints come from visits."""
KIND_WORDS = ("都挺好", "小伙子讲得清楚", "等得有点久，其他都好", "洗得干净", "")
LOW_WORDS = ("等了两个多小时没人说一声", "修完声音还在", "说好的价钱结账又变了", "车里有油手印")
REPLIES = (
    "已用微信联系到客户，号码已核对",
    "客户换了号码，已请他下次来店时更正",
    "已联系上，客户说没有别的要求",
)
DESK_HOURS = (time(9, 5), time(17, 20))


def follow_up(world: World, order_id: int) -> Course:
    """At the agreed hour, up to three times; a few are forgotten until the third day is over."""
    luck = chance.of(world.seed, "call", order_id)
    window = agreed(world, order_id)
    at = window.start + timedelta(minutes=luck.uniform(3, 50))
    if not luck.happens(rate("follow_up_done_3_days")):
        at += timedelta(days=4)
    while True:
        yield calling_hour(max(at, world.now))
        caller: Worker = yield world.turn("care")
        try:
            yield world.later(luck.uniform(1, 5))
            if hours.may_call(world.now) and DESK_HOURS[0] <= clock.local(world.now).time():
                done = attempt(world, luck, order_id, caller)
                if done is None:
                    return
                at = done
            else:
                at = world.later(90)
        finally:
            world.release(caller)


def agreed(world: World, order_id: int) -> callback.Window:
    return callback.agreed_window(world.clock, rows.whole(world.clock, RepairOrder, order_id))


def calling_hour(at: datetime) -> datetime:
    """This instant, or the next at which the desk is manned and customers may be called."""
    for _ in range(12):
        at = hours.next_calling_moment(at)
        local = clock.local(at)
        if local.time() < DESK_HOURS[0]:
            at = clock.instant(local.date(), DESK_HOURS[0])
        elif local.time() > DESK_HOURS[1]:
            at = clock.instant(local.date() + timedelta(days=1), DESK_HOURS[0])
        else:
            return at
    return at


def attempt(world: World, luck: Chance, order_id: int, caller: Worker) -> datetime | None:
    """One call; tells when to try again, or that it has ended."""
    if luck.happens(REACHED_EACH):
        speak(world, luck, order_id, caller)
        return None
    reasons = [row for row in table("reasons") if row["list"] == "follow_up_unreached"]
    code = luck.one((row["code"], float(row["share_pct"])) for row in reasons)
    done = world.try_to(calling.record_unreached, caller, order_id, reason=REASONS[code])
    if done and code == "WRONG_NUMBER":
        answer_referrals(world)
    if done is None or done.subject.ended:
        return None
    again: datetime | None = done.subject.next_at
    return again


def speak(world: World, luck: Chance, order_id: int, caller: Worker) -> None:
    """He answers the questions; a low score is a complaint at once."""
    asked = queries.questionnaire_for(world.clock, rows.whole(world.clock, RepairOrder, order_id))
    low = luck.happens(LOW_SHARE)
    answers = (
        [each for each in (given(luck, question, low) for question in asked.questions.all()) if each]
        if asked
        else []
    )
    words = luck.choice(LOW_WORDS) if low else luck.choice(KIND_WORDS)
    done = world.try_to(calling.record_call, caller, order_id, answers=answers, words=words)
    if low and done:
        opened = (
            Complaint.objects.filter(follow_up=done.subject)
            .order_by("-pk")
            .values_list("pk", flat=True)
            .first()
        )
        if opened:
            world.begin(handle(world, int(opened)))


def means_of() -> dict[str, float]:
    """Question → mean score."""
    return {
        row["question_code"]: float(row["mean_score"]) for row in table("questionnaires") if row["mean_score"]
    }


def given(luck: Chance, question: Any, low: bool) -> Given | None:
    """A likely answer to one question."""
    mean = means_of().get(question.code, 4.6)
    if question.answered == "score5":
        if low and luck.happens(0.45):
            return Given(question, score=luck.choice((2, 3, 3)))
        return Given(question, score=5 if luck.happens(min(mean - 3.97, 0.99)) else 4)
    if question.answered == "score10":
        return Given(
            question,
            score=luck.choice((4, 5, 6)) if low else luck.one(((10, 40.0), (9, 28.0), (8, 22.0), (7, 10.0))),
        )
    if question.answered == "choice" and question.choices:
        return Given(question, chosen=question.choices[0])
    return None


# Complaints ----------------------------------------------------------------------------------------


def may_complain(world: World, luck: Chance, order_id: int) -> None:
    """Nine in a thousand visits: at the desk or by telephone, a day or three later."""
    if luck.happens(float(values()["complaint_rate"]) / 100):
        world.begin(complain(world, luck, order_id), world.later(luck.uniform(90, 4200)))


def complain(world: World, luck: Chance, order_id: int) -> Course:
    yield calling_hour(world.now)
    topics = [row for row in table("complaint_topics") if row["department_zh"] in DEPARTMENTS]
    row = luck.one((row, float(row["share_pct"])) for row in topics)
    topic = ComplaintTopic.objects.filter(code=row["topic_code"]).first()
    hears = world.somebody(*luck.choice(((Role.AFTERSALES_CARE,), (Role.SERVICE_ADVISOR,), (Role.CASHIER,))))
    done = world.try_to(
        complaints.open_complaint,
        hears,
        words=row["typical_words_zh"],
        topic=topic,
        source=luck.choice((Complaint.Source.PHONE, Complaint.Source.DESK)),
        order=order_id,
    )
    if done:
        yield from handle(world, int(done.subject.pk))


def handle(world: World, complaint_id: int) -> Course:
    """Taken by name, answered with a remedy, closed with the customer's own answer; a few come back."""
    luck = chance.of(world.seed, "complaint", complaint_id)
    found = Complaint.objects.select_related("topic").get(pk=complaint_id)
    major = found.severity == "major"
    while True:
        yield calling_hour(world.later(luck.minutes(12, 40)))
        handler = world.somebody(
            Role.SERVICE_MANAGER if major else Role.FRONT_DESK_SUPERVISOR, Role.SERVICE_MANAGER
        )
        if found.state in (Complaint.State.RECEIVED, Complaint.State.REOPENED):
            world.do(complaints.take_complaint, handler, complaint_id)
        yield calling_hour(world.later(luck.minutes(70, 200)))
        answer(world, luck, found, handler)
        yield calling_hour(
            world.later(60 * luck.minutes(max(found.topic.hours * 0.6, 1), found.topic.hours * 2.4 + 4))
        )
        closer = world.somebody(Role.AFTERSALES_CARE, Role.CUSTOMER_CARE)
        if luck.happens(rate("complaint_reopened")):
            world.do(
                complaints.reopen_complaint, closer, complaint_id, customer_words="还是没解决，声音又出来了"
            )
            found = Complaint.objects.select_related("topic").get(pk=complaint_id)
            continue
        verdict = Complaint.Verdict.CONTENT if luck.happens(0.7) else Complaint.Verdict.ACCEPTS
        world.do(
            complaints.close_complaint,
            closer,
            complaint_id,
            customer_answer="这样可以，下次注意就行",
            verdict=verdict,
            means=Means.PHONE,
        )
        return


def answer(world: World, luck: Chance, found: Complaint, handler: Worker) -> None:
    remedies = found.topic.usual_remedies or ["当面致歉"]
    world.do(
        complaints.answer_complaint,
        handler,
        found.pk,
        cause=luck.choice(list(Complaint.Cause)),
        remedy=remedies[0],
        also_offered=remedies[-1] if len(remedies) > 1 else "工时券",
        told="已致电客户说明原因并致歉",
        means=Means.PHONE,
    )


# Referrals -----------------------------------------------------------------------------------------


def answer_referrals(world: World) -> None:
    """What was passed on and nobody has in hand yet is begun."""
    passed_on = Referral.objects.filter(store=world.store_id, state=Referral.State.OPEN)
    for pk in passed_on.exclude(pk__in=world.in_hand).order_by("pk").values_list("pk", flat=True):
        world.in_hand.add(pk)
        world.begin(settle(world, pk))


def settle(world: World, referral_id: int) -> Course:
    """The car's advisor, else the desk, sees to it between two cars and says what he did."""
    luck = chance.of(world.seed, "referral", referral_id)
    yield calling_hour(world.later(luck.minutes(80, 300)))
    found = Referral.objects.select_related("vehicle").get(pk=referral_id)
    own = world.roster.workers.get((found.vehicle and found.vehicle.advisor_id) or 0)
    for _ in range(7):
        if own is None or world.roster.is_there(own, world.today):
            break
        yield calling_hour(world.later(24 * 60))
    desk = Role(found.desk)
    by = own if own and desk in own.posts else world.somebody(desk)
    world.try_to(answer_referral, by, referral_id, reply=luck.choice(REPLIES))


def take_up(world: World) -> None:
    """Calls that are due, referrals and complaints that are open when the play is taken up."""
    answer_referrals(world)
    for due in queries.calls_due(world.clock):
        world.begin(follow_up(world, due.order.pk))
    still_open = Complaint.objects.filter(store=world.store_id).exclude(state=Complaint.State.CLOSED)
    for pk, state in still_open.order_by("pk").values_list("pk", "state"):
        if state in (Complaint.State.RECEIVED, Complaint.State.REOPENED):
            world.begin(handle(world, pk))
        else:
            world.begin(finish(world, pk))


def finish(world: World, complaint_id: int) -> Course:
    """One that was taken or answered before: answered if it is not, and closed."""
    luck = chance.of(world.seed, "complaint", complaint_id)
    found = Complaint.objects.select_related("topic").get(pk=complaint_id)
    yield calling_hour(world.later(luck.minutes(90, 300)))
    if found.state == Complaint.State.TAKEN:
        answer(world, luck, found, world.somebody(Role.FRONT_DESK_SUPERVISOR, Role.SERVICE_MANAGER))
        yield calling_hour(world.later(luck.minutes(200, 900)))
    closer = world.somebody(Role.AFTERSALES_CARE, Role.CUSTOMER_CARE)
    world.do(
        complaints.close_complaint,
        closer,
        complaint_id,
        customer_answer="这样可以",
        verdict=Complaint.Verdict.ACCEPTS,
        means=Means.PHONE,
    )
