"""The front desk's tables: departments, today's plan, visits by kind and by advisor, appointments."""

from datetime import timedelta
from typing import Any

from django.db.models import Count, Q, Sum

from zhangdian.aftercare.care import figures as care
from zhangdian.aftercare.care import queries as calls
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.money import FEN
from zhangdian.foundation.ui.writing import standing
from zhangdian.frontline.service import figures as service
from zhangdian.frontline.service import orders
from zhangdian.frontline.service.models import Appointment, RepairOrder
from zhangdian.management.reports.contents.tools import (
    CARS,
    HERE,
    KINDS,
    LONGEST,
    N,
    Y,
    of_car,
    share,
    span_of,
    within,
)
from zhangdian.management.reports.kinds import About
from zhangdian.management.reports.sections import Cell, Heading, Table, section
from zhangdian.people.customers.sights import PRICES
from zhangdian.people.organization.roles import Role
from zhangdian.resources.cashier import queries as till
from zhangdian.resources.cashier.models import Receivable
from zhangdian.resources.parts.models import Movement, Requisition

State = Appointment.State
OWN = [Role.SERVICE_ADVISOR]


@section("by_department", "各部门做了什么")
def by_department(about: About) -> Table:
    """One line for each thing that a department did."""
    ctx, span = about.ctx, span_of(about)
    own = RepairOrder.objects.of(ctx)
    booked = Appointment.objects.of(ctx).filter(within("slot_at", span))
    missed = booked.filter(state=Appointment.State.MISSED).count()
    passed = own.filter(within("final_passed_at", span)).aggregate(cars=Count("pk"), reworks=Sum("reworks"))
    issued = Requisition.objects.of(ctx).filter(within("issued_at", span)).count()
    moves = (
        Movement.objects.of(ctx)
        .filter(within("at", span), kind=Movement.Kind.ISSUE)
        .aggregate(lines=Count("pk"), pieces=Sum("quantity"))
    )
    tried = care.called_in_time(ctx, *about.days)
    rows: list[list[Cell]] = [
        ["前台", "签委托书", own.filter(within("signed_at", span)).count(), "台"],
        ["前台", "预约", booked.count(), f"台，爽约 {missed}"],
        ["车间", "完工工时", service.sold_hours(ctx, *about.days).value, "h"],
        ["车间", "总检合格", passed["cars"], f"台，返修 {passed['reworks'] or 0} 次"],
        ["配件", "发齐领料单", issued, f"张，{moves['lines']} 行 {-(moves['pieces'] or 0)} 件"],
        ["客服", "应回访", tried.of, f"个，按时 {tried.count}"],
        ["客服", "投诉", care.complaints_counted(ctx, *about.days).count, "件"],
    ]
    return Table("各部门", [Heading("部门"), Heading("做了什么"), Heading("数", N), Heading("其中")], rows)


@section("plan_of_day", "今天要做的")
def plan_of_day(about: About) -> Table:
    """What is waiting on the day on which it is told."""
    ctx, day = about.ctx, about.ctx.today
    span = clock.day_bounds(day, ctx.standing.zone)
    own = RepairOrder.objects.of(ctx)
    booked = (
        Appointment.objects.of(ctx).filter(within("slot_at", span), state=Appointment.State.BOOKED).count()
    )
    rows: list[list[Cell]] = [
        ["前台", "预约到店", booked, "台"],
        ["车间", "承诺今天交", own.filter(HERE, within("promised_at", span)).count(), "台"],
        ["车间", "已经超过承诺", orders.past_promise(own, ctx).count(), "台"],
        ["配件", "等发料", Requisition.objects.of(ctx).open().count(), "张"],
        ["客服", "该打的回访", calls.visits_to_call(ctx).filter(call_at__lt=span[1]).count(), "个"],
        ["收银", "过了账期", Receivable.objects.of(ctx).filter(till.past_term(ctx)).count(), "张"],
    ]
    return Table(
        f"今天（{day:%m-%d}）要做的",
        [Heading("部门"), Heading("什么"), Heading("数", N), Heading("单位")],
        rows,
    )


@section("handed_over_late", "晚交的车")
def handed_over_late(about: About) -> Table:
    """Cars that left and whose customers were told later than promised."""
    left = RepairOrder.objects.of(about.ctx).filter(within("exited_at", span_of(about)))
    late = orders.told_late(left).select_related("advisor").order_by("promised_at")[:LONGEST]
    rows = [
        [*of_car(each), standing(clock.minutes_between(each.promised_at, each.customer_told_at))]
        for each in late
    ]
    return Table("晚交的车", [*CARS, Heading("晚了")], rows, "没有晚交的车")


@section("past_promise", "超过承诺还在店的车")
def past_promise(about: About) -> Table:
    ctx = about.ctx
    late = (
        orders.past_promise(RepairOrder.objects.of(ctx), ctx)
        .select_related("advisor")
        .order_by("promised_at")
    )
    rows = [
        [*of_car(each), standing(clock.minutes_between(each.promised_at, ctx.now))] for each in late[:LONGEST]
    ]
    return Table("超过承诺还在店", [*CARS, Heading("超了")], rows, "没有超过承诺的车")


