"""Conditions of the parts counter."""

from typing import Any

from zhangdian.foundation.kernel.gates import stops
from zhangdian.foundation.kernel.refusals import Missing
from zhangdian.people.organization.roles import Role
from zhangdian.resources.parts.models import Requisition


@stops("领料单有来源：任务委托书、销售单或内部领用")
def requisition_has_a_source(ctx: Any, requisition: Requisition) -> Missing | None:
    if requisition.purpose_id and requisition.purpose_type:
        return None
    return Missing("没有来源单据，不能发料", str(Role.SERVICE_ADVISOR.label))


@stops("没有已发未退的配件")
def nothing_is_out(ctx: Any, requisition: Requisition) -> Missing | None:
    out = [line for line in requisition.at_hand("lines") if line.kept]
    if not out:
        return None
    text = "、".join(f"{line.part} {line.kept} {line.part.unit}" for line in out)
    return Missing(f"已发未退：{text}，先退料", str(Role.STOREKEEPER.label), "parts.return_parts")
