"""Who somebody is right now, who holds a post, who stands in for whom, who is at work."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.context import ActorKind, Context, Power, Standing, read_standing_with
from zhangdian.foundation.kernel.custody import refuse_gone_with
from zhangdian.foundation.kernel.refusals import NotHere, Refusal
from zhangdian.foundation.kernel.rows import cursor, whole, worded
from zhangdian.people.organization.models import Deputy, LeaveSlip, Person, RosterDay, Tenure
from zhangdian.people.organization.roles import FLOOR, Role

HALVES = (LeaveSlip.Portion.MORNING, LeaveSlip.Portion.AFTERNOON)

# One round trip instead of five: this stands inside every act.
_STANDING = """
SELECT 'store' AS what, CASE WHEN practises_id IS NULL THEN '' WHEN practice_ended_at IS NULL
  THEN 'practice' ELSE 'ended' END AS name, id AS number FROM organization_store WHERE id = %(store)s
UNION ALL SELECT 'shares', '', peer.id FROM organization_store peer
  JOIN organization_store own ON own.group_id = peer.group_id AND own.id = %(store)s
  JOIN organization_group g ON g.id = own.group_id AND g.shares_customers
UNION ALL SELECT weight, rule, 0 FROM kernel_ruleweight WHERE store_id = %(store)s
UNION ALL SELECT 'person', name, id FROM organization_person p WHERE id = %(person)s AND disabled_at IS NULL
  AND (practice_of_id IS NULL OR EXISTS (SELECT 1 FROM organization_person himself
    WHERE himself.id = p.practice_of_id AND himself.disabled_at IS NULL))
UNION ALL SELECT 'own', a.role, 0 FROM organization_tenure a
  JOIN organization_person p ON p.id = a.person_id
  WHERE a.person_id = %(person)s AND a.store_id = %(store)s AND a.since <= %(day)s
   AND (a.until IS NULL OR a.until >= %(day)s) AND (a.exception_until IS NULL OR a.exception_until >= %(day)s)
   AND (p.practice_of_id IS NULL OR EXISTS (SELECT 1 FROM organization_tenure his
     JOIN organization_store s ON s.id = %(store)s AND s.practises_id = his.store_id
     WHERE his.person_id = p.practice_of_id AND his.role = a.role AND his.since <= %(day)s
      AND (his.until IS NULL OR his.until >= %(day)s)
      AND (his.exception_until IS NULL OR his.exception_until >= %(day)s)))
UNION ALL SELECT 'deputy', a.role, d.principal_id FROM organization_deputy d
  JOIN organization_person p ON p.id = d.principal_id
  JOIN organization_tenure a ON a.person_id = d.principal_id AND a.store_id = d.store_id
   AND a.since <= %(day)s AND (a.until IS NULL OR a.until >= %(day)s)
   AND (a.exception_until IS NULL OR a.exception_until >= %(day)s)
  WHERE d.deputy_id = %(person)s AND d.store_id = %(store)s AND d.since <= %(day)s AND d.until >= %(day)s
   AND (d.ended_on IS NULL OR d.ended_on > %(day)s)
   AND (NOT d.rest_days_only OR COALESCE(
     (SELECT r.rests FROM organization_rosterday r WHERE r.person_id = p.id AND r.day = %(day)s),
     p.rest_weekday = %(weekday)s))
UNION ALL SELECT 'power', w.terms, w.id FROM organization_signingpower w
  JOIN organization_person h ON h.id = w.holder_id AND h.disabled_at IS NULL
  JOIN organization_tenure a ON a.person_id = w.holder_id AND a.store_id = w.store_id AND a.role = w.role
   AND a.since <= %(day)s AND (a.until IS NULL OR a.until >= %(day)s)
   AND (a.exception_until IS NULL OR a.exception_until >= %(day)s)
  WHERE w.agent_id = %(person)s AND w.store_id = %(store)s AND w.taken_back_at IS NULL
   AND w.until_on >= %(day)s
