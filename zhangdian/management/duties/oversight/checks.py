"""What the descriptions leave out, posts that should be in two hands, evidence in doubt, work by post."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

from django.db.models import CharField, Count, Max, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from zhangdian.foundation.kernel import clock, registry
from zhangdian.foundation.kernel.action import ANYBODY
from zhangdian.foundation.kernel.gates import GATES
from zhangdian.foundation.kernel.models import Entry, Photo
from zhangdian.foundation.ui.act_views import page_at
from zhangdian.foundation.ui.timeline import label_of
from zhangdian.management.duties import team, wall
from zhangdian.management.duties.carrying import CARRIED
from zhangdian.management.duties.models import Round, SecondLook, Timetable
from zhangdian.management.duties.oversight.found import CHECKS, Found, check
from zhangdian.people.organization import rates, separation
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.queries import holders_of_each
from zhangdian.people.organization.roles import Role

__all__ = ["CHECKS"]

LOOKED_BACK = timedelta(days=30)
FILE = Path(__file__).parents[1] / "data" / "believable.csv"
MOST = 200


def since(ctx: Any) -> datetime:
    begin: datetime = clock.day_bounds(ctx.today - LOOKED_BACK, ctx.standing.zone)[0]
    return begin


# ---- the descriptions -----------------------------------------------------------------------------------


@check(
    "没有人的职责",
    says="说明书里有，店里没有人任这些岗位：任命、改派给别的岗位，或写明不做。",
    clean="每条职责都有人",
)
def nobody_holds(ctx: Any) -> Iterator[Found]:
    """Duties on the store's wall none of whose posts has a holder today."""
    held = {role for role, people in holders_of_each(ctx).items() if people}
    for hung in wall.wall_on(ctx, ctx.today).all:
        if hung.stands and held.isdisjoint(hung.posts):
            yield Found(f"{hung.row.code} {hung.row.sentence}", hung.row.posts)


@check(
    "没有写进说明书的动作",
    says="有人在做，却没有哪条职责提到：补进说明书，或想清楚为什么要做。",
    clean="做过的动作都有职责提到",
)
def nobody_wrote_down(ctx: Any) -> Iterator[Found]:
    """Acts of the last month that no row names, the most frequent first; the clock has no duties."""
    named = {action for carrier in CARRIED.values() for action in carrier.actions}
    acts = Entry.objects.filter(store_id=ctx.store_id, at__gte=since(ctx), person__isnull=False)
    counted = acts.values_list("action").annotate(times=Count("pk")).order_by("-times", "action")
    for action, times in counted:
        declared = registry.ACTIONS.get(action)
        if declared is not None and action not in named:
            yield Found(declared.label, by_whom(declared), f"30 天 {times} 次")


def by_whom(declared: Any) -> str:
    if declared.by is ANYBODY:
        return "谁都可以"
    posts = [str(Role(role).label) for role in sorted(declared.by)]
    return "、".join(posts) if len(posts) <= 6 else f"{len(posts)} 个岗位"


@check(
    "一条职责两个人",
    says="按岗位做一次的，岗位上却不止一个人：没有人知道今天轮到谁。改成每人各做，或改给一个人的岗位。",
    clean="按岗位做一次的，岗位上都只有一个人",
)
def two_hold(ctx: Any) -> Iterator[Found]:
    """Duties that a post owes once, where more than one holds it."""
    held, hung = holders_of_each(ctx), wall.wall_on(ctx, ctx.today).by_code
    tables = Timetable.objects.of(ctx).on(ctx.today).filter(each=False, stands=True)
    for table in tables.order_by("role", "code"):
        duty = hung.get(table.code)
        if duty is None or not duty.stands:
            continue
        role = Role(duty.owed_by(table.role))
        people = held[role]
        if len(people) > 1:
            names = "、".join(each.name for each in people[:6]) + ("…" if len(people) > 6 else "")
            what = f"{table.code} {duty.row.sentence}"
            yield Found(what, f"{role.label}：{names}", url=reverse("duties:timetables"))


@check(
    "该分开的岗位在一个人手里",
    says="本人兼任或代理造成的：换一个人任职，或换一位代理人。",
    clean="该分开的岗位都分开了",
)
def in_one_hand(ctx: Any) -> Iterator[Found]:
    """Separation of duties (posts.md §7), also through deputies."""
    clashes = separation.conflicts(separation.holdings(ctx))
    people = Person.objects.of(ctx).in_bulk({each.person for each in clashes})
    for each in clashes:
        through = "（含代理）" if each.one.for_whom or each.other.for_whom else ""
        yield Found(
            f"{each.one.role.label} 和 {each.other.role.label}{through}",
            str(people[each.person].name),
            each.rule.why,
            reverse("organization:person", args=[each.person]),
        )


