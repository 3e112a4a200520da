"""The lists of calls, of services that come and of complaints."""

from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from zhangdian.aftercare.care import queries
from zhangdian.aftercare.care.models import Complaint, ComplaintTopic, FollowUp, Severity
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui.listing import (
    Choice,
    Column,
    Days,
    Flag,
    Kind,
    LeavesMasked,
    Listing,
    Row,
    Typed,
)
from zhangdian.frontline.service import handing_over
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.frontline.service.models.order import Kind as VisitKind
from zhangdian.people.customers import plates
from zhangdian.people.customers.listings import advisors

BANDS = {band.value: str(band.label) for band in queries.Band}
VISITS = {kind.value: str(kind.label) for kind in VisitKind}
STATES = {state.value: str(state.label) for state in Complaint.State}
GRADES = {each.value: str(each.label) for each in Severity}
CAUSES = {cause.value: str(cause.label) for cause in Complaint.Cause}
MOST_WORDS = 24
"""Signs of the customer's words that fit a row."""


def all_calls(ctx: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = queries.banded(ctx, queries.visits_to_call(ctx))
    return rows


def visits_by_text(rows: QuerySet[Any], text: str, ctx: Any) -> QuerySet[Any]:
    """Plate or its end, or the number of the visit."""
    sign = plates.normalise(text)
    return rows.filter(Q(number=text.strip().upper()) | Q(plate=sign) | Q(plate__endswith=sign))


def last_day(row: Row) -> date:
    """The third day after the car left."""
    return handing_over.last_call_day(clock.day(row["exited_at"], timezone.get_current_timezone()))


class Calls(LeavesMasked):
    """三日回访: whom to call."""

    title = "三日回访"
    unit = "个"
    thing = "回访"
    order = queries.IN_ORDER
    order_says = "来得及的在前，按约好的时间"
    columns = (
        Column("plate", "车牌", kind=Kind.PLATE, sort="plate"),
        Column("customer__name", "客户"),
        Column("customer__phone", "电话"),
        Column("number", "工单"),
        Column("kind", "来做", labels=VISITS),
        Column("advisor__name", "顾问", sort="advisor__name"),
        Column("exited_at", "离店", kind=Kind.MOMENT, sort="exited_at"),
        Column("callback_on", "约在", kind=Kind.DAY),
        Column("callback_hour", "时段"),
        Column("call_at", "该打", kind=Kind.MOMENT, sort="call_at"),
        Column("last_day", "最迟", last_day, needs=("exited_at",), kind=Kind.DAY, sort="exited_at"),
        Column("band", "到点没有", labels=BANDS, sort="band"),
    )
    filters = (
        Choice(key="band", heading="到点没有", options=queries.Band.choices, counted=True),
        Choice(key="advisor", heading="顾问", options=advisors, path="advisor_id", shown="menu"),
        Choice(key="kind", heading="来做", options=VisitKind.choices, shown="menu"),
        Days(key="left", heading="离店", path="exited_at"),
        Typed(key="q", heading="车牌或工单号", where=visits_by_text),
    )

    @cached_property
    def calls(self) -> list[queries.DueCall]:
        """The calls of this page, in its order."""
        keys = [row.pk for row in self.rows]
        found = queries.calls_of(self.ctx, all_calls(self.ctx).filter(pk__in=keys))
        return sorted(found, key=lambda call: keys.index(call.order.pk))

    @property
    def bands(self) -> list[tuple[str, str, list[queries.DueCall]]]:
        """The calls of this page by band, each with how many there are of it on all pages; sorted otherwise
        they stand in one.
        """
        if self._sort_key:
            return [("", "", self.calls)]
        counted = {each.value: each.count for bar in self.bars for each in bar.options if each.count}
        here = [(each, [call for call in self.calls if call.band is each]) for each in queries.Band]
        return [(str(band.label), counted[str(band.value)], calls) for band, calls in here if calls]


def all_services(ctx: Any) -> QuerySet[Any]:
    """Visits after which the next service comes near, each with the hour of the next attempt, if one was
    agreed.
    """
    tried = FollowUp.objects.filter(order=OuterRef("pk"), kind=FollowUp.Kind.REMINDER)
    rows: QuerySet[Any] = queries.soon_due(ctx).annotate(again_at=Subquery(tried.values("next_at")[:1]))
    return rows


def by_nearness(rows: QuerySet[Any], near: str, ctx: Any) -> QuerySet[Any]:
    """Past its day, within the week, or later."""
    week = ctx.today + timedelta(days=7)
    if near == "past":
        return rows.filter(service_due_on__lt=ctx.today)
    if near == "week":
        return rows.filter(service_due_on__gte=ctx.today, service_due_on__lt=week)
    return rows.filter(service_due_on__gte=week)


def of_my_customers(rows: QuerySet[Any], ctx: Any) -> QuerySet[Any]:
    return rows.filter(queries.looked_after_by(ctx.person_id))


def by_mileage(row: Row) -> str:
    """Whence the day is known."""
    return "按里程估" if row["service_due_on"] != row["next_service_on"] else "按日期"


class Services(LeavesMasked):
    """保养提醒: whose next service comes near."""

    title = "保养提醒"
    unit = "台"
    thing = "保养提醒"
    order = queries.BY_DAY
    order_says = "日子近的在前"
    columns = (
        Column("plate", "车牌", kind=Kind.PLATE, sort="plate"),
        Column("customer__name", "客户"),
        Column("customer__phone", "电话"),
        Column("vehicle__model__variant", "车型"),
        Column("advisor__name", "顾问", sort="advisor__name"),
        Column("exited_at", "上次来店", kind=Kind.MOMENT, sort="exited_at"),
        Column("mileage_km", "上次里程", kind=Kind.NUMBER, sort="mileage_km"),
        Column("service_due_on", "下次保养", kind=Kind.DAY, sort="service_due_on"),
        Column("whence", "怎么算的", by_mileage, needs=("service_due_on", "next_service_on")),
        Column("again_at", "再打", kind=Kind.MOMENT, sort="again_at"),
    )
    filters = (
        Choice(
            key="near",
            heading="日子",
            options=(("past", "过了"), ("week", "七天内"), ("later", "以后")),
            where=by_nearness,
            counted=True,
        ),
        Flag(key="mine", heading="我的客户", where=of_my_customers, counted=True),
        Flag(key="tried", heading="试过", where=Q(again_at__isnull=False)),
        Flag(key="km", heading="按里程估", where=~Q(service_due_on=F("next_service_on"))),
        Choice(key="advisor", heading="顾问", options=advisors, path="advisor_id", shown="menu"),
        Days(key="due", heading="下次保养", path="service_due_on", instants=False),
        Typed(key="q", heading="车牌或工单号", where=visits_by_text),
    )

    @cached_property
    def services(self) -> list[queries.DueService]:
        """The services of this page, in its order."""
        keys = [row.pk for row in self.rows]
        found = queries.services_of(self.ctx, RepairOrder.objects.of(self.ctx).filter(pk__in=keys))
        return sorted(found, key=lambda due: keys.index(due.order.pk))


def all_complaints(ctx: Any) -> QuerySet[Any]:
    found: QuerySet[Any] = Complaint.objects.of(ctx)
    return found


def by_scope(rows: QuerySet[Any], scope: str, ctx: Any) -> QuerySet[Any]:
    """Open, mine, or closed."""
    if scope == "open":
        return rows.filter(state__in=Complaint.OPEN)
    if scope == "mine":
        return rows.filter(
            Q(taken_by=ctx.person_id) | Q(order__advisor=ctx.person_id), state__in=Complaint.OPEN
        )
    return rows.filter(state=Complaint.State.CLOSED)


def by_text(rows: QuerySet[Any], text: str, ctx: Any) -> QuerySet[Any]:
    """Number, plate, or a word of the customer."""
    sign = plates.normalise(text)
    about = Q(number=text.strip().upper()) | Q(words__contains=text.strip())
    return rows.filter(about | Q(vehicle__plate=sign) | Q(vehicle__plate__endswith=sign))


def past_due(rows: QuerySet[Any], ctx: Any) -> QuerySet[Any]:
    """Untaken, unanswered or unsolved past its hour."""
    late = Q(state="received", take_due_at__lt=ctx.now) | Q(first_answered_at=None, answer_due_at__lt=ctx.now)
    return rows.filter(late | Q(solve_due_at__lt=ctx.now) & ~Q(state="answered"), state__in=Complaint.OPEN)


def topics(ctx: Any) -> list[tuple[str, str]]:
    return [(each.code, each.name) for each in ComplaintTopic.objects.of(ctx)]


def minutes_open(row: Row) -> int | None:
    """Since it came, or until it was closed."""
    return clock.minutes_between(row["received_at"], row["closed_at"] or clock.now())


def tone(row: Row) -> str:
    """Red while open and past its hour."""
    if row["state"] == Complaint.State.CLOSED:
        return "ok"
    now = clock.now()
    due = row["take_due_at"] if row["state"] == Complaint.State.RECEIVED else row["solve_due_at"]
    unanswered = row["first_answered_at"] is None and row["answer_due_at"] < now
    return "late" if unanswered or (due < now and row["state"] != Complaint.State.ANSWERED) else ""


def in_short(row: Row) -> str:
    """The beginning of what the customer said."""
    words = str(row["words"])
    return words if len(words) <= MOST_WORDS else f"{words[: MOST_WORDS - 1]}…"


class Complaints(Listing):
    """投诉: the open ones first."""

    title = "投诉"
    unit = "件"
    thing = "投诉"
    order = ("-received_at", "-pk")
    order_says = "最近的在前"
    needs = (
        "state",
        "received_at",
        "closed_at",
        "take_due_at",
        "answer_due_at",
        "solve_due_at",
        "first_answered_at",
    )
    empty_title = "现在没有投诉"
    empty_says = "谁先听到谁登记：前台、收银、客服、门卫都可以，从那一刻开始计时。"
    empty_icon = "mood-smile"
    columns = (
        Column("number", "投诉号", kind=Kind.STRONG, card="1"),
        Column("vehicle__plate", "车牌", kind=Kind.PLATE, card="1"),
        Column("customer__name", "客户", card="2"),
        Column("topic__name", "事由", card="2"),
        Column("severity", "程度", labels=GRADES, card="2>"),
        Column("state", "状态", labels=STATES, kind=Kind.STATE, state=tone, card="1>"),
        Column(
            "open_for", "历时", minutes_open, kind=Kind.MINUTES, state=tone, sort="received_at", card="3>"
        ),
        Column("words", "客户的话", in_short, needs=("words",), kind=Kind.QUIET, card="3"),
        Column("taken_by__name", "处理人"),
        Column("cause", "原因", labels=CAUSES, kind=Kind.QUIET),
        Column("reopened", "重开", kind=Kind.NUMBER, sort="reopened"),
        Column("received_at", "收到", kind=Kind.MOMENT, sort="received_at"),
    )
    filters = (
        Choice(
            key="scope",
            heading="范围",
            options=(("open", "未结"), ("mine", "我的"), ("closed", "已结案")),
            where=by_scope,
            default="open",
            shown="seg",
        ),
        Flag(key="late", heading="超时", where=past_due),
        Flag(key="again", heading="重开过", where=Q(reopened__gt=0)),
        Choice(key="severity", heading="程度", options=Severity.choices, shown="menu"),
        Choice(key="topic", heading="事由", path="topic__code", options=topics, shown="menu"),
        Choice(key="cause", heading="原因", options=Complaint.Cause.choices, shown="menu"),
        Days(key="days", heading="收到", path="received_at"),
        Typed(key="q", heading="投诉号、车牌、原话", where=by_text),
    )

    def href(self, row: Row) -> str:
        return reverse("care:complaint", args=[row.pk])

    def row_state(self, row: Row) -> str:
        return tone(row)
