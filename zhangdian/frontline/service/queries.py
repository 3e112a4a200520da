"""What is asked about visits: the board, a visit with all its facts, queues of each post."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce

from zhangdian.foundation.kernel import clock, holds
from zhangdian.foundation.kernel.models import Entry, Hold, Paper, Photo
from zhangdian.foundation.kernel.money import ZERO
from zhangdian.frontline.service import ball, holding, old_parts
from zhangdian.frontline.service.lines import LARGE
from zhangdian.frontline.service.models import (
    Advice,
    ClockRecord,
    OrderLine,
    PartLine,
    RepairOrder,
    Statement,
)
from zhangdian.people.organization.roles import Role
from zhangdian.resources.parts.models import RequisitionLine

State = RepairOrder.State
LANES = (State.WAITING, State.IN_REPAIR, State.CHECKING, State.WASHING, State.READY)
RARE = ("things", "findings", "agreements", "statements", "inquiries", "old_parts_kept")
"""Parts that many visits have none of: the order's own query tells it."""
ON_WALL = 6
"""Cards of a lane that can be read from six metres."""
FRONT_ACTS = frozenset(
    f"service.{name}"
    for name in (
        "start_reception",
        "complete_walk_around",
        "note_words",
        "note_circumstances",
        "correct_words",
        "check_papers",
        "identify_car",
        "tag_key",
        "add_lines",
        "answer_open_items",
        "take_open_item",
        "leave_open_item",
        "set_choices",
        "promise_time",
        "grant_discount",
        "sign_order",
        "send_order_for_signature",
        "record_refused_signature",
    )
)
"""What is done on the pages of reception and write-up while the order is a draft."""
DELIVERY_ACTS = frozenset(
    f"service.{name}"
    for name in (
        "pass_internal_check",
        "fail_internal_check",
        "tell_customer",
        "customer_at_car",
        "agree_follow_up",
        "enter_booklet",
        "remove_covers",
        "make_statement",
        "sign_statement",
        "send_statement",
        "record_refused_statement",
        "reopen_statement",
    )
)
BODY_SKILLS = frozenset({"钣金", "喷漆"})


def freshness(request: Any, *_: Any, **__: Any) -> str:
    """What the page depends on: the store's last act, the minute, who looks and what he asked for."""
    ctx = request.ctx
    last = Entry.objects.filter(store_id=ctx.store_id).order_by("-pk").values_list("pk", flat=True).first()
    touch = request.COOKIES.get("zd_device", "") + request.COOKIES.get("zd_screen", "")
    return f'"{last}-{ctx.now:%m%d%H%M}-{ctx.person_id}-{touch}-{request.GET.urlencode()}"'


@dataclass
class Card:
    """A car on the board: which, how long, in whose hands, what is wrong with it."""

    order: Any
    """A repair order with `work`, its live lines."""
    work: str
    ball: ball.Ball
    minutes: int
    late: int
    """Minutes past the promise; 0 when not late."""
    tone: str
    """late beats rework beats parts beats customer."""
    bay: str = ""
    body: bool = False
    proposal: Any = None
    words: str = ""
    """Beside the ball, as the board says it; the ball's own words where nobody said it shorter."""
    mine: bool = False
    """Whether who looks has worked on it."""
    turn: int = 0
    """Its place in the queue, where it is proposed to somebody."""

    @property
    def holder(self) -> str:
        return self.words or self.ball.text

    @property
    def unassigned(self) -> list[OrderLine]:
        """Lines that the customer agreed to and nobody has yet: the whole order, or extra work later."""
        return [line for line in self.order.work if line.is_unassigned]

    @property
    def can_be_given(self) -> bool:
        """Whether it waits for a name only: parts on the shelf are fetched by whoever gets the car."""
        at_the_window = self.ball.kind == holding.PARTS and self.ball.holder == Role.STOREKEEPER
        awaits_nobody = self.order.state != State.WAITING or not self.ball.kind or at_the_window
        return bool(self.unassigned) and awaits_nobody

    @property
    def turns(self) -> list[tuple[OrderLine, datetime]]:
        """Of what nobody has that whose turn has come and whose parts lie here, and since when."""
        lines: list[Any] = [line for line in self.order.work if line.is_unassigned and not line.awaits_parts]
        found = ((line, line.turn_at(self.order.work)) for line in lines)
        return [(line, max(at, line.parts_at or at)) for line, at in found if at]

    @property
    def work_to_give(self) -> str:
        """What is to be given now, each operation once."""
        return "、".join(dict.fromkeys(line.name for line, _ in self.turns))

    @property
    def next_work(self) -> str:
        """What is to be given while the car is in work: agreed extra work, or the next stage."""
        extra = any(line.is_extra for line, _ in self.turns)
        return "增项" if extra else "下一工序"

    @property
    def wants_a_name(self) -> bool:
        """Whether somebody could begin now, if only he were named."""
        return self.can_be_given and bool(self.turns)

    @property
    def late_words(self) -> str:
        if self.late < 3 * 60:
            return f"超 {self.late}"
        return f"超 {self.late // 60} 时" if self.late < 24 * 60 else f"超 {self.late // 1440} 天"


