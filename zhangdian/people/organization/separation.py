"""Separation of duties (posts.md §7): posts that one person may not hold together, nor through a deputy."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from django.db.models import Q

from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.context import Context
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.organization.models import Deputy, Person, Tenure
from zhangdian.people.organization.roles import Role

FOREVER = date.max


@dataclass(frozen=True)
class Rule:
    """Two groups of posts that stay apart, and why."""

    these: frozenset[Role]
    those: frozenset[Role]
    why: str
    also_as_deputy: bool = True
    """False: for the days of a leave it may be, since the act itself looks at each record."""

    def parts(self, one: "Holding", other: "Holding") -> bool:
        if not self.also_as_deputy and (one.for_whom or other.for_whom):
            return False
        return (one.role in self.these and other.role in self.those) or (
            other.role in self.these and one.role in self.those
        )


TILLS = frozenset({Role.CASHIER, Role.SALES_CASHIER})
RULES = (
    Rule(TILLS, frozenset({Role.SERVICE_ADVISOR, Role.SALES_CONSULTANT}), "收款只收别人做的、客户签过的单"),
    Rule(
        TILLS,
        frozenset({Role.FRONT_DESK_SUPERVISOR}),
        "收款的人不出结算单，也不签自己的交班差异",
        also_as_deputy=False,
    ),
    Rule(
        TILLS,
        frozenset({Role.STOREKEEPER, Role.PARTS_MANAGER, Role.PARTS_PLANNER}),
        "柜台卖配件的人不收自己卖的款",
        also_as_deputy=False,
    ),
    Rule(TILLS, frozenset({Role.ACCOUNTANT, Role.FINANCE_MANAGER}), "出纳不兼记账和稽核"),
    Rule(frozenset({Role.STOREKEEPER}), frozenset({Role.PARTS_MANAGER}), "盘点的人不批盘点差异"),
    Rule(frozenset({Role.STOREKEEPER}), frozenset({Role.PARTS_PLANNER}), "订货的人不盘点"),
    Rule(
        frozenset({Role.TECHNICIAN, Role.TEAM_LEADER, Role.WORKSHOP_SUPERVISOR}),
        frozenset({Role.QUALITY_INSPECTOR}),
        "修车的人不做终检",
        also_as_deputy=False,
    ),
    Rule(
        frozenset({Role.SERVICE_MANAGER}),
        frozenset({Role.CUSTOMER_RELATIONS_MANAGER}),
        "客服关系经理要独立于被他评分的服务经理",
        also_as_deputy=False,
    ),
)
"""What one sees from the posts alone."""

ON_EACH_RECORD = {
    "维修技师既不组检也不终检自己修的项目": "service",
    "借工具的人不验收自己还的工具": "equipment",
    "自己提的折扣、调整、退款、例外自己不签": "kernel",
    "盘点的人不批自己的盘点差异": "parts",
    "审核员不审自己的部门，整改由别人验证": "quality",
    "结算员只对别人开的、客户签过的结算单收款": "cashier",
}
"""What only the act can see, and the room whose gates or bodies see it."""


@dataclass(frozen=True)
class Holding:
    """A post in somebody's hands from a day to a day: his own, or another's for whom he stands in."""

    person: int
    role: Role
    since: date
    until: date
    for_whom: int | None = None

    def meets(self, other: "Holding") -> bool:
        return self.since <= other.until and other.since <= self.until


@dataclass(frozen=True)
class Conflict:
    """Two posts in one hand that must be in two."""

    person: int
    one: Holding
    other: Holding
    rule: Rule


def holdings(ctx: Context | Act, people: Iterable[Any] | None = None) -> list[Holding]:
    """Own posts and posts held as a deputy from today on, in two queries; default: the whole store."""
    tenures = Tenure.objects.of(ctx).filter(Q(until__isnull=True) | Q(until__gte=ctx.today))
    deputies = Deputy.objects.of(ctx).filter(until__gte=ctx.today, ended_on=None)
    if people is not None:
        keys = {getattr(person, "pk", person) for person in people}
        deputies = deputies.filter(deputy__in=keys)
        tenures = tenures.filter(Q(person__in=keys) | Q(person__in=deputies.values("principal")))
    else:
        keys = None
    by_person: dict[int, list[Holding]] = {}
    for row in tenures:
        held = Holding(row.person_id, Role(row.role), row.since, row.until or FOREVER)
        by_person.setdefault(row.person_id, []).append(held)
    own = [h for pk, held in by_person.items() if keys is None or pk in keys for h in held]
    return [*own, *through_deputies(deputies, by_person)]


def through_deputies(deputies: Iterable[Deputy], by_person: dict[int, list[Holding]]) -> Iterator[Holding]:
    for row in deputies:
        for held in by_person.get(row.principal_id, ()):
            since, until = max(row.since, held.since), min(row.until, held.until)
            if since <= until:
                yield Holding(row.deputy_id, held.role, since, until, row.principal_id)


def conflicts(held: Iterable[Holding]) -> list[Conflict]:
    """Every pair of posts in one hand at one time that a rule keeps apart."""
    by_person: dict[int, list[Holding]] = {}
    for each in held:
        by_person.setdefault(each.person, []).append(each)
    return [
        Conflict(person, one, other, rule)
        for person, mine in by_person.items()
        for one, other in combinations(mine, 2)
        if one.meets(other)
        for rule in RULES
        if rule.parts(one, other)
    ]


def refuse_conflicts(ctx: Act, person: Person) -> None:
    """After a post or a deputy was written: refuse if he, or who stands in for him, holds too much."""
    stand_ins = Deputy.objects.of(ctx).filter(principal=person, until__gte=ctx.today, ended_on=None)
    keys = sorted({person.pk, *stand_ins.values_list("deputy_id", flat=True)})
    people = {each.pk: each for each in Person.objects.of(ctx).filter(pk__in=keys).order_by("pk").lock()}
    for found in conflicts(holdings(ctx, keys)):
        name = people[found.person].name
        through = "(含代理)" if found.one.for_whom or found.other.for_whom else ""
        raise Refusal(
            f"{name}不能同时是{found.one.role.label}和{found.other.role.label}{through}：{found.rule.why}。请换一个人"
        )
