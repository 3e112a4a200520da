"""Extra work between bay, advisor and customer: what is to be priced, what was asked, who waits."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, Q

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.models import Hold, Photo
from zhangdian.foundation.ui.queues import once_a_page
from zhangdian.frontline.service import holding, lines, offers, pace, quoting
from zhangdian.frontline.service.models import (
    Agreement,
    Finding,
    LabourOperation,
    OrderLine,
    Payer,
    RepairOrder,
)
from zhangdian.frontline.service.models.order import is_here
from zhangdian.frontline.service.models.promises import AgreedLine
from zhangdian.frontline.service.offers import Way
from zhangdian.frontline.service.promise import morning_after
from zhangdian.frontline.service.quoting import Quote
from zhangdian.frontline.service.workbench import findings_left
from zhangdian.people.organization.roles import Role

MOST = 60
WAITING_KINDS = (holding.ADVISOR_PRICES, holding.CUSTOMER_ANSWER, holding.CALL_BACK)


@dataclass
class Offered:
    """One job that the advisor may put to the customer: from a finding, or picked by himself."""

    quote: Quote
    finding: Finding | None = None
    photos: list[Any] = field(default_factory=list)
    words: str = ""
    ways: list[Way] = field(default_factory=list)
    on: bool = True
    chosen_way: str = ""

    @property
    def is_safety(self) -> bool:
        """Red and about safety: refused, it wants the customer's own words."""
        return self.finding is not None and self.finding.is_safety

    @property
    def payer(self) -> Payer | None:
        """What is found beside the order is the customer's, but what only maker or store pay."""
        theirs = self.quote.operation.rate_kind in (
            LabourOperation.RateKind.WARRANTY,
            LabourOperation.RateKind.INTERNAL,
        )
        return None if theirs else Payer.CUSTOMER

    @property
    def key(self) -> str:
        """Distinguishes the rows of one form: the finding, or the operation."""
        return f"f{self.finding.pk}" if self.finding else self.quote.operation.code

    @property
    def parts_total(self) -> Decimal:
        return Decimal(self.quote.total - self.quote.operation.price)


def photos_of(ctx: Any, findings: Sequence[Finding]) -> dict[int, list[Photo]]:
    """Pictures by the key of their finding, in one query."""
    rows = Photo.objects.of(ctx).filter(
        root_type=RepairOrder._meta.label_lower,
        root_id__in={finding.order_id for finding in findings},
        subject_type=Finding._meta.label_lower,
        subject_id__in=[finding.pk for finding in findings],
    )
    found: dict[int, list[Photo]] = defaultdict(list)
    for photo in rows.order_by("pk"):
        found[photo.subject_id].append(photo)
    return dict(found)


def plain_words(finding: Finding) -> str:
    """What a customer understands: the list's words with what was measured, or without it."""
    item = finding.item
    if item is None or not item.plain_words:
        return finding.name if not finding.measured else f"{finding.name} {finding.measured}"
    parts = item.plain_words.split(", ")
    if not finding.measured:
        state = "检查不合格" if finding.level == Finding.Level.RED else "快到限值"
        parts = [f"{finding.name}{state}", *(part for part in parts if "{v}" not in part)]
    return "，".join(parts).replace("{v}", finding.measured)


def offered(ctx: Any, order: RepairOrder, also: Sequence[str] = ()) -> list[Offered]:
    """What may be put to the customer: each finding with its operation, and what the advisor adds."""
    findings = [each for each in findings_left(order) if each.item and each.item.operation_code]
    codes = [each.item.operation_code for each in findings if each.item]
    named = quoting.named(ctx, [*codes, *also], order.vehicle)
    quotes = quoting.quotes(ctx, order.vehicle, list(named.values()))
    by_code = {quote.operation.code: quote for quote in quotes.values() if not quote.unpriced}
    ways = offers.cheaper_ways(ctx, order.vehicle, list(by_code.values()))
    photos = photos_of(ctx, findings)
    rows = []
    for finding in findings:
        code = finding.item.operation_code if finding.item else ""
        if quote := by_code.get(code):
            words, shots = plain_words(finding), photos.get(finding.pk, [])
            rows.append(Offered(quote, finding, shots, words, ways[quote.operation.pk]))
    taken = {row.quote.operation.code for row in rows}
    for code in dict.fromkeys(also):
        if (quote := by_code.get(code)) and code not in taken:
            rows.append(Offered(quote, ways=ways[quote.operation.pk]))
    return rows


def proposed_time(ctx: Any, order: RepairOrder, rows: Sequence[Offered] = ()) -> datetime:
    """The promise moved by the hours of what is offered; by the morning on which missing parts are there."""
    hours = sum((row.quote.operation.book_hours for row in rows), Decimal(0)) or Decimal("0.5")
    at = max(order.promised_at or ctx.now, ctx.now) + timedelta(hours=float(hours))
    days = max((row.quote.lead_days for row in rows if row.quote.short), default=0)
    if days:
        at = max(at, morning_after(ctx, days, pace.today(ctx)))
    local = clock.local(at, ctx.standing.zone)
    return local + timedelta(
        minutes=-local.minute % 10, seconds=-local.second, microseconds=-local.microsecond
    )


def asked(ctx: Any, order: RepairOrder) -> list[AgreedLine]:
    """The rows of the question that stands open."""
    rows = AgreedLine.objects.of(ctx).filter(
        agreement__order=order,
        agreement__about=Agreement.About.EXTRA,
        agreement__answer=Agreement.Answer.PENDING,
        line__voided_at=None,
    )
    return list(rows.select_related("line__operation", "agreement"))


