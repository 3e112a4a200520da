"""A department's month: its figures against their targets, for its head and the general manager."""

from typing import Any

from zhangdian.foundation.kernel import brought
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.figures import FIGURES, Figure, Whose
from zhangdian.foundation.kernel.gates import stops
from zhangdian.foundation.kernel.refusals import Missing
from zhangdian.management.duties.appraisal import evidence
from zhangdian.management.duties.appraisal.reckoning import Month
from zhangdian.management.duties.models import AppraisalMonth, DepartmentFigure, DepartmentScore
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.roles import HEADS_OF, STORE_LEADERS, Department, Role

HEADS = tuple(dict.fromkeys(role for heads in HEADS_OF.values() for role in heads))
"""Who leads a department."""


def figures_of(department: str) -> list[Figure]:
    """What a department is measured by: its own figures, and how its duties were kept."""
    own = [each for each in FIGURES.values() if department in each.departments]
    return [each for each in own if each is not evidence.IN_TIME] + [evidence.IN_TIME]


def compile_for(ctx: Act, month: AppraisalMonth) -> None:
    """One for each department that has people, with what its figures were and were to be."""
    of = Month(ctx, month.first)
    there = set(Person.objects.of(ctx).filter(disabled_at=None).values_list("department", flat=True))
    scores = [
        DepartmentScore(store_id=ctx.store_id, month=month, department=each, acted_at=ctx.now)
        for each in Department
        if each.value in there and each != Department.MANAGEMENT
    ]
    DepartmentScore.objects.add_many(scores)
    DepartmentFigure.objects.add_many(
        made
        for score in scores
        for each in figures_of(score.department)
        if (made := told(ctx, of, score, each))
    )


def told(ctx: Act, of: Month, score: DepartmentScore, figure: Figure) -> DepartmentFigure | None:
    """A figure with its target; nothing where it has neither value nor target."""
    if not figure.facts(ctx).at:
        return None
    whose = Whose(score.department)
    target = of.goals.of(figure, whose)
    behind = brought.behind(ctx, figure, of.first, of.end, whose)
    value = behind.measured(figure).value
    if value is None and target is None:
        return None
    return DepartmentFigure(
        score=score,
        figure=figure.name,
        value=value,
        target=target.value if target else None,
        events=brought.kept(behind),
    )


def scores_open_to(ctx: Any) -> Any:
    """Those of the departments that he leads; the leaders of the store see all."""
    rows = DepartmentScore.objects.of(ctx)
    if ctx.roles.intersection(STORE_LEADERS):
        return rows
    return rows.filter(department__in=led_by(ctx))


def led_by(ctx: Any) -> list[str]:
    return [each.value for each, heads in HEADS_OF.items() if ctx.roles.intersection(heads)]


@stops("由部门负责人答复", fixed=True)
def he_leads_the_department(ctx: Any, score: DepartmentScore) -> Missing | None:
    heads = HEADS_OF[Department(score.department)]
    if ctx.roles.intersection(heads):
        return None
    who = "、".join(str(Role(role).label) for role in heads)
    return Missing(f"{score.get_department_display()}由{who}答复", who)
