"""What waits of learning: courses to pass, questions to look at again; and where steps are shown."""

from typing import Any

from django.urls import reverse

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui.panels import panel
from zhangdian.foundation.ui.queues import Task, queue
from zhangdian.foundation.ui.waits import Waits
from zhangdian.people.organization.roles import Role
from zhangdian.resources.training import asked, learning, queries
from zhangdian.resources.training.learning import How
from zhangdian.resources.training.places import PLACES
from zhangdian.resources.training.posts import KEEPERS, TRAINERS

SHOWN = 20
QUOTE, CALL = "insurance.quote", "insurance.renewal_call"


@queue("学习", Role.values, lambda ctx: Waits(learning.to_pass(ctx), learning.overdue(ctx), SHOWN))
def courses_to_pass(ctx: Any) -> list[Task]:
    """What his post or an enrolment asks and he has not passed, or soon holds no more (RNW-18, RNW-19)."""
    courses = list(learning.to_pass(ctx)[:SHOWN])
    rows = learning.standings(ctx, courses, people=[ctx.person_id]) if courses else []
    return [task_of(ctx, each) for each in rows if each.how != How.PASSED]


def task_of(ctx: Any, each: learning.Standing) -> Task:
    begun = each.sitting is not None and each.sitting.is_open
    title = f"{each.course}该重考" if each.how == How.RETEST else f"学{each.course}并考过"
    return Task(
        title=title,
        url=reverse("training:sitting", args=[each.sitting.pk])
        if begun and each.sitting
        else reverse("training:course", args=[each.course.pk]),
        verb="接着答" if begun else "去学",
        due=clock.day_bounds(each.due_on)[1],
        remark=f"证书 {each.last_day} 到期" if each.last_day else f"发“{each.course.certificate}”证书",
    )


@queue("试题", TRAINERS, lambda ctx: Waits(queries.to_look_at(ctx), most=SHOWN))
def questions_to_look_at(ctx: Any) -> list[Task]:
    """One line for all whose text has a new edition."""
    many = queries.to_look_at(ctx)[:SHOWN].count()
    if not many:
        return []
    return [
        Task(
            title=f"{many} 题考的条款出了新版，请再看一遍",
            url=f"{reverse('training:questions')}?again=1",
            verb="看",
        )
    ]


def taught_at(ctx: Any, place: str) -> dict[str, Any] | None:
    """The courses of a place, and which certificate he lacks there."""
    if place not in PLACES:
        return None
    courses: list[Any] = asked.courses_at(ctx, place)
    if not courses:
        return None
    lacks = next((each for each in courses if not any(one.is_held for one in courses)), None)
    his = lacks is not None and (PLACES[place].asks or learning.is_his(ctx, lacks))
    steps = queries.steps_of(ctx, courses)
    return {
        "taught": [(each, steps.get(each.pk)) for each in courses],
        "lacks": asked.says(ctx, lacks) if lacks is not None and his else "",
    }


@panel("act", "training/_taught_at_act.html")
def taught_at_act(ctx: Any, action: Any) -> dict[str, Any] | None:
    """The procedure beside the form of an act (NBI-04)."""
    return taught_at(ctx, action.name)


@panel("quote", "training/_taught_at_quote.html", 60)
def taught_at_quote(ctx: Any, quote: Any) -> dict[str, Any] | None:
    """Whose test on the clauses has lapsed is told so at a quote (NBI-03)."""
    return taught_at(ctx, QUOTE)


@panel("renewal_call", "training/_taught_at_call.html")
def taught_at_call(ctx: Any, renewal: Any) -> dict[str, Any] | None:
    """The procedure of claims beside the call (RNW-19)."""
    return taught_at(ctx, CALL)


@panel("person", "training/_learning_of_person.html", 60)
def learning_of_person(ctx: Any, person: Any) -> dict[str, Any] | None:
    """His training file: what he has to pass, and how he came out."""
    own = person.pk == ctx.person_id
    if not own and not ctx.roles.intersection(KEEPERS):
        return None
    rows = learning.standings(ctx, people=[person.pk])
    return {"rows": rows} if rows else None
