"""Courses and papers as sentences: a bank of plain questions, a course of the renewal desk, a test taken."""

from datetime import date
from typing import Any

from zhangdian.doors.simulation.people import Shop
from zhangdian.people.organization.models import Certificate
from zhangdian.people.organization.roles import Role
from zhangdian.resources.training.courses.actions import open_course
from zhangdian.resources.training.models import Course, QuestionEdition, Sitting, SittingItem, TestQuestion
from zhangdian.resources.training.questions.actions import QuestionRow, load_questions
from zhangdian.resources.training.sittings.actions import begin_test, give_answer, hand_in

Sort = QuestionEdition.Sort
STEPS = "核对资料\n录入\n请人复核"


def row(code: str = "Q1", **more: Any) -> QuestionRow:
    """A question whose second option is right."""
    given = {
        "topic": "出单规程",
        "sort": Sort.SINGLE,
        "text": f"{code} 谁来复核？",
        "options": ("录入的人", "另一位专员", "客户"),
        "right": "B",
        "explanation": "录入的人不能自己复核。",
        "source": "规程第 3 步",
        **more,
    }
    return QuestionRow(code=code, **given)


def a_bank(shop: Shop, many: int = 4, **more: Any) -> list[TestQuestion]:
    """So many questions of one topic."""
    rows = [row(f"{more.get('topic', 'Q')}{each}", **more) for each in range(many)]
    load_questions(shop.internal_trainer, rows=rows)
    return list(TestQuestion.objects.filter(code__in=[each.code for each in rows]).order_by("code"))


def a_course(shop: Shop, who: Any = None, **more: Any) -> Course:
    """For the renewal desk: two questions, both to be right."""
    if not TestQuestion.objects.exists():
        a_bank(shop)
    given = {
        "name": "电脑出单规程",
        "posts": [Role.RENEWAL_SPECIALIST],
        "topics": ["出单规程"],
        "count": 2,
        "pass_percent": 100,
        "certificate": "出单规程证",
        **more,
    }
    made: Course = open_course(who or shop.internal_trainer, **given).subject
    return made


def a_paper(shop: Shop, course: Course, who: Any = None) -> Sitting:
    made: Sitting = begin_test(who or shop.renewal_clerk, course).subject
    return made


def answered(who: Any, sitting: Sitting, wrong: int = 0) -> None:
    """All of them right, but for so many."""
    for item in SittingItem.objects.filter(sitting=sitting).select_related("edition").order_by("order"):
        right = item.edition.right
        other = next(letter for letter, _ in item.edition.choices if letter != right[0])
        give_answer(who, item, given=other if item.order <= wrong else right)


def taken(shop: Shop, course: Course, who: Any = None, wrong: int = 0) -> Sitting:
    """Begun, answered and handed in."""
    person = who or shop.renewal_clerk
    sitting = a_paper(shop, course, person)
    answered(person, sitting, wrong)
    hand_in(person, sitting)
    return again(sitting)


def again(record: Any) -> Any:
    return type(record).objects.get(pk=record.pk)


def paper_of(shop: Shop, who: Any, kind: str = "出单规程证") -> Certificate | None:
    """His newest certificate of this kind that stands."""
    rows = Certificate.objects.filter(person=who.person_id, kind=kind, voided_at=None)
    return rows.order_by("pk").last()


def held_until(shop: Shop, who: Any) -> date | None:
    paper = paper_of(shop, who)
    return paper.expires_on if paper else None


def as_asked(question: TestQuestion, **more: Any) -> dict[str, Any]:
    """What its newest edition asks, as the form sends it."""
    last = question.editions.order_by("-number")[0]
    given = {
        "sort": Sort(last.sort),
        "text": last.text,
        "options": last.options.splitlines(),
        "right": last.right,
    }
    return {**given, **more}
