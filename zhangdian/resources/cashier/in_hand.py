"""The till of somebody: a shift that is open, with the float in its drawer."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.dates import RecordDate, record_date
from zhangdian.people.organization.belongings import Belonging, Row, belonging
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.roles import Role
from zhangdian.resources.cashier.models import CashierShift, Receivable


def open_shifts(ctx: Any, person: Person) -> Any:
    return CashierShift.objects.of(ctx).filter(cashier=person, state=CashierShift.State.OPEN)


def told(shift: CashierShift) -> Row:
    opened = clock.local(shift.opened_at)
    title = f"{opened:%m-%d %H:%M} 开的班，备用金 {shift.float_amount} 元"
    return Row(shift.pk, title, reverse("cashier:cashiershift", args=[shift.pk]))


def declare_dates() -> None:
    States = Receivable.State
    record_date(
        RecordDate(
            "cashier.receivable.due_on",
            "应收账期到",
            counts=~Q(state=States.VOID),
            stands=~Q(state__in=[States.PAID, States.VOID]),
        )
    )


def join() -> None:
    declare_dates()
    belonging(
        Belonging(
            "cashier.shifts",
            "没交的收银班和备用金",
            "班",
            open_shifts,
            told,
            (Role.CASHIER, Role.SALES_CASHIER),
            ends="请他本人点清交班；人已离开的由另一位收银员点清，前台主管签字",
            held=("cashier.cashiershift", "cashier_id"),
        )
    )
