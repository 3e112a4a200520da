"""What the tables of all rooms share."""

from datetime import datetime
from decimal import Decimal

from django.db.models import Q

from zhangdian.foundation.kernel import clock, figures
from zhangdian.foundation.kernel.money import ZERO
from zhangdian.foundation.ui.xlsx import ColumnKind
from zhangdian.frontline.service import figures as service
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.management.reports.kinds import About
from zhangdian.management.reports.sections import Heading

N, Y = ColumnKind.NUMBER, ColumnKind.MONEY
LONGEST = 40
"""Rows of a list that names single cars: beyond it the list itself is looked at."""
HERE = Q(exited_at=None, voided_at=None)
CARS = (Heading("车牌"), Heading("委托书"), Heading("服务顾问"))
KINDS = dict(RepairOrder._meta.get_field("kind").choices or ())
Span = tuple[datetime, datetime]


def within(path: str, span: Span) -> Q:
    return Q(**{f"{path}__gte": span[0], f"{path}__lt": span[1]})


def span_of(about: About) -> Span:
    """The instants of a report's days."""
    return clock.days_bounds(*about.days, about.ctx.standing.zone)


def of_car(order: RepairOrder) -> list[str]:
    return [order.plate, order.number, str(order.advisor or "")]


def amount_of(measured: figures.Measured | None) -> Decimal:
    return measured.amount if measured else ZERO


def share(part: int | Decimal | None, whole: int | Decimal | None) -> Decimal | None:
    """In percent, to one place; None of nothing."""
    if not whole:
        return None
    return service.tenth(Decimal(100) * Decimal(part or 0) / Decimal(whole))
