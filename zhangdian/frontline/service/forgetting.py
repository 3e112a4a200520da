"""What service keeps of a customer who asked to be forgotten, and what it empties."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.records import Root
from zhangdian.frontline.service.models import Agreement, Appointment, RepairOrder
from zhangdian.people.customers.erasing.forgetting import ERASED
from zhangdian.people.customers.erasing.keeping import Kept, erases_customers, keeps_customers, kept_for_years
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
