"""The arithmetic of inspection: who may look, what is recorded, and how work goes back."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from zhangdian.foundation.kernel import attachments
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.gates import stops
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.frontline.service import advice
from zhangdian.frontline.service.models import (
    Check,
    Concern,
    Finding,
    LabourOperation,
    OrderLine,
    RepairOrder,
)
from zhangdian.frontline.service.workbench import findings_left
from zhangdian.people.organization.roles import Role
from zhangdian.resources.parts import requisitions


@stops("技师自检做完了")
def self_check_is_done(ctx: Any, order: RepairOrder) -> Missing | None:
    if order.self_checked_at is None:
        return Missing("技师还没做完工自检", Role.TECHNICIAN.label, "service.finish_work")
    return None


@stops("组长检查合格")
def leader_check_is_passed(ctx: Any, order: RepairOrder) -> Missing | None:
    if order.leader_passed_at is None:
        return Missing("组长检查还没做", Role.TEAM_LEADER.label, "service.pass_leader_check")
    return None


def worked_on(order: RepairOrder) -> set[int]:
    """Everybody who had a line or a clock on this order."""
    return {
        *(line.technician_id for line in order.standing_lines() if line.technician_id),
        *(record.technician_id for record in order.at_hand("clock_records")),
    }


@stops("检查的人没有做这台车的活")
def leader_did_not_do_the_work(ctx: Any, order: RepairOrder) -> Missing | None:
    if ctx.person_id in worked_on(order):
        return Missing("这台车您自己做过，要由别的组长、质检员或技术总监检查", Role.TEAM_LEADER.label)
    return None


@stops("总检的人没有做这台车的活，也没有做组长检查")
def inspector_did_not_do_the_work(ctx: Any, order: RepairOrder) -> Missing | None:
    looks = [each for each in order.at_hand("checks") if each.stage == Check.Stage.LEADER and each.passed]
    leader = max(looks, key=lambda each: each.checked_at, default=None)
    if ctx.person_id in worked_on(order):
        return Missing("这台车您自己做过，要由另一位质检员或技术总监总检", Role.QUALITY_INSPECTOR.label)
    if leader and leader.person_id == ctx.person_id:
        return Missing("组长检查是您做的，总检要由另一位做", Role.QUALITY_INSPECTOR.label)
    return None


@stops("领料单都发齐或取消了")
def parts_are_issued(ctx: Any, order: RepairOrder) -> Missing | None:
    """What was not issued cannot be billed (service.md §17)."""
    if left := sum(
        line.outstanding for each in requisitions.open_for(ctx, order) for line in each.at_hand("lines")
    ):
        return Missing(f"还有 {left} 件配件没发：发料或取消", Role.STOREKEEPER.label, "parts.issue_parts")
    return None


SPARE = "备胎、随车工具在原位"
INTERNAL_POINTS = (
    "委托的项目实车都做了",
    "客户说的故障排除了",
    "换下的旧件在",
    "车内外干净，没有灰尘、油污、油脂",
    "没有落下抹布、工具、螺母、螺栓",
    "外观、物品和接车时一致",
)
"""What the advisor looks at before the customer is called (PROC-D-04…08): one tap answers all, an exception
goes back or is noted.
"""


def record(
    ctx: Act,
    order: RepairOrder,
    stage: str,
    *,
    passed: bool,
    remark: str = "",
    points: Sequence[str] = (),
    **rest: Any,
) -> Check:
    """One look at the car, by whom, when, and at what."""
    if ctx.person_id is None:
        raise Refusal("检查要由人来做：请先登录")
    check = Check(
        order=order,
        stage=stage,
        passed=passed,
        person_id=ctx.person_id,
        checked_at=ctx.now,
        remark=remark.strip(),
        points="；".join(points),
        **rest,
    )
    check.save()
    return check


def send_back(
    ctx: Act, order: RepairOrder, stage: str, failed: Sequence[OrderLine], remark: str, photos: Sequence[int]
) -> None:
    """Failed lines are open again; the levels already passed count no more."""
    if not remark.strip():
        raise Refusal("请写明哪里不合格，技师才知道怎么改")
    if not failed:
        raise Refusal("请选不合格的项目")
    keys = {line.pk for line in failed}
    lines = [line for line in order.standing_lines() if line.finished_at and line.pk in keys]
    if len(lines) != len(keys):
        raise Refusal("不合格的项目要在这张委托书上，且已完工")
    for line in lines:
        line.finished_at = None
        line.reworks += 1
    OrderLine.objects.change_many(lines, ["finished_at", "reworks"])
    check = record(ctx, order, stage, passed=False, remark=remark)
    attachments.attach(ctx, check, "defect", photos)
    order.self_checked_at = order.leader_passed_at = order.final_passed_at = None
    order.internally_checked_at = order.washed_at = order.wash_started_at = None
    order.place = ""
    order.reworks += 1


ONE_IN = 10
"""So many washes share one that is photographed (store_truth.md §2, W-24)."""


def wash_is_drawn(order: RepairOrder) -> bool:
    """Whether the house drew this wash to be photographed: nobody chooses it, anybody can check it."""
    drawn = hashlib.sha256(f"{order.pk} {order.final_passed_at}".encode()).digest()
    return drawn[0] % ONE_IN == 0


ROAD_TESTED = frozenset({"制动", "轮胎底盘", "发动机"})


def worked_categories(order: RepairOrder) -> set[str]:
    """What kinds of work were done on the car."""
    return {line.operation.category for line in order.standing_lines() if line.finished_at}


def wants_road_test(categories: Iterable[str]) -> bool:
    """Whether the rule asks for a road test: brakes, wheels, suspension or engine were touched."""
    return not ROAD_TESTED.isdisjoint(categories)


def answer_concerns(order: RepairOrder, lines: Iterable[OrderLine] | None, *, solved: bool) -> None:
    """Whether what the customer came for is solved: all of it, or what these lines answer (PROC-D-05)."""
    concerns = order.at_hand("concerns")
    if lines is not None:
        answered = {line.concern_id for line in lines}
        concerns = [each for each in concerns if each.pk in answered]
    told = [each for each in concerns if each.solved is not solved]
    for each in told:
        each.solved = solved
    Concern.objects.change_many(told, ["solved"])


def findings_become_advice(ctx: Act, order: RepairOrder) -> None:
    """What was found and not priced today is recommended, safety items marked."""
    for finding in findings_left(order):
        operation = None
        if finding.item and finding.item.operation_code:
            operation = (
                LabourOperation.objects.filter(code=finding.item.operation_code).order_by("-since").first()
            )
        advice.give(
            ctx,
            order,
            name=finding.name,
            detail=finding.measured,
            safety=finding.safety and finding.level == Finding.Level.RED,
            urgency="now" if finding.level == Finding.Level.RED else "soon",
            operation=operation,
        )
        finding.turned_into_advice = True
        finding.save()
