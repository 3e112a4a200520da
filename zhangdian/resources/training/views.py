"""Looking: what I am to learn, who has passed what, courses, questions, and a paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from zhangdian.foundation.ui.readers import read_by
from zhangdian.people.organization import practice
from zhangdian.people.organization.models import Person
from zhangdian.resources.training import learning, places, queries, sources
from zhangdian.resources.training.courses.lists import Courses, all_courses
from zhangdian.resources.training.learning import How, Standing
from zhangdian.resources.training.models import (
    Course,
    QuestionEdition,
    Sitting,
    SittingItem,
    TestQuestion,
)
from zhangdian.resources.training.posts import KEEPERS, OVERSEERS
from zhangdian.resources.training.questions.lists import Questions, all_questions
from zhangdian.resources.training.sittings.lists import Sittings, all_sittings

Sort = QuestionEdition.Sort


def keeps(ctx: Any) -> bool:
    return bool(ctx.roles.intersection(KEEPERS))


def oversees(ctx: Any) -> bool:
    return bool(ctx.roles.intersection(OVERSEERS))


# ---- mine --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Mine:
    """One course of mine: how I stand, and what I may do now."""

    standing: Standing
    again: datetime | None
    """Until when I am to wait after a test that I did not pass."""

    @property
    def open_paper(self) -> Sitting | None:
        last = self.standing.sitting
        return last if last is not None and last.is_open else None

    @property
    def may_begin(self) -> bool:
        return self.standing.how != How.PASSED and self.open_paper is None and self.again is None


def of_mine(standing: Standing, now: datetime) -> Mine:
    last, again = standing.sitting, None
    if last is not None and last.state == Sitting.State.FAILED:
        again = last.again_from(timedelta(hours=standing.course.pause_hours))
    return Mine(standing, again if again and again > now else None)


@require_GET
def learning_page(request: HttpRequest) -> HttpResponse:
    """学习: my courses, the most urgent first."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    order = [How.LATE, How.RETEST, How.DUE, How.PASSED]
    rows = learning.standings(ctx, people=[ctx.person_id])
    rows.sort(key=lambda each: (order.index(each.how), each.due_on))
    facts = {"mine": [of_mine(each, ctx.now) for each in rows], "oversees": oversees(ctx)}
    facts["way_in"] = practice.way_in(ctx)
    return render(request, "training/learning.html", facts)


# ---- everybody ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """One person of the matrix, with how he stands to each course."""

    person: Person
    cells: list[tuple[Course, Standing | None]]

    @property
    def lacking(self) -> int:
        return sum(cell is not None and cell.how in (How.DUE, How.LATE) for _, cell in self.cells)


def matrix_of(courses: list[Course], rows: Iterable[Standing]) -> list[Line]:
    by_person: dict[int, dict[int, Standing]] = {}
    people: dict[int, Person] = {}
    for each in rows:
        by_person.setdefault(each.person.pk, {})[each.course.pk] = each
        people[each.person.pk] = each.person
    lines = [
        Line(people[key], [(course, found.get(course.pk)) for course in courses])
        for key, found in by_person.items()
    ]
    return sorted(lines, key=lambda each: (-each.lacking, each.person.employee_no))


@require_GET
@read_by(OVERSEERS)
def matrix(request: HttpRequest) -> HttpResponse:
    """培训情况: person by course, who lacks most first."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    courses = list(learning.running(ctx))
    rows = learning.standings(ctx, courses, people=learning.seen_by(ctx), results=False)
    facts = {
        "courses": courses,
        "lines": matrix_of(courses, rows),
        "counted": {how.value: sum(each.how == how for each in rows) for how in How},
        "passed": sum(each.how in (How.PASSED, How.RETEST) for each in rows),
        "asked": len(rows),
    }
    return render(request, "training/matrix.html", facts)


# ---- courses -----------------------------------------------------------------------------------------------


@require_GET
@read_by(OVERSEERS)
def courses(request: HttpRequest) -> HttpResponse:
    """课程."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    facts = {"listing": Courses(request, all_courses(ctx), ctx), "keeps": keeps(ctx)}
    return render(request, "training/courses.html", facts)


