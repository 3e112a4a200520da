"""What a plan of days must keep: enough people of each post, and nobody beyond the limits of work."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.models import Weight
from zhangdian.people.organization import hours, queries, rates
from zhangdian.people.organization.hours import Own
from zhangdian.people.organization.models import Person, Store
from zhangdian.people.organization.models.hours import span
from zhangdian.people.organization.opening import Spell
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.rosters import WEEK, Cell, Covers, Crews, covers_of, monday_of

A_DAY = rates.standard("排班 每天最多", 11, "h")
A_WEEK = rates.standard("排班 每周最多", 54, "h")
IN_A_ROW = rates.standard("排班 连续最多", 6, "天")
BETWEEN = rates.standard("排班 两班之间至少", 10, "h")
LIMITS = (A_DAY, A_WEEK, IN_A_ROW, BETWEEN, hours.LUNCH, hours.NOON)
TOO_FEW = ("cover", "lunch")
COVER_CHIPS = ("当天活少", "临时从别处调人", "上级自己顶", "已经找好替班")
LIMIT_CHIPS = ("本人同意加班，另外补休", "按综合工时算", "临时顶替")
ANY_DAY = date(2026, 1, 1)
SAID = 3
"""So many of what is wrong are named; the rest is counted."""
LOOK_BACK = timedelta(days=14)


@dataclass(frozen=True)
class Wrong:
    """What a plan breaks: of which post or person, on which day, and how far."""

    key: tuple[Any, ...]
    by: float
    words: str


class Judge:
    """The plan before an act: what it breaks afterwards, and broke less before, is asked about."""

    def __init__(self, ctx: Act, people: Iterable[Person], first: date, last: date) -> None:
        self.ctx, self.people = ctx, list(people)
        self.first, self.last = first, last
        self.rows: Covers = covers_of(ctx)
        self.measures = rates.measures_of(ctx, LIMITS)
        self.store = Store.objects.of(ctx).here(ctx.store_id)
        self.before = {each.key: each for each in self.wrong()}

    def wrong(self) -> Iterator[Wrong]:
        begins, ends = monday_of(self.first) - LOOK_BACK, monday_of(self.last) + timedelta(days=2 * WEEK)
        crews = Crews(self.ctx, [begins + timedelta(days=n) for n in range((ends - begins).days)])
        yield from self.too_few(crews)
        yield from self.alone_at_lunch(crews)
        for person in self.people:
            if cells := crews.cells.get(person.pk):
                yield from self.too_much(person, cells)

    def too_few(self, crews: Crews) -> Iterator[Wrong]:
        for day in crews.days:
            if self.first <= day <= self.last:
                for each in crews.short(day, self.rows.on(day)):
                    words = f"{day:%m-%d} {each}，至少要 {each.at_least} 人"
                    yield Wrong(("cover", each.role, day), each.at_least - each.here, words)

    def alone_at_lunch(self, crews: Crews) -> Iterator[Wrong]:
        """Of a post so many stay while the others eat: looked at whenever a turn begins."""
        for day in crews.days:
            wanted = {role: each.at_lunch for role, each in self.rows.on(day).items() if each.at_lunch}
            if not self.first <= day <= self.last or not wanted:
                continue
            for role, at_lunch in wanted.items():
                days = [self.spell_of(crews, pk, day) for pk in sorted(crews.filled[day][role])]
                for starts in sorted({each.noon for each in days if each.noon}):
                    left = sum(is_there(each, starts) for each in days)
                    if left < at_lunch:
                        words = f"{day:%m-%d} {starts:%H:%M} 午餐时{role.label}只剩 {left} 人"
                        words += f"，至少要 {at_lunch} 人"
                        yield Wrong(("lunch", role, day, starts), at_lunch - left, words)

    def spell_of(self, crews: Crews, person: int, day: date) -> Spell:
        """The hours of somebody's day, his lunch within them."""
        minutes = round(float(self.measures[hours.NOON.key]) * 60)
        usual = Spell(
            self.store.opens,
            self.store.service_until,
            time(minutes // 60 % 24, minutes % 60),
            timedelta(minutes=float(self.measures[hours.LUNCH.key])),
        )
        return crews.calendar.hours.on(person, day).spell(usual)

    def too_much(self, person: Person, cells: list[Cell]) -> Iterator[Wrong]:
        name, limit = person.name, {each.key: float(self.measures[each.key]) for each in LIMITS}
        week: dict[date, float] = {}
        row, last_end = 0, None
        for cell in cells:
            row = row + 1 if cell.works else 0
            if not cell.works:
                continue
            worked = self.worked(cell.own)
            monday = monday_of(cell.day)
            week[monday] = week.get(monday, 0) + worked
            if worked > limit[A_DAY.key]:
                yield Wrong(
                    ("day", person.pk, cell.day), worked, f"{name} {cell.day:%m-%d} 一天 {worked:g} h"
                )
            if row > limit[IN_A_ROW.key]:
                yield Wrong(("row", person.pk, cell.day), row, f"{name}到 {cell.day:%m-%d} 连上 {row} 天")
            begins, ends = self.span_of(cell)
            if last_end and (begins - last_end) < timedelta(hours=limit[BETWEEN.key]):
                rest = (begins - last_end) / timedelta(hours=1)
                words = f"{name} {cell.day:%m-%d} 上班前只歇 {max(rest, 0):g} h"
                yield Wrong(("between", person.pk, cell.day), -rest, words)
            last_end = ends
        for monday, worked in week.items():
            if worked > limit[A_WEEK.key]:
                words = f"{name} {monday:%m-%d} 起一周 {worked:g} h"
                yield Wrong(("week", person.pk, monday), worked, words)

    def worked(self, own: Own) -> float:
        """Hours of a day without lunch, where there is one within them."""
        starts, ends = self._hours(own)
        pause = own.lunch.length if own.lunch else timedelta(minutes=float(self.measures[hours.LUNCH.key]))
        whole = span(starts, ends)
        eats = whole > timedelta(hours=6)
        return round((whole - pause * eats) / timedelta(hours=1), 2)

    def _hours(self, own: Own) -> tuple[Any, Any]:
        return (
            (own.shift.starts, own.shift.ends) if own.shift else (self.store.opens, self.store.service_until)
        )

    def span_of(self, cell: Cell) -> tuple[datetime, datetime]:
        starts, ends = self._hours(cell.own)
        begins = datetime.combine(cell.day, starts)
        return begins, begins + span(starts, ends)

    def ask(self) -> None:
        """After the rows are written: only what has become worse than it was."""
        found = [
            each for each in self.wrong() if each.key not in self.before or each.by > self.before[each.key].by
        ]
        few = [each.words for each in found if each.key[0] in TOO_FEW]
        much = [each.words for each in found if each.key[0] not in TOO_FEW]
        if much:
            self.ctx.ask(
                "nobody_works_too_much",
                f"{said(much)}：超过本店的上限，请换人或换天",
                LIMIT_CHIPS,
                Weight.STOP,
            )
        if few:
            self.ctx.ask("enough_are_here", f"{said(few)}：请补人，或说明怎么办", COVER_CHIPS)


def is_there(spell: Spell, at: time) -> bool:
    """Whether who has this day is at work, and does not eat, at an hour of it."""
    moment = clock.instant(ANY_DAY, at)
    return any(begins <= moment < ends for begins, ends in spell.pieces(ANY_DAY, clock.CHINA))


def said(words: list[str]) -> str:
    more = f"等 {len(words)} 处" if len(words) > SAID else ""
    return "；".join(words[:SAID]) + more


def ask_who_is_left(ctx: Act, person: Person, days: Iterable[date]) -> None:
    """Before anybody signs: who goes away for these days leaves fewer than his post takes."""
    rows = covers_of(ctx)
    few = []
    for day in days:
        covers = {role: each for role, each in rows.on(day).items() if each.at_least}
        if not covers:
            continue
        held = set(queries.posts_of(ctx, [person], day)[person.pk]) & set(covers)
        if not held:
            continue
        filled = queries.on_duty(ctx, day)
        for role in sorted(held, key=list(Role).index):
            left = [each for each in filled[role] if each.pk != person.pk]
            if len(left) < len(filled[role]) and len(left) < covers[role].at_least:
                few.append(f"{day:%m-%d} {role.label}只剩 {len(left)} 人，至少要 {covers[role].at_least} 人")
    if few:
        ctx.ask("enough_are_here", f"{said(few)}：请补人，或说明怎么办", COVER_CHIPS)
