"""A meeting is opened with its agenda, people sign in, decisions are owed, done, looked at."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.action import ANYBODY, Act, action
from zhangdian.foundation.kernel.attachments import attach
from zhangdian.foundation.kernel.gates import stops
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.management.duties import agenda, owing, reviewing, timetables
from zhangdian.management.duties.models import AgendaPoint, Attendee, Decision, Meeting
from zhangdian.management.duties.posts import HEADS
from zhangdian.people.organization import superiors
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.queries import himself

State = Meeting.State


@stops("由主持人来做")
def he_leads(ctx: Any, meeting: Meeting) -> Missing | None:
    if ctx.person_id == meeting.leader_id:
        return None
    return Missing(f"这个会由{meeting.leader}主持", str(meeting.leader))


@action("开会", by=HEADS, opens=Meeting)
def open_meeting(
    ctx: Act,
    *,
    kind: Meeting.Kind,
    people: Sequence[Person],
    begins_at: datetime | None = None,
    title: str = "",
) -> Meeting:
    """The agenda is drawn from what is open now, decisions of the last meetings first (SVM-26, PTM-16)."""
    me = himself(ctx)
    called = [each for each in dict.fromkeys(people) if each.pk != me.pk]
    if not called:
        raise Refusal("请选参加的人")
    if kind == Meeting.Kind.REVIEW:
        reviewing.refuse_to_open(ctx)
    if kind == Meeting.Kind.SPECIAL and not title.strip():
        raise Refusal("专题会请写议题")
    begins = begins_at or ctx.now
    if not ctx.now - timedelta(days=1) <= begins <= ctx.now + owing.LONGEST_AHEAD:
        raise Refusal("开会的时间请在昨天以后、一年以内")
    meeting = Meeting(
        store_id=ctx.store_id,
        kind=kind,
        title=title.strip(),
        leader=me,
        begins_at=begins,
        acted_at=ctx.now,
    )
    meeting.save()
    if kind == Meeting.Kind.REVIEW:
        reviewing.begin(ctx, meeting)
        drawn = agenda.of_reviews(ctx)
    else:
        drawn = agenda.points_for(ctx)
    AgendaPoint.objects.add_many(
        AgendaPoint(meeting=meeting, order=place, **vars(point)) for place, point in enumerate(drawn, 1)
    )
    leader = Attendee(meeting=meeting, person=me, came_at=max(begins, ctx.now))
    Attendee.objects.add_many([leader, *(Attendee(meeting=meeting, person=each) for each in called)])
    ctx.draw_number(meeting, "number", "HY")
    return meeting


@action("签到", by=ANYBODY, within={State.OPEN})
def sign_in(ctx: Act, meeting: Meeting) -> None:
    """Who came says so himself; the house knows when (ICA-21)."""
    mine = meeting.attendees.filter(person=ctx.person_id).first()
    if mine is None:
        raise Refusal(f"这个会没有请您：要参加请找{meeting.leader}")
    if mine.came_at is not None:
        raise Refusal("您已经签到")
    mine.came_at = ctx.now
    mine.save()


@action("请人参加", by=HEADS, within={State.OPEN}, gates=[he_leads])
def call_more(ctx: Act, meeting: Meeting, *, people: Sequence[Person]) -> None:
    """Somebody was forgotten."""
    known = set(meeting.attendees.values_list("person_id", flat=True))
    more = [each for each in dict.fromkeys(people) if each.pk not in known]
    if not more:
        raise Refusal("请选还没有请的人")
    Attendee.objects.add_many(Attendee(meeting=meeting, person=each) for each in more)


@action("记请假", by=HEADS)
def excuse_attendee(ctx: Act, attendee: Attendee, *, why: str) -> None:
    """He could not come, and said so."""
    refuse_others(ctx, attendee.meeting)
    if attendee.came_at is not None:
        raise Refusal(f"{attendee.person}已经签到")
    attendee.excused = why.strip()
    attendee.save()


@action("加议题", by=HEADS, within={State.OPEN}, gates=[he_leads])
def add_point(ctx: Act, meeting: Meeting, *, what: str) -> None:
    """What no record shows."""
    last = meeting.points.order_by("-order").values_list("order", flat=True).first() or 0
    AgendaPoint(meeting=meeting, order=last + 1, what=what.strip()).save()


@action("记怎么说", by=HEADS)
def note_point(ctx: Act, point: AgendaPoint, *, said: str) -> None:
    """One line for the minutes."""
    refuse_others(ctx, point.meeting)
    point.said = said.strip()
    point.save()


@action("定下来", by=HEADS, within={State.OPEN}, gates=[he_leads])
def decide(
    ctx: Act, meeting: Meeting, *, what: str, owner: Person, day: date, hour: time = time(17, 30)
) -> None:
    """What, who, until when: it stands in its owner's Today like every duty (lessons 16)."""
    due_at, post = owing.due_on(ctx, day, hour), owing.first_post_of(ctx, owner)
    code = f"HY{meeting.pk}-{meeting.decisions.count() + 1}"
    item = owing.owe(ctx, code, post, what.strip(), due_at, timetables.DECISION, person=owner)
    Decision(meeting=meeting, item=item).save()