@require_GET
def course(request: HttpRequest, pk: int) -> HttpResponse:
    """One course: its steps for everybody, how he stands, and for who oversees, how others do."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    found = get_object_or_404(Course.objects.of(ctx), pk=pk)
    own = [] if not found.is_running else learning.standings(ctx, [found], people=[ctx.person_id])
    steps = list(found.steps.all())
    facts = {
        "course": found,
        "mine": of_mine(own[0], ctx.now) if own else None,
        "now": next((each for each in steps if each.since <= ctx.today), None),
        "coming": [each for each in steps if each.since > ctx.today],
        "editions": steps,
        "posts": found.posts.filter(ended_on=None),
        "place": places.named(found.place) if found.place else "",
        "way_in": practice.way_in(ctx),
        "oversees": oversees(ctx),
        "keeps": keeps(ctx),
        **(results_of(ctx, found) if oversees(ctx) else {}),
    }
    return render(request, "training/course.html", facts)


def results_of(ctx: Any, found: Course) -> dict[str, Any]:
    """Who has passed and who is due, how tests went, and what most answer wrong."""
    seen = learning.seen_by(ctx)
    rows = learning.standings(ctx, [found], people=seen) if found.is_running else []
    enrolled = found.enrolments.filter(ended_at=None).select_related("person", "enrolled_by")
    return {
        "people": sorted(rows, key=lambda each: (-list(How).index(each.how), each.person.employee_no)),
        "through": sum(each.how in (How.PASSED, How.RETEST) for each in rows),
        "tried": queries.tried(ctx, found),
        "wrong": queries.most_wrong(ctx, found) if keeps(ctx) else [],
        "enrolled": enrolled if seen is None else enrolled.filter(person__in=seen),
    }


# ---- questions ---------------------------------------------------------------------------------------------


@require_GET
@read_by(KEEPERS)
def questions(request: HttpRequest) -> HttpResponse:
    """题库."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    facts = {"listing": Questions(request, all_questions(ctx), ctx)}
    return render(request, "training/questions.html", facts)


@require_GET
@read_by(KEEPERS)
def testquestion(request: HttpRequest, pk: int) -> HttpResponse:
    """One question with its editions, and whether its text has changed since."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    found = get_object_or_404(TestQuestion.objects.of(ctx), pk=pk)
    text = sources.texts(ctx).get(found.about) if found.about else None
    editions = list(found.editions.all())
    facts = {
        "question": found,
        "editions": editions,
        "now": next((each for each in editions if each.since <= ctx.today), None),
        "text": text,
        "again": text is not None and text.edition != found.compared_with and found.is_in_use,
    }
    return render(request, "training/testquestion.html", facts)


# ---- tests -------------------------------------------------------------------------------------------------


@require_GET
def sittings(request: HttpRequest) -> HttpResponse:
    """考试: mine, and those of the people whom I oversee."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    facts = {"listing": Sittings(request, all_sittings(ctx), ctx), "oversees": oversees(ctx)}
    return render(request, "training/sittings.html", facts)


@dataclass(frozen=True)
class Option:
    """One option as it is drawn: chosen or not, and what a press would answer."""

    letter: str
    words: str
    chosen: bool
    pressed: str
    tone: str = ""


def options_of(item: SittingItem, marked: bool) -> list[Option]:
    """On a paper that was handed in, what was right and what was chosen wrongly; before that neither."""
    several = item.edition.sort == Sort.SEVERAL
    made = []
    for letter, words in item.edition.choices:
        chosen = letter in item.given
        with_it = "".join(sorted(set(item.given) ^ {letter})) if several else letter
        tone = ""
        if marked:
            tone = "ok" if letter in item.edition.right else "late" if chosen else ""
        made.append(Option(letter, words, chosen, with_it, tone))
    return made


@require_GET
def sitting(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper: to be answered by its own person, or marked, with the reasons."""
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    rows = queries.sittings_open_to(ctx).select_related("course", "person", "certificate", "voided_by")
    found = get_object_or_404(rows, pk=pk)
    own, marked = found.person_id == ctx.person_id, found.handed_in_at is not None
    items = queries.items_of(found) if own or marked else []
    facts = {
        "sitting": found,
        "own": own,
        "marked": marked,
        "answers": own and found.is_open,
        "items": [(each, options_of(each, marked)) for each in items],
        "left": sum(not each.given for each in items),
        "again": again_of(found, ctx.now) if own else None,
    }
    return render(request, "training/sitting.html", facts)


def again_of(found: Sitting, now: datetime) -> datetime | None:
    again = found.again_from(timedelta(hours=found.course.pause_hours))
    return again if found.state == Sitting.State.FAILED and again and again > now else None
