"""What must be true of a count before it is posted."""

from typing import Any

from zhangdian.foundation.kernel.gates import stops
from zhangdian.foundation.kernel.refusals import Missing
from zhangdian.people.organization.roles import Role
from zhangdian.resources.parts.counts import lines_of
from zhangdian.resources.parts.models import CountLine, StockCount

KEEPER = str(Role.STOREKEEPER.label)


def named(lines: list[CountLine]) -> str:
    """The first shelves of a list, in words."""
    return "、".join(f"{line.card.bin} {line.card.part}".strip() for line in lines[:6])


@stops("每个货位都点过")
def every_shelf_is_counted(ctx: Any, count: StockCount) -> Missing | None:
    left = [line for line in lines_of(count) if not line.times]
    if not left:
        return None
    return Missing(f"还有 {len(left)} 个货位没点：{named(left)}", KEEPER, "parts.count_shelf")


@stops("有差异的都复点过")
def differences_are_counted_twice(ctx: Any, count: StockCount) -> Missing | None:
    once = [line for line in lines_of(count) if line.difference and line.times < 2]
    return Missing(f"有差异要先复点：{named(once)}", KEEPER, "parts.count_shelf") if once else None


@stops("每处差异都有原因")
def differences_have_reasons(ctx: Any, count: StockCount) -> Missing | None:
    silent = [line for line in lines_of(count) if line.difference and line.times == 2 and not line.reason]
    return Missing(f"差异要写原因：{named(silent)}", KEEPER, "parts.explain_difference") if silent else None
