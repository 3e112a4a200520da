"""Who answers a matter, until when, and who may: the post of its kind, else the reporter's superior."""

from datetime import datetime, timedelta
from typing import Any

from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.management.duties import owing, timetables
from zhangdian.management.duties.models import Matter, MatterKind
from zhangdian.people.organization import hours, queries
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.roles import Role, superiors_of

WORDS = 200


def role_for(ctx: Act, kind: MatterKind, person: Person) -> Role:
    """In which of his posts he reports it."""
    posts = queries.posts_of(ctx, [person])[person.pk]
    if not posts:
        raise Refusal("您现在没有任职：请办公室主任先任命")
    fitting = [post for post in posts if kind.is_for([post])]
    if not fitting:
        raise Refusal(f"“{kind}”由{kind.who_reports}来报：请选别的类别")
    return fitting[0]


def post_for(ctx: Act, kind: MatterKind, person: Person, role: str) -> Role:
    """The first post in the line that answers which somebody else holds."""
    line = superiors_of(role)
    if kind.answered_by:
        line = [Role(kind.answered_by), *superiors_of(kind.answered_by)]
    held = queries.holders_of_each(ctx, line)
    for post in line:
        if any(each.pk != person.pk for each in held[post]):
            return post
    raise Refusal("上面没有在任的人可以答复：请在会上提，或请办公室主任先任命")


def answer_by(ctx: Act, kind: MatterKind) -> datetime:
    """So much of the store's time from now."""
    open_hours = hours.working_day(ctx)
    if kind.hours:
        return open_hours.after(ctx.now, timedelta(hours=kind.hours))
    return open_hours.after(ctx.now, (open_hours.length or timedelta(days=1)) * kind.days)


def raise_it(ctx: Act, matter: Matter) -> None:
    """It waits for the post that answers, until its hour."""
    matter.asked = post_for(ctx, matter.kind, matter.reported_by, matter.role)
    words = f"答复{matter.reported_by.name}报的{matter.kind}：{matter.what}"[:WORDS]
    due_at = answer_by(ctx, matter.kind)
    matter.item = owing.owe(ctx, f"SB{ctx.entry_id}", matter.asked, words, due_at, timetables.MATTER)


def refuse_to_decide(ctx: Act, kind: MatterKind) -> None:
    """Only the post that the kind lets decide, and only what it has reported itself."""
    if not kind.decided_by:
        raise Refusal(f"“{kind}”不能自己定：请上报")
    if kind.decided_by not in ctx.roles:
        post = kind.get_decided_by_display()
        raise Refusal(f"“{kind}”由{post}定：请上报", [Missing("自己定", post)])


def answered(ctx: Act, matter: Matter, words: str) -> None:
    """By whom and when; what was owed is done."""
    matter.answer, matter.answered_at = words, ctx.now
    matter.answered_by = queries.himself(ctx)
    owing.prove(ctx, matter.item)


def in_which_post(ctx: Any, matter: Matter) -> str:
    """As what he answers: the post that is asked, or one above it; empty where he is neither."""
    return str(ctx.standing.post_among([matter.asked, *superiors_of(matter.asked)])) if matter.asked else ""
