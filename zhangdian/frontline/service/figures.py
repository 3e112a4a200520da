"""What service is measured by: the store's figures, and advisor by advisor quotes, tellings, delays."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import DurationField, Exists, ExpressionWrapper, F, OuterRef, Q, Sum

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.figures import EACH, Better, Facts, Tally, figure
from zhangdian.foundation.kernel.money import ZERO
from zhangdian.frontline.service.handing_over import TELL_WITHIN
from zhangdian.frontline.service.models import (
    AgreedLine,
    Agreement,
    Appointment,
    Check,
    ClockRecord,
    OrderLine,
    Payer,
    ProgressNote,
    RepairOrder,
    Statement,
    StatementLine,
)
from zhangdian.frontline.service.models.order import Kind
from zhangdian.people.customers.sights import PRICES
from zhangdian.people.organization import rates
from zhangdian.people.organization.roles import Department, Role

GRACE = timedelta(minutes=15)
"""So long past its plan work is not late yet."""

COMES_BACK_WITHIN = rates.standard("返修 离店后几天内", 30, "天")
"""A car that comes back as rework so soon was not repaired the first time."""

# ---- figures of the store, its departments and its people -----------------------------------------------

FRONT: Any = {"departments": [Department.SERVICE], "posts": [Role.SERVICE_ADVISOR]}
HANDS: Any = {
    "departments": [Department.WORKSHOP],
    "posts": [Role.TECHNICIAN, Role.TEAM_LEADER, Role.APPRENTICE],
}
SHOP: Any = {"departments": [Department.WORKSHOP]}


def lasting(since: str, until: str) -> Any:
    return ExpressionWrapper(F(until) - F(since), output_field=DurationField())


@figure(
    "进店", unit="台", formula="到店登记的工单数，作废的不算", source="业内通行；SVM-03",
    owner=Role.SERVICE_MANAGER, additive=True, **FRONT,
)  # fmt: skip
def cars_arrived(ctx: Any) -> Facts:
    """Visits that began."""
    return Facts(RepairOrder.objects.of(ctx).filter(voided_at=None), at="arrived_at", person="advisor")


@figure(
    "离店", unit="台", formula="出了厂门的工单数", source="业内通行；GM-06",
    owner=Role.SERVICE_MANAGER, additive=True, **FRONT,
)  # fmt: skip
def cars_left(ctx: Any) -> Facts:
    """Visits that ended at the gate."""
    return Facts(RepairOrder.objects.of(ctx), at="exited_at", person="advisor")


def billed_lines(ctx: Any, kind: StatementLine.Kind) -> Facts:
    rows = StatementLine.objects.of(ctx).filter(kind=kind, statement__voided_at=None)
    return Facts(
        rows.filter(statement__signed_at__isnull=False),
        at="statement__signed_at",
        part=Tally("amount"),
        person="order__advisor",
        shows="order",
    )


@figure(
    "工时产值", unit="元", formula="客户签过的结算单里的工时金额之和，含税，优惠以后",
    source="业内通行；GM-06", owner=Role.SERVICE_MANAGER, additive=True, sight=PRICES.name, **FRONT,
)  # fmt: skip
def labour_billed(ctx: Any) -> Facts:
    """Labour on signed statements."""
    return billed_lines(ctx, StatementLine.Kind.LABOUR)


@figure(
    "配件产值", unit="元", formula="客户签过的结算单里的配件金额之和，含税，优惠以后",
    source="业内通行；PTM-11", owner=Role.SERVICE_MANAGER, additive=True, sight=PRICES.name, **FRONT,
)  # fmt: skip
def parts_billed(ctx: Any) -> Facts:
    """Parts on signed statements."""
    return billed_lines(ctx, StatementLine.Kind.PART)


@figure(
    "优惠占比", unit="%", formula="结算单上的优惠 ÷ 优惠前的工时和配件", source="业内通行；SVM-21",
    owner=Role.SERVICE_MANAGER, better=Better.LESS, sight=PRICES.name, **FRONT,
)  # fmt: skip
def discount_given(ctx: Any) -> Facts:
    """What was given away, of what it would have cost."""
    rows = Statement.objects.of(ctx).filter(voided_at=None, signed_at__isnull=False)
    return Facts(
        rows,
        at="signed_at",
        part=Tally("discount"),
        whole=Tally(F("labour") + F("parts")),
        person="order__advisor",
        shows="order",
    )


def promise_kept(ctx: Any, promise: str) -> Facts:
    rows = RepairOrder.objects.of(ctx).filter(
        exited_at__isnull=False, customer_told_at__isnull=False, **{f"{promise}__isnull": False}
    )
    kept = Tally(where=Q(customer_told_at__lte=F(promise)))
    return Facts(rows, at="exited_at", part=kept, whole=EACH, person="advisor")


@figure(
    "首次承诺准时率", unit="%", formula="按第一次承诺的时间通知取车的台次 ÷ 离店的台次",
    source="SA-25；WSM-01", owner=Role.FRONT_DESK_SUPERVISOR, **FRONT,
)  # fmt: skip
def first_promise_kept(ctx: Any) -> Facts:
    """Of the cars that left: ready and told by the hour that was promised first."""
    return promise_kept(ctx, "first_promised_at")


@figure(
    "最后承诺准时率", unit="%", formula="按最后约定的时间通知取车的台次 ÷ 离店的台次", source="SA-25；WSM-01",
    owner=Role.FRONT_DESK_SUPERVISOR, **FRONT,
)  # fmt: skip
def last_promise_kept(ctx: Any) -> Facts:
    """Of the cars that left: ready and told by the hour that was agreed last."""
    return promise_kept(ctx, "promised_at")


@figure(
    "一次修复率", unit="%",
    formula="1 − 离店后 30 天（本店可改）里又来开返修单的台次 ÷ 总检合格离店的台次，记在第一次离店的那个月",
    source="QCI-05；SVM-23", owner=Role.WORKSHOP_SUPERVISOR, **SHOP,
)  # fmt: skip
def fixed_at_once(ctx: Any) -> Facts:
    """Of the cars that left repaired: those that did not come back as rework."""
    days = int(rates.measure_of(ctx, COMES_BACK_WITHIN))
    back = RepairOrder.objects.filter(
        vehicle=OuterRef("vehicle"),
        store=OuterRef("store"),
        kind=Kind.REWORK,
        voided_at=None,
        arrived_at__gt=OuterRef("exited_at"),
        arrived_at__lte=OuterRef("exited_at") + timedelta(days=days),
    )
    rows = RepairOrder.objects.of(ctx).filter(final_passed_at__isnull=False).exclude(kind=Kind.REWORK)
    return Facts(rows, at="exited_at", part=Tally(where=~Q(Exists(back))), whole=EACH)


@figure(
    "总检合格率", unit="%", formula="总检合格的次数 ÷ 总检的次数，退回的每次都算", source="WSM-17；QCI-05",
    owner=Role.QUALITY_INSPECTOR, **SHOP,
)  # fmt: skip
def final_passed(ctx: Any) -> Facts:
    """Of all final inspections: those that were passed."""
    rows = Check.objects.of(ctx).filter(stage=Check.Stage.FINAL)
    return Facts(rows, at="checked_at", part=Tally(where=Q(passed=True)), whole=EACH, shows="order")


@figure(
    "一次合格率", unit="%", formula="没有返工过的项目 ÷ 完工的项目", source="TEC-06；TML-02",
    owner=Role.WORKSHOP_SUPERVISOR, **HANDS,
)  # fmt: skip
def lines_right_at_once(ctx: Any) -> Facts:
    """Of the lines that were finished: those that no check sent back."""
    rows = OrderLine.objects.of(ctx).filter(voided_at=None)
    right = Tally(where=Q(reworks=0))
    return Facts(rows, at="finished_at", part=right, whole=EACH, person="technician", shows="order")


@figure(
    "完工工时", unit="h", formula="完工项目的标准工时之和", source="业内通行；service 11.1",
    owner=Role.WORKSHOP_SUPERVISOR, additive=True, **HANDS,
)  # fmt: skip
def sold_hours(ctx: Any) -> Facts:
    """Hours that are charged for lines that were finished."""
    rows = OrderLine.objects.of(ctx).filter(voided_at=None)
    return Facts(rows, at="finished_at", part=Tally("hours"), person="technician", shows="order")


@figure(
    "打卡工时", unit="h", formula="在项目上打卡的小时之和，停工的时间不算", source="业内通行；service 11.1",
    owner=Role.WORKSHOP_SUPERVISOR, additive=True, **HANDS,
)  # fmt: skip
def clocked_hours(ctx: Any) -> Facts:
    """Hours that were worked on lines."""
    spent = Tally(lasting("started_at", "ended_at"))
    return Facts(ClockRecord.objects.of(ctx), at="ended_at", part=spent, person="technician", shows="order")


@figure(
    "工作效率", unit="%", formula="完工工时 ÷ 打卡工时", source="业内通行；service 11.1",
    owner=Role.WORKSHOP_SUPERVISOR, **HANDS,
)  # fmt: skip
def efficiency(ctx: Any) -> Facts:
    """Hours charged, of hours worked."""
    return replace(sold_hours.facts(ctx), over=clocked_hours.facts(ctx))


@figure(
    "增项接受率", unit="%", formula="客户同意做的增项 ÷ 客户答复过的增项", source="SA-12；PROC-W-15",
    owner=Role.FRONT_DESK_SUPERVISOR, **FRONT,
)  # fmt: skip
def extra_work_taken(ctx: Any) -> Facts:
    """Of the extra lines that were answered: those that the customer wanted."""
    answered = [Agreement.Answer.YES, Agreement.Answer.PARTLY, Agreement.Answer.NO]
    rows = AgreedLine.objects.of(ctx).filter(
        agreement__about=Agreement.About.EXTRA, agreement__answer__in=answered
    )
    return Facts(
        rows,
        at="agreement__answered_at",
        part=Tally(where=Q(line__authorized_at__isnull=False)),
        whole=EACH,
        person="agreement__order__advisor",
        shows="agreement__order",
    )


@figure(
    "平均接待等候", unit="分", formula="到店登记到顾问迎接的分钟之和 ÷ 迎接过的台次", source="SA-16",
    owner=Role.FRONT_DESK_SUPERVISOR, better=Better.LESS, **FRONT,
)  # fmt: skip
def wait_for_greeting(ctx: Any) -> Facts:
    """From the gate to the advisor's greeting."""
    rows = RepairOrder.objects.of(ctx).filter(greeted_at__isnull=False, voided_at=None)
    waited = Tally(lasting("arrived_at", "greeted_at"))
    return Facts(rows, at="arrived_at", part=waited, whole=EACH, person="advisor")


