"""What stands in each report: the figures and lists of the rooms below, for a span of days."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum

from zhangdian.aftercare.care import figures as care
from zhangdian.aftercare.care import queries as calls
from zhangdian.aftercare.care.models import Complaint
from zhangdian.foundation.kernel import clock, figures
from zhangdian.foundation.kernel.money import ZERO
from zhangdian.foundation.ui.writing import standing
from zhangdian.foundation.ui.xlsx import ColumnKind
from zhangdian.frontline.service import figures as service
from zhangdian.frontline.service import orders
from zhangdian.frontline.service.models import (
    Appointment,
    Check,
    ProgressNote,
    RepairOrder,
)
from zhangdian.management.reports.kinds import Cell, Content, Heading, Number, Period, Table, report
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.roles import Role
from zhangdian.resources.cashier import figures as cash
from zhangdian.resources.cashier import queries as till
from zhangdian.resources.cashier.models import CashDay, Means, Payment, Receivable, Refund
from zhangdian.resources.parts.models import Movement, Requisition

N, Y = ColumnKind.NUMBER, ColumnKind.MONEY
LONGEST = 40
"""Rows of a list that names single cars: beyond it the list itself is looked at."""
HERE = Q(exited_at=None, voided_at=None)


@report(
    "store_day", "售后日报", author=Role.SERVICE_MANAGER, receiver=Role.GENERAL_MANAGER,
    period=Period.YESTERDAY, due="08:30",
)  # fmt: skip
def store_day(ctx: Any, first: date, last: date) -> Content:
    """Yesterday's work and today's plan, department by department."""
    return Content(
        [*visits(ctx, first, last), *money(ctx, first, last)],
        [
            by_department(ctx, first, last),
            plan_of_day(ctx, ctx.today),
            handed_over_late(ctx, first, last),
            complaints(ctx, first),
        ],
    )


@report(
    "workshop_day", "车间日报", author=Role.WORKSHOP_SUPERVISOR, receiver=Role.SERVICE_MANAGER,
    period=Period.TODAY, due="18:00",
)  # fmt: skip
def workshop_day(ctx: Any, first: date, last: date) -> Content:
    """What each pair of hands has done, what came back, what stays over night."""
    span = service.bounds(ctx, first, last)
    here = RepairOrder.objects.of(ctx).filter(HERE)
    late = orders.past_promise(RepairOrder.objects.of(ctx), ctx).count()
    passed = RepairOrder.objects.of(ctx).filter(within("final_passed_at", span)).count()
    return Content(
        [
            told(ctx, service.sold_hours, first, last),
            Number("总检合格", Decimal(passed), "台"),
            Number("在厂过夜", Decimal(here.exclude(number="").count()), "台"),
            Number("超过承诺", Decimal(late), "台"),
        ],
        [by_technician(ctx, first, last), reworked(ctx, span), delays(ctx, span), past_promise(ctx)],
    )


@report(
    "settlement_day", "结算日报", author=Role.CASHIER, receiver=Role.FINANCE_MANAGER,
    period=Period.TODAY, due="18:30",
)  # fmt: skip
def settlement_day(ctx: Any, first: date, last: date) -> Content:
    """What was billed, what came in by which means, what went back, what is open and past its term."""
    return Content(
        money(ctx, first, last),
        [by_means(ctx, first), by_payer(ctx, first, last), refunds(ctx, first), past_term(ctx)],
    )


@report(
    "service_month", "服务月报", author=Role.SERVICE_MANAGER, receiver=Role.GENERAL_MANAGER,
    period=Period.LAST_MONTH, due="09:00",
)  # fmt: skip
def service_month(ctx: Any, first: date, last: date) -> Content:
    """The month's visits by kind, its money, quality of work and of care, advisor by advisor."""
    shares = [
        care.called_in_time(ctx, first, last),
        care.reached(ctx, first, last),
        care.agreed_hour_kept(ctx, first, last),
        care.complaints_closed_within(ctx, first, last),
    ]
    return Content(
        [*visits(ctx, first, last), *money(ctx, first, last)],
        [
            by_kind(ctx, first, last),
            Table(
                "客户关怀",
                [Heading("指标"), Heading("做到", N), Heading("应做", N), Heading("占比 %", N)],
                [[each.name, each.count, each.of, each.percent] for each in shares],
            ),
            by_advisor(ctx, first, last),
        ],
    )


# ---- figures ------------------------------------------------------------------------------------------

Span = tuple[datetime, datetime]


def within(path: str, span: Span) -> Q:
    return Q(**{f"{path}__gte": span[0], f"{path}__lt": span[1]})


def before(first: date, last: date) -> tuple[date, date]:
    """As many days, right before."""
    return first - (last - first) - timedelta(days=1), first - timedelta(days=1)


def told(ctx: Any, each: figures.Figure, first: date, last: date) -> Number:
    """A figure of the house that adds up, and the same time before."""
    now, then = figures.of_spans(ctx, each, [(first, last), before(first, last)])
    return Number(each.label, amount_of(now), each.unit, amount_of(then))