"""

_WHO = "SELECT name, disabled_at FROM organization_person WHERE id = %s"
_WHO_HELD_FAST = "SELECT name, disabled_at FROM organization_person WHERE id = %s FOR SHARE"


SHUT_IN_PRACTICE = frozenset({"organization", "training", "reports", "notices", "duties"})
"""Rooms about the real people of the real store: who holds what, what he has learnt, what is told to whom."""
NOT_HERE = "共用机上只能签领料、看单和报工：收钱退钱、动库存金额和签批要在自己的设备上用密码登录"


@read_standing_with
def standing_of(ctx: Context, at: datetime) -> Standing | None:
    """The standing of a context, or None for a person who is disabled or has no post in this store."""
    if ctx.kind is ActorKind.CLOCK and not ctx.store_id:
        return Standing(roles=frozenset(), name="系统")
    day = clock.day(at)
    keys: dict[str, Any] = {
        "store": ctx.store_id,
        "person": ctx.person_id or 0,
        "day": day,
        "weekday": day.weekday(),
    }
    asking = cursor()
    asking.execute(_STANDING, keys)
    rows = asking.fetchall()
    name = next((row[1] for row in rows if row[0] == "person"), "")
    own = {row[1] for row in rows if row[0] == "own"}
    acting = {row[1]: row[2] for row in rows if row[0] == "deputy" and row[1] not in own}
    shared = is_on_shared_device(ctx)
    if shared and (own or acting) and not FLOOR.intersection(own | set(acting)):
        raise Refusal(NOT_HERE)
    if shared:
        own, acting = own & FLOOR, {role: whom for role, whom in acting.items() if role in FLOOR}
    kind = next((row[1] for row in rows if row[0] == "store"), None)
    if kind is None:
        return None
    if ctx.kind is ActorKind.PERSON and (kind == "ended" or not (name and (own or acting))):
        return None
    return Standing(
        roles=frozenset(own | set(acting)) if ctx.kind is ActorKind.PERSON else frozenset(),
        name=name or {ActorKind.CUSTOMER: "客户", ActorKind.CLOCK: "系统"}.get(ctx.kind, ""),
        acting_for=acting,
        stores=tuple({ctx.store_id, *(row[2] for row in rows if row[0] == "shares")}),
        rules={row[1]: row[0] for row in rows if row[0] in ("stop", "ask", "watch")},
        powers=() if shared else powers_in({row[2]: row[1] for row in rows if row[0] == "power"}, at),
        not_here=NOT_HERE if shared else "",
        practice=kind != "",
        shut=SHUT_IN_PRACTICE if kind else frozenset(),
    )


def powers_in(terms: Mapping[int, str], at: datetime) -> tuple[Power, ...]:
    """Lent signatures that hold at an instant, the one that ends first before others."""
    found = []
    for key, text in terms.items():
        told = json.loads(text)
        since, until = datetime.fromisoformat(told["since"]), datetime.fromisoformat(told["until"])
        if since <= at < until:
            upto = None if told["upto"] is None else Decimal(told["upto"])
            acts = frozenset(told["actions"].split())
            found.append(Power(key, told["role"], told["holder"], told["name"], acts, upto, until))
    return tuple(sorted(found, key=lambda each: (each.until, each.key)))


@refuse_gone_with
def refuse_gone(act: Act, people: Sequence[int]) -> None:
    """Held fast until the act ends: whoever closes an account waits for it, and sees what it gave him."""
    gone = []
    asking = cursor()
    for key in people:
        if connection.vendor == "sqlite":  # acts come one after the other there
            asking.execute(_WHO, [key])
        else:
            asking.execute(_WHO_HELD_FAST, [key])
        gone += [name for name, disabled_at in asking.fetchall() if disabled_at is not None]
    if gone:
        raise Refusal(f"{'、'.join(gone)}的账号已停用，不能再交给他：请换一个人")


def in_force(on: date, prefix: str = "") -> Q:
    """The condition of a tenure that counts on a day."""
    return (
        Q(**{f"{prefix}since__lte": on})
        & (Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gte": on}))
        & (Q(**{f"{prefix}exception_until__isnull": True}) | Q(**{f"{prefix}exception_until__gte": on}))
    )


def himself(ctx: Context | Act) -> Person:
    """Who acts."""
    person: Person | None = whole(ctx, Person, ctx.person_id or 0, for_acts=False)
    if person is None:
        raise NotHere("这一步要由本店的人来做：请先登录")
    return person


@worded
def _posts(ctx: Context | Act, people: Iterable[int], on: date) -> Any:
    rows = Tenure.objects.of(ctx).filter(in_force(on), person__in=people)
    return rows.order_by("pk").values_list("person_id", "role")


def posts_of(ctx: Context | Act, people: Iterable[Person], on: date | None = None) -> dict[int, list[Role]]:
    """Own posts by the key of their person, in one query."""
    posts: dict[int, list[Role]] = {person.pk: [] for person in people}
    for person_id, role in _posts(ctx, posts, on or ctx.today):
        posts[person_id].append(Role(role))
    return posts


def tenures_of(ctx: Context | Act, person: Person) -> list[Tenure]:
    """The posts of a person, those in force first."""
    return list(Tenure.objects.of(ctx).filter(person=person).order_by("-until", "since", "pk"))


def holders(ctx: Context | Act, role: str, on: date | None = None) -> list[Person]:
    """Whose post it is on a day."""
    tenures = Tenure.objects.of(ctx).filter(in_force(on or ctx.today), role=role)
    return list(
        Person.objects.of(ctx)
        .filter(pk__in=tenures.values("person"), disabled_at=None)
        .order_by("employee_no")
    )


def holders_of_each(ctx: Context | Act, roles: Iterable[Role] = Role) -> dict[Role, list[Person]]:
    """Who holds each of these posts today, by his number; also posts that nobody holds; in one query."""
    found: dict[Role, list[Person]] = {role: [] for role in Role if role in roles}
    held = Tenure.objects.of(ctx).filter(in_force(ctx.today), role__in=found, person__disabled_at=None)
    for tenure in held.select_related("person").order_by("person__employee_no"):
        found[Role(tenure.role)].append(tenure.person)
    return found


def rests_on(ctx: Context | Act, on: date, weekday: int, person: str = "") -> Q:
    """The condition of a person for whom a day is a day off: by his week, or as it was changed."""
    changed = RosterDay.objects.of(ctx).filter(person=OuterRef(f"{person}pk"), day=on)
    by_week = Q(**{f"{person}rest_weekday": weekday})
    return Q(Exists(changed.filter(rests=True))) | (by_week & ~Q(Exists(changed.filter(rests=False))))


def leaves_between(ctx: Context | Act, first: date, last: date) -> Any:
    """Leaves that touch these days, half days too."""
    rows = (
        LeaveSlip.objects.of(ctx)
        .filter(since__lte=last, until__gte=first)
        .exclude(state=LeaveSlip.State.TAKEN_BACK)
    )
    return rows.filter(Q(back_on__isnull=True) | Q(back_on__gt=first))


def days_away(ctx: Context | Act, first: date, last: date) -> Any:
    """Leaves that take somebody away for whole days of these."""
    return leaves_between(ctx, first, last).filter(portion=LeaveSlip.Portion.WHOLE)


def half_days(ctx: Context | Act, first: date, last: date) -> Any:
    """Leaves that take somebody away for half of one of these days."""
    return leaves_between(ctx, first, last).filter(portion__in=HALVES)


def standing_in(ctx: Context | Act, on: date) -> Any:
    """Who stands in for somebody on a day, on his days off or for all of it."""
    rows = Deputy.objects.of(ctx).filter(since__lte=on, until__gte=on)
    return rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on))


def days_exchanged(ctx: Context | Act, first: date, last: date) -> Any:
    """Days of these on which somebody works, or rests, other than his week says."""
    return RosterDay.objects.of(ctx).filter(day__gte=first, day__lte=last, rests__isnull=False)


def days_changed(ctx: Context | Act, person: Person, first: date, last: date) -> dict[date, bool]:
    """Days on which somebody works, or not, other than his week says: exchanged, or of a leave."""
    found = {day: not rests for day, rests in _exchanged_of(ctx, person.pk, first, last)}
    for leave in _leaves_of(ctx, person.pk, first, last):
        begins, ends = max(first, leave.since), min(last, leave.last_day)
        found |= {begins + timedelta(days=number): False for number in range((ends - begins).days + 1)}
    return found


@worded
def _exchanged_of(ctx: Context | Act, person: int, first: date, last: date) -> Any:
    return days_exchanged(ctx, first, last).filter(person=person).values_list("day", "rests")


@worded
def _leaves_of(ctx: Context | Act, person: int, first: date, last: date) -> Any:
    return days_away(ctx, first, last).filter(person=person)


def rests(ctx: Context | Act, person: Person, on: date) -> bool:
    """Whether a day is a day off for somebody."""
    return Person.objects.of(ctx).filter(rests_on(ctx, on, on.weekday()), pk=person.pk).exists()


def works_on(ctx: Context | Act, on: date, weekday: int, person: str = "") -> Q:
    """The condition of a person who is at work on a day: no day off, no leave, nobody in his place."""
    replaced = standing_in(ctx, on).filter(rest_days_only=False).exclude(leave__portion__in=HALVES)
    gone = Q(Exists(replaced.filter(principal=OuterRef(f"{person}pk"))))
    gone |= Q(Exists(days_away(ctx, on, on).filter(person=OuterRef(f"{person}pk"))))
    return ~rests_on(ctx, on, weekday, person) & ~gone


def deputies_on(ctx: Context | Act, on: date | None = None) -> list[Deputy]:
    """Who stands in for whom on a day."""
    day = on or ctx.today
    return _deputies_of(day.weekday())(ctx, day)


@cache
def _deputies_of(weekday: int) -> Callable[..., list[Deputy]]:
    """Each day of the week has words of its own: no mark fits into a column of small numbers."""
    return worded(lambda ctx, on: deputy_rows(ctx, on, weekday).select_related("principal", "deputy"))


def deputy_rows(ctx: Context | Act, on: date, weekday: int) -> Any:
    """The same as rows: for a condition inside another question."""
    return standing_in(ctx, on).filter(
        Q(rest_days_only=False) | rests_on(ctx, on, weekday, "principal__"), deputy__disabled_at=None
    )


def at_work(ctx: Context | Act, on: date | None = None) -> list[Person]:
    """Who works on a day: neither off, nor on leave, nor away with somebody standing in."""
    day = on or ctx.today
    return _at_work_on(day.weekday())(ctx, day)


@cache
def _at_work_on(weekday: int) -> Callable[..., list[Person]]:
    return worded(
        lambda ctx, on: (
            Person.objects.of(ctx)
            .filter(works_on(ctx, on, weekday), disabled_at=None)
            .order_by("employee_no")
        )
    )


def on_duty(ctx: Context | Act, on: date | None = None) -> dict[Role, list[Person]]:
    """Who does the work of each post on a day: holders at work, and who stands in; in four queries."""
    day = on or ctx.today
    present = {person.pk: person for person in at_work(ctx, day)}
    found: dict[Role, dict[int, Person]] = {role: {} for role in Role}
    holding: dict[int, list[Role]] = {}
    for person_id, role in _held_on(ctx, day):
        holding.setdefault(person_id, []).append(Role(role))
        if person_id in present:
            found[Role(role)][person_id] = present[person_id]
    for each in deputies_on(ctx, day):
        for role in holding.get(each.principal_id, ()):
            if each.deputy_id in present:
                found[role][each.deputy_id] = present[each.deputy_id]
    return {role: list(people.values()) for role, people in found.items()}


@worded
def _held_on(ctx: Context | Act, on: date) -> Any:
    held = Tenure.objects.of(ctx).filter(in_force(on)).order_by("person__employee_no", "pk")
    return held.values_list("person_id", "role")


def posts_without_anybody(ctx: Context | Act, roles: Iterable[str], on: date) -> list[Role]:
    """Posts that nobody fills on a day: the list of the evening before."""
    filled = on_duty(ctx, on)
    return [Role(role) for role in roles if not filled[Role(role)]]


KIOSK = "kiosk:"
"""How the device of a context begins where a card or four digits chose the person."""


def is_on_shared_device(ctx: Any) -> bool:
    """Whether this person came in by card or PIN on an enrolled device."""
    return str(getattr(ctx, "ctx", ctx).device).startswith(KIOSK)