@figure(
    "保养在店时长", unit="分", formula="在店等的定期保养车，到店到出厂的分钟之和 ÷ 台次",
    source="SVM-03；店里的通例 95 分",
    owner=Role.SERVICE_MANAGER, better=Better.LESS, departments=[Department.SERVICE],
)  # fmt: skip
def stay_for_maintenance(ctx: Any) -> Facts:
    """How long a customer waits here for a maintenance."""
    rows = RepairOrder.objects.of(ctx).filter(kind=Kind.MAINTENANCE, stay=RepairOrder.Stay.WAITS)
    return Facts(rows, at="exited_at", part=Tally(lasting("arrived_at", "exited_at")), whole=EACH)


@figure(
    "预约履约率", unit="%", formula="来了的预约 ÷ 来了的和爽约的预约，取消的不算", source="业内通行；CSS-10",
    owner=Role.FRONT_DESK_SUPERVISOR, **FRONT,
)  # fmt: skip
def appointments_kept(ctx: Any) -> Facts:
    """Of the customers who were expected: those who came."""
    came, missed = Appointment.State.ARRIVED, Appointment.State.MISSED
    rows = Appointment.objects.of(ctx).filter(state__in=[came, missed])
    return Facts(
        rows, at="slot_at", part=Tally(where=Q(state=came)), whole=EACH, person="advisor", shows="vehicle"
    )


