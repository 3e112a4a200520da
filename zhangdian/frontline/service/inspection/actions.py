"""Three levels of inspection on every car, and the wash."""

from collections.abc import Sequence
from dataclasses import dataclass

from zhangdian.foundation.kernel import attachments, holds
from zhangdian.foundation.kernel.action import Act, action
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.frontline.service import advice, checking, gates, holding
from zhangdian.frontline.service.models import Advice, Check, LabourOperation, OrderLine, RepairOrder
from zhangdian.frontline.service.receiving import marks_of
from zhangdian.frontline.service.reception.actions import Mark
from zhangdian.people.organization.roles import Role

State = RepairOrder.State
LEADERS = (Role.TEAM_LEADER, Role.TECHNICAL_DIRECTOR, Role.QUALITY_INSPECTOR)
INSPECTORS = (Role.QUALITY_INSPECTOR, Role.TECHNICAL_DIRECTOR)
WASHERS = (Role.WASHER, Role.WORKSHOP_SUPERVISOR)
Stage = Check.Stage


@dataclass(frozen=True)
class Recommended:
    """One recommendation of the leader: what, how urgent, whether it is about safety."""

    name: str
    safety: bool = False
    urgency: Advice.Urgency = Advice.Urgency.SOON
    operation: LabourOperation | None = None
    detail: str = ""


@action(
    "组长检查合格",
    by=LEADERS,
    within={State.CHECKING},
    gates=[checking.self_check_is_done, checking.leader_did_not_do_the_work, gates.extra_work_is_answered],
)
def pass_leader_check(ctx: Act, order: RepairOrder, *, recommendations: Sequence[Recommended] = ()) -> None:
    """Second level: by somebody who did not do the work; 无建议 is one tap (PROC-W-18, 19)."""
    if order.leader_passed_at:
        raise Refusal("组长检查已经做过了")
    checking.record(ctx, order, Stage.LEADER, passed=True)
    for each in recommendations:
        advice.give(
            ctx,
            order,
            name=each.name,
            safety=each.safety,
            urgency=each.urgency,
            operation=each.operation,
            detail=each.detail,
        )
    checking.findings_become_advice(ctx, order)
    order.leader_passed_at = ctx.now


@action("组长检查不合格", by=LEADERS, within={State.CHECKING}, gates=[checking.self_check_is_done])
def fail_leader_check(
    ctx: Act, order: RepairOrder, *, failed: Sequence[OrderLine], remark: str, photos: Sequence[int] = ()
) -> None:
    """Back to the bay with what is wrong; counted as rework."""
    checking.send_back(ctx, order, Stage.LEADER, failed, remark, photos)


@action(
    "总检合格",
    by=INSPECTORS,
    within={State.CHECKING},
    gates=[
        checking.leader_check_is_passed,
        checking.inspector_did_not_do_the_work,
        gates.extra_work_is_answered,
        checking.parts_are_issued,
    ],
)
def pass_inspection(
    ctx: Act, order: RepairOrder, *, place: str = "", road_test_km: int | None = None, remark: str = ""
) -> None:
    """Third level, every car: then to the wash, or parked finished (PROC-W-20…22)."""
    if order.wash == RepairOrder.Wash.NO and not place.strip():
        raise Refusal("这台车不洗：请选停放位置，顾问好找车")
    checking.record(ctx, order, Stage.FINAL, passed=True, remark=remark, road_test_km=road_test_km)
    advice.close_done(ctx, order)
    order.final_passed_at, order.place = ctx.now, place.strip()


@action("总检不合格", by=INSPECTORS, within={State.CHECKING}, gates=[checking.leader_check_is_passed])
def fail_inspection(
    ctx: Act, order: RepairOrder, *, failed: Sequence[OrderLine], remark: str, photos: Sequence[int] = ()
) -> None:
    """Back as rework with a defect note, counted; all three levels again (PROC-W-21, QCI-01)."""
    checking.send_back(ctx, order, Stage.FINAL, failed, remark, photos)


@action("开始洗车", by=WASHERS, within={State.WASHING}, gates=[gates.final_inspection_is_passed])
def start_wash(ctx: Act, order: RepairOrder) -> None:
    """The advisor and the supervisor see that it is being washed (PROC-W-22)."""
    if order.wash_started_at and not order.washed_at:
        raise Refusal("已经在洗了")
    order.wash_started_at = ctx.now


@action("洗好停好", by=WASHERS, within={State.WASHING}, gates=[gates.final_inspection_is_passed])
def finish_wash(
    ctx: Act,
    order: RepairOrder,
    *,
    place: str,
    boot_allowed: bool = False,
    new_marks: Sequence[Mark] = (),
    photos: Sequence[int] = (),
) -> None:
    """Washed by the standard list, parked nose out; a photo only of a new mark (PROC-W-23…25, D-01, 02)."""
    if not place.strip():
        raise Refusal("请点一下停在哪个车位")
    if new_marks and not photos:
        raise Refusal("发现新的痕迹要拍一张照片")
    if new_marks:
        order.marks.model.objects.add_many(marks_of(order, new_marks, seen_at="洗车"))
        attachments.attach(ctx, order, "mark", photos)
        holds.lay(
            ctx,
            order,
            holding.DIFFERENCE,
            holder=Role.SERVICE_ADVISOR,
            person=order.advisor,
            why="洗车发现新痕迹",
        )
    checking.record(ctx, order, Stage.WASH, passed=True, remark="含后备箱" if boot_allowed else "")
    order.wash_started_at = order.wash_started_at or ctx.now
    order.washed_at, order.place = ctx.now, place.strip()


@action("退回重洗", by=(*WASHERS, Role.SERVICE_ADVISOR, Role.FRONT_DESK_SUPERVISOR), within={State.READY})
def send_to_rewash(ctx: Act, order: RepairOrder, *, remark: str) -> None:
    """Not clean: back to the wash, counted (PROC-D-07, D-17)."""
    if not remark.strip():
        raise Refusal("请说明哪里没洗干净")
    if order.wash == RepairOrder.Wash.NO:
        order.wash = RepairOrder.Wash.YES
    checking.record(ctx, order, Stage.WASH, passed=False, remark=remark)
    order.rewashes += 1
    order.washed_at = order.wash_started_at = order.internally_checked_at = None
