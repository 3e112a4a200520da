"""Who is to learn what, until when, and how he stands: asked of posts, enrolments and certificates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q

from zhangdian.people.organization import certificates, superiors
from zhangdian.people.organization.models import Certificate, Person, Tenure
from zhangdian.people.organization.queries import in_force
from zhangdian.people.organization.roles import Role
from zhangdian.resources.training.models import Course, CoursePost, Enrolment, Sitting
from zhangdian.resources.training.posts import KEEPERS

Days = Course.Days


class How(StrEnum):
    """How somebody stands to a course that is his."""

    PASSED = "passed"
    RETEST = "retest"
    DUE = "due"
    LATE = "late"


WORDS = {How.PASSED: "通过", How.RETEST: "该重考", How.DUE: "待通过", How.LATE: "过期没通过"}
TONES = {How.PASSED: "ok", How.RETEST: "parts", How.DUE: "parts", How.LATE: "late"}


@dataclass(frozen=True)
class Standing:
    """One person and one course that is his: until when, with which paper, and his last test."""

    course: Course
    person: Person
    due_on: date
    certificate: Certificate | None
    sitting: Sitting | None
    how: How
    by_name: int | None = None
    """His enrolment, where his post does not ask for it."""

    @property
    def words(self) -> str:
        return WORDS[self.how]

    @property
    def tone(self) -> str:
        return TONES[self.how]

    @property
    def last_day(self) -> date | None:
        return self.certificate.last_day if self.certificate else None


# ---- rows for the database ---------------------------------------------------------------------------------


def running(ctx: Any) -> Any:
    return Course.objects.of(ctx).filter(state=Course.State.RUNNING)


def posts_since(ctx: Any, before: Any = None) -> Any:
    """Posts of the course outside that he holds: both since before a day, where one is given."""
    held = Tenure.objects.of(ctx).filter(in_force(ctx.today), person=ctx.person_id)
    asked = CoursePost.objects.filter(course=OuterRef("pk"), ended_on=None)
    if before is not None:
        held, asked = held.filter(since__lt=before), asked.filter(since__lt=before)
    return asked.filter(role__in=held.order_by().values("role"))


def names_of(ctx: Any) -> Any:
    """His enrolment in the course outside."""
    return Enrolment.objects.filter(course=OuterRef("pk"), person=ctx.person_id, ended_at=None)


def mine(ctx: Any) -> Any:
    """Courses that are this person's, by a post or by name."""
    return running(ctx).filter(Q(Exists(posts_since(ctx))) | Q(Exists(names_of(ctx))))


def papers_of(ctx: Any) -> Any:
    """His certificates of the kind that the course outside gives."""
    rows = Certificate.objects.filter(person=ctx.person_id, kind=OuterRef("certificate"), voided_at=None)
    return rows.order_by()


def to_pass(ctx: Any) -> Any:
    """His courses of which he holds no certificate, or one that soon ends."""
    wanting = [
        Q(retest_days=days)
        & ~Q(
            Exists(
                papers_of(ctx).filter(
                    Q(expires_on__isnull=True) | Q(expires_on__gt=ctx.today + timedelta(days=days))
                )
            )
        )
        for days in Days.values
    ]
    return mine(ctx).filter(reduce(or_, wanting)).order_by("pk")


def overdue(ctx: Any) -> Q:
    """Those of them whose day is over while he holds nothing."""
    by_post = [
        Q(due_days=days) & Q(Exists(posts_since(ctx, ctx.today - timedelta(days=days))))
        for days in Days.values
    ]
    by_name = Q(Exists(names_of(ctx).filter(due_on__lt=ctx.today)))
    return ~Q(Exists(papers_of(ctx).filter(certificates.valid_on(ctx.today)))) & reduce(or_, by_post, by_name)


# ---- read for pages ----------------------------------------------------------------------------------------


def standings(
    ctx: Any, courses: Iterable[Course] | None = None, *, people: Any = None, results: bool = True
) -> list[Standing]:
    """Everybody and every course that is his; six queries, whatever their number.

    `people` narrows to some persons: keys, or a query that tells them.
    """
    wanted = {each.pk: each for each in (running(ctx) if courses is None else courses)}
    due = due_days_of(ctx, wanted, people)
    if not due:
        return []
    persons = {person for _, person in due}
    papers = papers_held(ctx, {each.certificate for each in wanted.values()}, persons)
    taken = last_taken(ctx, wanted, persons) if results else {}
    names = Person.objects.of(ctx).in_bulk(persons)
    found = []
    for (key, person), (on, by_name) in due.items():
        course = wanted[key]
        paper = papers.get((person, course.certificate))
        how, day = judged(ctx.today, course, on, paper)
        sitting = taken.get((key, person))
        found.append(Standing(course, names[person], day, paper, sitting, how, by_name))
    return sorted(found, key=lambda each: (each.person.employee_no, each.course.name))


