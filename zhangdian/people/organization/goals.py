"""What is aimed at, by whom: targets in force, for departments and people, and who may split them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal
from typing import Any

from django.db.models import DecimalField, Exists, F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Round
from django.db.models.lookups import Exact

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.figures import FIGURES, THE_STORE, Figure, Whose
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.people.organization import queries
from zhangdian.people.organization.models import Acknowledgement, Person, Target, Tenure
from zhangdian.people.organization.roles import HEADS_OF, Department, Role

SETS = (Role.GENERAL_MANAGER, Role.DEPUTY_GENERAL_MANAGER)
"""Who sets the store's targets."""
SPLITS = tuple(dict.fromkeys([*SETS, *(role for heads in HEADS_OF.values() for role in heads)]))
MONTH, YEAR = Target.Span.MONTH, Target.Span.YEAR


IN_ORDER = (
    Department.SERVICE,
    Department.WORKSHOP,
    Department.PARTS,
    Department.CARE,
    Department.FINANCE_INSURANCE,
    Department.ACCOUNTING,
)


def in_order() -> list[Figure]:
    """Figures as sheets list them: department by department along the visit, everybody's last."""
    place = {department: number for number, department in enumerate(IN_ORDER)}

    def key(each: Figure) -> int:
        alone = len(each.departments) == 1
        return place.get(Department(each.departments[0]), len(place)) if alone else len(place) + 1

    return sorted(FIGURES.values(), key=key)


@dataclass(frozen=True)
class Goals:
    """The targets of a month, asked once for everybody."""

    found: dict[tuple[str, str, int], Target]

    def of(self, figure: Figure, whose: Whose = THE_STORE) -> Target | None:
        """The target that holds for somebody: a ratio is the same for all below, and so is one of a single
        department.
        """
        own = self.found.get((figure.name, whose.department if not whose.person else "", whose.person))
        if own is not None or whose == THE_STORE:
            return own
        if not figure.additive:
            return self.found.get((figure.name, "", 0))
        alone = not whose.person and figure.departments == (whose.department,)
        return self.found.get((figure.name, "", 0)) if alone else None

    def parts_of(self, target: Target) -> list[Target]:
        """What it was split into."""
        below = [each for each in self.found.values() if each.figure == target.figure]
        if target.department or len(target.of.departments) == 1:
            department = target.department or target.of.departments[0]
            return [each for each in below if each.person_id and each.department == department]
        return [each for each in below if each.department and not each.person_id]

    def gap_of(self, target: Target) -> Decimal | None:
        """What its parts lack of it, or have too much (less than nothing); None where it was not split."""
        parts = self.parts_of(target)
        return target.value - sum((each.value for each in parts), Decimal(0)) if parts else None


def goals_of(ctx: Any, first: date) -> Goals:
    """Targets of the month that begins on a day, in one statement."""
    rows = targets_in_force(ctx).filter(span=MONTH, first=first).select_related("person")
    return Goals({_key(each): each for each in rows})


def _key(target: Target) -> tuple[str, str, int]:
    return target.figure, "" if target.person_id else target.department, target.person_id or 0


def targets_in_force(ctx: Any) -> Any:
    return Target.objects.of(ctx).filter(replaced_at=None)


def not_split(ctx: Any) -> Any:
    """Sums of this month that the people do not make yet, of departments that somebody leads."""
    led = [str(each) for each, heads in HEADS_OF.items() if ctx.roles.intersection(heads)]
    sums = [each for each in FIGURES.values() if each.additive and each.posts]
    alone = [each.name for each in sums if len(each.departments) == 1 and each.departments[0] in led]
    of_whole_store = Exact(OuterRef("department"), Value(""))
    shares = Target.objects.filter(
        Q(of_whole_store) | Q(department=OuterRef("department")),
        store=OuterRef("store"),
        figure=OuterRef("figure"),
        span=MONTH,
        first=OuterRef("first"),
        person__isnull=False,
        replaced_at=None,
    )
    split = shares.order_by().values("figure").annotate(sum=Sum("value")).values("sum")
    rows = targets_in_force(ctx).filter(
        Q(department="", figure__in=alone) | Q(department__in=led, figure__in=[each.name for each in sums]),
        span=MONTH,
        first=ctx.month,
        person=None,
    )
    missing = Round(
        F("value") - Coalesce(Subquery(split), Decimal(0), output_field=DecimalField()), precision=2
    )
    return rows.annotate(missing=missing).exclude(missing=0)


# ---- who has seen what is asked of him --------------------------------------------------------------------


def holds_for_each(figure: Figure) -> bool:
    """A ratio of one department: its target is that of everybody there who has the figure as his own."""
    return not figure.additive and len(figure.departments) == 1 and bool(figure.posts)


def ratios_by_posts(figures: Iterable[Figure]) -> dict[tuple[str, ...], list[str]]:
    """Names of ratios that hold for each of a department, by the posts that have them as their own."""
    found: dict[tuple[str, ...], list[str]] = {}
    for each in figures:
        if holds_for_each(each):
            found.setdefault(each.posts, []).append(each.name)
    return found


def holds_one_of(ctx: Any, posts: Iterable[str], person: Any) -> Exists:
    """Whether somebody has one of these posts himself, not as a deputy."""
    held = Tenure.objects.filter(queries.in_force(ctx.today), store=ctx.store_id, role__in=list(posts))
    return Exists(held.filter(person=person))


