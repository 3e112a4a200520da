"""What a run of weeks shows, read from the database as anybody could read it, beside the data's figures."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, Sum

from zhangdian.aftercare.insurance.models import BindingQuote, Policy, PolicyLine, Renewal
from zhangdian.doors.simulation import history, steps
from zhangdian.doors.simulation.rhythm import LESS_WASH_IN_RAIN, RAIN, closed_on, visits_expected
from zhangdian.doors.simulation.runs import MONTH, ORDER, Run
from zhangdian.doors.simulation.tables import rate, table, values
from zhangdian.doors.simulation.yardstick import Beside, amount, monthly, share
from zhangdian.foundation.kernel import clock
from zhangdian.frontline.service.models import (
    Agreement,
    Appointment,
    Check,
    OrderLine,
    ProgressNote,
    RepairOrder,
    Statement,
    StatementLine,
)
from zhangdian.resources.cashier.models import Payment
from zhangdian.resources.parts.models import RequisitionLine

BODY = ("钣金", "喷漆")


def compare(run: Run) -> list[Beside]:
    """All figures that can be compared today."""
    return [
        *traffic(run),
        *money(run),
        *quality(run),
        *promises(run),
        *parts(run),
        *insurance(run),
        *steps.durations(run),
    ]


# Traffic and work sold ------------------------------------------------------------------------------


def traffic(run: Run) -> Iterator[Beside]:
    visits = len(run.orders)
    expected = sum(expected_visits(run)) / run.months
    yield monthly("服务", "进厂台次/月(按星期与月份)", "台", expected, visits, run.months)
    kinds = Counter(order.kind for order in run.orders)
    for row in table("visit_kinds"):
        yield share("服务", f"{row['name_zh']} 占比", float(row["share_pct"]), kinds[row["kind"]], visits)
    booked = sum(1 for order in run.orders if order.appointment_id)
    yield share("服务", "预约到店占比", float(rate("appointment_share") * 100), booked, visits)
    yield from bookings(run)
    yield share(
        "服务", "在店等", rate("waits_in_store") * 100, sum(o.stay == "waits" for o in run.orders), visits
    )
    yield from sold_hours(run)


def expected_visits(run: Run) -> Iterator[float]:
    from_day, to_day = clock.day(run.since), clock.day(run.until)
    day = from_day
    while day < to_day:
        yield yardstick_visits(day)
        day += timedelta(days=1)


def yardstick_visits(day: Any) -> float:
    return 0.0 if closed_on(day) else visits_expected(day)


def bookings(run: Run) -> Iterator[Beside]:
    made = Appointment.objects.filter(
        store=run.store_id, slot_at__gte=run.since, slot_at__lt=run.until
    ).exclude(state="booked")
    states = Counter(made.values_list("state", flat=True))
    total = sum(states.values())
    yield share("服务", "预约爽约", rate("appointment_no_show") * 100, states["missed"], total)
    gaps = [
        (order.arrived_at - order.appointment.slot_at).total_seconds() / 60
        for order in RepairOrder.objects.filter(pk__in=run.keys, appointment__isnull=False).select_related(
            "appointment"
        )
    ]
    within = sum(abs(gap) <= 30 for gap in gaps)
    yield share("服务", "预约 30 分内到", rate("appointment_show") * 100, within, total)


def sold_hours(run: Run) -> Iterator[Beside]:
    hours: dict[str, Decimal] = defaultdict(Decimal)
    by_kind: dict[str, list[float]] = defaultdict(list)
    for order in run.left:
        done = [line for line in run.lines[order.pk] if line.finished_at]
        for line in done:
            hours["body" if line.skill in BODY else "mechanical"] += line.hours
        by_kind[order.kind].append(float(sum(line.hours for line in done)))
    whole = float(hours["body"] + hours["mechanical"])
    scale = season(run)
    yield amount("服务", "售出工时/月", "h", 2860 * scale, whole / run.months)
    yield amount("服务", "其中机电", "h", 1400 * scale, float(hours["mechanical"]) / run.months)
    yield amount(
        "服务", "其中钣喷", "h", 1460 * scale, float(hours["body"]) / run.months, len(by_kind["ACCIDENT"])
    )
    for row in table("visit_kinds"):
        if (sold := by_kind[row["kind"]]) and row["kind"] in ("MAINT", "REPAIR", "WARRANTY", "ACCIDENT"):
            mean = sum(sold) / len(sold)
            yield amount(
                "服务", f"{row['name_zh']} 工时/台", "h", float(row["sold_hours_mean"]), mean, len(sold)
            )


def season(run: Run) -> float:
    """Visits expected in this run against a mean month's 1,400."""
    return sum(expected_visits(run)) / run.months / 1400