# ---- evidence in doubt ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Believable:
    """How long an act takes at least, and how many quicker ones in a row are no accident."""

    action: str
    seconds: int
    in_a_row: int


@cache
def believable() -> dict[str, Believable]:
    """believable.csv: examples, labelled so."""
    with FILE.open(encoding="utf-8") as file:
        rows = [
            Believable(row["action"], int(row["seconds"]), int(row["in_a_row"]))
            for row in csv.DictReader(file)
        ]
    return {each.action: each for each in rows}


@check(
    "做得太快",
    says="同一个人接连做同一件事，快得不像真的做了（秒数是示例，见说明）。这是疑点，不是结论：打开看，再问本人。",
    clean="没有快得不像真的",
)
def too_quick(ctx: Any) -> Iterator[Found]:
    """Runs of one act by one person, each sooner after the last than it can be done, the longest first."""
    acts = Entry.objects.filter(store_id=ctx.store_id, action__in=believable(), at__gte=since(ctx))
    told = acts.filter(person__isnull=False).order_by("person", "action", "at", "id")
    runs: list[list[Entry]] = []
    for entry in told.select_related("person").defer("inputs_text", "changes_text", "personal_text"):
        last = runs[-1][-1] if runs else None
        if last and follows_too_soon(last, entry):
            runs[-1].append(entry)
        else:
            runs.append([entry])
    long = [run for run in runs if len(run) >= believable()[run[0].action].in_a_row]
    for run in sorted(long, key=lambda each: -len(each))[:MOST]:
        took = run[-1].at - run[0].at
        begun = clock.local(run[0].at, ctx.standing.zone)
        yield Found(
            f"{label_of(run[0].action)} {len(run)} 次",
            str(run[0].person),
            f"{begun:%m-%d %H:%M} 起 {int(took.total_seconds())} 秒",
            team.address_of(run[0]),
        )


def follows_too_soon(last: Entry, entry: Entry) -> bool:
    if (last.person_id, last.action) != (entry.person_id, entry.action):
        return False
    return entry.at - last.at < timedelta(seconds=believable()[entry.action].seconds)


@check(
    "照片用了两次",
    says="同一张照片（一个字节都不差）用在不同的记录上：不能证明两件事。打开最近的一处看。",
    clean="每张照片只证明一件事",
)
def photo_used_twice(ctx: Any) -> Iterator[Found]:
    """Pictures of the last month that also stand on another record, the most used first."""
    recent = Photo.objects.of(ctx).filter(upload__at__gte=since(ctx)).values("upload__digest")
    places = Count(Concat("root_type", Value(" "), Cast("root_id", CharField())), distinct=True)
    used = (
        Photo.objects.of(ctx)
        .filter(upload__digest__in=recent)
        .values("upload__digest")
        .annotate(places=places, last=Max("pk"))
        .filter(places__gt=1)
        .order_by("-places", "-last")[:MOST]
    )
    counted = {each["last"]: each["places"] for each in used}
    shown = Photo.objects.of(ctx).filter(pk__in=counted).select_related("upload__person")
    for photo in sorted(shown, key=lambda each: (-counted[each.pk], -each.pk)):
        taken = clock.local(photo.upload.at, ctx.standing.zone)
        yield Found(
            f"同一张照片用在 {counted[photo.pk]} 处",
            str(photo.upload.person or ""),
            f"最近一处 {taken:%m-%d %H:%M}",
            page_at(registry.model(photo.root_type), photo.root_id),
        )


@check(
    "巡查走得太快",
    says="全部都好、用时不到平常的三分之一：抽一处一起去看。",
    clean="巡查都走得像样",
)
def round_too_quick(ctx: Any) -> Iterator[Found]:
    """Rounds of the last month that were marked so when they were made."""
    rows = Round.objects.of(ctx).filter(is_doubtful=True, ended_at__gte=since(ctx)).select_related("walker")
    for each in rows[:MOST]:
        ended = clock.local(each.ended_at, ctx.standing.zone)
        yield Found(
            str(each),
            str(each.walker),
            f"{ended:%m-%d %H:%M}，{each.points} 处 {each.seconds} 秒",
            reverse("duties:round", args=[each.pk]),
        )


UNSEEN = rates.standard("复核 几秒内就通过算没看", 10, "秒")
LOOKS = rates.standard("复核 几次都这样算疑点", 5, "次")