# ---- advisor by advisor -----------------------------------------------------------------------------------


@dataclass
class ByAdvisor:
    """One advisor's figure with the visits behind it."""

    advisor: Any
    count: int = 0
    of: int = 0
    before: Decimal = ZERO
    after: Decimal = ZERO
    minutes: int = 0
    others: list[Any] = field(default_factory=list)

    @property
    def percent(self) -> Decimal | None:
        """Share of what was in order; None where nothing was due."""
        return tenth(Decimal(100 * self.count) / self.of) if self.of else None

    @property
    def difference(self) -> Decimal | None:
        """How much the bill differs from what was estimated, in percent of the estimate."""
        return tenth(100 * (self.after - self.before) / self.before) if self.before else None

    @property
    def mean_minutes(self) -> Decimal | None:
        return tenth(Decimal(self.minutes) / self.of) if self.of else None


def tenth(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)


def by_advisor(rows: dict[Any, ByAdvisor]) -> list[ByAdvisor]:
    return sorted(rows.values(), key=lambda row: str(row.advisor or ""))


def _of(rows: dict[Any, ByAdvisor], advisor: Any) -> ByAdvisor:
    return rows.setdefault(advisor and advisor.pk, ByAdvisor(advisor))


def estimate_difference(ctx: Any, first: date, last: date) -> list[ByAdvisor]:
    """What the customer was told when he signed, against what he was billed, of the visits that left
    (PROC-R-21).
    """
    start, end = clock.days_bounds(first, last, ctx.standing.zone)
    left = RepairOrder.objects.of(ctx).filter(exited_at__gte=start, exited_at__lt=end)
    told = Agreement.objects.of(ctx).filter(
        order__in=left, about=Agreement.About.ORDER, answer=Agreement.Answer.YES
    )
    billed = Statement.objects.of(ctx).filter(order__in=left, payer=Payer.CUSTOMER, voided_at=None)
    amounts = dict(billed.values_list("order").annotate(sum=Sum("total")).order_by("order"))
    rows: dict[Any, ByAdvisor] = {}
    for each in told.select_related("order__advisor").order_by("pk"):
        row = _of(rows, each.order.advisor)
        after = amounts.get(each.order_id, ZERO)
        row.of, row.before, row.after = row.of + 1, row.before + each.amount, row.after + after
        row.count += after == each.amount
        if after != each.amount:
            row.others.append(each.order)
    return by_advisor(rows)


