"""Three levels of inspection on every car, and the wash."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import TextChoices

from zhangdian.foundation.kernel import attachments, holds
from zhangdian.foundation.kernel.action import Act, action
from zhangdian.foundation.kernel.models import Weight
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.ui.marks import KINDS
from zhangdian.frontline.service import advice, checking, gates, holding, parking, workbench
from zhangdian.frontline.service.inspection import points
from zhangdian.frontline.service.models import (
    Advice,
    Check,
    LabourOperation,
    OrderLine,
    ProgressNote,
    RepairOrder,
)
from zhangdian.frontline.service.outline import Mark
from zhangdian.frontline.service.posts import SUPERVISORS
from zhangdian.frontline.service.receiving import marks_of
from zhangdian.people.organization.queries import himself
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
    checking.record(ctx, order, Stage.LEADER, passed=True, remark="" if recommendations else "无建议")
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
    categories = checking.worked_categories(order)
    if road_test_km is None and checking.wants_road_test(categories):
        ctx.ask("road_test_left_out", "动过制动、底盘或动力，没有路试", weight=Weight.WATCH)
    looked_at = points.points_of(categories, road_test=road_test_km is not None)
    checking.record(
        ctx, order, Stage.FINAL, passed=True, remark=remark, points=looked_at, road_test_km=road_test_km
    )
    advice.close_done(ctx, order)
    order.final_passed_at = ctx.now
    if order.wash == RepairOrder.Wash.NO:
        parking.park(ctx, order, place)


@action("总检不合格", by=INSPECTORS, within={State.CHECKING}, gates=[checking.leader_check_is_passed])
def fail_inspection(
    ctx: Act, order: RepairOrder, *, failed: Sequence[OrderLine], remark: str, photos: Sequence[int] = ()
) -> None:
    """Back as rework with a defect note, counted; all three levels again (PROC-W-21, QCI-01)."""
    checking.send_back(ctx, order, Stage.FINAL, failed, remark, photos)


@action("开始洗车", by=WASHERS, within={State.WASHING}, gates=[gates.final_inspection_is_passed])
def start_wash(ctx: Act, order: RepairOrder) -> None:
    """The advisor and the supervisor see that it is being washed, and by whom (PROC-W-22)."""
    if order.wash_started_at:
        raise Refusal(f"{order.washer or '已经有人'} 在洗了")
    order.wash_started_at, order.washer_id = ctx.now, ctx.person_id


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
    """Washed by the standard list, parked nose out; photos of a new mark or a drawn wash (PROC-W-23…25)."""
    if not place.strip():
        raise Refusal("请点一下停在哪个车位")
    if new_marks and not photos:
        raise Refusal("发现新的痕迹要拍一张照片")
    if checking.wash_is_drawn(order) and not photos:
        raise Refusal("这台抽到拍照：请拍驾驶室、后备箱、发动机舱")
    check = checking.record(ctx, order, Stage.WASH, passed=True, remark="含后备箱" if boot_allowed else "")
    if new_marks:
        note_new_marks(ctx, order, new_marks, photos)
    else:
        attachments.attach(ctx, check, "wash", photos)
    order.wash_started_at = order.wash_started_at or ctx.now
    order.washer_id = order.washer_id or ctx.person_id
    order.washed_at = ctx.now
    parking.park(ctx, order, place)


def note_new_marks(ctx: Act, order: RepairOrder, new_marks: Sequence[Mark], photos: Sequence[int]) -> None:
    """A mark that was not there before the wash waits for the supervisor's decision (PROC-W-23)."""
    made = order.marks.model.objects.add_many(marks_of(order, new_marks, seen_at="洗车"))
    words = "、".join(f"{mark.place} {KINDS.get(mark.kind, mark.kind)}" for mark in made)
    note = workbench.note(ctx, order, ProgressNote.About.NEW_MARK, words)
    attachments.attach(ctx, note, "mark", photos)
    holds.lay(
        ctx,
        order,
        holding.NEW_MARK,
        holder=Role.WORKSHOP_SUPERVISOR,
        why="洗车发现新痕迹",
        stops=["service.pass_internal_check", "service.let_out"],
        source=note,
    )


class MarkDecision(TextChoices):
    """What becomes of a mark found at the wash."""

    OLD = "old", "原来就有"
    POLISH = "polish", "抛光已处理"
    STORE_PAYS = "store_pays", "本店负责修复"


@action("处理新痕迹", by=SUPERVISORS)
def decide_new_mark(ctx: Act, note: ProgressNote, *, decision: MarkDecision, words: str = "") -> None:
    """The supervisor decides, and the car goes on to its delivery (PROC-W-23)."""
    if note.about != ProgressNote.About.NEW_MARK:
        raise Refusal("这一条不是洗车发现的痕迹：请由服务顾问回复")
    if note.answered_at:
        raise Refusal("这一条已经处理过了")
    note.answered_by = himself(ctx)
    note.answered_at, note.answer = ctx.now, f"{decision.label} {words.strip()}".strip()
    note.save()
    holds.lift(ctx, note.order, source=note)


@action("退回重洗", by=(*WASHERS, Role.SERVICE_ADVISOR, Role.FRONT_DESK_SUPERVISOR), within={State.READY})
def send_to_rewash(ctx: Act, order: RepairOrder, *, remark: str) -> None:
    """Not clean: back to the wash, counted (PROC-D-07, D-17)."""
    if not remark.strip():
        raise Refusal("请说明哪里没洗干净")
    order.wash = RepairOrder.Wash.YES
    checking.record(ctx, order, Stage.WASH, passed=False, remark=remark)
    order.rewashes += 1
    order.washed_at = order.wash_started_at = order.washer = order.internally_checked_at = None
    order.place = ""