def spoken_by(ctx: Any, order: RepairOrder) -> str:
    """Who usually answers: the sender, else the owner as he is called."""
    if not order.sender_is_owner and order.sender_name:
        return order.sender_name
    owner = order.customer
    return (owner.called or str(owner.name.seen_by(ctx))) if owner else ""


@dataclass
class Asked:
    """One job as the customer is shown it."""

    row: AgreedLine
    photos: list[Photo] = field(default_factory=list)
    labour: Decimal = Decimal(0)
    parts: Decimal = Decimal(0)
    red: bool = False

    @property
    def line(self) -> OrderLine:
        return self.row.line

    @property
    def amount(self) -> Decimal:
        return self.labour + self.parts

    @property
    def is_his(self) -> bool:
        """Whether the customer pays it."""
        return self.line.payer == Payer.CUSTOMER

    @property
    def answer(self) -> str:
        return "yes" if self.line.authorized_at else "no" if self.line.declined_at else ""

    @property
    def was_decided(self) -> bool:
        """A line that gave way to its cheaper one, or was withdrawn, is none any more."""
        return self.line.voided_at is None


def question(ctx: Any, agreement: Agreement) -> list[Asked]:
    """The jobs of a question with their prices and the pictures of what was found; four queries."""
    rows = list(agreement.asked.select_related("line__operation", "cheaper_operation"))
    keys = [row.line_id for row in rows]
    found = {each.line_id: each for each in Finding.objects.of(ctx).filter(line__in=keys)}
    photos = photos_of(ctx, list(found.values()))
    parts = lines.parts_amounts(keys)
    made = []
    for row in rows:
        finding = found.get(row.line_id)
        shots = photos.get(finding.pk, []) if finding else []
        red = finding is not None and finding.level == Finding.Level.RED
        made.append(
            Asked(row, shots, row.line.amount, parts.get(row.line_id, Decimal(0)), red or row.line.safety)
        )
    return made


@dataclass
class Work:
    """A car whose extra work waits for somebody."""

    order: RepairOrder
    hold: Hold
    findings: list[Finding] = field(default_factory=list)
    agreement: Agreement | None = None

    @property
    def step(self) -> str:
        return {
            holding.ADVISOR_PRICES: "报价",
            holding.CUSTOMER_ANSWER: "等客户",
            holding.CALL_BACK: "回电",
        }[self.hold.kind]


@once_a_page
def works(ctx: Any, *, mine: bool) -> list[Work]:
    """Cars with findings to price, questions without an answer, calls to make; longest waiting first."""
    rows = Hold.objects.of(ctx).filter(
        root_type=RepairOrder._meta.label_lower, kind__in=WAITING_KINDS, lifted_at=None
    )
    waiting = list(rows.order_by("since", "pk")[:MOST])
    lines_here = OrderLine.objects.filter(voided_at=None)
    orders = (
        RepairOrder.objects.of(ctx)
        .open()
        .filter(pk__in=[hold.root_id for hold in waiting], signed_at__isnull=False)
        .select_related("vehicle__model", "advisor", "customer")
        .prefetch_related(
            Prefetch("findings", Finding.objects.select_related("item", "found_by")),
            Prefetch("agreements", Agreement.objects.filter(about=Agreement.About.EXTRA)),
            Prefetch("lines", lines_here, to_attr="work"),
        )
    )
    by_key = {order.pk: order for order in orders}
    found = []
    for hold in waiting:
        order = by_key.get(hold.root_id)
        if order is None or (mine and order.advisor_id not in (None, ctx.person_id)):
            continue
        pending = next((a for a in order.agreements.all() if a.answer == Agreement.Answer.PENDING), None)
        if hold.kind != holding.ADVISOR_PRICES and pending is None:
            continue  # the statement's question, not the extra work's
        left = [each for each in order.findings.all() if each.line_id is None]
        found.append(Work(order, hold, left, pending))
    return found


def to_answer(ctx: Any, *, mine: bool) -> Any:
    """Holds of findings to price and of calls to make, as `works` finds them."""
    orders = RepairOrder.objects.of(ctx).open().filter(signed_at__isnull=False)
    if mine:
        orders = orders.filter(Q(advisor=None) | Q(advisor=ctx.person_id))
    asked = Agreement.objects.of(ctx).filter(
        is_here("order__"), about=Agreement.About.EXTRA, answer=Agreement.Answer.PENDING
    )
    rows = Hold.objects.of(ctx).filter(
        root_type=RepairOrder._meta.label_lower, lifted_at=None, root_id__in=orders.order_by().values("pk")
    )
    calls = Q(kind=holding.CALL_BACK, root_id__in=asked.order_by().values("order"))
    return rows.filter(Q(kind=holding.ADVISOR_PRICES) | calls)


def answered_today(ctx: Any) -> list[Agreement]:
    """Questions that came back today, newest first."""
    start, end = clock.day_bounds(ctx.today, ctx.standing.zone)
    rows = Agreement.objects.of(ctx).filter(
        about=Agreement.About.EXTRA, answered_at__gte=start, answered_at__lt=end
    )
    return list(rows.select_related("order__advisor").order_by("-answered_at")[:MOST])


def answered_before(ctx: Any, order: RepairOrder) -> list[Agreement]:
    """What this order's customer was asked and has answered, each with its lines."""
    rows = Agreement.objects.of(ctx).filter(order=order, about=Agreement.About.EXTRA)
    return list(rows.exclude(answer=Agreement.Answer.PENDING).prefetch_related("lines"))


def sees_all(ctx: Any) -> bool:
    """Whether somebody looks over all advisors' work."""
    return Role.FRONT_DESK_SUPERVISOR in ctx.roles