def time_to_quote(ctx: Any, first: date, last: date) -> list[ByAdvisor]:
    """From what a technician found to the price before the customer, in minutes (PROC-R-23)."""
    start, end = clock.days_bounds(first, last, ctx.standing.zone)
    asked = AgreedLine.objects.of(ctx).filter(
        agreement__about=Agreement.About.EXTRA,
        line__findings__found_at__gte=start,
        line__findings__found_at__lt=end,
    )
    found = asked.annotate(found_at=F("line__findings__found_at"))
    rows: dict[Any, ByAdvisor] = {}
    first_asked: set[int] = set()
    for each in found.select_related("agreement__order__advisor").order_by("agreement__shown_at", "pk"):
        if each.line_id in first_asked:
            continue
        first_asked.add(each.line_id)
        row = _of(rows, each.agreement.order.advisor)
        row.of += 1
        row.minutes += clock.minutes_between(each.found_at, each.agreement.shown_at)
    return by_advisor(rows)


def told_in_time(ctx: Any, first: date, last: date) -> list[ByAdvisor]:
    """Of the cars that passed the advisor's own check: the customer knew within ten minutes (PROC-D-09)."""
    start, end = clock.days_bounds(first, last, ctx.standing.zone)
    checked = RepairOrder.objects.of(ctx).filter(
        internally_checked_at__gte=start, internally_checked_at__lt=end
    )
    rows: dict[Any, ByAdvisor] = {}
    for order in checked.select_related("advisor").order_by("internally_checked_at", "pk"):
        due = order.internally_checked_at + TELL_WITHIN
        if order.customer_told_at is None and ctx.now <= due:
            continue
        row = _of(rows, order.advisor)
        in_time = bool(order.customer_told_at and order.customer_told_at <= due)
        row.of, row.count = row.of + 1, row.count + in_time
        if not in_time:
            row.others.append(order)
    return by_advisor(rows)


def delays_reported(ctx: Any, first: date, last: date) -> list[ByAdvisor]:
    """Of the cars whose work ran past its plan: those of which the workshop said so before it was over
    (PROC-W-14).
    """
    start, end = clock.days_bounds(first, last, ctx.standing.zone)
    planned = OrderLine.objects.of(ctx).filter(
        planned_end_at__gte=start, planned_end_at__lt=end, voided_at=None
    )
    over = planned.filter(
        Q(finished_at__gt=F("planned_end_at") + GRACE)
        | Q(finished_at=None, planned_end_at__lt=ctx.now - GRACE)
    )
    late: dict[int, OrderLine] = {}
    for line in over.select_related("order__advisor").order_by("planned_end_at", "pk"):
        late.setdefault(line.order_id, line)
    reported = _reports(ctx, late)
    rows: dict[Any, ByAdvisor] = {}
    for key, line in late.items():
        row = _of(rows, line.order.advisor)
        told = any(at <= (line.finished_at or ctx.now) for at in reported[key])
        row.of, row.count = row.of + 1, row.count + told
        if not told:
            row.others.append(line.order)
    return by_advisor(rows)


def _reports(ctx: Any, orders: Iterable[int]) -> dict[int, list[datetime]]:
    """When delays of these orders were reported."""
    notes = ProgressNote.objects.of(ctx).filter(about=ProgressNote.About.DELAY, order__in=list(orders))
    found: dict[int, list[datetime]] = defaultdict(list)
    for order, at in notes.values_list("order_id", "reported_at"):
        found[order].append(at)
    return found
