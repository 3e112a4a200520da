"""A complaint is heard by anybody, taken by name, answered, and closed with the customer's own answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from zhangdian.aftercare.care import gates, grievances, writing
from zhangdian.aftercare.care.models import Complaint, ComplaintTopic, Severity
from zhangdian.aftercare.care.posts import CLOSERS, HANDLERS
from zhangdian.foundation.kernel.action import ANYBODY, Act, Signatures, action
from zhangdian.foundation.kernel.models import Means
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.kernel.sight import PersonalText
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.people.customers import entered, people, vehicles
from zhangdian.people.customers.models import Customer
from zhangdian.people.organization import limits
from zhangdian.people.organization.gates import acts_on_own_device
from zhangdian.people.organization.queries import himself
from zhangdian.people.organization.roles import Role

State = Complaint.State
ONE_WAY = ("客户自己提的办法", "只有这一种做法", "客户不愿再谈", "其他")


@dataclass(frozen=True)
class TopicRow:
    """One topic that is loaded."""

    code: str
    department: str
    name: str
    severity: Severity
    remedies: str = ""
    hours: int = 24


@action("载入投诉事由", by=(Role.CUSTOMER_RELATIONS_MANAGER, Role.OFFICE_DIRECTOR), by_clock=True)
def load_topics(ctx: Act, *, rows: Sequence[TopicRow]) -> None:
    """What customers complain about, and how grave the house takes it."""
    known = set(ComplaintTopic.objects.of(ctx).values_list("code", flat=True))
    if twice := known.intersection(row.code for row in rows):
        raise Refusal(f"事由 {min(twice)} 已经载入过")
    ComplaintTopic.objects.add_many(ComplaintTopic(**vars(row)) for row in rows)


@action("登记投诉", by=ANYBODY, opens=Complaint)
def open_complaint(
    ctx: Act,
    *,
    words: str,
    topic: ComplaintTopic,
    severity: Severity | None = None,
    source: Complaint.Source = Complaint.Source.DESK,
    wish: str = "",
    plate: PersonalText = "",
    order: RepairOrder | None = None,
    customer: Customer | None = None,
    caller: PersonalText = "",
    phone: PersonalText = "",
) -> Complaint:
    """Whoever hears it writes it down: it has a number, a visit, and a clock from now on (CSR-02, SA-23)."""
    car = order.vehicle if order else None
    if car is None and plate.strip():
        car = vehicles.find(ctx, plate=entered.plate_of(ctx, plate).text)
        if car is None:
            raise Refusal(f"没有车牌 {plate.strip()} 的档案：请核对，或只记来电人和电话")
        order = grievances.last_visit(ctx, car)
    number = entered.phone_of(phone) if phone.strip() else ""
    if not (car or customer or number):
        raise Refusal("是哪位客户：请记车牌，或来电人和电话，否则没法答复他")
    if customer:
        people.refuse_unused(ctx, customer)
    grievances.refuse_twin(ctx, car)
    return grievances.lay_open(
        ctx,
        words=words,
        topic=topic,
        source=source,
        severity=severity,
        wish=wish,
        order=order,
        vehicle=car,
        customer_id=customer.pk if customer else people.owner_in_use(car),
        caller=caller,
        phone=number,
    )


@action(
    "受理",
    by=HANDLERS,
    moves=((State.RECEIVED, State.REOPENED), State.TAKEN),
    gates=[gates.a_manager_takes_a_major_one],
)
def take_complaint(ctx: Act, complaint: Complaint) -> None:
    """Somebody by name has it, within half an hour (CSR-11)."""
    person = himself(ctx)
    complaint.taken_by, complaint.taken_at = person, ctx.now
    grievances.hand_to(ctx, complaint, person)
    grievances.step(ctx, complaint, "受理")


@action("记处理", by=HANDLERS)
def note_step(ctx: Act, complaint: Complaint, *, what: str) -> None:
    """What was found or done; on a closed one it is an addendum, its text stays as it is (CSR-14, 32)."""
    if not what.strip():
        raise Refusal("请写做了什么、查到什么")
    grievances.step(ctx, complaint, what if complaint.state != State.CLOSED else f"结案后补充：{what}")


def goodwill_needs(ctx: Act, complaint: Complaint, *, goodwill: Decimal, **_: object) -> Signatures | None:
    """Compensation above one's own limit waits for who may give it."""
    effect = f"{complaint.number} 补偿 {goodwill:,.2f} 元：{complaint.words[:60]}"
    return grievances.goodwill_needs(ctx, goodwill, goodwill - complaint.goodwill, effect)