@action("办结决定", by=ANYBODY)
def carry_out_decision(ctx: Act, decision: Decision, *, how: str, photos: Sequence[int] = ()) -> None:
    """Its owner says how it was done; somebody else looks whether it is so."""
    item = decision.item
    if ctx.person_id != item.person_id and not superiors.stands_above(ctx, decision.owner):
        raise Refusal(f"这件由{item.person}来办", [Missing("办结决定", str(item.person))])
    if item.done_at is not None or item.excused:
        raise Refusal("已经办结" if item.done_at else "已经撤销，不用办了")
    decision.how_done = how.strip()
    decision.save()
    attach(ctx, decision, "done", photos)
    owing.prove(ctx, item)


@action("确认办好", by=HEADS)
def confirm_decision(ctx: Act, decision: Decision) -> None:
    """Another than its owner has looked."""
    refuse_own(ctx, decision)
    if decision.item.done_at is None:
        raise Refusal(f"{decision.item.person}还没办结")
    if decision.confirmed_at is not None:
        raise Refusal("已经确认")
    decision.confirmed_at, decision.confirmed_by = ctx.now, himself(ctx)
    decision.save()


@action("没办好，重办", by=HEADS)
def send_decision_back(ctx: Act, decision: Decision, *, why: str) -> None:
    """It is not done in truth: it is owed again, by the same day."""
    refuse_own(ctx, decision)
    if decision.item.done_at is None or decision.confirmed_at is not None:
        raise Refusal("没有办结，或已经确认：不用退回")
    ctx.notes["why"] = why.strip()
    decision.item.done_at = decision.item.proof = None
    decision.item.save()


@action("撤销决定", by=HEADS)
def drop_decision(ctx: Act, decision: Decision, *, why: str) -> None:
    """It is not wanted any more; its owner owes nothing."""
    refuse_others(ctx, decision.meeting)
    if decision.item.done_at is not None or decision.item.excused:
        raise Refusal("已经办结或撤销")
    owing.let_go(decision.item, why.strip())


@action("散会", by=HEADS, moves=(State.OPEN, State.CLOSED), gates=[he_leads])
def close_meeting(ctx: Act, meeting: Meeting, *, minutes: str = "", training: str = "") -> None:
    """Who neither signed in nor was excused was absent; the minutes are the points with what was said."""
    if meeting.kind == Meeting.Kind.REVIEW:
        raise Refusal("管理评审由总经理签字结束：请点签管理评审")
    if meeting.begins_at > ctx.now:
        raise Refusal(f"{clock.local(meeting.begins_at, ctx.standing.zone):%m-%d %H:%M} 才开，还不能散会")
    meeting.minutes, meeting.training, meeting.closed_at = minutes.strip(), training.strip(), ctx.now


def refuse_others(ctx: Act, meeting: Meeting) -> None:
    if ctx.person_id != meeting.leader_id:
        raise Refusal(f"由主持人{meeting.leader}来做", [Missing("主持会议", str(meeting.leader))])


def refuse_own(ctx: Act, decision: Decision) -> None:
    """The leader of the meeting, or whoever stands above its owner: never its owner himself."""
    owner = decision.owner
    if ctx.person_id == owner.pk:
        raise Refusal("自己办的请别人确认", [Missing("确认办好", str(decision.meeting.leader))])
    if ctx.person_id != decision.meeting.leader_id and not superiors.stands_above(ctx, owner):
        leader = str(decision.meeting.leader)
        raise Refusal(f"由主持人{leader}或{owner}的上级确认", [Missing("确认办好", leader)])