def amount_of(measured: figures.Measured | None) -> Decimal:
    return measured.amount if measured else ZERO


def visits(ctx: Any, first: date, last: date) -> list[Number]:
    """Cars that came and that left, and the same time before."""
    return [told(ctx, each, first, last) for each in (service.cars_arrived, service.cars_left)]


def money(ctx: Any, first: date, last: date) -> list[Number]:
    """What was billed, and what came in on these days of the cash book, less what went back."""
    came, came_before = (net_of(ctx, *days) for days in ((first, last), before(first, last)))
    return [told(ctx, cash.billed, first, last), Number("到账", came, "元", came_before)]


def net_of(ctx: Any, first: date, last: date) -> Decimal:
    booked = {"cash_day__day__gte": first, "cash_day__day__lte": last}
    came = Payment.objects.of(ctx).filter(**booked).aggregate(sum=Sum("amount"))["sum"] or ZERO
    went = Refund.objects.of(ctx).filter(**booked).aggregate(sum=Sum("amount"))["sum"] or ZERO
    return came - went


# ---- tables -------------------------------------------------------------------------------------------


KINDS = dict(RepairOrder._meta.get_field("kind").choices or ())
CARS = [Heading("车牌"), Heading("委托书"), Heading("服务顾问")]


def of_car(order: RepairOrder) -> list[str]:
    return [order.plate, order.number, str(order.advisor or "")]


def by_department(ctx: Any, first: date, last: date) -> Table:
    """One line for each thing that a department did."""
    span = service.bounds(ctx, first, last)
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
    tried = care.called_in_time(ctx, first, last)
    rows: list[list[Cell]] = [
        ["前台", "签委托书", own.filter(within("signed_at", span)).count(), "台"],
        ["前台", "预约", booked.count(), f"台，爽约 {missed}"],
        ["车间", "完工工时", service.sold_hours(ctx, first, last).value, "h"],
        ["车间", "总检合格", passed["cars"], f"台，返修 {passed['reworks'] or 0} 次"],
        ["配件", "发齐领料单", issued, f"张，{moves['lines']} 行 {-(moves['pieces'] or 0)} 件"],
        ["客服", "应回访", tried.of, f"个，按时 {tried.count}"],
        ["客服", "投诉", care.complaints_counted(ctx, first, last).count, "件"],
    ]
    return Table("各部门", [Heading("部门"), Heading("做了什么"), Heading("数", N), Heading("其中")], rows)


def plan_of_day(ctx: Any, day: date) -> Table:
    """What is waiting for today."""
    span = service.bounds(ctx, day, day)
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


def handed_over_late(ctx: Any, first: date, last: date) -> Table:
    """Cars that left and whose customers were told later than promised."""
    left = RepairOrder.objects.of(ctx).filter(within("exited_at", service.bounds(ctx, first, last)))
    late = orders.told_late(left).select_related("advisor").order_by("promised_at")[:LONGEST]
    rows = [
        [*of_car(each), standing(clock.minutes_between(each.promised_at, each.customer_told_at))]
        for each in late
    ]
    return Table("晚交的车", [*CARS, Heading("晚了")], rows, "没有晚交的车")


def past_promise(ctx: Any) -> Table:
    late = (
        orders.past_promise(RepairOrder.objects.of(ctx), ctx)
        .select_related("advisor")
        .order_by("promised_at")
    )
    rows = [
        [*of_car(each), standing(clock.minutes_between(each.promised_at, ctx.now))] for each in late[:LONGEST]
    ]
    return Table("超过承诺还在店", [*CARS, Heading("超了")], rows, "没有超过承诺的车")


def complaints(ctx: Any, since: date) -> Table:
    """Open ones that came since a day."""
    rows = calls.complaints_of(ctx).filter(
        received_at__gte=clock.day_bounds(since, ctx.standing.zone)[0], state__in=Complaint.OPEN
    )
    return Table(
        "还没了结的投诉",
        [Heading("车牌"), Heading("说什么"), Heading("谁在办"), Heading("到哪一步")],
        [
            [
                str(each.vehicle or ""),
                str(each.words),
                str(each.taken_by or "还没人受理"),
                each.get_state_display(),
            ]
            for each in rows.order_by("received_at", "pk")[:LONGEST]
        ],
        "没有新投诉",
    )


def by_technician(ctx: Any, first: date, last: date) -> Table:
    """Hours that were sold and hours that were clocked, hand by hand."""
    sold = figures.by_person(ctx, service.sold_hours, first, last)
    clocked = figures.by_person(ctx, service.clocked_hours, first, last)
    share = figures.by_person(ctx, service.efficiency, first, last)
    lines = figures.by_person(ctx, service.lines_right_at_once, first, last)
    people = Person.objects.of(ctx).filter(pk__in=sold).order_by("name", "pk")
    rows: list[list[Cell]] = [
        [
            each.name,
            lines[each.pk].of,
            amount_of(sold[each.pk]),
            amount_of(clocked.get(each.pk)),
            share[each.pk].value,
        ]
        for each in people
    ]
    headings = [
        Heading("技师"),
        Heading("项", N),
        Heading("完工工时", N),
        Heading("打卡小时", N),
        Heading("效率 %", N),
    ]
    return Table("技师", headings, rows, "今天没有完工的项目")


