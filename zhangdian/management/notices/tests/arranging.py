"""Notices as tests meet them: to the sales consultants, or about a part."""

from datetime import timedelta
from typing import Any

from zhangdian.aftercare.insurance.models import Insurer
from zhangdian.doors.simulation.people import Part as Cast
from zhangdian.doors.simulation.people import Shop, take_on
from zhangdian.foundation.kernel.context import Context
from zhangdian.management.notices import actions
from zhangdian.management.notices.models import Notice, NoticeKind, ReadReceipt
from zhangdian.people.organization.models import Person, Store
from zhangdian.people.organization.roles import Role

SLC = Role.SALES_CONSULTANT


def kind(code: str = "underwriting") -> NoticeKind:
    found: NoticeKind = NoticeKind.objects.get(code=code)
    return found


def told(shop: Shop, who: Any = None, *, code: str = "underwriting", **how: Any) -> Notice:
    """The specialist of new cars tells all sales consultants; to be read by tomorrow evening."""
    given = {
        "kind": kind(code),
        "title": "安禾家用车折扣收紧",
        "text": "12 月 1 日起，家用车自主定价系数不低于 0.9。",
        "read_by": shop.now + timedelta(days=1),
        "posts": [SLC],
        **how,
    }
    made: Notice = actions.publish_notice(who or shop.new_car_insurance, **given).subject
    return made


def more_consultants(shop: Shop, many: int) -> list[Context]:
    """So many more in the showroom."""
    store = Store.objects.get(pk=shop.store_id)
    first = Person.objects.filter(employee_no__startswith="T").count() + 1000
    return [
        Context(
            store.pk, take_on(store, f"T{first + each}", Cast(f"consultant{each}", SLC, f"顾问{each:02}"))
        )
        for each in range(many)
    ]


def receipt(notice: Notice, who: Any) -> ReadReceipt:
    found: ReadReceipt = ReadReceipt.objects.get(notice=notice, person=who.person_id)
    return found


def reads(notice: Notice, who: Any) -> None:
    actions.confirm_notice(who, receipt(notice, who))


def insurer(code: str = "AH") -> Insurer:
    found: Insurer = Insurer.objects.get(code=code)
    return found


def again(record: Any) -> Any:
    return type(record).objects.get(pk=record.pk)