@action(
    "答复客户",
    by=HANDLERS,
    moves=((State.TAKEN, State.REOPENED), State.ANSWERED),
    gates=[acts_on_own_device, gates.complaint_is_taken],
    needs=goodwill_needs,
)
def answer_complaint(
    ctx: Act,
    complaint: Complaint,
    *,
    cause: Complaint.Cause,
    remedy: str,
    told: str,
    means: Means,
    also_offered: str = "",
    goodwill: Decimal = Decimal(0),
) -> None:
    """Cause, the remedy that he chose of those offered, and how he was told (CSR-03, 32…34)."""
    if not remedy.strip() or not told.strip():
        raise Refusal("要写明怎么处理，和怎么跟客户说的")
    if goodwill < 0:
        raise Refusal("补偿不能是负数")
    if not also_offered.strip():
        ctx.ask("customer_could_choose", "只给了一个办法：客户有没有别的选择", ONE_WAY)
    limits.note_given(ctx, goodwill - complaint.goodwill)
    complaint.cause, complaint.remedy, complaint.told = cause, remedy.strip(), told.strip()
    complaint.offered, complaint.goodwill, complaint.means = also_offered.strip(), goodwill, means
    complaint.answered_at, complaint.answered_by_id = ctx.now, ctx.person_id
    complaint.first_answered_at = complaint.first_answered_at or ctx.now
    grievances.ask_after(ctx, complaint)
    grievances.step(ctx, complaint, f"答复客户：{told.strip()}；处理办法：{remedy.strip()}")


@action(
    "结案",
    by=CLOSERS,
    moves=(Complaint.OPEN, State.CLOSED),
    gates=[
        gates.complaint_is_taken,
        gates.remedy_is_chosen,
        gates.customer_has_been_told,
        gates.somebody_else_asks,
    ],
)
def close_complaint(
    ctx: Act, complaint: Complaint, *, customer_answer: str, verdict: Complaint.Verdict, means: Means
) -> None:
    """Closed only with what the customer himself says to it; who is not content reopens it (CSR-12, 30)."""
    if len(customer_answer.strip()) < 2:
        raise Refusal("没有客户的答复不能结案：请回访客户，记下他自己怎么说")
    complaint.customer_answer, complaint.verdict = customer_answer.strip(), verdict
    complaint.closed_at, complaint.closed_by_id = ctx.now, ctx.person_id
    grievances.step(ctx, complaint, f"{means.label}回访，客户{verdict.label}：{customer_answer.strip()}")
    grievances.settle(ctx, complaint)


@action(
    "客户不满意，重开", by=(*HANDLERS, Role.CASHIER), moves=((State.ANSWERED, State.CLOSED), State.REOPENED)
)
def reopen_complaint(ctx: Act, complaint: Complaint, *, customer_words: str) -> None:
    """Back into work with new hours, and counted; his words say what is still not well (CSR-12, 13)."""
    if len(customer_words.strip()) < 4:
        raise Refusal("请记下客户还不满意什么")
    complaint.reopened += 1
    complaint.customer_answer, complaint.verdict = "", ""
    complaint.closed_at = complaint.closed_by_id = complaint.answered_at = None
    grievances.begin_again(ctx, complaint)
    grievances.step(ctx, complaint, f"客户不满意，重开：{customer_words.strip()}")


@action("升级", by=HANDLERS, by_clock=True, within=Complaint.OPEN)
def escalate_complaint(ctx: Act, complaint: Complaint, *, reason: str) -> None:
    """One step up the line: supervisor, service manager, general manager (CSR-11, CSS-02)."""
    if not reason.strip():
        raise Refusal("升级要写明为什么")
    to = grievances.climb(ctx, complaint, reason.strip())
    grievances.step(ctx, complaint, f"升级到{to.label}：{reason.strip()}")
    writing.tell_climbed(ctx, complaint, to, reason.strip())
