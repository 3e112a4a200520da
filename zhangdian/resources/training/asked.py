"""Whether somebody holds the certificate that a place of the house asks for, and what he does if not."""

from typing import Any

from django.db.models import Exists, OuterRef

from zhangdian.foundation.kernel.refusals import Missing
from zhangdian.people.organization.certificates import valid_on
from zhangdian.people.organization.models import Certificate
from zhangdian.resources.training import learning
from zhangdian.resources.training.models import Course


def courses_at(ctx: Any, place: str) -> list[Course]:
    """Courses of a place, each with whether he holds its certificate today; one query."""
    held = Certificate.objects.filter(
        valid_on(ctx.today), person=ctx.person_id, kind=OuterRef("certificate"), voided_at=None
    )
    rows = learning.running(ctx).filter(place=place).annotate(is_held=Exists(held))
    return list(rows.order_by("name", "pk"))


def lacking(ctx: Any, place: str) -> Missing | None:
    """None where no course belongs to the place, or he holds the paper of one, or practises for it."""
    if ctx.person_id is None or ctx.standing.practice:
        return None
    courses: list[Any] = courses_at(ctx, place)
    if not courses or any(each.is_held for each in courses):
        return None
    return Missing(says(ctx, courses[0]), "", "training.begin_test")


def says(ctx: Any, course: Course) -> str:
    """Which course to pass, and who enrols him where it is not his already."""
    lacks = f"您没有有效的“{course.certificate}”证书"
    if learning.is_his(ctx, course):
        return f"{lacks}：请在“学习”里学{course}并考过"
    return f"{lacks}：请找{learning.who_enrols(ctx)}给您报{course}，学完考过"