@dataclass
class Lane:
    """One stage of the board."""

    state: State
    cards: list[Card] = field(default_factory=list)

    @property
    def shown(self) -> list[Card]:
        """What fits on the wall; the rest is counted."""
        return self.cards[: ON_WALL * 2 if self.state == State.IN_REPAIR else ON_WALL]

    @property
    def hidden(self) -> int:
        return len(self.cards) - len(self.shown)

    @property
    def longest(self) -> int | None:
        return max((card.minutes for card in self.cards), default=None)

    @property
    def mix(self) -> list[tuple[str, int]]:
        """Shares of tones, gravest first; what stands ready and waits for nobody is all right."""
        counts: dict[str, int] = defaultdict(int)
        for card in self.cards:
            counts[card.tone or ("ok" if self.state == State.READY else "")] += 1
        tones = ("late", "parts", "cust", "rework", "ok", "")
        return [(tone, counts[tone]) for tone in tones if counts[tone]]


def with_parts(lines: Any) -> Any:
    """Lines, each with whether a piece for it is not here yet, and since when the last lies here."""
    wanted = RequisitionLine.objects.filter(
        requisition__purpose_type=RepairOrder._meta.label_lower,
        requisition__purpose_id=OuterRef("order"),
        line_id=OuterRef("pk"),
    ).order_by()
    held = Coalesce("reservation__quantity", 0)
    short = wanted.annotate(ready=F("issued") + F("voided") + held).filter(wanted__gt=F("ready"))
    at = wanted.values("line_id").annotate(at=Max("reservation__reserved_at")).values("at")
    return lines.annotate(awaits_parts=Exists(short), parts_at=Subquery(at))


def cars_here(ctx: Any) -> Any:
    """Orders of cars that are still in the store, with what a card shows."""
    lines = with_parts(OrderLine.objects.filter(voided_at=None, declined_at=None))
    lines = lines.select_related("technician", "bay")
    return (
        RepairOrder.objects.of(ctx)
        .open()
        .select_related("vehicle", "advisor", "washer")
        .prefetch_related(Prefetch("lines", lines, to_attr="work"))
    )


def tone_of(order: RepairOrder, held: ball.Ball, late: int) -> str:
    """The one colour of a car."""
    if late:
        return "late"
    if order.state == State.IN_REPAIR and order.is_rework:
        return "rework"
    if held.kind == holding.PARTS:
        return "parts"
    if held.kind in (*holding.WITH_CUSTOMER, holding.CALL_BACK) or held.holder == holds.CUSTOMER:
        return "cust"
    return ""


def card_of(ctx: Any, order: Any, open_holds: list[Hold]) -> Card:
    held = ball.ball_of(order, open_holds, order.work)
    late = 0
    if order.promised_at and order.state in (*LANES, State.SETTLING) and not order.customer_told_at:
        late = clock.minutes_between(order.promised_at, ctx.now)
    line = next((each for each in order.work if each.bay_id), None)
    return Card(
        order=order,
        work=" ".join(dict.fromkeys(each.name for each in order.work))[:24] or order.get_kind_display(),
        ball=held,
        minutes=clock.minutes_between(ball.stage_since(order), ctx.now),
        late=late,
        tone=tone_of(order, held, late),
        bay=line.bay.code if line else "",
        body=any(each.skill in BODY_SKILLS for each in order.work),
    )


