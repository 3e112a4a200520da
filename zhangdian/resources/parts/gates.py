"""Conditions of the parts counter."""

from typing import Any

from zhangdian.foundation.kernel.gates import stops
from zhangdian.foundation.kernel.refusals import Missing
from zhangdian.people.organization.roles import Role
from zhangdian.resources.parts.models import Requisition


@stops("没有已发未退的配件")
def nothing_is_out(ctx: Any, requisition: Requisition) -> Missing | None:
    out = [line for line in requisition.at_hand("lines") if line.kept]
    if not out:
        return None
    text = "、".join(f"{line.part} {line.kept} {line.part.unit}" for line in out)
    return Missing(f"已发未退：{text}，先退料", str(Role.STOREKEEPER.label), "parts.return_parts")
