"""A duty of the host's that counts when a second person has looked."""

from datetime import time
from typing import Any

from zhangdian.doors.simulation.people import Shop
from zhangdian.management.duties.confirming.actions import say_done
from zhangdian.management.duties.models import SecondLook
from zhangdian.management.duties.own.tests.arranging import add
from zhangdian.management.duties.tests.arranging import item, the_clock_looks, with_duties
from zhangdian.management.duties.timetables import SECOND, TimetableRow
from zhangdian.management.duties.watching.actions import load_timetables
from zhangdian.people.organization.roles import Role

CODE = "OWN-01"


def with_second_person(shop: Shop, **how: Any) -> None:
    """From tomorrow's morning on it is due at ten."""
    with_duties(shop)
    add(shop, proof=SECOND, sentence="每天收好客户休息区的贵重物品", **how)
    shop.later(days=1)
    the_clock_looks(shop)


def said(shop: Shop, words: str = "柜子锁了，钥匙交前台") -> SecondLook:
    """The host says that it is done."""
    look: SecondLook = say_done(shop.lounge_host, item(shop, CODE), words=words).subject
    return look


def timed_today(shop: Shop) -> None:
    """A duty of the workshop that is due today and counts when a second person has looked."""
    row = TimetableRow("WSM-02", Role.WORKSHOP_SUPERVISOR, "FREQ=DAILY", time(17), SECOND)
    load_timetables(shop.clock, rows=[row], points=[])


def said_in_the_workshop(shop: Shop) -> None:
    """Its holder says that it is done."""
    say_done(shop.workshop_supervisor, item(shop, "WSM-02"), words="明天的工位排好了")


def looker(shop: Shop, look: SecondLook) -> Any:
    """Somebody of the post that is asked."""
    return shop.in_role(look.post)
