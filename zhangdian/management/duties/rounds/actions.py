"""A round is walked in one go: all good by one tap, a photo only of what is not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from zhangdian.foundation.kernel.action import ANYBODY, Act, action
from zhangdian.foundation.kernel.attachments import attach
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.management.duties import walks
from zhangdian.management.duties.models import Round, RoundFault, RoundPoint
from zhangdian.people.organization.queries import himself
from zhangdian.people.organization.roles import Role


@dataclass(frozen=True)
class Fault:
    """A point that was not in order, and how."""

    point: RoundPoint
    words: str


@action("巡查", by=ANYBODY, opens=Round)
def make_round(
    ctx: Act, *, role: Role, began_at: datetime, faults: Sequence[Fault] = (), photos: Sequence[int] = ()
) -> Round:
    """Every point was looked at; what is amiss is written down with a photo; too fast a walk is marked."""
    if role not in ctx.roles:
        raise Refusal(f"这一轮由{role.label}来走")
    ctx.role = role.value
    points = walks.points_of(ctx, role)
    if not points:
        raise Refusal(f"{role.label}还没有巡查点：请办公室主任先载入")
    if len({fault.point.pk for fault in faults}) != len(faults):
        raise Refusal("同一处写了两次：请合成一条")
    if any(fault.point not in points for fault in faults):
        raise Refusal("有一处不在这一轮里：请刷新后再记")
    if faults and not photos:
        raise Refusal("有不好的地方：请拍一张照片")
    taken = (ctx.now - min(began_at, ctx.now)).total_seconds()
    made = Round(
        store_id=ctx.store_id,
        role=role,
        walker=himself(ctx),
        began_at=min(began_at, ctx.now),
        ended_at=ctx.now,
        points=len(points),
        is_doubtful=not faults and taken < walks.usual_seconds(ctx, role, len(points)) / 3,
        acted_at=ctx.now,
    )
    made.save()
    RoundFault.objects.add_many(RoundFault(round=made, **vars(fault)) for fault in faults)
    attach(ctx, made, "round", photos)
    return made


@action("整改好了", by=ANYBODY)
def mend_fault(ctx: Act, fault: RoundFault, *, remedy: str) -> None:
    """Somebody has put it right, and says how."""
    if fault.mended_at:
        raise Refusal(f"已经由{fault.mended_by}改好")
    fault.mended_at, fault.mended_by, fault.remedy = ctx.now, himself(ctx), remedy
    fault.save()
