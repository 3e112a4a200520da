"""A store sets its shifts, whose they are, how many it takes, and lays out the days to come."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time, timedelta

from django.db import models

from zhangdian.foundation.kernel.action import Act, action
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.people.organization import hours, queries, rosters
from zhangdian.people.organization.evening import Gap
from zhangdian.people.organization.gates import acts_on_own_device
from zhangdian.people.organization.judging import Judge
from zhangdian.people.organization.models import MinimumCover, Person, RosterDay, Shift, Store, WeekShift
from zhangdian.people.organization.roles import LEADERS, STAFF_OFFICE, Department, Role, superiors_of

FURTHEST = timedelta(days=365)
LONGEST = timedelta(days=62)
"""So many days are laid out in one act."""
EVERY_DAY = tuple(range(7))


class Plan(models.TextChoices):
    """What is laid out for a day."""

    SHIFT = "shift", "排这个班"
    REST = "rest", "休息"
    WORK = "work", "上班"
    WEEK = "week", "照每周"
    NO_STANDBY = "off", "撤值班"


class Reach(models.TextChoices):
    """How much is copied at once."""

    WEEK = "week", "一周"
    MONTH = "month", "一个月"


def own_store(ctx: Act) -> Store:
    """The store, locked: two who set the same thing wait for one another."""
    store: Store = Store.objects.of(ctx).lock().here(ctx.store_id)
    return store


def from_today(ctx: Act, since: date | None) -> date:
    if since is not None and not ctx.today <= since <= ctx.today + FURTHEST:
        raise Refusal("生效日要从今天起、一年以内：过去的已经按旧的排了")
    return since or ctx.today


@action("定班次", by=STAFF_OFFICE, gates=[acts_on_own_device])
def set_shift(
    ctx: Act,
    *,
    name: str,
    kind: Shift.Kind,
    starts: time,
    ends: time,
    stands: bool = True,
    since: date | None = None,
) -> None:
    """Hours under a name, from a day on; of a known name they are changed, or stopped."""
    own_store(ctx)
    since, name = from_today(ctx, since), name.strip()
    if not name:
        raise Refusal("请写班次的名称")
    known = [each for each in Shift.objects.of(ctx) if each.name == name]
    if known and known[-1].kind != kind:
        raise Refusal(f"“{name}”已经是{known[-1].get_kind_display()}：请换一个名称")
    if not known and not stands:
        raise Refusal(f"没有“{name}”这个班次：不用停用")
    if kind == Shift.Kind.LUNCH and ends <= starts:
        raise Refusal("午餐的结束要晚于开始")
    if not stands:
        refuse_to_stop(ctx, name, since)
    made = next((each for each in known if each.since == since), None)
    made = made or Shift(store_id=ctx.store_id, name=name, since=since, kind=kind)
    made.starts, made.ends, made.stands = starts, ends, stands
    made.save()


def refuse_to_stop(ctx: Act, name: str, since: date) -> None:
    """Who is laid out for it, or has it by his week, is told first what he has instead."""
    kind = models.Q(shift__name=name) | models.Q(lunch__name=name) | models.Q(standby__name=name)
    planned = RosterDay.objects.of(ctx).filter(kind, day__gte=since)
    if planned.exists():
        raise Refusal(f"{since:%m-%d} 起还有 {planned.count()} 人天排着{name}：请先改排")
    newest: dict[tuple[object, ...], WeekShift] = {}
    for each in WeekShift.objects.of(ctx).select_related("shift", "person").order_by("since", "pk"):
        newest[each.person_id, each.role, each.kind, each.weekday] = each
    held = {
        str(each.person or each.get_role_display())
        for each in newest.values()
        if each.shift and each.shift.name == name
    }
    if held:
        raise Refusal(f"{'、'.join(sorted(held)[:5])}每周还是{name}：请先改他们的一周班次")


def may_lay_out(ctx: Act, people: Iterable[Person]) -> list[Person]:
    """Those below him, and for the office everybody; in order of their keys, locked."""
    keys = sorted({each.pk for each in people})
    locked = list(Person.objects.of(ctx).filter(pk__in=keys).order_by("pk").lock())
    if not locked:
        raise Refusal("请选给谁排")
    posts = queries.posts_of(ctx, locked)
    for each in locked:
        if each.disabled_at is not None:
            raise Refusal(f"{each.name}的账号已停用：不用排班")
        if not ctx.roles & {*STAFF_OFFICE} and not is_below(ctx, posts[each.pk]):
            raise Refusal(f"{each.name}的班由其上级或办公室主任来排", [Missing("排班", "上级或办公室主任")])
    return locked


def is_below(ctx: Act, posts: Sequence[Role]) -> bool:
    return bool(posts) and all(ctx.roles.intersection(superiors_of(post)) for post in posts)


@action("定一周班次", by=LEADERS, gates=[acts_on_own_device])
def set_week_shifts(
    ctx: Act,
    *,
    people: Sequence[Person],
    kind: Shift.Kind,
    shift: Shift | None = None,
    weekdays: Sequence[int] = (),
    since: date | None = None,
) -> None:
    """On these weekdays this shift, or turn at lunch, every week; none: as his post, or the store, has it."""
    since, locked = from_today(ctx, since), may_lay_out(ctx, people)
    refuse_other_kind(shift, kind)
    judge = Judge(ctx, locked, since, since + timedelta(days=6))
    for person in locked:
        write_week(ctx, {"person": person}, kind, shift, weekdays, since)
    judge.ask()


@action("定岗位班次", by=STAFF_OFFICE, gates=[acts_on_own_device])
def set_post_shifts(
    ctx: Act,
    *,
    role: Role,
    kind: Shift.Kind,
    shift: Shift | None = None,
    weekdays: Sequence[int] = (),
    since: date | None = None,
) -> None:
    """The same for whoever holds a post and has no week of his own."""
    own_store(ctx)
    since = from_today(ctx, since)
    refuse_other_kind(shift, kind)
    judge = Judge(ctx, queries.holders(ctx, role, since), since, since + timedelta(days=6))
    write_week(ctx, {"person": None, "role": role}, kind, shift, weekdays, since)
    judge.ask()


def refuse_other_kind(shift: Shift | None, kind: Shift.Kind) -> None:
    if shift and shift.kind != kind:
        raise Refusal(f"{shift}是{shift.get_kind_display()}，不是{Shift.Kind(kind).label}：请选对类别")


def write_week(
    ctx: Act,
    whose: dict[str, object],
    kind: Shift.Kind,
    shift: Shift | None,
    weekdays: Sequence[int],
    since: date,
) -> None:
    known = {each.weekday: each for each in WeekShift.objects.of(ctx).filter(**whose, kind=kind, since=since)}
    for weekday in sorted(set(weekdays)) or EVERY_DAY:
        if weekday not in EVERY_DAY:
            raise Refusal("周几要从周一到周日里选")
        row = known.get(weekday) or WeekShift(
            store_id=ctx.store_id, kind=kind, weekday=weekday, since=since, **whose
        )
        row.shift = shift
        row.save()


@action("排午餐批次", by=LEADERS, gates=[acts_on_own_device])
def spread_over_lunch(ctx: Act, *, role: Role, turns: Sequence[Shift], since: date | None = None) -> None:
    """Who holds a post eats in turns: each has his own, and on each weekday the turns are of one size."""
    since = from_today(ctx, since)
    for turn in turns:
        refuse_other_kind(turn, Shift.Kind.LUNCH)
    named = {each.name: each for each in turns}
    if len(named) < 2:
        raise Refusal("至少选两批：只有一批就是大家一起吃")
    locked = may_lay_out(ctx, queries.holders(ctx, role, since))
    people = sorted(locked, key=lambda each: each.employee_no)
    in_order = sorted(named.values(), key=lambda each: each.starts)
    judge = Judge(ctx, people, since, since + timedelta(days=6))
    week = spread([each.rest_weekday for each in people], len(in_order))
    for number, person in enumerate(people):
        for weekday in EVERY_DAY:
            turn = in_order[week[weekday][number]]
            write_week(ctx, {"person": person}, Shift.Kind.LUNCH, turn, [weekday], since)
    judge.ask()


def spread(rests_on: Sequence[int | None], turns: int) -> list[list[int]]:
    """By weekday the turn of each: as on other days where that can be, and the turns of one size."""
    week = []
    for weekday in EVERY_DAY:
        mine = [number % turns for number in range(len(rests_on))]
        here = [number for number, rests in enumerate(rests_on) if rests != weekday]
        sizes = [sum(mine[number] == turn for number in here) for turn in range(turns)]
        while max(sizes) - min(sizes) > 1:
            most, least = sizes.index(max(sizes)), sizes.index(min(sizes))
            moved = [number for number in here if mine[number] == most][-1]
            mine[moved] = least
            sizes[most] -= 1
            sizes[least] += 1
        week.append(mine)
    return week


@action("定最少在岗", by=STAFF_OFFICE, gates=[acts_on_own_device])
def set_minimum_cover(
    ctx: Act,
    *,
    role: Role,
    at_least: int,
    at_lunch: int = 0,
    weekdays: Sequence[int] = (),
    since: date | None = None,
) -> None:
    """How many of a post a day takes, and how many while the others eat."""
    own_store(ctx)
    since = from_today(ctx, since)
    if not 0 <= at_lunch <= at_least:
        raise Refusal("午餐时的人数不能比全天的还多")
    known = {each.weekday: each for each in MinimumCover.objects.of(ctx).filter(role=role, since=since)}
    for weekday in sorted(set(weekdays)) or EVERY_DAY:
        if weekday not in EVERY_DAY:
            raise Refusal("周几要从周一到周日里选")
        row = known.get(weekday) or MinimumCover(
            store_id=ctx.store_id, role=role, weekday=weekday, since=since
        )
        row.at_least, row.at_lunch = at_least, at_lunch
        row.save()


@action("排班", by=LEADERS, gates=[acts_on_own_device])
def plan_days(
    ctx: Act,
    *,
    people: Sequence[Person],
    since: date,
    until: date,
    plan: Plan,
    shift: Shift | None = None,
    weekdays: Sequence[int] = (),
    asked_by: Person | None = None,
    why: str = "",
) -> None:
    """Single days, or a stretch: another shift, a turn at lunch, standing by, off, or as every week."""
    days = days_between(ctx, since, until, weekdays)
    if plan == Plan.SHIFT and shift is None:
        raise Refusal("请选排哪个班")
    locked = may_lay_out(ctx, people)
    judge = Judge(ctx, locked, days[0], days[-1])
    rows = RosterDay.objects.of(ctx).filter(person__in=locked, day__gte=days[0], day__lte=days[-1])
    known = {(each.person_id, each.day): each for each in rows}
    for person in locked:
        for day in days:
            row = known.get((person.pk, day)) or RosterDay(person=person, day=day)
            if row.pk is None and plan in (Plan.WEEK, Plan.NO_STANDBY):
                continue
            lay(row, plan, shift if plan == Plan.SHIFT else None)
            row.why, row.asked_by = why.strip(), asked_by
            row.save()
    judge.ask()


def days_between(ctx: Act, since: date, until: date, weekdays: Sequence[int] = ()) -> list[date]:
    """Those of the days that fall on the weekdays; from today, and not more than two months at once."""
    if until < since:
        raise Refusal("最后一天不能早于第一天")
    if since < ctx.today:
        raise Refusal(f"{since:%m-%d} 已经过去：排班从今天起")
    if until > ctx.today + FURTHEST:
        raise Refusal("最多排到一年以后")
    if until - since >= LONGEST:
        raise Refusal(f"一次最多排 {LONGEST.days} 天：请分几次")
    wanted = set(weekdays) or {*EVERY_DAY}
    days = [since + timedelta(days=n) for n in range((until - since).days + 1)]
    if not (found := [day for day in days if day.weekday() in wanted]):
        raise Refusal("这几天里没有选中的周几：请核对")
    return found


def lay(row: RosterDay, plan: Plan, shift: Shift | None) -> None:
    """What the row says from now on of its day."""
    if plan == Plan.SHIFT and shift is not None:
        setattr(row, hours.KINDS[Shift.Kind(shift.kind)].removesuffix("_id"), shift)
        if shift.kind == Shift.Kind.WORK:
            row.rests = False
    elif plan == Plan.NO_STANDBY:
        row.standby = None
    elif plan == Plan.WEEK:
        row.rests = row.shift = row.lunch = None
    else:
        row.rests = plan == Plan.REST
        row.shift = None


@action("照搬排班", by=LEADERS, gates=[acts_on_own_device])
def copy_roster(
    ctx: Act, *, target: date, reach: Reach = Reach.WEEK, department: Department | None = None
) -> None:
    """The week, or month, before is laid out again weekday for weekday; what stands there stays."""
    days = [day for day in days_of(target, Reach(reach)) if day >= ctx.today]
    if not days or days[-1] > ctx.today + FURTHEST:
        raise Refusal("照搬到的日子要从今天起、一年以内")
    sources = dict(pairs(days, Reach(reach)))
    kept = RosterDay.objects.of(ctx).filter(day__in=[*sources, *sources.values()])
    if department:
        kept = kept.filter(person__department=department)
    rows = {(each.person_id, each.day): each for each in kept.select_related("person")}
    people = {each.person for each in rows.values() if each.person.disabled_at is None}
    posts, office = queries.posts_of(ctx, people), bool(ctx.roles & {*STAFF_OFFICE})
    mine = [each for each in people if office or is_below(ctx, posts[each.pk])]
    found = [
        (person, day, rows[person.pk, source])
        for person in mine
        for day, source in sources.items()
        if (person.pk, source) in rows and (person.pk, day) not in rows
    ]
    if not found:
        raise Refusal("前一段没有另排的日子，或这一段都排好了：没有要照搬的")
    locked = {each.pk: each for each in may_lay_out(ctx, [person for person, _, _ in found])}
    judge = Judge(ctx, locked.values(), min(day for _, day, _ in found), max(day for _, day, _ in found))
    for person, day, row in sorted(found, key=lambda each: (each[0].pk, each[1])):
        same = {name: getattr(row, name) for name in ("rests", "shift", "lunch", "standby")}
        RosterDay(person=locked[person.pk], day=day, why=f"照搬 {row.day:%m-%d}", **same).save()
    judge.ask()


def days_of(target: date, reach: Reach) -> list[date]:
    """The days of the week, or of the month, of a day."""
    first = rosters.monday_of(target) if reach == Reach.WEEK else target.replace(day=1)
    after = first + timedelta(days=7) if reach == Reach.WEEK else (first + timedelta(days=31)).replace(day=1)
    return [first + timedelta(days=n) for n in range((after - first).days)]


def pairs(days: Sequence[date], reach: Reach) -> Iterator[tuple[date, date]]:
    """Each day with the one that is copied: of the same weekday, a week or about a month earlier."""
    for day in days:
        if reach == Reach.WEEK:
            yield day, day - timedelta(days=7)
        else:
            near = day - timedelta(days=28)
            yield day, near if near.month != day.month else day - timedelta(days=35)


@action("报明天没人做的事", by_clock=True)
def tell_tomorrow(ctx: Act, *, gaps: Sequence[Gap]) -> None:
    """What nobody who is here tomorrow may do, each to whoever sees to it; told anew when it changes."""


@action("安排好明天", by=LEADERS)
def look_ahead(ctx: Act, *, how: str) -> None:
    """A head has looked at tomorrow, and says how it is arranged."""
    if not how.strip():
        raise Refusal("请选怎么安排的")
