"""What of a visit is in somebody's name: the customer's order, work on a line, a running clock, a wash."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from zhangdian.foundation.kernel import clock, holds
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.frontline.service import workbench
from zhangdian.frontline.service.clocks import HANDS
from zhangdian.frontline.service.models import Appointment, ClockRecord, OrderLine, RepairOrder, SpareForm
from zhangdian.frontline.service.models.order import is_here
from zhangdian.frontline.service.posts import ADVISORS
from zhangdian.people.organization.belongings import Belonging, Row, belonging
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.roles import Role
from zhangdian.resources.parts import requisitions


def orders_of(ctx: Any, person: Person) -> Any:
    return RepairOrder.objects.of(ctx).open().filter(advisor=person).select_related("vehicle")


def told_order(order: RepairOrder) -> Row:
    title = f"{order.plate} {order.get_state_display()}"
    return Row(order.pk, title, reverse("service:repairorder", args=[order.pk]))


def hand_orders(ctx: Act, orders: Sequence[Any], to: Person) -> None:
    """The customer has another advisor: what waits for the first one waits for him."""
    for order in orders:
        before, order.advisor = order.advisor_id, to
        holds.pass_on(ctx, order, before, to)
    RepairOrder.objects.change_many(orders, ["advisor"])


def appointments_of(ctx: Any, person: Person) -> Any:
    rows = Appointment.objects.of(ctx).filter(advisor=person, state=Appointment.State.BOOKED)
    return rows.select_related("vehicle")


def told_appointment(one: Appointment) -> Row:
    title = f"{clock.local(one.slot_at):%m-%d %H:%M} {one.vehicle}"
    return Row(one.pk, title, reverse("service:appointment", args=[one.pk]))


def hand_appointments(ctx: Act, booked: Sequence[Any], to: Person) -> None:
    for each in booked:
        each.advisor = to
    Appointment.objects.change_many(booked, ["advisor"])


def lines_of(ctx: Any, person: Person) -> Any:
    """Work that he has and has not finished."""
    rows = OrderLine.objects.of(ctx).filter(is_here("order__"), technician=person)
    rows = rows.filter(dispatched_at__isnull=False, finished_at=None)
    return rows.select_related("order__vehicle", "operation")


def told_line(line: OrderLine) -> Row:
    title = f"{line.order.plate} {line.name}"
    return Row(line.pk, title, reverse("service:repairorder", args=[line.order_id]))


def hand_lines(ctx: Act, lines: Sequence[Any], to: Person) -> None:
    """Another technician has the work and fetches its parts; the first one's clock must have stopped."""
    running = ClockRecord.objects.of(ctx).filter(line__in=[line.pk for line in lines], ended_at=None)
    if his := running.select_related("technician").first():
        raise Refusal(f"{his.technician} 的工时还在走：请先停工(人已离开的由车间主管补填停工)，再交给别人")
    workbench.works_with_his_hands(ctx, to)
    workbench.is_his_trade(ctx, to, lines)
    workbench.has_the_paper(ctx, to, lines)
    for line in lines:
        line.technician = to
    OrderLine.objects.change_many(lines, ["technician"])
    for order in dict.fromkeys(line.order for line in lines):
        requisitions.name_taker(ctx, order, to)


def running_of(ctx: Any, person: Person) -> Any:
    rows = ClockRecord.objects.of(ctx).filter(technician=person, ended_at=None)
    return rows.select_related("order", "line")


def told_clock(record: ClockRecord) -> Row:
    title = f"{record.order.plate} {record.line.name}，{clock.local(record.started_at):%m-%d %H:%M} 起"
    return Row(record.pk, title, reverse("service:clockrecord", args=[record.pk]))


def washes_of(ctx: Any, person: Person) -> Any:
    rows = RepairOrder.objects.of(ctx).open().filter(washer=person, washed_at=None)
    return rows.filter(wash_started_at__isnull=False).select_related("vehicle")


def hand_washes(ctx: Act, orders: Sequence[Any], to: Person) -> None:
    for order in orders:
        order.washer = to
    RepairOrder.objects.change_many(orders, ["washer"])


def spare_forms_of(ctx: Any, person: Person) -> Any:
    return SpareForm.objects.of(ctx).filter(printed_by=person, state=SpareForm.State.OUT)


def join() -> None:
    belonging(
        Belonging(
            "service.orders",
            "在店的车",
            "台",
            orders_of,
            told_order,
            ADVISORS,
            hand_orders,
            held=("service.repairorder", "advisor_id"),
        )
    )
    belonging(
        Belonging(
            "service.appointments",
            "预约",
            "个",
            appointments_of,
            told_appointment,
            ADVISORS,
            hand_appointments,
            held=("service.appointment", "advisor_id"),
        )
    )
    belonging(
        Belonging(
            "service.clocks",
            "没停的工时",
            "条",
            running_of,
            told_clock,
            HANDS,
            ends="请他本人停工；人已离开的由车间主管补填停工",
            held=("service.clockrecord", "technician_id"),
        )
    )
    belonging(
        Belonging(
            "service.lines",
            "没完工的项目",
            "项",
            lines_of,
            told_line,
            HANDS,
            hand_lines,
            held=("service.orderline", "technician_id"),
        )
    )
    belonging(
        Belonging(
            "service.washes",
            "在洗的车",
            "台",
            washes_of,
            told_order,
            (Role.WASHER,),
            hand_washes,
            held=("service.repairorder", "washer_id"),
        )
    )
    belonging(
        Belonging(
            "service.spare_forms",
            "在外的备用单",
            "张",
            spare_forms_of,
            lambda each: Row(each.pk, str(each), reverse("service:outage")),
            ADVISORS,
            ends="请补录或作废",
            held=("service.spareform", "printed_by_id"),
        )
    )
