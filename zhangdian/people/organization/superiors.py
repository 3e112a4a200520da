"""Who stands above whom, and may speak for him."""

from typing import Any

from django.db.models import Q

from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.people.organization import queries
from zhangdian.people.organization.models import LeaveSlip, Person, Tenure
from zhangdian.people.organization.roles import REPORTS_TO, STAFF_OFFICE, Role, superiors_of


def may_speak_for(ctx: Act, person: Person, what: str) -> None:
    """For himself anybody, for others whoever stands above them, or who keeps the staff; the clock too."""
    if ctx.person_id in (None, person.pk) or ctx.roles & {*STAFF_OFFICE} or stands_above(ctx, person):
        return
    raise Refusal(f"{what}由本人、上级或办公室主任来做", [Missing(what, "本人、上级或办公室主任")])


def refuse_to_take_over(ctx: Act, person: Person, deputy: Person) -> None:
    """Somebody else who is still here; nobody gives himself the rights of who stands above or beside him."""
    if deputy.pk == person.pk:
        raise Refusal("代理人不能是本人")
    if deputy.pk == ctx.person_id != person.pk and not stands_above(ctx, person):
        raise Refusal(
            f"不能指定自己代理{person.name}：由本人或其上级指定", [Missing("指定代理人", "本人或上级")]
        )
    if deputy.disabled_at is not None:
        raise Refusal(f"{deputy.name}的账号已停用，不能代理")


def roles_below(ctx: Any) -> list[Role]:
    """Posts that report to one of mine, at any height; the office sees all."""
    if ctx.roles & set(STAFF_OFFICE):
        return list(Role)
    return [role for role in Role if ctx.roles & set(superiors_of(role))]


def next_below(ctx: Any) -> list[Role]:
    """Posts that report to one of mine directly."""
    return [role for role, above in REPORTS_TO.items() if above in ctx.roles]


def nearest_above(ctx: Act, person: Person) -> Role | None:
    """The next post in his line that somebody else holds; nobody stands above the first of a store."""
    posts = queries.posts_of(ctx, [person])[person.pk]
    for above in dict.fromkeys(above for post in posts for above in superiors_of(post)):
        if above not in posts and any(each.pk != person.pk for each in queries.holders(ctx, above)):
            return above
    return None


def stands_above(ctx: Act, person: Person) -> bool:
    """Whether he is in the line above every post of the other: all of them go to the deputy."""
    posts = queries.posts_of(ctx, [person])[person.pk]
    return bool(posts) and all(ctx.roles.intersection(superiors_of(post)) for post in posts)


def stood_above(ctx: Act, person: Person) -> bool:
    """The same of somebody who is gone: by the posts that he held last."""
    posts = last_posts(ctx, person)
    return bool(posts) and all(ctx.roles.intersection(superiors_of(post)) for post in posts)


def last_posts(ctx: Any, person: Person) -> list[str]:
    """Those that ended last of somebody who is gone."""
    ended = Tenure.objects.of(ctx).filter(person=person)
    last = ended.order_by("-until").values_list("until", flat=True).first()
    return list(ended.filter(until=last).order_by("pk").values_list("role", flat=True))


def line_above(ctx: Any, person: Person) -> list[Role]:
    """The posts above all that somebody holds, or held last; the nearest first."""
    posts = [str(post) for post in queries.posts_of(ctx, [person])[person.pk]] or last_posts(ctx, person)
    lines = [superiors_of(post) for post in posts]
    return [above for above in lines[0] if all(above in line for line in lines)] if lines else []


def leaves_open_to(ctx: Any) -> Any:
    """Why somebody is away is for himself, those above him, and the office."""
    rows = LeaveSlip.objects.of(ctx)
    if ctx.roles.intersection(STAFF_OFFICE):
        return rows
    below = Tenure.objects.of(ctx).filter(queries.in_force(ctx.today), role__in=roles_below(ctx))
    return rows.filter(Q(person=ctx.person_id) | Q(person__in=below.values("person")))
