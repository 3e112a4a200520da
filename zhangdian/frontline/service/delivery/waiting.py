"""What waits at delivery, for the home page."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from zhangdian.foundation.ui.queues import Task, queue
from zhangdian.foundation.ui.waits import MOST, Tally, Waits
from zhangdian.frontline.service import handing_over
from zhangdian.frontline.service.ball import stage_since
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.people.organization.roles import Role

State = RepairOrder.State
PROMISED = (State.WAITING, State.IN_REPAIR, State.CHECKING, State.WASHING, State.READY)


def due_at(order: RepairOrder) -> Any:
    """Ten minutes for telling the customer (PROC-D-09); then the hour agreed, else the one promised."""
    if order.internally_checked_at and not order.customer_told_at:
        return order.internally_checked_at + handing_over.TELL_WITHIN
    return order.pickup_at or order.promised_at


def next_step(order: RepairOrder) -> tuple[str, str]:
    """What the advisor does next with a ready car, and the verb on the button."""
    if not order.internally_checked_at:
        return "内部交车", "核对"
    if not order.customer_told_at:
        return "通知客户取车", "通知"
    if not order.statement_signed_at:
        return "陪客户验车，结算签字", "交车"
    return "还东西，送客户", "送别"


def ready(ctx: Any) -> Any:
    here = RepairOrder.objects.of(ctx).open()
    return here.filter(advisor=ctx.person_id, state__in=(State.READY, State.RELEASED))


@Tally
def ready_count(ctx: Any) -> Waits:
    """What `due_at` says, for the database."""
    to_tell = Q(internally_checked_at__isnull=False, customer_told_at=None)
    agreed = Q(pickup_at__lt=ctx.now) | Q(pickup_at=None, promised_at__lt=ctx.now)
    too_late = Q(internally_checked_at__lt=ctx.now - handing_over.TELL_WITHIN)
    return Waits(ready(ctx), to_tell & too_late | ~to_tell & agreed)


@queue("交车", [Role.SERVICE_ADVISOR], ready_count)
def my_ready_cars(ctx: Any) -> list[Task]:
    """My cars that are ready, settled or may leave."""
    return [task_of(order) for order in ready(ctx).select_related("vehicle")[:MOST]]


def task_of(order: RepairOrder) -> Task:
    title, verb = next_step(order)
    return Task(
        title=title,
        url=reverse("service:delivery", args=[order.pk]),
        verb=verb,
        since=stage_since(order),
        due=due_at(order),
        plate=order.plate,
        remark=f"停放 {order.place}" if order.place else "",
    )


def released(ctx: Any) -> Any:
    return RepairOrder.objects.of(ctx).open().filter(state=State.RELEASED)


@queue("放行", [Role.GUARD], lambda ctx: Waits(released(ctx)))
def cars_to_let_out(ctx: Any) -> list[Task]:
    """Cars with a valid pass."""
    rows = released(ctx)[:MOST]
    gate = reverse("service:gate")
    return [
        Task(
            "可以放行", f"{gate}?q={order.plate}", "放行", since=order.statement_signed_at, plate=order.plate
        )
        for order in rows
    ]


def large(ctx: Any) -> Any:
    return RepairOrder.objects.of(ctx).open().filter(large_confirmed_at=None, agreed_amount__gte=10_000)


@queue("万元以上", [Role.SERVICE_MANAGER], lambda ctx: Waits(large(ctx)))
def large_orders(ctx: Any) -> list[Task]:
    """Orders of ten thousand yuan and more that the service manager has not yet joined (SVM-17)."""
    return [
        Task(
            "万元以上业务请参与",
            reverse("service:repairorder", args=[order.pk]),
            "看单",
            since=order.signed_at,
            plate=order.plate,
            remark=f"{order.agreed_amount:,.2f} 元",
        )
        for order in large(ctx)[:MOST]
    ]


def late(ctx: Any) -> Any:
    """Past their promise; a car of which the customer knows that it is ready only waits for him."""
    here = RepairOrder.objects.of(ctx).open()
    return here.filter(promised_at__lt=ctx.now, customer_told_at=None, state__in=PROMISED)


@queue(
    "要晚的车",
    [Role.SERVICE_MANAGER, Role.FRONT_DESK_SUPERVISOR, Role.WORKSHOP_SUPERVISOR],
    lambda ctx: Waits(late(ctx), late=True),
)
def late_cars(ctx: Any) -> list[Task]:
    """Cars past their promise, the latest first."""
    return [
        Task(
            f"超过承诺，{order.get_state_display()}",
            reverse("service:repairorder", args=[order.pk]),
            "看",
            due=order.promised_at,
            plate=order.plate,
            remark=f"顾问 {order.advisor}" if order.advisor else "",
        )
        for order in late(ctx).select_related("advisor").order_by("promised_at")[:MOST]
    ]


def waiting_here(ctx: Any) -> Any:
    """Cars whose customers sit in the lounge."""
    here = RepairOrder.objects.of(ctx).open().filter(stay=RepairOrder.Stay.WAITS)
    return here.exclude(state__in=(State.DRAFT, State.RELEASED))


@queue("休息区的客户", [Role.LOUNGE_HOST], lambda ctx: Waits(waiting_here(ctx), Q(promised_at__lt=ctx.now)))
def guests(ctx: Any) -> list[Task]:
    """Who waits for which car until when; the host hears of it before the customer asks."""
    rows = waiting_here(ctx).select_related("advisor").order_by("promised_at", "pk")
    return [
        Task(
            "修好了，请到前台" if order.customer_told_at else f"在店等，车{order.get_state_display()}",
            reverse("service:lounge"),
            "看进度",
            due=order.promised_at,
            plate=order.plate,
            remark=f"顾问 {order.advisor}" if order.advisor else "",
        )
        for order in rows[:MOST]
    ]
