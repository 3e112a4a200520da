"""A store with its kinds of matters, and matters as somebody reports them."""

from datetime import date, timedelta
from typing import Any

from zhangdian.doors.simulation.people import Shop
from zhangdian.management.duties.matters import kinds
from zhangdian.management.duties.matters.actions import (
    answer_matter,
    load_matter_kinds,
    report_matter,
    return_matter,
)
from zhangdian.management.duties.models import Matter, MatterKind
from zhangdian.resources.parts.tests.arranging import a_part


def with_kinds(shop: Shop) -> None:
    """As the house ships them; once."""
    if not MatterKind.objects.of(shop.clock).exists():
        load_matter_kinds(shop.clock, rows=list(kinds.shipped()))


def kind(shop: Shop, name: str = "工作问题") -> MatterKind:
    with_kinds(shop)
    found: MatterKind = MatterKind.objects.of(shop.clock).get(name__startswith=name)
    return found


def reported(
    shop: Shop, who: str = "new_car_insurance", *, of: str = "工作问题", what: str = "系统报价慢", **how: Any
) -> Matter:
    """The insurance specialist tells his manager."""
    made: Matter = report_matter(getattr(shop, who), kind=kind(shop, of), what=what, **how).subject
    return made


def answered(shop: Shop, matter: Matter, who: str = "fi_manager", **how: Any) -> Matter:
    """His manager says what is done, by whom and until tomorrow evening."""
    given = {"measure": "联系保险公司换线路", "owner": shop.person("insurance_clerk"), "day": tomorrow(shop)}
    answer_matter(getattr(shop, who), matter, **{**given, **how})
    return again(matter)


def sent_back(shop: Shop, matter: Matter, who: str = "fi_manager") -> Matter:
    return_matter(getattr(shop, who), matter, wanted="哪家公司，几点到几点")
    return again(matter)


def supply_stops(shop: Shop, change: int = 20, least: int = 3) -> Matter:
    """The planner has heard that a part is not made any more, and would keep more of it."""
    part = a_part(shop, least=least)
    return reported(
        shop,
        "parts_planner",
        of="生产和市场信息",
        what="下月停产两周",
        source="备件公司通知",
        about=part.part_no,
        change=change,
    )


def of_each_sort(shop: Shop) -> None:
    """One that waits, one that was answered, one that was sent back, one with a proposal for the stock."""
    reported(shop, what="投保单要手抄两遍", proposal="和保险公司谈导入")
    answered(shop, reported(shop, what="报价系统上午慢", proposal="换线路"))
    sent_back(shop, reported(shop, what="有客户嫌贵"))
    supply_stops(shop)


def tomorrow(shop: Shop) -> date:
    return shop.today + timedelta(days=1)


def again(matter: Matter) -> Matter:
    found: Matter = Matter.objects.get(pk=matter.pk)
    return found


def titles(tasks: list[Any]) -> list[str]:
    """What stands on Today of a queue."""
    return [task.title for task in tasks]