def cards(ctx: Any, orders: Any) -> list[Card]:
    """Cards of these orders; their holds come in one query."""
    listed = list(orders)
    open_holds = holds.open_on(ctx, listed)
    return [card_of(ctx, order, open_holds.get(order.pk, [])) for order in listed]


def board(ctx: Any, scope: str = "") -> list[Lane]:
    """The stages as columns, longest standing first; four queries whatever the number of cars."""
    lanes = {state: Lane(state) for state in LANES}
    for card in cards(ctx, cars_here(ctx).filter(state__in=LANES)):
        if scope == "" or (scope == "body") == card.body:
            lanes[State(card.order.state)].cards.append(card)
    for lane in lanes.values():
        lane.cards.sort(key=lambda card: -card.minutes)
    return list(lanes.values())


@dataclass
class Visit:
    """A visit with all that its page shows; every fact is asked once."""

    ctx: Any
    order: RepairOrder

    @cached_property
    def lines(self) -> list[OrderLine]:
        rows = self.order.lines.filter(voided_at=None)
        rows = rows.select_related("technician", "bay", "operation", "concern")
        return list(
            rows.prefetch_related(
                Prefetch("parts", PartLine.objects.filter(voided_at=None).select_related("part"))
            )
        )

    def _has(self, part: str) -> bool:
        """Whether there is something to ask for: the order's own query has told it of what is rare."""
        return bool(getattr(self.order, f"has_{part}", True))

    @cached_property
    def laid(self) -> list[Hold]:
        """All that it waited or waits for, in the order of time."""
        return list(holds.laid_on(self.ctx, self.order))

    @property
    def holds(self) -> list[Hold]:
        return [hold for hold in self.laid if hold.lifted_at is None]

    @cached_property
    def ball(self) -> ball.Ball:
        return ball.ball_of(self.order, self.holds, self.lines)

    @cached_property
    def minutes(self) -> int:
        return self.ball.minutes(self.ctx.now)

    @cached_property
    def concerns(self) -> list[Any]:
        return list(self.order.concerns.all())

    @cached_property
    def things(self) -> list[Any]:
        return list(self.order.things.all()) if self._has("things") else []

    @cached_property
    def marks(self) -> list[Any]:
        return list(self.order.marks.all())

    @property
    def new_marks(self) -> list[Any]:
        """Marks that were seen only after reception."""
        return [mark for mark in self.marks if mark.seen_at != "接车"]

    @cached_property
    def findings(self) -> list[Any]:
        if not self._has("findings"):
            return []
        return list(self.order.findings.select_related("item", "found_by"))

    @cached_property
    def checks(self) -> list[Any]:
        return list(self.order.checks.select_related("person"))

    @cached_property
    def advice(self) -> list[Advice]:
        """What this car still needs, with what was answered at this visit."""
        rows = Advice.objects.of(self.ctx).filter(vehicle_id=self.order.vehicle_id)
        return list(rows.exclude(closed_at__lt=self.order.arrived_at).select_related("operation"))

    @cached_property
    def agreements(self) -> list[Any]:
        return list(self.order.agreements.all()) if self._has("agreements") else []

    @cached_property
    def statements(self) -> list[Statement]:
        if not self._has("statements"):
            return []
        return list(self.order.statements.filter(voided_at=None).prefetch_related("lines"))

    @cached_property
    def notes(self) -> list[Any]:
        return list(self.order.progress_notes.select_related("reported_by", "answered_by"))

    @cached_property
    def papers(self) -> list[Paper]:
        keys = [statement.pk for statement in self.statements]
        mine = Paper.objects.of(self.ctx).filter(subject_type="service.repairorder", subject_id=self.order.pk)
        if keys:
            theirs = {"subject_type": "service.statement", "subject_id__in": keys}
            mine = mine | Paper.objects.of(self.ctx).filter(**theirs)
        return list(mine)

    @cached_property
    def photos(self) -> dict[str, list[Photo]]:
        """By kind: corner, seat, mark, finding, after, defect."""
        found: dict[str, list[Photo]] = defaultdict(list)
        mine = Photo.objects.of(self.ctx).filter(root_type="service.repairorder", root_id=self.order.pk)
        for photo in mine:
            found[photo.kind].append(photo)
        return dict(found)

    @property
    def customer_name(self) -> str:
        """How the customer is addressed: as he prefers, else by his name as this viewer may see it."""
        customer = self.order.customer
        if customer is None:
            return self.order.sender_name or "车主未登记"
        return str(customer.called or customer.name.seen_by(self.ctx))

    @property
    def not_here(self) -> str:
        """Acts that have a page of their own, or make no sense now: they do not crowd the next step."""
        order = self.order
        left_out = {self.next_action, *DELIVERY_ACTS, "service.add_marks", "service.note_other_wish"}
        left_out.add("service.propose_extra_work")
        if order.state == State.DRAFT:
            left_out |= FRONT_ACTS
        if not any(thing.given_back_at is None for thing in self.things) or order.state != State.RELEASED:
            left_out.add("service.give_back")
        if not any(a.about == "extra" and a.answer == "pending" for a in self.agreements):
            left_out |= {"service.withdraw_extra_work", "service.authorize_extra_work"}
        if not any(old_parts.fate_of(order, line) for line in self.lines):
            left_out.add("service.keep_old_parts")
        if all(each.shown_at for each in self.old_parts):
            left_out.add("service.hand_over_old_parts")
        if order.large_confirmed_at or self.sums["total"] < LARGE:
            left_out.add("service.confirm_large_order")
        return " ".join(sorted(left_out - {""}))

    @property
    def is_delivered_now(self) -> bool:
        """Whether the page of the delivery is where the work goes on."""
        return self.order.state in {State.READY, State.SETTLING, State.RELEASED}

    @property
    def next_action(self) -> str:
        """The action that moves the visit on, by its state and facts."""
        order = self.order
        by_state = {
            State.WAITING: "service.dispatch",
            State.IN_REPAIR: "service.finish_work",
            State.WASHING: "service.finish_wash" if order.wash_started_at else "service.start_wash",
            State.SETTLING: "",
            State.RELEASED: "service.let_out",
        }
        if order.state == State.DRAFT:
            if not order.walked_around_at:
                return "service.complete_walk_around"
            return "service.sign_order" if self.lines else "service.add_lines"
        if order.state == State.CHECKING:
            return "service.pass_inspection" if order.leader_passed_at else "service.pass_leader_check"
        if order.state == State.READY:
            if not order.internally_checked_at:
                return "service.pass_internal_check"
            if not order.customer_told_at:
                return "service.tell_customer"
            if not order.callback_on:
                return "service.agree_follow_up"
            return "service.sign_statement" if self.statements else "service.make_statement"
        return by_state.get(State(order.state), "")

    @cached_property
    def inquiries(self) -> list[Any]:
        """Lines of which it was asked whether they are the maker's, open ones first."""
        if not self._has("inquiries"):
            return []
        rows = self.order.inquiries.select_related("line", "asked_by")
        return sorted(rows, key=lambda one: (one.answered_at is not None, one.pk))

    @property
    def to_be_judged(self) -> list[OrderLine]:
        """What the maker is to pay, without his number, where nobody has asked yet."""
        asked = {one.line_id for one in self.inquiries if one.answered_at is None}
        return [
            line
            for line in self.lines
            if line.payer == "maker"
            and not line.approval_no
            and not line.declined_at
            and line.operation.rate_kind != "W"
            and line.pk not in asked
        ]

    @cached_property
    def old_parts(self) -> list[Any]:
        return list(self.order.old_parts_kept.all()) if self._has("old_parts_kept") else []

    @property
    def has_parts(self) -> bool:
        return any(line.parts.all() for line in self.authorized)

    @property
    def authorized(self) -> list[OrderLine]:
        return [line for line in self.lines if line.authorized_at]

    @property
    def unanswered(self) -> list[OrderLine]:
        return [line for line in self.lines if not line.authorized_at and not line.declined_at]

    @cached_property
    def sums(self) -> dict[str, Decimal]:
        """Labour, parts, discount and total of live lines; `customer` is what the customer pays (yuan)."""
        live = [line for line in self.lines if line.declined_at is None]
        parts = {line.pk: sum((part.amount for part in line.parts.all()), ZERO) for line in live}
        labour = sum((line.labour for line in live), ZERO)
        discount = sum((line.discount for line in live), ZERO)
        all_parts = sum(parts.values(), ZERO)
        mine = [line for line in live if line.payer == "customer"]
        return {
            "hours": sum((line.hours for line in live), Decimal(0)),
            "labour": labour,
            "parts": all_parts,
            "discount": discount,
            "total": labour + all_parts - discount,
            "customer": sum((line.amount + parts[line.pk] for line in mine), ZERO),
        }

    @property
    def paid_by_others(self) -> list[tuple[str, Decimal]]:
        """Who else pays of the live lines, and how much (yuan)."""
        found: dict[str, Decimal] = {}
        for line in self.lines:
            if line.declined_at is None and line.payer != "customer":
                whole = sum((part.amount for part in line.parts.all()), line.amount)
                found[line.get_payer_display()] = found.get(line.get_payer_display(), ZERO) + whole
        return list(found.items())