# Money ----------------------------------------------------------------------------------------------


def money(run: Run) -> Iterator[Beside]:
    made = Statement.objects.filter(order__in=[o.pk for o in run.left], voided_at=None)
    sums = made.aggregate(labour=Sum("labour"), discount=Sum("discount"))
    scale = season(run)
    labour = float((sums["labour"] or 0) - (sums["discount"] or 0)) / run.months
    revenue = float(values()["service_revenue_month"])
    yield amount("金额", "工时收入/月", "元", revenue * 0.42 * scale, labour)
    listed = revenue * 0.55 * 0.60 * scale
    sold = parts_sold(made)
    yield amount("金额", "配件收入/月", "元", revenue * 0.55 * scale, sum(sold.values()) / run.months)
    of_the_list = sum(sold[row["part_no"]] for row in table("parts"))
    yield amount("金额", "配件收入/月(清单内 80 种占六成)", "元", listed, of_the_list / run.months)
    by_order = dict(made.order_by().values_list("order_id").annotate(Sum("total")))
    large = sum(total >= 10_000 for total in by_order.values())
    accidents = run.of_kind("ACCIDENT")
    yield monthly("金额", "事故车/月", "台", 154 * scale, len(accidents), run.months)
    yield share("金额", "事故车万元以上", rate("accident_over_10000") * 100, large, len(accidents))
    yield from payments(run)
    yield share(
        "金额",
        "有优惠的委托书",
        rate("discount_orders") * 100,
        made.filter(discount__gt=0).values("order").distinct().count(),
        len(run.left),
    )


def parts_sold(made: Any) -> Counter[str]:
    """Yuan by part number, VAT in, before what was given away."""
    rows = StatementLine.objects.filter(statement__in=made, kind=StatementLine.Kind.PART)
    by_part = rows.order_by().values_list("part_line__part__part_no").annotate(Sum("price"))
    return Counter({part_no: float(price) for part_no, price in by_part})


def payments(run: Run) -> Iterator[Beside]:
    taken = Payment.objects.filter(store=run.store_id, taken_at__gte=run.since, taken_at__lt=run.until)
    means = Counter(taken.values_list("means", flat=True))
    total = sum(means.values())
    yield share("金额", "扫码和链接付款", 37 / 46 * 100, means["scan"] + means["link"], total)
    yield share("金额", "刷卡", 4 / 46 * 100, means["card"], total)
    yield share("金额", "现金", 3 / 46 * 100, means["cash"], total)


# Quality --------------------------------------------------------------------------------------------


def quality(run: Run) -> Iterator[Beside]:
    checks = Check.objects.filter(order__in=run.keys)
    counted = Counter(checks.values_list("stage", "passed"))
    for stage, key, name in (
        ("leader", "leader_check_fail", "组长检查不合格"),
        ("final", "final_inspection_fail", "总检不合格"),
    ):
        failed, passed = counted[stage, False], counted[stage, True]
        yield share("质量", name, rate(key) * 100, failed, failed + passed)
    yield share("质量", "重洗", rate("rewash") * 100, counted["wash", False], counted["wash", True])
    yield share("质量", "洗车", wash_expected(run), sum(o.wash == "yes" for o in run.orders), len(run.orders))
    asked = Agreement.objects.filter(order__in=run.keys, about="extra").exclude(answer="revoked")
    orders = asked.values("order").distinct().count()
    yield share(
        "质量", "提出增项的委托书", rate("orders_with_extra_work_proposed") * 100, orders, len(run.orders)
    )
    offered = OrderLine.objects.filter(order__in=run.keys, is_extra=True, voided_at=None)
    said_yes, said_no = (
        offered.filter(authorized_at__isnull=False).count(),
        offered.filter(declined_at__isnull=False).count(),
    )
    yield share("质量", "增项接受", rate("extra_work_accepted") * 100, said_yes, said_yes + said_no)
    signed = Statement.objects.filter(
        order__in=[o.pk for o in run.left], voided_at=None, payer="customer"
    ).count()
    yield share(
        "质量",
        "结算拒签",
        rate("customer_refuses_signature") * 100,
        run.entries("service.record_refused_statement"),
        signed,
    )
    by_link = run.entries("service.sign_statement_by_link")
    yield share(
        "质量", "交车时客户不在", rate("visits_without_customer_at_delivery") * 100, by_link, len(run.left)
    )


