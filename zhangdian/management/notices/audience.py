"""To whom a notice goes: posts, departments, people by name, and whose cars it concerns."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.management.notices import kinds, queries
from zhangdian.management.notices.models import Notice, NoticeKind, NoticePart, ReadReceipt, listed
from zhangdian.people.organization import superiors
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.roles import Department, Role
from zhangdian.resources.parts.models import Part

Why = ReadReceipt.Why
LONGEST = timedelta(days=60)
"""So long at most people have time to read."""
FURTHEST = timedelta(days=366)
MOST_PARTS = 40


def refuse_another(ctx: Act, notice: Notice, what: str) -> None:
    """Who published it, whose post publishes its kind, or who stands above him."""
    if ctx.person_id == notice.published_by_id or kinds.is_published_by(ctx, notice.kind):
        return
    if superiors.stands_above(ctx, notice.published_by):
        return
    raise Refusal(
        f"由发布人{notice.published_by}、{posts_in_words(notice.kind)}或其上级来做",
        [Missing(what, str(notice.published_by))],
    )


def posts_in_words(kind: NoticeKind) -> str:
    return "、".join(str(post.label) for post in kind.publishing_posts)


def refuse_dates(ctx: Act, effective_on: Any, read_by: datetime, ends_on: Any) -> None:
    if not ctx.now < read_by <= ctx.now + LONGEST:
        raise Refusal(f"读完期限请在现在以后、{LONGEST.days} 天以内")
    if abs(effective_on - ctx.today) > FURTHEST:
        raise Refusal("哪天起请在前后一年以内")
    if ends_on is not None and ends_on < max(ctx.today, effective_on):
        raise Refusal("到哪天不能早于今天，也不能早于哪天起")


def refuse_subjects(kind: NoticeKind, insurer: Any, parts: Sequence[Part]) -> None:
    if insurer is not None and kind.about != NoticeKind.About.INSURER:
        raise Refusal(f"“{kind}”不挂保险公司：请去掉，或换一类")
    if parts and kind.about != NoticeKind.About.PARTS:
        raise Refusal(f"“{kind}”不挂配件：请去掉，或换一类")
    if len(parts) > MOST_PARTS:
        raise Refusal(f"一份通知最多写 {MOST_PARTS} 个件号：请分成两份")


def readers_of(
    ctx: Act,
    posts: Sequence[Role],
    departments: Sequence[Department],
    people: Sequence[Person],
    parts: Sequence[Part],
) -> dict[int, Why]:
    """Each reader once, and why it goes to him; never to who publishes it."""
    named = [each for each in people if each.disabled_at is None]
    if len(named) < len(people):
        gone = "、".join(each.name for each in people if each.disabled_at is not None)
        raise Refusal(f"{gone}的账号已停用：请从点名里去掉")
    found = {each.pk: Why.AUDIENCE for each in queries.people_in(ctx, posts, departments)}
    for each in named:
        found.setdefault(each.pk, Why.NAMED)
    for car in queries.affected_by(ctx, [part.pk for part in parts]):
        if car.order.advisor is not None and car.order.advisor.disabled_at is None:
            found.setdefault(car.order.advisor.pk, Why.AFFECTED)
    found.pop(ctx.person_id or 0, None)
    if not found:
        raise Refusal("没有人会收到：选的岗位和部门里没有别人，请改发给谁")
    return found


def send(ctx: Act, notice: Notice, readers: dict[int, Why], parts: Iterable[Part]) -> None:
    """The parts that it is about, and one receipt for each reader."""
    NoticePart.objects.add_many(NoticePart(notice=notice, part=part) for part in dict.fromkeys(parts))
    ReadReceipt.objects.add_many(
        ReadReceipt(
            store_id=ctx.store_id,
            notice=notice,
            person_id=key,
            why=why,
            read_by=notice.read_by,
            acted_at=ctx.now,
        )
        for key, why in sorted(readers.items())
    )


def hour_for_newcomer(ctx: Act, notice: Notice) -> datetime:
    """The hour of the notice, or as many days as its kind gives, whichever is later."""
    last = ctx.today + timedelta(days=max(1, notice.kind.days))
    return max(notice.read_by, clock.day_bounds(last, ctx.standing.zone)[1])


def as_kept(posts: Iterable[Role], departments: Iterable[Department]) -> dict[str, str]:
    chosen_posts, chosen_departments = set(posts), set(departments)
    return {
        "posts": listed(each.value for each in Role if each in chosen_posts),
        "department_codes": listed(each.value for each in Department if each in chosen_departments),
    }
