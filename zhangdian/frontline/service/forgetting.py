"""What service keeps of a customer who asked to be forgotten, and what it empties."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.models import Paper
from zhangdian.foundation.kernel.records import Root
from zhangdian.frontline.service.models import Agreement, Appointment, RepairOrder, Statement
from zhangdian.people.customers.erasing.forgetting import ERASED
from zhangdian.people.customers.erasing.keeping import (
    TO_READ,
    Kept,
    Left,
    erases_customers,
    keeps_customers,
    kept_for_years,
    leaves_of_customers,
)
from zhangdian.people.customers.models import Customer
from zhangdian.people.organization import rates

REPAIR_RECORDS = rates.standard("保存年数 维修档案", 6, "年")
"""家用汽车产品修理更换退货责任规定 §17."""


@keeps_customers
def car_in_the_store(ctx: Any, customer: Customer) -> Kept | None:
    here = RepairOrder.objects.filter(Q(customer=customer) | Q(vehicle__owner=customer))
    return Kept("车还在店里") if here.filter(state__in=RepairOrder.HERE).exists() else None


@keeps_customers
def car_is_expected(ctx: Any, customer: Customer) -> Kept | None:
    booked = Appointment.objects.filter(vehicle__owner=customer, state=Appointment.State.BOOKED)
    return Kept("有预约还没有到店或取消") if booked.exists() else None


@keeps_customers
def repair_record(ctx: Any, customer: Customer) -> Kept | None:
    """A visit given up before anything was signed is no record of a repair."""
    visits = RepairOrder.objects.filter(customer=customer).exclude(
        state=RepairOrder.State.VOID, signed_at=None
    )
    last = visits.order_by("-arrived_at").first()
    return kept_for_years(ctx, "维修档案", last and (last.exited_at or last.arrived_at), REPAIR_RECORDS)


@erases_customers
def senders(ctx: Act, customer: Customer) -> Iterator[Root]:
    """Who brought the car, and who answered for him."""
    for order in RepairOrder.objects.filter(customer=customer).order_by("pk").lock():
        if order.sender_name:
            order.sender_name = ERASED
        order.sender_phone = ""
        order.save()
        for word in Agreement.objects.filter(order=order).exclude(spoken_by=""):
            word.spoken_by = ""
            word.save()
        yield order


@leaves_of_customers
def words_of_visits(ctx: Any, customer: Customer) -> Left:
    """What the customer said, what was written on the orders: by visit that has any."""
    mine = RepairOrder.objects.filter(customer=customer)
    written = Q(belongings__gt="") | Q(found_around__gt="") | Q(concerns__isnull=False)
    return Left("工单上自由填写的文字(客户的话、车内物品)", mine.filter(written).distinct().count(), TO_READ)


@leaves_of_customers
def signed_papers(ctx: Any, customer: Customer) -> Left:
    """Frozen pages are never changed: that is what they are for."""
    mine = RepairOrder.objects.filter(customer=customer).values("pk")
    statements = Statement.objects.filter(order__in=mine).values("pk")
    of_orders = Q(subject_type=RepairOrder._meta.label_lower, subject_id__in=mine)
    papers = Paper.objects.filter(
        of_orders | Q(subject_type=Statement._meta.label_lower, subject_id__in=statements)
    )
    return Left("签过字的单据", papers.count(), "按签字时的样子存档，系统不改也不删")
