"""The evening before: what nobody who is here tomorrow may do, whom that concerns, and what helps."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Q

from zhangdian.foundation.kernel import clock, registry
from zhangdian.foundation.kernel.models import Entry
from zhangdian.people.organization import certificates, queries, rates, rosters, separation
from zhangdian.people.organization.hours import NOON
from zhangdian.people.organization.models import Certificate, LeaveSlip, Person, Store
from zhangdian.people.organization.opening import Spell
from zhangdian.people.organization.roles import DAILY, STAFF_OFFICE, Role, superiors_of

TOLD_BY, LOOKED_BY = "organization.tell_tomorrow", "organization.look_ahead"
FROM_HOUR = rates.standard("排班 几点报明天", 16, "点")
"""From then on tomorrow is looked at: there is still time to ask somebody."""
NAMED = 4


@dataclass(frozen=True)
class Gap:
    """One thing that nobody may do tomorrow: why, what helps, and who has to see to it."""

    what: str
    why: str
    helps: str
    to: Role
    grave: bool = True
    person: int = 0
    """For whom a deputy may be named."""


class Tomorrow:
    """A day to come, looked at once; as many queries for many people."""

    def __init__(self, ctx: Any, day: date) -> None:
        self.ctx, self.day = ctx, day
        self.crews = rosters.Crews(ctx, [day])
        self.covers = rosters.covers_of(ctx).on(day)
        self.store = Store.objects.of(ctx).here(ctx.store_id)
        self.today = queries.on_duty(ctx)
        self.noon = hour_of(rates.measure_of(ctx, NOON))

    @cached_property
    def gaps(self) -> list[Gap]:
        """The gravest first."""
        found = [
            *self.posts_without_anybody(),
            *self.papers_nobody_holds(),
            *self.hours_without_anybody(),
            *self.too_few(),
            *self.nobody_signs(),
            *self.alone_on_both_sides(),
            *self.others_without_anybody(),
        ]
        return sorted(found, key=lambda each: not each.grave)

    @cached_property
    def filled(self) -> dict[Role, set[int]]:
        return self.crews.filled[self.day]

    @cached_property
    def holders(self) -> dict[Role, list[Person]]:
        """Whose post it is tomorrow, here or not."""
        found: dict[Role, list[Person]] = {role: [] for role in Role}
        for person in self.crews.people:
            for role in self.crews.held_by(person.pk, self.day):
                found[role].append(person)
        return found

    @cached_property
    def names(self) -> dict[int, str]:
        return {person.pk: person.name for person in self.crews.people}

    # ---- what is looked at ----------------------------------------------

    def posts_without_anybody(self) -> Iterator[Gap]:
        wanted = dict.fromkeys([*DAILY, *(role for role, each in self.covers.items() if each.at_least)])
        for role in wanted:
            if not self.filled[role]:
                yield self.gap_of(role, f"没有{role.label}", grave=True)

    def others_without_anybody(self) -> Iterator[Gap]:
        """Posts that somebody holds, and whose acts nobody else may do."""
        for role, held in self.holders.items():
            looked_at = role in DAILY or role in self.covers
            if held and not self.filled[role] and not looked_at and self.acts_of(role):
                yield self.gap_of(role, f"没有{role.label}", grave=False)

    def gap_of(self, role: Role, what: str, *, grave: bool) -> Gap:
        away = [f"{person.name}{self.cell(person).says}" for person in self.holders[role]]
        why = "、".join(away[:NAMED]) or "没有人任这个岗位"
        acts = self.acts_of(role)
        cannot = (
            f"；做不了：{'、'.join(acts[:NAMED])}{f'等 {len(acts)} 件' if len(acts) > NAMED else ''}"
            if acts
            else ""
        )
        principal = self.holders[role][0].pk if self.holders[role] else 0
        return Gap(what, f"{why}{cannot}", self.helps(role), self.told(role), grave, principal)

    def acts_of(self, role: Role) -> list[str]:
        """What only this post may do, or others that nobody fills either."""
        return sorted(
            each.label
            for each in registry.ACTIONS.values()
            if role in each.by
            and not any(self.filled[Role(other)] for other in each.by if other in Role.values)
        )

    def helps(self, role: Role) -> str:
        """Who could come instead, and who could stand in."""
        words = []
        if resting := [each.name for each in self.holders[role] if self.cell(each).tone == "rest"]:
            words.append(f"请{'或'.join(resting[:2])}调休来上班")
        if stands_in := self.who_may_stand_in(role):
            words.append(f"指定{stands_in}代理")
        return "，或".join(words) or f"请{self.told(role).label}从别处调人"

    def who_may_stand_in(self, role: Role) -> str:
        """The nearest above, or beside, who is here and whom no rule keeps apart from this post."""
        for above in superiors_of(role):
            for pk in sorted(self.filled[above]):
                if not self.kept_apart(pk, role):
                    return f"{self.names[pk]}({above.label})"
        return ""

    def kept_apart(self, person: int, role: Role) -> bool:
        stood_in = separation.Holding(person, role, self.day, self.day, for_whom=0)
        own = [
            separation.Holding(person, each, self.day, self.day)
            for each in self.crews.held_by(person, self.day)
        ]
        return bool(separation.conflicts([*own, stood_in]))

    def papers_nobody_holds(self) -> Iterator[Gap]:
        """Work for which life is at stake: who holds the paper today is away, or it ends tonight."""
        held = Certificate.objects.of(self.ctx).filter(
            certificates.valid_on(self.ctx.today) | certificates.valid_on(self.day),
            Q(person__disabled_at=None),
            voided_at=None,
            kind__in=certificates.NEVER_EXTENDED,
        )
        by_kind: dict[str, list[Certificate]] = {}
        for paper in held.select_related("person").order_by("kind", "person__employee_no"):
            by_kind.setdefault(paper.kind, []).append(paper)
        for kind, papers in by_kind.items():
            good = [each for each in papers if each.last_day is None or each.last_day >= self.day]
            if any(each.person_id in self.crews.here[self.day] for each in good):
                continue
            ended = [f"{each.person}的今天到期" for each in papers if each not in good]
            away = [f"{each.person}{self.cell(each.person).says}" for each in good]
            come = [str(each.person) for each in good if self.cell(each.person).tone == "rest"]
            helps = f"请{'或'.join(come[:2])}调休来上班" if come else "要这个证的活改天做，并告诉客户"
            why = "、".join([*away, *ended][:NAMED]) + "；要这个证的活派不出去"
            yield Gap(f"在岗的人里没有{kind}证", why, helps, self.told(Role.TECHNICIAN))

    def hours_without_anybody(self) -> Iterator[Gap]:
        """A post that is filled, but not from the beginning of service to its end."""
        for role in (*DAILY, *(role for role in self.covers if role not in DAILY)):
            if not self.filled[role]:
                continue
            for begins, ends in self.uncovered(role):
                span = f"{clock.local(begins):%H:%M}–{clock.local(ends):%H:%M}"
                here = "、".join(self.names[pk] for pk in sorted(self.filled[role]) if pk in self.names)
                yield Gap(
                    f"{span} 没有{role.label}",
                    f"{here}的班次不到这段时间",
                    "改一个人的班次，或请上级顶这一段",
                    self.told(role),
                )

    def uncovered(self, role: Role) -> list[tuple[datetime, datetime]]:
        zone = self.ctx.standing.zone
        usual = Spell(self.store.service_from, self.store.service_until)
        pieces = sorted(
            piece for pk in self.filled[role] for piece in self.spell_of(pk, usual).pieces(self.day, zone)
        )
        [(at, until)] = usual.pieces(self.day, zone)
        found = []
        for begins, ends in pieces:
            if begins > at:
                found.append((at, min(begins, until)))
            at = max(at, ends)
        if at < until:
            found.append((at, until))
        return [(begins, ends) for begins, ends in found if begins < ends]

    def spell_of(self, person: int, usual: Spell) -> Spell:
        """From when to when he is here, less half a day of leave; lunch is the matter of its turns."""
        own = self.crews.calendar.hours.on(person, self.day)
        opens, closes = (own.shift.starts, own.shift.ends) if own.shift else (usual.opens, usual.closes)
        for leave in self.crews.calendar.leaves[person]:
            if leave.covers(self.day) and leave.portion == LeaveSlip.Portion.MORNING:
                opens = max(opens, self.noon)
            elif leave.covers(self.day) and leave.portion == LeaveSlip.Portion.AFTERNOON:
                closes = min(closes, self.noon)
        return Spell(opens, closes)

    def too_few(self) -> Iterator[Gap]:
        for each in self.crews.short(self.day, self.covers):
            if each.here:
                yield Gap(
                    str(each),
                    f"至少要 {each.at_least} 人",
                    self.helps(each.role),
                    self.told(each.role),
                    False,
                )

    def nobody_signs(self) -> Iterator[Gap]:
        """Posts whose whole line above is away: what has to be signed waits."""
        waits: dict[tuple[Role, ...], list[Role]] = {}
        for role in Role:
            line = superiors_of(role)
            if self.filled[role] and line and not any(self.filled[above] for above in line):
                waits.setdefault(tuple(line), []).append(role)
        for above, roles in waits.items():
            names = "、".join(str(role.label) for role in roles[:NAMED])
            away = "、".join(str(each.label) for each in above)
            yield Gap(
                f"{names}要签字的没人签",
                f"{away}明天都不在",
                "请今天先签完，或指定代理人",
                next((each for each in above if self.today[each]), Role.OFFICE_DIRECTOR),
                grave=False,
            )

    def alone_on_both_sides(self) -> Iterator[Gap]:
        """One person alone on both sides of a rule: what he did himself, nobody may check."""
        for rule in separation.RULES:
            these = set().union(*(self.filled[role] for role in rule.these))
            those = set().union(*(self.filled[role] for role in rule.those))
            both = these & those
            if len(both) == 1 and (these == both or those == both):
                [alone] = both
                sides = [role for role in Role if alone in self.filled[role]]
                posts = "、".join(str(role.label) for role in sides if role in rule.these | rule.those)
                yield Gap(
                    f"{self.names.get(alone, '')}一个人兼{posts}",
                    f"{rule.why}：他自己经手的没人复核",
                    "另请一个人代理其中一个岗位",
                    self.told(sides[0]),
                )

    # ---- who is told -----------------------------------------------------

    def cell(self, person: Person) -> rosters.Cell:
        cells = self.crews.cells.get(person.pk)
        return cells[0] if cells else rosters.Cell(self.day, "不在", "away")

    def told(self, role: Role) -> Role:
        """The nearest above who is here today; else the office."""
        line = [above for above in superiors_of(role) if self.today[above]]
        return line[0] if line else Role.OFFICE_DIRECTOR


def hour_of(measure: Decimal) -> time:
    """12 点; 17.5 is half past five."""
    minutes = min(max(round(measure * 60), 0), 24 * 60 - 1)
    return time(minutes // 60, minutes % 60)


def tomorrow_of(ctx: Any) -> date:
    return ctx.today + timedelta(days=1)  # type: ignore[no-any-return]


def gaps_told(ctx: Any) -> tuple[Entry | None, list[Gap]]:
    """The list of this evening as it was told last; one query."""
    told = Entry.objects.filter(store_id=ctx.store_id, action=TOLD_BY, at__gte=ctx.midnight).order_by(
        "-at", "-id"
    )
    entry = told.first()
    return entry, gaps_in(entry) if entry else []


def gaps_in(entry: Entry) -> list[Gap]:
    """The lines that an act told."""
    return [Gap(**{**each, "to": Role(each["to"])}) for each in entry.inputs["gaps"]]


def has_looked(ctx: Any, since: datetime) -> bool:
    """Whether this reader has said since then how it is arranged."""
    acts = Entry.objects.filter(store_id=ctx.store_id, action=LOOKED_BY, person=ctx.person_id)
    return bool(acts.filter(at__gte=since).exists())


def of_mine(ctx: Any, gaps: Sequence[Gap]) -> list[Gap]:
    """What this reader has to see to."""
    return [each for each in gaps if concerns(each, ctx.roles)]


def concerns(gap: Gap, roles: Collection[str]) -> bool:
    """Whether holders of these posts see to it; the office sees all."""
    return gap.to in roles or any(role in roles for role in STAFF_OFFICE)