def aimed_at_himself(ctx: Any, month: Any = None) -> Any:
    """Targets from this month on that hold for who asks: his share of a sum, the ratios of his posts."""
    mine = Q(person=ctx.person_id)
    for posts, names in ratios_by_posts(FIGURES.values()).items():
        if ctx.roles.intersection(posts):
            ratios = Q(person=None, department="", figure__in=names)
            mine |= ratios & Q(holds_one_of(ctx, posts, ctx.person_id))
    return targets_in_force(ctx).filter(mine, span=MONTH, first__gte=month or ctx.month)


def seen_by(who: Any) -> Exists:
    """Whether somebody has acknowledged a target as it stands."""
    return Exists(Acknowledgement.objects.filter(target=OuterRef("pk"), person=who, taken_back_at=None))


def to_acknowledge(ctx: Any) -> Any:
    """What he has not acknowledged yet, the month that comes first before the next."""
    return aimed_at_himself(ctx).filter(~seen_by(ctx.person_id)).order_by("first", "pk")


def people_behind(ctx: Any) -> Any:
    """Those of the departments that he leads who have not acknowledged a target of this month."""
    led = [str(each) for each, heads in HEADS_OF.items() if ctx.roles.intersection(heads)]
    unseen = targets_in_force(ctx).filter(~seen_by(OuterRef(OuterRef("pk"))), span=MONTH, first=ctx.month)
    behind = Q(Exists(unseen.filter(person=OuterRef("pk"))))
    ours = (each for each in FIGURES.values() if set(each.departments) <= {*led})
    for posts, names in ratios_by_posts(ours).items():
        ratios = unseen.filter(person=None, department="", figure__in=names)
        behind |= holds_one_of(ctx, posts, OuterRef("pk")) & Exists(ratios)
    rows = Person.objects.of(ctx).filter(department__in=led, disabled_at=None).exclude(pk=ctx.person_id)
    return rows.filter(behind)


def acknowledged_of(ctx: Any, targets: Iterable[Target]) -> dict[tuple[int, int], Acknowledgement]:
    """Who has acknowledged which of these, in one statement: by target and person."""
    rows = Acknowledgement.objects.of(ctx).filter(target__in=list(targets), taken_back_at=None)
    return {(each.target_id, each.person_id): each for each in rows.select_related("person")}


def editions_of(ctx: Any, figure: Figure, first: date, whose: Whose) -> list[Target]:
    """Every edition of a target of a month, the newest first."""
    rows = Target.objects.of(ctx).filter(span=MONTH, first=first, figure=figure.name)
    rows = (
        rows.filter(person=whose.person)
        if whose.person
        else rows.filter(person=None, department=whose.department)
    )
    return list(rows.select_related("set_by").order_by("-edition"))


def refuse_past_month(ctx: Any, first: date) -> None:
    if first < ctx.today.replace(day=1):
        raise Refusal(f"{first:%Y-%m} 已经过去：那个月按当时的目标算，请定这个月或以后的")


def refuse_who_may_not_split(ctx: Any, department: str) -> None:
    """The general manager, and whoever leads the department."""
    heads = HEADS_OF[Department(department)]
    if ctx.roles.intersection({*SETS, *heads}):
        return
    who = "、".join(role.label for role in heads)
    label = Department(department).label
    raise Refusal(f"{label}的目标由{who}分到人", [Missing("分解目标", who, "organization.split_target")])


def people_for(ctx: Any, figure: Figure, department: str) -> list[Person]:
    """Who of a department has the figure as his own: at work here, in one of its posts."""
    held = Tenure.objects.of(ctx).filter(queries.in_force(ctx.today), role__in=figure.posts)
    rows = Person.objects.of(ctx).filter(
        department=department, disabled_at=None, pk__in=held.values("person")
    )
    return list(rows.order_by("employee_no"))


def splits_to(target: Target) -> str:
    """The department whose people it is split among; empty: it is split among departments."""
    return target.department or (target.of.departments[0] if len(target.of.departments) == 1 else "")


def in_proportion(total: Decimal, weights: Sequence[Decimal], step: Decimal) -> list[Decimal]:
    """A proposal: the total by weights in whole steps, the largest rests first; evenly where none weighs."""
    weights = weights if any(weights) else [Decimal(1)] * len(weights)
    whole = sum(weights, Decimal(0))
    raw = [total * weight / whole / step for weight in weights]
    parts = [int(each.to_integral_value(ROUND_FLOOR)) for each in raw]
    left = int(total / step) - sum(parts)
    for place in sorted(range(len(raw)), key=lambda place: (parts[place] - raw[place], place))[:left]:
        parts[place] += 1
    return [step * part for part in parts]


def days_worked(ctx: Any, people: Iterable[Person], first: date, last: date) -> dict[int, list[date]]:
    """On which of these days each works: his week, days exchanged and leave, in two statements for all."""
    people = list(people)
    keys = [person.pk for person in people]
    changed: dict[int, dict[date, bool]] = {key: {} for key in keys}
    exchanged = queries.days_exchanged(ctx, first, last).filter(person__in=keys)
    for key, day, rests in exchanged.values_list("person", "day", "rests"):
        changed[key][day] = not rests
    for leave in queries.days_away(ctx, first, last).filter(person__in=keys):
        begins, ends = max(first, leave.since), min(last, leave.last_day)
        for number in range((ends - begins).days + 1):
            changed[leave.person_id][begins + timedelta(days=number)] = False
    span = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return {
        person.pk: [day for day in span if changed[person.pk].get(day, day.weekday() != person.rest_weekday)]
        for person in people
    }


def month_of(day: date) -> tuple[date, date]:
    return day.replace(day=1), clock.month_end(day)


def told(figure: Figure, value: Decimal) -> str:
    """60 件."""
    return f"{value.quantize(figure.step):,} {figure.unit}"
