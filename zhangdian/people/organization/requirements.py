"""What the posts ask of a person (posts.md §2): the house's figures, and what somebody still lacks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.context import Context
from zhangdian.people.organization import certificates
from zhangdian.people.organization.models import Person, PostRequirement, Store
from zhangdian.people.organization.roles import Role

Education = PostRequirement.Education
LEVELS = {
    "": 0,
    "初中": 0,
    "高中": 1,
    "中专": 1,
    "技校": 1,
    "大专": 2,
    "专科": 2,
    "本科": 3,
    "硕士": 4,
    "博士": 5,
}


@dataclass(frozen=True)
class Demand:
    """The fixed requirements of one post; abilities are scored, not checked."""

    education: Education = Education.ANY
    years_in_trade: int = 0
    years_leading: int = 0
    certificates: str = ""


HOUSE = {
    Role.SERVICE_MANAGER: Demand(Education.SECONDARY, 5, 2, "售后管理岗位认证"),
    Role.FRONT_DESK_SUPERVISOR: Demand(Education.SECONDARY, 3, 2, "售后管理岗位认证"),
    Role.SERVICE_ADVISOR: Demand(Education.SECONDARY),
    Role.WARRANTY_CLERK: Demand(Education.SECONDARY, 1),
    Role.WASHER: Demand(Education.SECONDARY),
    Role.CASHIER: Demand(Education.SECONDARY, 1),
    Role.WORKSHOP_SUPERVISOR: Demand(Education.SECONDARY, 5),
    Role.TEAM_LEADER: Demand(Education.SECONDARY, 3, 0, certificates.ANY_GRADE),
    Role.TECHNICIAN: Demand(Education.SECONDARY, 2, 0, certificates.ANY_GRADE),
    Role.PARTS_MANAGER: Demand(Education.BACHELOR, 3, 0, "厂家配件年度考核"),
    Role.PARTS_PLANNER: Demand(Education.COLLEGE, 1),
    Role.STOREKEEPER: Demand(Education.COLLEGE, 1),
    Role.TECHNICAL_DIRECTOR: Demand(Education.BACHELOR, 5, 0, f"{certificates.HIGH_GRADE};厂家岗位认证"),
    Role.QUALITY_INSPECTOR: Demand(Education.SECONDARY, 5, 0, "质量检验员;厂家岗位认证"),
    Role.CUSTOMER_RELATIONS_MANAGER: Demand(Education.BACHELOR, 2, 0, "厂家岗位认证"),
    Role.AFTERSALES_CARE: Demand(Education.COLLEGE, 2),
}
"""Posts of posts.md §2 with something fixed; "一定经验" is one year."""


def house_requirements(store: Store, since: date) -> list[PostRequirement]:
    """The rows a new store begins with."""
    return [
        PostRequirement(
            store=store,
            role=role,
            since=since,
            education=demand.education,
            years_in_trade=demand.years_in_trade,
            years_leading=demand.years_leading,
            certificates=demand.certificates,
        )
        for role, demand in HOUSE.items()
    ]


def requirements_on(ctx: Context | Act, on: date) -> dict[str, PostRequirement]:
    """The requirement of each post in force on a day, in one query."""
    rows = PostRequirement.objects.of(ctx).filter(since__lte=on).order_by("role", "since")
    return {row.role: row for row in rows}


def unmet(ctx: Context | Act, person: Person, role: str, on: date) -> list[str]:
    """What the post asks and this person lacks on a day, each as words for a person."""
    requirement = requirements_on(ctx, on).get(role)
    if requirement is None:
        return []
    return lacks(requirement, person, certificates.held_by(ctx, [person], on)[person.pk])


def lacks(requirement: PostRequirement, person: Any, held: Iterable[str]) -> list[str]:
    """The same for a requirement and kinds of certificates already read: for imports of many people."""
    missing: list[str] = []
    if LEVELS.get(person.education, 0) < LEVELS[requirement.education]:
        label = Education(requirement.education).label
        missing.append(f"学历要{label}以上(现为{person.education or '未填'})")
    if person.years_in_trade < requirement.years_in_trade:
        missing.append(f"行业年限要 {requirement.years_in_trade} 年(现为 {person.years_in_trade} 年)")
    if person.years_leading < requirement.years_leading:
        missing.append(f"管理年限要 {requirement.years_leading} 年(现为 {person.years_leading} 年)")
    missing += [f"缺证书:{' 或 '.join(kinds)}" for kinds in lacking_kinds(requirement, held)]
    return missing


def lacking_kinds(requirement: PostRequirement, held: Iterable[str]) -> list[Sequence[str]]:
    """The kinds of certificates that are asked and not held, each with its equals."""
    have = set(held)
    wanted = [kinds.split("|") for kinds in requirement.certificates.split(";") if kinds]
    return [kinds for kinds in wanted if not have.intersection(kinds)]
