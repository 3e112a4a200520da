"""Complaints that somebody has taken, and customers whom he promised to remind: another takes them over."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from zhangdian.aftercare.care import grievances, queries
from zhangdian.aftercare.care.models import Complaint
from zhangdian.aftercare.care.posts import HANDLERS
from zhangdian.foundation.kernel import holds
from zhangdian.foundation.kernel.action import Act
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.frontline.service.posts import ADVISORS
from zhangdian.people.customers.models import Vehicle
from zhangdian.people.organization.belongings import Belonging, Row, belonging
from zhangdian.people.organization.models import Person


def complaints_of(ctx: Any, person: Person) -> Any:
    rows = Complaint.objects.of(ctx).filter(taken_by=person, state__in=Complaint.OPEN)
    return rows.select_related("topic", "taken_by")


def told(complaint: Complaint) -> Row:
    title = f"{complaint.number} {complaint.topic}"
    return Row(complaint.pk, title, reverse("care:complaint", args=[complaint.pk]))


def hand_complaints(ctx: Act, complaints: Sequence[Any], to: Person) -> None:
    """He has them by name, and each one's history says from whom."""
    for complaint in complaints:
        grievances.step(ctx, complaint, f"交接：由{complaint.taken_by}交给{to}处理")
        before, complaint.taken_by = complaint.taken_by_id, to
        holds.pass_on(ctx, complaint, before, to)
    Complaint.objects.change_many(complaints, ["taken_by"])


def reminders_of(ctx: Any, person: Person) -> Any:
    """Cars that left with a next service agreed, whose customer nobody else looks after."""
    return (
        queries.still_to_remind(ctx).filter(advisor=person, vehicle__advisor=None).select_related("vehicle")
    )


def told_reminder(order: RepairOrder) -> Row:
    title = f"{order.plate} 下次保养 {order.service_due_on or order.next_service_on:%Y-%m-%d}"
    return Row(order.pk, title, reverse("service:repairorder", args=[order.pk]))


def hand_reminders(ctx: Act, orders: Sequence[Any], to: Person) -> None:
    """Who served then stays in the order; the car is another's from now on, and so is its reminder."""
    keys = sorted({order.vehicle_id for order in orders})
    vehicles = list(Vehicle.objects.of(ctx).filter(pk__in=keys).order_by("pk").lock())
    for each in vehicles:
        each.advisor = to
    Vehicle.objects.change_many(vehicles, ["advisor"])


def join() -> None:
    belonging(
        Belonging(
            "care.complaints",
            "在处理的投诉",
            "件",
            complaints_of,
            told,
            HANDLERS,
            hand_complaints,
            held=("care.complaint", "taken_by_id"),
        )
    )
    belonging(
        Belonging(
            "care.reminders",
            "答应过的保养提醒",
            "台",
            reminders_of,
            told_reminder,
            ADVISORS,
            hand_reminders,
        )
    )