@section("by_kind", "台次按类别")
def by_kind(about: About) -> Table:
    left = RepairOrder.objects.of(about.ctx).filter(within("exited_at", span_of(about)))
    counted = (
        left.values_list("kind")
        .annotate(count=Count("pk"), came_back=Sum("reworks"))
        .order_by("-count", "kind")
    )
    rows: list[list[Cell]] = [[KINDS[kind], count, came_back] for kind, count, came_back in counted]
    return Table(
        "按类别", [Heading("类别"), Heading("离店台次", N), Heading("检查退回", N)], rows, "没有离店的车"
    )


@section("by_advisor", "各服务顾问的准时和报价")
def by_advisor(about: About) -> Table:
    """Estimates that held, customers told in time, delays that were reported."""
    held = {each.advisor: each for each in service.estimate_difference(about.ctx, *about.days)}
    told = {each.advisor: each for each in service.told_in_time(about.ctx, *about.days)}
    reported = {each.advisor: each for each in service.delays_reported(about.ctx, *about.days)}
    names = sorted({*held, *told, *reported}, key=lambda each: str(each or ""))
    rows: list[list[Cell]] = [
        [
            str(name or "没有顾问"),
            held[name].difference if name in held else None,
            told[name].percent if name in told else None,
            reported[name].percent if name in reported else None,
        ]
        for name in names
    ]
    headings = [
        Heading("服务顾问"),
        Heading("结算比报价 %", N),
        Heading("及时通知 %", N),
        Heading("延误提前报 %", N),
    ]
    return Table("服务顾问", headings, rows, "没有可算的单")


@section("desk_by_advisor", "前台业务按顾问", sights=[PRICES.name])
def desk_by_advisor(about: About) -> Table:
    """Cars, how many had booked, how many left in time, and what each brought (FDS-06)."""
    ctx, span = about.ctx, span_of(about)
    own = RepairOrder.objects.of(ctx).filter(voided_at=None)
    came = own.filter(within("arrived_at", span)).values_list("advisor__name")
    arrived = {
        name: (cars, booked)
        for name, cars, booked in came.annotate(
            cars=Count("pk"), booked=Count("pk", filter=Q(appointment__isnull=False))
        ).order_by()
    }
    left = own.filter(within("exited_at", span)).values_list("advisor__name").order_by()
    gone = {
        name: (cars, money)
        for name, cars, money in left.annotate(cars=Count("pk"), money=Sum("agreed_amount"))
    }
    names = sorted({*arrived, *gone}, key=lambda each: each or "")
    rows: list[list[Cell]] = []
    for name in names:
        cars, booked = arrived.get(name, (0, 0))
        out, money = gone.get(name, (0, None))
        each = (money / out).quantize(FEN) if out and money is not None else None
        rows.append([name or "没有顾问", cars, share(booked, cars), out, money, each])
    headings = [
        Heading("服务顾问"),
        Heading("进店", N),
        Heading("预约来的 %", N),
        Heading("离店", N),
        Heading("客户同意金额", Y),
        Heading("单车", Y),
    ]
    return Table("前台业务", headings, rows, "没有车")


@section("appointments_of_days", "预约的数")
def appointments_of_days(about: About) -> Table:
    """Day by day: booked, come, missed, called off; and who is expected next (CSS-13)."""
    ctx = about.ctx
    ahead = about.last + timedelta(days=1)
    start, end = clock.days_bounds(about.first, ahead, ctx.standing.zone)
    booked = Appointment.objects.of(ctx).filter(slot_at__gte=start, slot_at__lt=end)
    days: dict[Any, dict[str, int]] = {}
    for slot_at, state in booked.order_by("slot_at").values_list("slot_at", "state"):
        day = days.setdefault(clock.day(slot_at, ctx.standing.zone), dict.fromkeys(("all", *State.values), 0))
        day["all"] += 1
        day[state] += 1
    rows: list[list[Cell]] = [
        [
            f"{day:%m-%d}" + ("（下一天）" if day == ahead else ""),
            counted["all"],
            counted[State.ARRIVED],
            counted[State.MISSED],
            counted[State.CANCELLED],
            share(counted[State.ARRIVED], counted[State.ARRIVED] + counted[State.MISSED]),
        ]
        for day, counted in days.items()
    ]
    headings = [
        Heading("哪天"),
        Heading("预约", N),
        Heading("来了", N),
        Heading("爽约", N),
        Heading("取消", N),
        Heading("履约 %", N),
    ]
    return Table("预约", headings, rows, "没有预约")


@section("my_visits", "本人接的车", posts=OWN)
def my_visits(about: About) -> Table:
    """The cars that left, of one advisor: promise and telling, what came on top."""
    left = RepairOrder.objects.of(about.ctx).filter(within("exited_at", span_of(about)))
    if about.whose.person:
        left = left.filter(advisor=about.whose.person)
    rows: list[list[Cell]] = [
        [each.plate, each.number, KINDS[each.kind], kept(each), each.reworks]
        for each in left.order_by("exited_at", "pk")[:LONGEST]
    ]
    headings = [
        Heading("车牌"),
        Heading("委托书"),
        Heading("类别"),
        Heading("最后承诺"),
        Heading("检查退回", N),
    ]
    return Table("离店的车", headings, rows, "没有离店的车")


def kept(order: RepairOrder) -> str:
    """准时, or by how much it was late."""
    if not order.promised_at or not order.customer_told_at:
        return ""
    if order.customer_told_at <= order.promised_at:
        return "准时"
    return f"晚 {standing(clock.minutes_between(order.promised_at, order.customer_told_at))}"
