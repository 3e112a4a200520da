"""昨天怎么样: figures of yesterday, what went wrong and with whom, for who leads the store.

Everything is read from the records of that moment; a figure opens the list whose rows it counts.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Count, Q, Sum
from django.urls import reverse

from zhangdian.aftercare.care import grievances
from zhangdian.aftercare.care import queries as care
from zhangdian.aftercare.care.models import Complaint
from zhangdian.doors.web import signing
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel import figures as measured
from zhangdian.foundation.kernel.money import ZERO
from zhangdian.foundation.ui.writing import standing
from zhangdian.frontline.service import figures as service
from zhangdian.frontline.service import orders
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.people.organization.models import Tenure
from zhangdian.people.organization.roles import Role
from zhangdian.resources.cashier import figures as cash
from zhangdian.resources.cashier import queries as till
from zhangdian.resources.cashier.models import Payment, Receivable, Refund

READERS = frozenset({Role.GENERAL_MANAGER, Role.DEPUTY_GENERAL_MANAGER, Role.CHIEF_EXECUTIVE})
BACK = {"yesterday": 1, "week": 8, "year": 365}
"""Days back: yesterday, the same weekday a week and 52 weeks before."""
TEN_THOUSAND = 10_000
COMPLAINTS, TO_SIGN = 4, 5
SAYS_NOTHING = 500
"""Per cent: beyond it the store had hardly opened on the day before."""


@dataclass(frozen=True)
class Number:
    """One number of yesterday beside those of the same weekday before."""

    name: str
    unit: str
    url: str
    values: dict[str, Decimal]

    @property
    def big(self) -> bool:
        return self.unit == "元" and abs(self.values["yesterday"]) >= TEN_THOUSAND

    @property
    def says(self) -> str:
        value = self.values["yesterday"]
        return f"{value / TEN_THOUSAND:,.1f}" if self.big else f"{value:,.0f}"

    @property
    def unit_says(self) -> str:
        return "万" if self.big else self.unit

    @property
    def week(self) -> str:
        return self.against("week")

    @property
    def year(self) -> str:
        return self.against("year")

    def against(self, day: str) -> str:
        """+3 %, −8 %; nothing where there was nothing, or so little that a share of it says nothing."""
        before = self.values[day]
        if not before:
            return ""
        change = round(100 * (self.values["yesterday"] - before) / before)
        if change > SAYS_NOTHING:
            return ""
        return f"{'−' if change < 0 else '+'}{abs(change)}%"


@dataclass(frozen=True)
class Matter:
    """What went wrong, and who answers for it."""

    title: str
    remark: str
    who: str
    url: str
    tone: str = ""


@dataclass
class Morning:
    """One look of who leads the store; each thing is asked once, whatever there is of it."""

    ctx: Any

    @property
    def yesterday(self) -> date:
        return self.days["yesterday"]

    @cached_property
    def days(self) -> dict[str, date]:
        return {name: self.ctx.today - timedelta(days=back) for name, back in BACK.items()}

    @cached_property
    def spans(self) -> dict[str, Any]:
        return {name: clock.day_bounds(day, self.ctx.standing.zone) for name, day in self.days.items()}

    def within(self, path: str) -> dict[str, Q]:
        """Each of the days as a condition on an instant."""
        return {name: Q(**{f"{path}__gte": a, f"{path}__lt": b}) for name, (a, b) in self.spans.items()}

    @cached_property
    def figures(self) -> list[Number]:
        of_day = f"days={self.yesterday}~{self.yesterday}"
        return [
            Number(
                "进店",
                "台",
                f"{reverse('service:orders')}?scope=all&{of_day}",
                self.of_each_day(service.cars_arrived),
            ),
            Number(
                "售后产值", "元", f"{reverse('cashier:receivables')}?{of_day}", self.of_each_day(cash.billed)
            ),
            Number("到账", "元", f"{reverse('cashier:cashdays')}?{of_day}", self.money_in()),
        ]

    @property
    def knows_last_year(self) -> bool:
        return any(figure.year for figure in self.figures)

    def of_each_day(self, each: measured.Figure) -> dict[str, Decimal]:
        """A figure of the house on each of the days."""
        found = measured.of_spans(self.ctx, each, [(day, day) for day in self.days.values()])
        return {name: one.part if one else ZERO for name, one in zip(self.days, found, strict=True)}

    def money_in(self) -> dict[str, Decimal]:
        """What was booked on those days of the cash book, less what went back."""
        booked = {"cash_day__day__in": self.days.values()}
        came, went = (
            rows.objects.of(self.ctx)
            .filter(**booked)
            .order_by()
            .values("cash_day__day")
            .annotate(sum=sign * Sum("amount"))
            .values_list("cash_day__day", "sum")
            for rows, sign in ((Payment, 1), (Refund, -1))
        )
        found: Counter[date] = Counter()
        for day, amount in came.union(went, all=True):
            found[day] += amount
        return {name: Decimal(found[day]) for name, day in self.days.items()}

    @cached_property
    def matters(self) -> list[Matter]:
        found = [*self.late_cars(), *self.complaints(), self.overdue_money()]
        return [*(each for each in found if each), *self.drawers()]

    @cached_property
    def answers_for(self) -> dict[str, str]:
        """Post → who holds it."""
        posts = (Role.WORKSHOP_SUPERVISOR, Role.FINANCE_MANAGER)
        held = Tenure.objects.of(self.ctx).filter(role__in=posts, until=None, person__disabled_at=None)
        return dict(held.order_by("-pk").values_list("role", "person__name"))

    def late_cars(self) -> Iterator[Matter]:
        """Cars that left yesterday and whose customers were told later than promised; cars still here."""
        rows = RepairOrder.objects.of(self.ctx)
        left = orders.told_late(rows.filter(self.within("exited_at")["yesterday"]))
        here = orders.past_promise(rows, self.ctx)
        late = (left | here).order_by().values_list("promised_at", "customer_told_at")
        told = [clock.minutes_between(promised, at) for promised, at in late if at]
        still = [clock.minutes_between(promised, self.ctx.now) for promised, at in late if not at]
        if told:
            url = f"{reverse('service:orders')}?scope=all&broken=1&left={self.yesterday}~{self.yesterday}"
            yield self.of_the_workshop(f"{len(told)} 台晚交，最长 {standing(max(told))}", "昨天离店的车", url)
        if still:
            title = f"{len(still)} 台超过承诺还在店"
            url = f"{reverse('service:orders')}?late=1"
            yield self.of_the_workshop(title, f"最久超 {standing(max(still))}", url)

    def of_the_workshop(self, title: str, remark: str, url: str) -> Matter:
        return Matter(title, remark, self.answers_for.get(Role.WORKSHOP_SUPERVISOR, ""), url, "late")

    def complaints(self) -> list[Matter]:
        """Those that came since yesterday, and those past their hour."""
        since, _ = self.spans["yesterday"]
        new_or_late = Q(received_at__gte=since) | grievances.is_overdue(self.ctx.now)
        rows = care.complaints_of(self.ctx).filter(new_or_late, state__in=Complaint.OPEN)
        return [
            Matter(
                f"投诉：{each.words}",
                " · ".join(filter(None, (str(each.vehicle or ""), each.get_state_display()))),
                str(each.taken_by or "还没人受理"),
                reverse("care:complaint", args=[each.pk]),
                "late" if grievances.overdue(each, self.ctx.now)[0] else "",
            )
            for each in rows.order_by("received_at", "pk")[:COMPLAINTS]
        ]

    def overdue_money(self) -> Matter | None:
        balance = Sum(till.BALANCE)
        rows = Receivable.objects.of(self.ctx).filter(till.past_term(self.ctx))
        found = rows.aggregate(count=Count("pk"), balance=balance)
        if not found["count"]:
            return None
        who = self.answers_for.get(Role.FINANCE_MANAGER, "")
        url = f"{reverse('cashier:receivables')}?overdue=1"
        return Matter(f"逾期应收 {found['balance']:,.2f}", f"{found['count']} 张过了账期", who, url)

    def drawers(self) -> list[Matter]:
        rows = till.drawers_that_differed(self.ctx).select_related("shift__cashier")
        return [
            Matter(
                f"{each.get_means_display()}{each.off}",
                each.reason,
                str(each.shift.cashier),
                reverse("cashier:cashiershift", args=[each.shift_id]),
            )
            for each in rows.order_by("-shift__closed_at", "pk")[:COMPLAINTS]
        ]

    @cached_property
    def to_sign(self) -> Sequence[Any]:
        """What waits for his signature, the oldest first."""
        return signing.with_pages(self.ctx, signing.asked_of(self.ctx)[:TO_SIGN])


def of(ctx: Any) -> Morning | None:
    """Only who leads the store is asked to look at all of it."""
    return Morning(ctx) if READERS & ctx.roles else None
