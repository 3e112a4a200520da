"""What stands in the bank, on a course's page and on a paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from zhangdian.people.organization.models import Tenure
from zhangdian.people.organization.queries import in_force
from zhangdian.people.organization.superiors import roles_below
from zhangdian.resources.training import sources
from zhangdian.resources.training.models import (
    Course,
    CourseSteps,
    QuestionEdition,
    Sitting,
    SittingItem,
    TestQuestion,
)
from zhangdian.resources.training.posts import KEEPERS

MOST_WRONG = 10


def edition_on(today: Any, outer: str = "pk") -> QuerySet[Any]:
    """The edition of the question outside that is asked on a day."""
    rows = QuestionEdition.objects.filter(question=OuterRef(outer), since__lte=today)
    return rows.order_by("-since", "-number")


def in_use(ctx: Any, topics: Iterable[str] | None = None) -> QuerySet[Any]:
    """Questions that may be drawn today, each with its edition."""
    rows = TestQuestion.objects.of(ctx).filter(state=TestQuestion.State.IN_USE)
    if topics is not None:
        rows = rows.filter(topic__in=list(topics))
    asked: QuerySet[Any] = rows.annotate(edition=Subquery(edition_on(ctx.today).values("pk")[:1]))
    return asked.filter(edition__isnull=False)


def topics_with_counts(ctx: Any) -> dict[str, int]:
    """Topic → how many questions may be drawn of it; one query."""
    rows = in_use(ctx).order_by().values_list("topic").annotate(many=Count("pk"))
    return dict(sorted(rows))


def to_look_at(ctx: Any) -> QuerySet[Any]:
    """Questions in use whose text of another room has another edition by now."""
    rows: QuerySet[Any] = TestQuestion.objects.of(ctx).filter(state=TestQuestion.State.IN_USE)
    return sources.with_editions(ctx, rows).filter(sources.BEHIND)


def steps_of(ctx: Any, courses: Iterable[Course]) -> dict[int, CourseSteps]:
    """Course → its steps in force today; one query."""
    rows = CourseSteps.objects.of(ctx).filter(course__in=list(courses), since__lte=ctx.today)
    return {each.course_id: each for each in rows.order_by("since", "number")}


def sittings_open_to(ctx: Any) -> QuerySet[Any]:
    """His own tests; a keeper sees all, whoever leads those of the people below him."""
    rows: QuerySet[Any] = Sitting.objects.of(ctx)
    if ctx.roles.intersection(KEEPERS):
        return rows
    below = Tenure.objects.of(ctx).filter(in_force(ctx.today), role__in=roles_below(ctx))
    return rows.filter(Q(person=ctx.person_id) | Q(person__in=below.order_by().values("person")))


def items_of(sitting: Sitting) -> list[SittingItem]:
    """The paper with its questions, in order; one query."""
    rows = SittingItem.objects.filter(sitting=sitting).select_related("edition").order_by("order")
    items = list(rows)
    for each in items:
        each.sitting = sitting
    return items


@dataclass(frozen=True)
class Wrong:
    """One question, how often it was asked and how often answered wrong."""

    question: int
    text: str
    asked: int
    wrong: int

    @property
    def percent(self) -> int:
        return round(100 * self.wrong / self.asked)


def most_wrong(ctx: Any, course: Course) -> list[Wrong]:
    """Which questions of a course are answered wrong most often, by share; one query."""
    rows = SittingItem.objects.of(ctx).filter(sitting__course=course, is_right__isnull=False)
    rows = rows.exclude(sitting__state=Sitting.State.VOID).order_by()
    counted = rows.values("edition__question").annotate(
        asked=Count("pk"), wrong=Count("pk", filter=Q(is_right=False))
    )
    worst = counted.filter(wrong__gt=0).annotate(share=F("wrong") * 100 / F("asked"))
    worst = worst.annotate(text=Subquery(edition_on(ctx.today, "edition__question").values("text")[:1]))
    found = worst.order_by("-share", "-asked", "edition__question")[:MOST_WRONG]
    return [Wrong(row["edition__question"], row["text"] or "", row["asked"], row["wrong"]) for row in found]


@dataclass(frozen=True)
class Tried:
    """How many tests of a course were handed in, and how many passed."""

    handed_in: int
    passed: int

    @property
    def percent(self) -> int | None:
        return round(100 * self.passed / self.handed_in) if self.handed_in else None


def tried(ctx: Any, course: Course) -> Tried:
    rows = Sitting.objects.of(ctx).filter(course=course, handed_in_at__isnull=False)
    rows = rows.exclude(state=Sitting.State.VOID)
    found = rows.aggregate(many=Count("pk"), passed=Count("pk", filter=Q(state=Sitting.State.PASSED)))
    return Tried(found["many"], found["passed"])
