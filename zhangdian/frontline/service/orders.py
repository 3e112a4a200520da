"""The list of repair orders."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Case, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.urls import reverse

from zhangdian.foundation.kernel import clock, holds
from zhangdian.foundation.kernel.models import Hold
from zhangdian.foundation.ui import writing
from zhangdian.foundation.ui.listing import Choice, Column, Days, Flag, Kind, Listing, Row, Typed
from zhangdian.frontline.service import ball, holding
from zhangdian.frontline.service.models import OrderLine, RepairOrder
from zhangdian.frontline.service.models import order as order_models
from zhangdian.people.customers import plates
from zhangdian.people.customers.sights import priced
from zhangdian.people.organization.roles import Role

State = RepairOrder.State
STATES = {state.value: str(state.label) for state in State}
KINDS = {kind.value: str(kind.label) for kind in order_models.Kind}


def past_promise(rows: QuerySet[Any], ctx: Any) -> QuerySet[Any]:
    """Late as on the board: here, past the promise, and the customer not yet told to come."""
    return rows.filter(order_models.is_here(), promised_at__lt=ctx.now, customer_told_at=None)


def told_late(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Cars whose customers were told to come later than they had been promised."""
    return rows.filter(customer_told_at__gt=F("promised_at"))


def by_scope(rows: QuerySet[Any], scope: str, ctx: Any) -> QuerySet[Any]:
    """In the store now, left today, or all."""
    if scope == "here":
        return rows.filter(order_models.is_here())
    if scope == "today":
        start, end = clock.day_bounds(ctx.today)
        return rows.filter(exited_at__gte=start, exited_at__lt=end)
    return rows


def by_text(rows: QuerySet[Any], text: str, ctx: Any) -> QuerySet[Any]:
    """Order number or plate."""
    sign = plates.normalise(text)
    return rows.filter(Q(number=text.strip().upper()) | Q(plate=sign) | Q(plate__endswith=sign))


