"""The front desk looks each day at two of the day's cars that the system draws."""

from datetime import time
from typing import Any

from zhangdian.doors.simulation import visits
from zhangdian.doors.simulation.people import Shop
from zhangdian.management.duties.drawing.actions import draw_sample, pass_drawn
from zhangdian.management.duties.models import Drawn
from zhangdian.management.duties.own.tests.arranging import add
from zhangdian.management.duties.tests.arranging import item, the_clock_looks, with_duties
from zhangdian.management.duties.timetables import DRAWN, TimetableRow
from zhangdian.management.duties.watching.actions import load_timetables
from zhangdian.people.organization.roles import Role

CODE = "OWN-01"
CARS = {"proof": DRAWN, "draws": "service.cars_arrived", "draw_count": 2}


def with_sample(shop: Shop, cars: int = 3, comes: Any = visits.a_visit_arrived, **how: Any) -> None:
    """From tomorrow's morning on; so many cars have come by the hour of which it is looked."""
    with_duties(shop)
    add(shop, sentence="每天抽查 2 张接待单", **{"posts": [Role.FRONT_DESK_SUPERVISOR], **CARS, **how})
    shop.later(days=1)
    the_clock_looks(shop)
    for number in range(cars):
        comes(shop, f"苏B10{number}Q7")


def drawn(shop: Shop, who: str = "front_desk_supervisor") -> list[Drawn]:
    """The supervisor opens it."""
    draw_sample(getattr(shop, who), item(shop, CODE))
    return list(Drawn.objects.filter(item=item(shop, CODE)))


def timed_today(shop: Shop) -> None:
    """A duty of the front desk that is due today and proved by a sample."""
    row = TimetableRow(
        "FDS-05",
        Role.FRONT_DESK_SUPERVISOR,
        "FREQ=DAILY",
        time(17),
        DRAWN,
        draws="service.cars_arrived",
        draw_count=2,
    )
    load_timetables(shop.clock, rows=[row], points=[])


def drawn_at_the_desk(shop: Shop) -> None:
    """Drawn, and the first of it in order."""
    draw_sample(shop.front_desk_supervisor, item(shop, "FDS-05"))
    pass_drawn(shop.front_desk_supervisor, Drawn.objects.filter(item=item(shop, "FDS-05"))[0])
