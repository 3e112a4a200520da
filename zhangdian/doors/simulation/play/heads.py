"""Heads of departments: the morning meeting and what it decides, leave asked and signed, who comes early."""

from collections.abc import Sequence
from datetime import date, time, timedelta

from zhangdian.doors.simulation import chance
from zhangdian.doors.simulation.engine import Course, Worker
from zhangdian.doors.simulation.world import World
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.actions import refuse_request, sign_request
from zhangdian.foundation.kernel.models import Request
from zhangdian.management.duties.meetings import actions as meetings
from zhangdian.management.duties.models import Decision, Meeting
from zhangdian.people.organization.lending.actions import lend_signature
from zhangdian.people.organization.models import LeaveSlip, Person, Shift
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.rostering.actions import set_shift, set_week_shifts
from zhangdian.people.organization.shifts.actions import ask_leave

MORNING = (
    (
        Role.SERVICE_MANAGER,
        time(8, 5),
        (Role.WORKSHOP_SUPERVISOR, Role.FRONT_DESK_SUPERVISOR, Role.TEAM_LEADER, Role.PARTS_MANAGER),
    ),
    (Role.SALES_MANAGER, time(8, 35), (Role.SHOWROOM_SUPERVISOR, Role.SALES_CONSULTANT)),
)
"""Who holds it, at what hour, with whom."""
NOT_HELD, STAYED_AWAY = 0.1, 0.04
"""Shares of mornings without a meeting, and of those called who do not sign in."""
SAID = (
    "今天要跟到底",
    "上午先办这几件",
    "原因已经查清，按新做法来",
    "各组自己再看一遍",
    "客户已经电话说明",
)
MINUTES = (
    "昨天交车基本准时，今天预约满，上午不安排外出。",
    "预约多，先保证等候客户的快修工位。",
    "下午集中交车，总检提前半小时到位。",
    "人手够，按预约分组，晚交的先和客户说。",
)
WANTED = (
    "把昨天晚交的车逐台写原因",
    "核对三天内的预约备料",
    "跟进没有回电话的客户",
    "工位和工具车整理一遍",
    "讲一遍增项报价的做法",
    "旧件架清理并贴标签",
)
HOW = ("已办，结果在群里说过", "办完了，逐台核对过", "做好了，拍了照", "讲过了，大家都签了字")
AGAIN = "只办了一半，剩下的今天补完"
DECIDED_AT, LOOKED_AT = time(16, 10), time(17, 10)
DONE, SENT_BACK = 0.85, 0.08

MAY_ASK = (
    Role.SALES_CONSULTANT,
    Role.WASHER,
    Role.RENEWAL_SPECIALIST,
    Role.ACCOUNTANT,
    Role.MARKETING_SPECIALIST,
    Role.INTERNET_SALES,
)
"""Of these posts there are several, and no car waits for one of them."""
ASKS, REFUSED = 0.8, 0.15
ASKED_AT, SIGNED_AT = time(10, 20), time(16, 40)
LIES = timedelta(hours=20)
"""So long a leave lies before it is signed."""
KINDS = (
    (LeaveSlip.Kind.ERRAND, 0.5),
    (LeaveSlip.Kind.ANNUAL, 0.35),
    (LeaveSlip.Kind.FAMILY, 0.15),
)
REASONS = {
    LeaveSlip.Kind.ERRAND: ("孩子开家长会", "家里搬家", "陪老人看病", "办房产证"),
    LeaveSlip.Kind.ANNUAL: ("年假还没休", "回老家", "和家人出去几天"),
    LeaveSlip.Kind.FAMILY: ("妹妹结婚", "回家办婚礼"),
}
WHY_NOT = ("月底交车集中，请改到下月初", "同组已有一人请假，请换一天")
LENT_FOR = 5
SHIFTS = (("早班", time(8, 0), time(16, 30)), ("晚班", time(9, 0), time(17, 30)))
FRIDAY, LAID_OUT_AT = 4, time(14, 10)


def day_of_heads(world: World, day: date) -> Course:
    """Meetings in the morning; then who wants leave asks; in the afternoon what lies there is signed."""
    for leader, hour, called in MORNING:
        world.begin(meet(world, day, leader, called), clock.instant(day, hour))
    world.begin(ask(world, day), clock.instant(day, ASKED_AT))
    world.begin(lay_out(world, day), clock.instant(day, LAID_OUT_AT))
    yield clock.instant(day, DECIDED_AT)
    carry_out(world, day)
    yield clock.instant(day, SIGNED_AT)
    sign_leaves(world)
    yield clock.instant(day, LOOKED_AT)
    look_at_decisions(world)


def there(world: World, day: date, roles: Sequence[Role]) -> list[Worker]:
    return [each for each in world.roster.holding(*roles) if world.roster.is_there(each, day)]


def meet(world: World, day: date, role: Role, called: Sequence[Role]) -> Course:
    """Ten minutes: who is there signs in, the first points get a word, now and then something is decided."""
    luck = chance.of(world.seed, "meeting", role, day)
    leader, guests = next(iter(there(world, day, [role])), None), there(world, day, called)
    guests = [each for each in guests if each is not leader]
    if leader is None or not guests or luck.happens(NOT_HELD) or is_held(world, day, leader):
        return
    people = list(Person.objects.filter(pk__in=[each.person_id for each in guests]).order_by("pk"))
    held = world.do(meetings.open_meeting, leader, kind=Meeting.Kind.MORNING, people=people)
    meeting: Meeting = held.subject
    for each in guests:
        if not luck.happens(STAYED_AWAY):
            yield world.later(luck.uniform(0.1, 0.5))
            world.do(meetings.sign_in, each, meeting.pk)
    for point in meeting.points.order_by("order")[:3]:
        yield world.later(luck.uniform(1, 2.5))
        world.do(meetings.note_point, leader, point.pk, said=luck.choice(SAID))
    if luck.happens(0.7):
        until = day + timedelta(days=luck.randint(0, 2))
        world.do(
            meetings.decide,
            leader,
            meeting.pk,
            what=luck.choice(WANTED),
            owner=luck.choice(people),
            day=until,
        )
    yield world.later(2)
    world.do(meetings.close_meeting, leader, meeting.pk, minutes=luck.choice(MINUTES))