def wash_expected(run: Run) -> float:
    """79 of 100, on rain days 44: by the share of rain days of the plan."""
    return float(rate("wash_wanted") * 100 * (1 - LESS_WASH_IN_RAIN * RAIN))


# Promises -------------------------------------------------------------------------------------------


def promises(run: Run) -> Iterator[Beside]:
    ready = {order.pk: order.internally_checked_at for order in run.left if order.internally_checked_at}
    kept = [
        order for order in run.left if order.pk in ready and order.first_promised_at and order.promised_at
    ]
    first = sum(ready[o.pk] <= o.first_promised_at + timedelta(minutes=1) for o in kept)  # type: ignore[operator]
    last = sum(ready[o.pk] <= o.promised_at + timedelta(minutes=1) for o in kept)  # type: ignore[operator]
    yield share("承诺", "首次承诺准时", rate("on_time_delivery_first_promise") * 100, first, len(kept))
    yield share("承诺", "末次承诺准时", 93, last, len(kept))
    changed = (
        ProgressNote.objects.filter(order__in=run.keys, about="delay").values("order").distinct().count()
    )
    yield share("承诺", "承诺改期", rate("promise_changed") * 100, changed, len(run.orders))
    same_day = sum(clock.day(o.exited_at) == clock.day(o.arrived_at) for o in run.left if o.exited_at)
    yield share("承诺", "当日离店", 44 / 52 * 100, same_day, len(run.left))


# Parts ----------------------------------------------------------------------------------------------


def parts(run: Run) -> Iterator[Beside]:
    asked = RequisitionLine.objects.filter(
        requisition__store=run.store_id, requisition__purpose_type=ORDER,
        requisition__wanted_at__gte=run.since, requisition__wanted_at__lt=run.until,
    )  # fmt: skip
    total, filled = asked.count(), asked.filter(at_once__gte=F("wanted")).count()
    yield share("配件", "首次满足", rate("parts_first_fill") * 100, filled, total)
    short = asked.exclude(at_once__gte=F("wanted")).values("requisition__purpose_id").distinct().count()
    yield share("配件", "缺料的委托书", rate("parts_shortage_visits") * 100, short, len(run.orders))
    yield amount("配件", "配件行/台", "行", 160 / 52, total / max(len(run.orders), 1), total)


# Insurance ------------------------------------------------------------------------------------------


def insurance(run: Run) -> Iterator[Beside]:
    """Of covers whose whole month lies in the run: reached, quoted, won; calls; policies of new cars."""
    scale = run.cars / history.active_cars() * due_index(run)
    ended = Renewal.objects.filter(
        store=run.store_id,
        source=Renewal.Source.OWN,
        expires_on__gte=clock.day(run.since) + FROM_THE_FIRST_CALL,
        expires_on__lt=clock.day(run.until),
    )
    found = ended.aggregate(
        due=Count("pk"),
        reached=Count("pk", filter=Q(reached_at__isnull=False)),
        quoted=Count("pk", filter=Q(vehicle__in=quoted_cars(run))),
        won=Count("pk", filter=Q(state=Renewal.State.WON)),
    )
    months = run.months - FROM_THE_FIRST_CALL.days / MONTH
    due = found["due"]
    yield monthly("保险", "到期保单/月", "张", float(values()["renewal_due_month"]) * scale, due, months)
    yield share("保险", "续保接通占到期", rate("renewal_reached") * 100, found["reached"], due)
    yield share("保险", "续保报价占到期", rate("renewal_quoted") * 100, found["quoted"], due)
    yield share("保险", "续保率(R1)", rate("renewal_won_due") * 100, found["won"], due)
    new = Policy.objects.filter(
        store=run.store_id,
        desk=Policy.Desk.NEW_CAR,
        line=PolicyLine.COMMERCIAL,
        entered_at__gte=run.since,
        entered_at__lt=run.until,
    )
    yield monthly("保险", "新车保单/月", "张", 91, new.count(), run.months)


def due_index(run: Run) -> float:
    """Covers that end in these days, as the data have their months, against a mean month's."""
    begins, ends = clock.day(run.since) + FROM_THE_FIRST_CALL, clock.day(run.until)
    by_month = {int(row["month"]): float(row["renewal_due_index"]) for row in table("seasonality")}
    days = [by_month[(begins + timedelta(days=n)).month] for n in range((ends - begins).days)]
    return sum(days) / len(days) if days else 1.0


FROM_THE_FIRST_CALL = timedelta(days=61)
"""Covers that end sooner after the beginning were not called by the play from their first planned day."""


def quoted_cars(run: Run) -> Any:
    return BindingQuote.objects.filter(quote__store=run.store_id).values("quote__vehicle")