@check(
    "复核走过场",
    says="总是同一个人复核，报了马上就通过：抽一条一起到现场看，或换一个岗位复核。这是疑点，不是结论。",
    clean="复核不像走过场",
)
def looked_without_looking(ctx: Any) -> Iterator[Found]:
    """Pairs of the last month: always the same second person, and each time at once, the most first."""
    measures = rates.measures_of(ctx, [UNSEEN, LOOKS])
    at_once = timedelta(seconds=float(measures[UNSEEN.key]))
    rows = SecondLook.objects.of(ctx).filter(outcome=SecondLook.Outcome.CONFIRMED, ended_at__gte=since(ctx))
    by_sayer: dict[Any, list[SecondLook]] = defaultdict(list)
    for each in rows.select_related("said_by", "ended_by").order_by("said_by__employee_no", "pk"):
        by_sayer[each.said_by].append(each)
    doubts = []
    for sayer, looks in by_sayer.items():
        quick = [each for each in looks if each.ended_at and each.ended_at - each.said_at <= at_once]
        [(looker, times)] = Counter(each.ended_by for each in quick).most_common(1) or [(None, 0)]
        if looker is not None and times >= measures[LOOKS.key] and times >= ALWAYS * len(looks):
            doubts.append((times, sayer, looker, quick[-1], len(looks)))
    for times, sayer, looker, last, total in sorted(doubts, key=lambda each: -each[0])[:MOST]:
        yield Found(
            f"{sayer}报做好，{looker}马上通过",
            f"{sayer}、{looker}",
            f"{total} 次里 {times} 次在 {measures[UNSEEN.key]:.0f} 秒内",
            reverse("duties:dueitem", args=[last.item_id]),
        )


OFTEN, ALWAYS = 10, 0.9
"""So many answers to one question, and this share of one and the same reason, are a habit."""


@check(
    "总是同一个理由",
    says="系统问了，总答同一句：要么规则不合实际（改规则），要么没有想就点了（问本人）。",
    clean="理由不是习惯",
)
def always_the_same_reason(ctx: Any) -> Iterator[Found]:
    """People who answered a question of the system often, and nearly always by the same chip."""
    acts = Entry.objects.filter(store_id=ctx.store_id, at__gte=since(ctx), person__isnull=False)
    asked = acts.filter(notes_text__contains='"because":').select_related("person")
    given: dict[tuple[Any, str], Counter[str]] = defaultdict(Counter)
    for entry in asked.only("notes_text", "action", "person"):
        for question, chip in entry.notes["because"].items():
            what = GATES[question].label if question in GATES else label_of(entry.action)
            given[entry.person, what][chip] += 1
    habits = []
    for (person, what), chips in given.items():
        [(chip, times)] = chips.most_common(1)
        if chips.total() >= OFTEN and times >= ALWAYS * chips.total():
            habits.append((times, person, what, chip, chips.total()))
    for times, person, what, chip, total in sorted(habits, key=lambda each: (-each[0], each[1].employee_no)):
        yield Found(what, str(person), f"{total} 次里 {times} 次答“{chip}”", reverse("duties:exceptions"))


# ---- work by post -----------------------------------------------------------------------------------------

PAUSE = timedelta(minutes=10)
"""Longer between two acts of a person: he did something that the house does not see."""
A_DAY = 480
"""Minutes of a working day."""


@check(
    "各岗位的活",
    says="从留痕估算：两次动作之间的时间算前一件事，最多算 10 分钟。看得见谁太满、谁太空，不算绩效。",
    clean="30 天里没有人做过动作",
)
def work_by_post(ctx: Any) -> Iterator[Found]:
    """Minutes a day and holder of each post, by what the journal shows, the fullest first."""
    acts = Entry.objects.filter(store_id=ctx.store_id, at__gte=since(ctx), person__isnull=False)
    rows = acts.order_by("person", "at", "id").values_list("person", "role", "at").iterator()
    spent: dict[str, timedelta] = defaultdict(timedelta)
    count: Counter[str] = Counter()
    days: dict[str, set[tuple[int, date]]] = defaultdict(set)
    for (person, role, at), (next_person, _role, next_at) in pairwise(chain(rows, [(0, "", ctx.now)])):
        count[role] += 1
        days[role].add((person, clock.local(at, ctx.standing.zone).date()))
        spent[role] += min(next_at - at, PAUSE) if person == next_person else PAUSE
    minutes = {role: spent[role] / timedelta(minutes=1) / len(days[role]) for role in count}
    for role in sorted(minutes, key=lambda each: (-minutes[each], each)):
        people = len({person for person, _day in days[role]})
        a_day = f"每人每天 {minutes[role]:.0f} 分钟（{minutes[role] / A_DAY:.0%}）"
        yield Found(
            Role(role).label if role in Role else "没有岗位",
            f"{people} 人",
            f"{a_day}，{count[role] / len(days[role]):.0f} 次动作",
        )
