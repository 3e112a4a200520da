"""Who may do what to a matter: its reporter, or the post that is asked and those above it."""

from typing import Any

from zhangdian.foundation.kernel.gates import stops
from zhangdian.foundation.kernel.refusals import Missing
from zhangdian.management.duties.matters import asking
from zhangdian.management.duties.models import Matter


@stops("由报的人来做")
def he_reported_it(ctx: Any, matter: Matter) -> Missing | None:
    if ctx.person_id == matter.reported_by_id:
        return None
    return Missing(f"这件是{matter.reported_by}报的，由他来做", str(matter.reported_by))


@stops("由别人答复")
def he_may_answer(ctx: Any, matter: Matter) -> Missing | None:
    post = str(matter.get_asked_display())
    if ctx.person_id == matter.reported_by_id:
        return Missing(f"自己报的由{post}或其上级答复" if post else "自己报的由上级答复", post)
    if asking.in_which_post(ctx, matter):
        return None
    return Missing(f"这件由{post}或其上级答复", post)


@stops("由报的人撤回")
def he_may_withdraw(ctx: Any, matter: Matter) -> Missing | None:
    """Himself; where more was asked and he does not answer, those who asked."""
    if ctx.person_id == matter.reported_by_id:
        return None
    if matter.state == Matter.State.RETURNED and asking.in_which_post(ctx, matter):
        return None
    return Missing(f"这件是{matter.reported_by}报的，由他撤回", str(matter.reported_by))
