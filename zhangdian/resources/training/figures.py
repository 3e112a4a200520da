"""How many pass their tests, and how many who hold a post have passed all that it asks."""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from zhangdian.foundation.kernel.figures import PERCENT, Facts, Tally, figure
from zhangdian.people.organization.certificates import valid_on
from zhangdian.people.organization.models import Certificate, Tenure
from zhangdian.people.organization.queries import in_force
from zhangdian.people.organization.roles import Department, Role
from zhangdian.resources.training.models import Course, CoursePost, Sitting


@figure(
    "考试通过率",
    unit=PERCENT,
    formula="交了的卷子里通过的；作废的不算",
    source="RNW-18, NBI-03",
    owner=Role.INTERNAL_TRAINER,
    departments=Department.values,
)
def tests_passed(ctx: Any) -> Facts:
    """By the day on which it was handed in."""
    rows = Sitting.objects.of(ctx).filter(handed_in_at__isnull=False).exclude(state=Sitting.State.VOID)
    passed = Tally(where=Q(state=Sitting.State.PASSED))
    return Facts(rows, "handed_in_at", part=passed, whole=Tally(), person="person")


@figure(
    "培训通过率",
    unit=PERCENT,
    formula="任着有课程要求的岗位的人里，要求的证书今天都有效的",
    source="RNW-19",
    owner=Role.INTERNAL_TRAINER,
    departments=Department.values,
)
def posts_trained(ctx: Any) -> Facts:
    """How it stands now: each post that somebody holds and a course belongs to is one."""
    asked = CoursePost.objects.filter(
        role=OuterRef("role"),
        ended_on=None,
        course__store=OuterRef("store"),
        course__state=Course.State.RUNNING,
    )
    held = Certificate.objects.filter(
        valid_on(ctx.today),
        person=OuterRef(OuterRef("person")),
        kind=OuterRef("course__certificate"),
        voided_at=None,
    )
    rows = Tenure.objects.of(ctx).filter(Q(Exists(asked)), in_force(ctx.today), person__disabled_at=None)
    rows = rows.annotate(lacks=Exists(asked.filter(~Q(Exists(held)))))
    return Facts(rows, part=Tally(where=Q(lacks=False)), whole=Tally(), person="person", shows="person")
