"""A store that changes its wall."""

from datetime import date, time, timedelta
from typing import Any

from zhangdian.doors.simulation.people import Shop
from zhangdian.foundation.kernel.actions import sign_request
from zhangdian.management.duties import wall
from zhangdian.management.duties.models import Duty
from zhangdian.management.duties.own import actions
from zhangdian.people.organization.models import Tenure
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.staff.actions import end_tenure

FOLLOW_UP = "PROC-F-01"
"""交车后3日内完成服务质量跟踪回访."""


WATER = "每天检查 2 次饮水机滤芯和水位"


def tomorrow(shop: Shop) -> date:
    return shop.today + timedelta(days=1)


def reword(shop: Shop, code: str, sentence: str, **how: Any) -> Any:
    """The office director words a duty otherwise, from tomorrow."""
    given = {"since": tomorrow(shop), "reason": "店里的做法", **how}
    return actions.reword_duty(shop.office_director, code=code, sentence=sentence, **given)


def reassign(shop: Shop, code: str, *posts: Any, **how: Any) -> Any:
    """The office director gives a duty to other posts, from tomorrow."""
    given = {"since": tomorrow(shop), "reason": "人手调整", **how}
    return actions.reassign_duty(shop.office_director, code=code, posts=list(posts), **given)


def switch_off(shop: Shop, code: str) -> None:
    """The office director asks, the general manager signs."""
    asked = actions.switch_off_duty(shop.office_director, code=code, since=tomorrow(shop), reason="外包了")
    sign_request(shop.general_manager, asked.subject)


def hung(shop: Shop, code: str, days: int = 0) -> Any:
    """How a duty hangs there in so many days."""
    return wall.wall_on(shop.clock, shop.today + timedelta(days=days)).by_code.get(code)


def add(shop: Shop, **how: Any) -> Any:
    """The office director adds a duty of the host's, due daily at ten, shown by a photo, from tomorrow."""
    given = {
        "sentence": WATER,
        "kind": Duty.Kind.RECURRING,
        "area": Duty.Area.FACILITIES,
        "posts": [Role.LOUNGE_HOST],
        "since": tomorrow(shop),
        "reason": "客户提过水有味",
        "rule": "FREQ=DAILY",
        "due": time(10),
        **how,
    }
    return actions.add_duty(shop.office_director, **given)


def nobody_rescues(shop: Shop) -> None:
    """The one who held that post leaves it today."""
    end_tenure(shop.office_director, Tenure.objects.get(role=Role.RESCUE_TECHNICIAN))