def is_held(world: World, day: date, leader: Worker) -> bool:
    """Whether this morning's was begun before the play was taken up again."""
    begins, ends = clock.day_bounds(day)
    held = Meeting.objects.of(world.clock).filter(leader=leader.person_id)
    return bool(held.filter(begins_at__gte=begins, begins_at__lt=ends).exists())


def carry_out(world: World, day: date) -> None:
    """Most of what is due is done on its day, some of it later."""
    open_ = Decision.objects.filter(item__store=world.store_id, item__done_at=None, item__day__lte=day)
    for decision in open_.filter(item__excused="").select_related("item").order_by("pk"):
        luck = chance.of(world.seed, "decided", decision.pk, day)
        if luck.happens(DONE):
            owner = world.roster.workers[decision.item.person_id]
            world.try_to(meetings.carry_out_decision, owner, decision.pk, how=luck.choice(HOW))


def look_at_decisions(world: World) -> None:
    """The leader looks at what was said to be done, and sends a little of it back."""
    done = Decision.objects.filter(item__store=world.store_id, confirmed_at=None).exclude(item__done_at=None)
    for decision in done.select_related("meeting").order_by("pk"):
        luck = chance.of(world.seed, "looked", decision.pk, world.today)
        leader = world.roster.workers[decision.meeting.leader_id]
        if not world.roster.is_there(leader, world.today):
            continue
        if luck.happens(SENT_BACK):
            world.try_to(meetings.send_decision_back, leader, decision.pk, why=AGAIN)
        else:
            world.try_to(meetings.confirm_decision, leader, decision.pk)


def ask(world: World, day: date) -> Course:
    """Somebody asks for some days off in the next week; on Wednesdays a signature is lent."""
    luck = chance.of(world.seed, "leave", day)
    if day.weekday() == 2:
        lend(world, day)
    yield world.later(luck.uniform(1, 50))
    asking = there(world, day, MAY_ASK)
    if not asking or not luck.happens(ASKS):
        return
    who, kind = luck.choice(asking), luck.one(KINDS)
    since = day + timedelta(days=luck.randint(2, 7))
    days = luck.randint(1, 2) if kind == LeaveSlip.Kind.ERRAND else luck.randint(2, 5)
    until = since + timedelta(days=days - 1)
    reason = luck.choice(REASONS[kind])
    world.try_to(ask_leave, who, who.person_id, kind=kind, since=since, until=until, reason=reason)


def sign_leaves(world: World) -> None:
    """What lay a night is signed, or refused with what to do instead; the last one lies on."""
    asked = Request.objects.of(world.clock).filter(state=Request.State.OPEN, action=ask_leave.name)
    for request in asked.filter(asked_at__lte=world.now - LIES).order_by("pk"):
        luck = chance.of(world.seed, "signs", request.pk)
        no = luck.happens(REFUSED)
        for role in request.needed.split():
            signer = world.somebody(Role(role))
            if no:
                world.try_to(refuse_request, signer, request.pk, reason=luck.choice(WHY_NOT))
                break
            world.try_to(sign_request, signer, request.pk)
    world.roster.read_leaves(world.today)


def lend(world: World, day: date) -> None:
    """The sales manager is out for some days: leave of his people is signed by the showroom supervisor."""
    holder = world.roster.holding(Role.SALES_MANAGER)[0]
    agent = world.roster.holding(Role.SHOWROOM_SUPERVISOR)[0]
    world.try_to(
        lend_signature,
        holder,
        agent=Person.objects.get(pk=agent.person_id),
        role=Role.SALES_MANAGER,
        actions=[ask_leave.name],
        until_at=clock.instant(day + timedelta(days=LENT_FOR), time(18)),
        reason="去厂家开区域会",
    )


def lay_out(world: World, day: date) -> Course:
    """On Fridays the showroom changes turns for the week to come; the first time for the days till then."""
    began = Shift.objects.of(world.clock).exists()
    if not began:
        office = world.somebody(Role.OFFICE_DIRECTOR)
        for name, starts, ends in SHIFTS:
            world.do(set_shift, office, name=name, kind=Shift.Kind.WORK, starts=starts, ends=ends)
        yield world.later(3)
        turn(world, day)
    if day.weekday() == FRIDAY:
        yield world.later(3)
        turn(world, day + timedelta(days=7 - FRIDAY))


def turn(world: World, since: date) -> None:
    """Half come early and half late, the other way round from one week to the next."""
    head = world.somebody(Role.SALES_MANAGER)
    keys = [each.person_id for each in world.roster.holding(Role.SALES_CONSULTANT)]
    shifts = {each.name: each for each in Shift.objects.of(world.clock)}
    for number, (name, _, _) in enumerate(SHIFTS):
        half = keys[(number + since.isocalendar().week) % 2 :: 2]
        people = list(Person.objects.filter(pk__in=half).order_by("pk"))
        world.try_to(
            set_week_shifts, head, people=people, kind=Shift.Kind.WORK, shift=shifts[name], since=since
        )