def due_days_of(
    ctx: Any, courses: dict[int, Course], people: Any
) -> dict[tuple[int, int], tuple[date, int | None]]:
    """(course, person) → until when it is to be passed first, and his enrolment if no post asks for it."""
    asked: dict[str, list[CoursePost]] = {}
    for post in CoursePost.objects.of(ctx).filter(course__in=list(courses), ended_on=None):
        asked.setdefault(post.role, []).append(post)
    held = Tenure.objects.of(ctx).filter(in_force(ctx.today), role__in=asked, person__disabled_at=None)
    named = Enrolment.objects.of(ctx).filter(
        course__in=list(courses), ended_at=None, person__disabled_at=None
    )
    if people is not None:
        held, named = held.filter(person__in=people), named.filter(person__in=people)
    due: dict[tuple[int, int], tuple[date, int | None]] = {}
    for person, role, since in held.order_by("pk").values_list("person_id", "role", "since"):
        for post in asked[role]:
            course = courses[post.course_id]
            on = max(since, post.since) + timedelta(days=course.due_days)
            before = due.get((course.pk, person))
            due[course.pk, person] = (min(on, before[0]) if before else on, None)
    for key, course_id, person, on in named.values_list("pk", "course_id", "person_id", "due_on"):
        by_post = due.get((course_id, person))
        due[course_id, person] = (min(on, by_post[0]), None) if by_post else (on, key)
    return due


def papers_held(ctx: Any, kinds: Iterable[str], people: Iterable[int]) -> dict[tuple[int, str], Certificate]:
    """(person, kind) → the paper that holds longest."""
    rows = Certificate.objects.of(ctx).filter(kind__in=list(kinds), person__in=list(people), voided_at=None)
    found: dict[tuple[int, str], Certificate] = {}
    for row in rows:
        before = found.get((row.person_id, row.kind))
        if before is None or longer(row, before):
            found[row.person_id, row.kind] = row
    return found


def longer(one: Certificate, other: Certificate) -> bool:
    first, second = one.last_day, other.last_day
    return second is not None and (first is None or first > second)


def last_taken(ctx: Any, courses: Iterable[int], people: Iterable[int]) -> dict[tuple[int, int], Sitting]:
    """(course, person) → his last test that is not void."""
    rows = Sitting.objects.of(ctx).filter(course__in=list(courses), person__in=list(people))
    rows = rows.exclude(state=Sitting.State.VOID).order_by("begun_at", "pk")
    return {(row.course_id, row.person_id): row for row in rows}


def judged(today: date, course: Course, due_on: date, paper: Certificate | None) -> tuple[How, date]:
    """How somebody stands, and the day that counts."""
    if paper is None:
        return (How.LATE if due_on < today else How.DUE), due_on
    last = paper.last_day
    if last is None or paper.expires_on is None:
        return How.PASSED, due_on
    if last < today:
        day = max(due_on, last)
        return (How.LATE if day < today else How.DUE), day
    if paper.expires_on <= today + timedelta(days=course.retest_days):
        return How.RETEST, last
    return How.PASSED, last


def seen_by(ctx: Any) -> Any:
    """Whose standing he sees: a keeper everybody's, whoever leads that of those below and his own."""
    if ctx.roles.intersection(KEEPERS):
        return None
    below = Tenure.objects.of(ctx).filter(in_force(ctx.today), role__in=superiors.roles_below(ctx))
    return Person.objects.of(ctx).filter(Q(pk=ctx.person_id) | Q(pk__in=below.order_by().values("person")))


def is_his(ctx: Any, course: Course) -> bool:
    """Whether the course is this person's; one query."""
    return bool(mine(ctx).filter(pk=course.pk).exists())


def who_enrols(ctx: Any) -> str:
    """By name: who writes courses here, a trainer before the office; one query."""
    wanted = (Role.INTERNAL_TRAINER, Role.TECHNICAL_DIRECTOR, Role.OFFICE_DIRECTOR, Role.GENERAL_MANAGER)
    rows = Tenure.objects.of(ctx).filter(in_force(ctx.today), role__in=wanted, person__disabled_at=None)
    holders = {row.role: row.person for row in rows.select_related("person").order_by("-pk")}
    first = next((role for role in wanted if role in holders), None)
    return f"{first.label}{holders[first].name}" if first else Role.OFFICE_DIRECTOR.label
