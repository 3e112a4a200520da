"""The second person: who may look at what somebody else says he has done."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery

from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.management.duties.models import DueItem, SecondLook
from zhangdian.people.organization import queries
from zhangdian.people.organization.roles import Role, superiors_of


def looks_at() -> Any:
    """Of an item the holder's word that waits for the second person."""
    return SecondLook.objects.filter(item=OuterRef("pk"), outcome="")


def asked_of(item: DueItem) -> list[Role]:
    """The posts that may look, the one that is asked first."""
    if item.confirmed_by:
        return [Role(item.confirmed_by), *superiors_of(item.confirmed_by)]
    return [Role(post) for post in superiors_of(item.role)]


def tied_to(ctx: Any, people: set[int | None]) -> set[int]:
    """Themselves, their deputies of the day, and those for whom they stand in; one query."""
    tied = {each for each in people if each}
    for each in queries.deputies_on(ctx):
        if each.principal_id in people:
            tied.add(each.deputy_id)
        if each.deputy_id in people:
            tied.add(each.principal_id)
    return tied


def post_to_ask(ctx: Any, item: DueItem) -> Role:
    """The nearest post that somebody fills today who has nothing to do with it himself."""
    tied = tied_to(ctx, {ctx.person_id, item.person_id})
    there = queries.on_duty(ctx)
    line = asked_of(item)
    for post in line:
        if any(each.pk not in tied for each in there[post]):
            return post
    named = "、".join(str(post.label) for post in line[:2]) or "上级"
    raise Refusal(
        f"今天没有能复核的人在岗（{named}）：请上级回来后再报，或请办公室主任换复核的岗位",
        [Missing("复核", named)],
    )


def refuse_looking(ctx: Any, look: SecondLook) -> None:
    """Another person, of the post that is asked or above it, who is here and stands in for neither."""
    item = look.item
    if ctx.person_id in (look.said_by_id, item.person_id):
        raise Refusal("自己做的由别人复核", [Missing("复核", look.get_post_display())])
    posts = {look.post, *superiors_of(look.post)}
    if not ctx.roles & posts:
        raise Refusal(
            f"这一条由{look.get_post_display()}或其上级复核", [Missing("复核", look.get_post_display())]
        )
    if ctx.person_id in tied_to(ctx, {look.said_by_id, item.person_id}):
        raise Refusal(
            f"今天您和{look.said_by}互为代理：请{look.get_post_display()}的另一个人或其上级复核",
            [Missing("复核", look.get_post_display())],
        )
    if ctx.person_id not in {each.pk for each in queries.at_work(ctx)}:
        raise Refusal(
            "您今天不在岗，没有到现场看：请在岗的人复核", [Missing("复核", look.get_post_display())]
        )


def waiting_for(ctx: Any) -> Any:
    """What others say they have done and this person's posts are asked to look at, the oldest first."""
    asked = SecondLook.objects.of(ctx).filter(
        outcome="", item__excused="", item__done_at=None, post__in=ctx.roles
    )
    tied = queries.deputy_rows(ctx, ctx.today, ctx.weekday)
    mine = Q(said_by=ctx.person_id) | Q(item__person=ctx.person_id)
    stands_in = Q(said_by__in=tied.filter(deputy=ctx.person_id).values("principal"))
    stood_for = Q(said_by__in=tied.filter(principal=ctx.person_id).values("deputy"))
    return asked.exclude(mine | stands_in | stood_for).order_by("said_at", "pk")


def sent_back(items: Any) -> Any:
    """Due items with what the second person found not done, where it came back."""
    refused = SecondLook.objects.filter(item=OuterRef("pk"), outcome=SecondLook.Outcome.REFUSED)
    return items.annotate(sent_back=Subquery(refused.order_by("-pk").values("reason")[:1]))


def said_done(items: Any) -> Any:
    """Due items with whether their holder's word waits for the second person."""
    return items.annotate(is_said_done=Exists(looks_at()))
