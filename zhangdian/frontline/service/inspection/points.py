"""What a final inspection looks at: eight points in three minutes, more after a repair (PROC-W-21)."""

from collections.abc import Iterable
from typing import Any

from zhangdian.frontline.service.checking import SPARE

MAINTENANCE = (
    "机油液位，放油螺栓和滤清器不渗",
    "轮胎气压，车轮螺栓已紧",
    "制动踏板脚感",
    "灯光、雨刮",
    "仪表无故障灯，保养提示已归零",
    "机舱和车内无遗留工具，干净，物品未动",
    SPARE,
    "项目都做了，单据齐",
)
REPAIR = (
    "客户说的故障已消除",
    "故障码已清除，不再出现",
    "管路、线束、插头复位",
    "拆装部位间隙、螺钉齐全",
    "无异响、无渗漏",
    "换下的旧件在",
)
ROAD = ("直线、转向、制动正常", "路试无异响、无故障灯")
QUICK = frozenset({"保养"})


def points_of(categories: Iterable[str], *, road_test: bool) -> list[str]:
    """The eight for maintenance, the long list after a repair, the road where the rule asks for it."""
    long = bool(set(categories) - QUICK)
    return [*MAINTENANCE, *(REPAIR if long else ()), *(ROAD if road_test else ())]


def minutes_for(points: list[Any]) -> int:
    """How long an honest look takes."""
    return 3 if len(points) <= len(MAINTENANCE) else 8