def reworked(ctx: Any, span: Span) -> Table:
    """Checks that a car did not pass, and why."""
    failed = Check.objects.of(ctx).filter(within("checked_at", span), passed=False)
    rows = [
        [*of_car(each.order), each.get_stage_display(), each.remark]
        for each in failed.select_related("order__advisor").order_by("checked_at", "pk")[:LONGEST]
    ]
    return Table("检查退回", [*CARS, Heading("哪一关"), Heading("为什么")], rows, "没有退回")


def delays(ctx: Any, span: Span) -> Table:
    notes = ProgressNote.objects.of(ctx).filter(within("reported_at", span), about=ProgressNote.About.DELAY)
    rows = [
        [*of_car(each.order), each.words]
        for each in notes.select_related("order__advisor").order_by("reported_at", "pk")[:LONGEST]
    ]
    return Table("报过延误", [*CARS, Heading("为什么")], rows, "没有延误")


def by_means(ctx: Any, day: date) -> Table:
    """Book and drawer."""
    cash_day = CashDay.objects.of(ctx).filter(day=day).first()
    found = till.day_by_means(ctx, cash_day) if cash_day else []
    return Table(
        "各方式",
        [
            Heading("方式"),
            Heading("收", Y),
            Heading("退", Y),
            Heading("净额", Y),
            Heading("实点", Y),
            Heading("差", Y),
        ],
        [
            [Means(each.means).label, each.came, each.went, each.net, each.counted, each.difference]
            for each in found
        ],
        "这一天没有收退款",
    )


def by_payer(ctx: Any, first: date, last: date) -> Table:
    bills = Receivable.objects.of(ctx).filter(
        till.BILLED, within("opened_at", service.bounds(ctx, first, last))
    )
    sums = bills.values_list("payer_kind").annotate(
        count=Count("pk"), billed=Sum("amount"), left=Sum(till.BALANCE)
    )
    rows: list[list[Cell]] = [
        [Receivable.PayerKind(kind).label, count, amount, left]
        for kind, count, amount, left in sums.order_by("payer_kind")
    ]
    return Table(
        "谁付",
        [Heading("付款方"), Heading("张", N), Heading("应收", Y), Heading("未收", Y)],
        rows,
        "没有新账单",
    )


def refunds(ctx: Any, day: date) -> Table:
    went = (
        Refund.objects.of(ctx)
        .filter(cash_day__day=day)
        .select_related("refunded_by")
        .order_by("refunded_at", "pk")
    )
    rows: list[Sequence[Cell]] = [
        [each.number, Means(each.means).label, each.amount, each.why, str(each.refunded_by)]
        for each in went[:LONGEST]
    ]
    headings = [Heading("退款单"), Heading("方式"), Heading("金额", Y), Heading("为什么"), Heading("谁退的")]
    return Table("退款", headings, rows, "没有退款")


def past_term(ctx: Any) -> Table:
    bills = Receivable.objects.of(ctx).filter(till.past_term(ctx)).annotate(left=till.BALANCE)
    rows: list[Sequence[Cell]] = [
        [
            each.purpose_text,
            each.get_payer_kind_display(),
            each.left,
            f"{each.due_on:%Y-%m-%d}" if each.due_on else "",
        ]
        for each in bills.order_by("due_on", "pk")[:LONGEST]
    ]
    return Table(
        "过了账期",
        [Heading("车牌或事由"), Heading("付款方"), Heading("欠", Y), Heading("到期")],
        rows,
        "没有逾期",
    )


def by_kind(ctx: Any, first: date, last: date) -> Table:
    left = RepairOrder.objects.of(ctx).filter(within("exited_at", service.bounds(ctx, first, last)))
    counted = (
        left.values_list("kind")
        .annotate(count=Count("pk"), came_back=Sum("reworks"))
        .order_by("-count", "kind")
    )
    rows: list[list[Cell]] = [[KINDS[kind], count, came_back] for kind, count, came_back in counted]
    return Table(
        "按类别",
        [Heading("类别"), Heading("离店台次", N), Heading("检查退回", N)],
        rows,
        "这个月没有离店的车",
    )


def by_advisor(ctx: Any, first: date, last: date) -> Table:
    """Estimates that held, customers told in time, delays that were reported."""
    held = {each.advisor: each for each in service.estimate_difference(ctx, first, last)}
    told = {each.advisor: each for each in service.told_in_time(ctx, first, last)}
    reported = {each.advisor: each for each in service.delays_reported(ctx, first, last)}
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
    return Table("服务顾问", headings, rows, "这个月没有可算的单")