def visit(ctx: Any, pk: int) -> Visit:
    """A visit of this store by its key; NotHere for any other."""
    facts = ("vehicle__model", "vehicle__owner", "customer", "advisor", "appointment")
    rows = RepairOrder.objects.of(ctx).select_related(*facts)
    return Visit(ctx, rows.annotate(**{f"has_{part}": exists(part) for part in RARE}).here(pk))


def exists(part: str) -> Exists:
    """Whether an order has such parts at all."""
    model: Any = RepairOrder._meta.get_field(part).related_model
    return Exists(model.objects.filter(order=OuterRef("pk")))


def hours_by_holder(seen: Visit) -> list[tuple[str, int]]:
    """The visit's minutes split by who held the car: holds first, stages between (the ball's ledger)."""
    order, laid = seen.order, seen.laid
    end = order.exited_at or seen.ctx.now
    spans: list[tuple[datetime, datetime, str]] = []
    for hold in laid:
        spans.append((hold.since, hold.lifted_at or end, ball.holder_name(hold.holder)))
    stages = [
        (order.arrived_at, order.signed_at, "服务顾问"),
        (order.signed_at, order.accepted_at, "车间主管"),
        (order.accepted_at, order.self_checked_at, "维修技师"),
        (order.self_checked_at, order.leader_passed_at, "维修组长"),
        (order.leader_passed_at, order.final_passed_at, "质量检验员"),
        (order.final_passed_at, order.washed_at, "洗车工"),
        (order.washed_at or order.final_passed_at, order.statement_signed_at, "服务顾问"),
        (order.statement_signed_at, order.exited_at, "结算员"),
    ]
    for begun, over, who in stages:
        if begun and begun < (over or end):
            spans.append((begun, over or end, who))
    return _split(spans, len(laid))