def with_gravest_hold(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Each order with what of its open holds says who has the car."""
    gravity = Case(
        *(When(kind=kind, then=Value(at)) for at, kind in enumerate(ball.GRAVITY)),
        default=Value(len(ball.GRAVITY)),
        output_field=IntegerField(),
    )
    held = Hold.objects.filter(
        root_type=RepairOrder._meta.label_lower, root_id=OuterRef("pk"), lifted_at=None
    ).order_by(gravity, "since", "pk")
    found: QuerySet[Any] = rows.annotate(
        held_kind=Subquery(held.values("kind")[:1]),
        held_why=Subquery(held.values("why")[:1]),
        held_by=Subquery(held.values("holder")[:1]),
        held_person=Subquery(held.values("person__name")[:1]),
    )
    return found


def with_ball(rows: QuerySet[Any], ctx: Any) -> QuerySet[Any]:
    """Each order with its gravest open hold, whoever works on it, and whether its promise has passed."""
    work = OrderLine.objects.filter(
        order=OuterRef("pk"), technician__isnull=False, finished_at=None, voided_at=None, declined_at=None
    ).order_by("pk")
    seen: QuerySet[Any] = with_gravest_hold(rows).annotate(
        worked_by=Subquery(work.values("technician__name")[:1]),
        on_time=Case(
            When(promised_at__lt=ctx.now, state__in=RepairOrder.HERE, customer_told_at=None, then=Value(0)),
            default=Value(1),
            output_field=IntegerField(),
        ),
    )
    return seen


OF_THE_BALL = (
    "held_kind",
    "held_why",
    "held_by",
    "held_person",
    "worked_by",
    "leader_passed_at",
    "self_checked_at",
    "wash_started_at",
    "washer__name",
    "reworks",
    "kind",
)


def holder(row: Row) -> str:
    """In whose hands the car is, as on the board; nobody's once it has left."""
    if row["state"] not in RepairOrder.HERE:
        return ""
    if row["held_why"]:
        who = row["held_person"] or ball.holder_name(row["held_by"])
        return row["held_why"] if who in row["held_why"] else f"{row['held_why']} {who}"
    post = ball.post_of(row["state"], row["self_checked_at"], row["leader_passed_at"])
    by_name: dict[str, str] = {
        Role.SERVICE_ADVISOR: row["advisor__name"],
        Role.WASHER: row["washer__name"] if row["wash_started_at"] else "",
        Role.TECHNICIAN: row["worked_by"],
    }
    return by_name.get(post) or ball.holder_name(post)


def car_model(row: Row) -> str:
    return " ".join(filter(None, (row["vehicle__model__series"], row["vehicle__model__variant"])))


def tone(row: Row) -> str:
    """The one colour of the car: late beats rework beats parts beats customer."""
    if late := state_of(row):
        return late
    if row["state"] == State.IN_REPAIR and order_models.is_rework(row["kind"], row["reworks"]):
        return "rework"
    if row["held_kind"] == holding.PARTS:
        return "parts"
    waits = row["held_kind"] in {*holding.WITH_CUSTOMER, holding.CALL_BACK}
    return "cust" if waits or row["held_by"] == holds.CUSTOMER else ""


def over(row: Row) -> str:
    """超 22 分: by how much the promise has passed."""
    return (
        f"超 {writing.standing(clock.minutes_between(row['promised_at'], clock.now()))}"
        if state_of(row)
        else ""
    )


def minutes_here(row: Row) -> int | None:
    """Minutes since arrival for a car that is here."""
    if row["state"] not in RepairOrder.HERE:
        return None
    return clock.minutes_between(row["arrived_at"], clock.now())


def agreed(row: Row) -> Any:
    """What the customer has agreed to pay, for those who may see it."""
    return priced(row["agreed_amount"])


def state_of(row: Row) -> str:
    """Red once the promise has passed, the car is still here and its customer was not told to come."""
    past = row["promised_at"] and row["promised_at"] < clock.now()
    return "late" if past and row["state"] in RepairOrder.HERE and not row["customer_told_at"] else ""


class Orders(Listing):
    """工单: what is here, late first, then by how long it stands."""

    title = "工单"
    unit = "张"
    thing = "工单"
    order = ("-arrived_at", "-pk")
    order_says = "最近到店的在前"
    needs = ("state", "arrived_at", "promised_at", "customer_told_at", "advisor__name")
    empty_title = "还没有工单"
    empty_says = "车到店时按车牌登记，工单就从这里开始。"
    columns = (
        Column("plate", "车牌", kind=Kind.PLATE, card="1"),
        Column(
            "customer__name",
            "车主",
            kind=Kind.STRONG,
            beside=car_model,
            needs=("vehicle__model__series", "vehicle__model__variant"),
            card="1",
        ),
        Column("kind", "类别", labels=KINDS, card="3"),
        Column("state", "阶段", labels=STATES, card="2>"),
        Column("ball", "在谁手里", holder, kind=Kind.BALL, needs=OF_THE_BALL, state=tone, card="2"),
        Column(
            "minutes", "停留", minutes_here, kind=Kind.MINUTES, state=state_of, sort="-arrived_at", card="1>"
        ),
        Column(
            "promised_at",
            "承诺",
            kind=Kind.MOMENT,
            state=state_of,
            sort="promised_at",
            card="3>",
            said=True,
        ),
        Column("over", "", over, kind=Kind.STATE, state=state_of),
        Column("advisor__name", "顾问", card="3"),
        Column("agreed", "客户同意", agreed, kind=Kind.MONEY, needs=("agreed_amount",)),
        Column("exited_at", "离店", kind=Kind.MOMENT, sort="exited_at"),
        Column("number", "委托书号", kind=Kind.QUIET),
    )
    filters = (
        Choice(
            key="scope",
            heading="范围",
            options=(("here", "在店"), ("today", "今天离店")),
            where=by_scope,
            default="here",
            shown="seg",
        ),
        Flag(key="late", heading="超时", where=past_promise),
        Flag(key="waits", heading="客户在等", where=Q(stay="waits")),
        Flag(key="broken", heading="晚交", where=lambda rows, _: told_late(rows)),
        Choice(key="state", heading="阶段", options=State.choices, shown="menu"),
        Choice(key="kind", heading="类别", options=order_models.Kind.choices, shown="menu"),
        Days(key="days", heading="到店", path="arrived_at"),
        Days(key="left", heading="离店", path="exited_at"),
        Typed(key="q", heading="车牌或单号", where=by_text),
    )

    def own_order(self) -> Sequence[str]:
        """The cars that are here: late first, then the longest standing."""
        return ("on_time", "arrived_at") if self.chosen.get("scope") == "here" else super().own_order()

    def own_order_says(self) -> str:
        return "超时在前，再按停留" if self.chosen.get("scope") == "here" else super().own_order_says()

    def href(self, row: Row) -> str:
        return reverse("service:repairorder", args=[row.pk])

    def row_state(self, row: Row) -> str:
        return state_of(row)
