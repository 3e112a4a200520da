"""Conditions about who acts and on what: money never on a shared device, no post given up with work in it."""

from typing import Any

from zhangdian.foundation.kernel.context import ActorKind
from zhangdian.foundation.kernel.gates import gate, stops
from zhangdian.foundation.kernel.refusals import Missing
from zhangdian.people.organization import belongings, queries
from zhangdian.people.organization.models import Tenure


@stops("不是在共用机上", fixed=True)
def acts_on_own_device(ctx: Any, record: Any) -> Missing | None:
    """For every action that moves money or stock value, or opens the house to somebody."""
    return Missing(ctx.standing.not_here) if ctx.standing.not_here else None


@gate("交出的岗位名下没有没办完的事", chips=("接手的人已安排", "留给他做完", "今天就交接"))
def post_is_handed_over(ctx: Any, tenure: Tenure) -> str | None:
    """What hangs on this post and on none that he keeps goes to somebody else, or he says why not."""
    if getattr(ctx, "ctx", ctx).kind is ActorKind.CLOCK:
        return None
    keeps = set(queries.posts_of(ctx, [tenure.person])[tenure.person_id]) - {tenure.role}
    held = [
        each
        for each in belongings.counted(ctx, tenure.person, tenure.role)
        if not keeps.intersection(each.kind.posts)
    ]
    if not held:
        return None
    said = "、".join(belongings.in_words(held))
    return f"{tenure.person.name}的{tenure.get_role_display()}名下还有{said}：请在“名下事项”里办交接"