def _split(spans: list[tuple[datetime, datetime, str]], held: int) -> list[tuple[str, int]]:
    """Each minute belongs to one: the first span that covers it (holds stand before stages)."""
    edges = sorted({edge for span in spans for edge in span[:2]})
    minutes: dict[str, float] = defaultdict(float)
    for start, stop in pairwise(edges):
        owner = next((who for begun, over, who in spans if begun <= start and stop <= over), None)
        if owner:
            minutes[owner] += (stop - start).total_seconds() / 60
    whole = ((who, round(total)) for who, total in minutes.items() if total >= 0.5)
    return sorted(whole, key=lambda row: -row[1])


def my_jobs(ctx: Any) -> list[OrderLine]:
    """A technician's open lines, the running one first, then by promise."""
    clocks = ClockRecord.objects.of(ctx).filter(technician=ctx.person_id, ended_at=None)
    running = set(clocks.values_list("line_id", flat=True))
    lines = (
        OrderLine.objects.of(ctx)
        .filter(technician=ctx.person_id, dispatched_at__isnull=False, finished_at=None, voided_at=None)
        .select_related("order__vehicle__model", "order__advisor", "operation", "bay", "concern")
    )
    return sorted(
        lines, key=lambda line: (line.pk not in running, line.order.promised_at or line.order.arrived_at)
    )
