"""Write-up: faults, lines, promise, choices, and the one sitting in which the customer signs."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from zhangdian.foundation.kernel import attachments, holds, links
from zhangdian.foundation.kernel.action import Act, Signatures, action
from zhangdian.foundation.kernel.attachments import uploads_of
from zhangdian.foundation.kernel.gates import gate, stops
from zhangdian.foundation.kernel.models import Means
from zhangdian.foundation.kernel.money import line_amount, yuan
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.foundation.kernel.sight import PersonalText
from zhangdian.frontline.service import (
    advice,
    booking,
    gates,
    holding,
    inquiring,
    lines,
    promise,
    recommended,
    signing,
    statements,
    texting,
)
from zhangdian.frontline.service.models import (
    Advice,
    Agreement,
    Concern,
    OrderLine,
    PartLine,
    Payer,
    RepairOrder,
    WarrantyInquiry,
)
from zhangdian.frontline.service.models.order import Kind
from zhangdian.frontline.service.posts import ADVISORS
from zhangdian.people.customers import recalls
from zhangdian.people.customers.models import Recall, VehicleRecall
from zhangdian.people.organization import limits
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.roles import Role

State = RepairOrder.State
SIGNED = {
    State.WAITING,
    State.IN_REPAIR,
    State.CHECKING,
    State.WASHING,
    State.READY,
    State.SETTLING,
    State.RELEASED,
}
COPIES_STAY = timedelta(days=30)
FOR_SHORTAGES = ("订货，客户等到货", "调货，今天能到", "换代用件，客户同意", "先做别的，货到再做")
WHILE_OPEN = {State.DRAFT, State.WAITING, State.IN_REPAIR, State.CHECKING, State.WASHING, State.READY}


@gate("客户的话都判断过")
def faults_are_judged(ctx: object, order: RepairOrder) -> Missing | None:
    has_lines = {line.concern_id for line in order.at_hand("lines")}
    open_ones = [each for each in order.at_hand("concerns") if each.fault == Concern.Fault.OPEN]
    unjudged = next((each for each in open_ones if each.pk not in has_lines), None)
    return (
        Missing(f"“{unjudged.words}”还没有项目，也没说先检查", Role.SERVICE_ADVISOR.label)
        if unjudged
        else None
    )


@stops("召回和拒做的安全项都有答复")
def recalls_and_safety_are_decided(ctx: Act, order: RepairOrder) -> Missing | None:
    """PROC-R-20: recall and refused safety items stop; the rest default to 本次不做."""
    standing = order.standing_lines()
    taken = {line.operation.code for line in standing}
    for one in recalls.open_on(ctx, [order.vehicle])[order.vehicle_id]:
        answered = one.state == VehicleRecall.State.REFUSED
        if not answered and one.recall.kind == Recall.Kind.RECALL and one.recall.operation_code not in taken:
            return Missing(
                f"{one.recall} 这次做不做还没问客户", Role.SERVICE_ADVISOR.label, "service.add_lines"
            )
    on_order = {line.from_advice_id for line in standing}
    for item in recommended.open_for(ctx, order.vehicle_id):
        answered = item.answered_at is not None and item.answered_at >= order.arrived_at
        if not item.safety or answered or item.order_id == order.pk or item.pk in on_order:
            continue
        return Missing(f"上次没做的安全项“{item.name}”要问客户这次做不做", Role.SERVICE_ADVISOR.label)
    return None


@stops("有项目和承诺时间")
def order_has_content(ctx: object, order: RepairOrder) -> Missing | None:
    if not order.live_lines():
        return Missing("还没有项目", Role.SERVICE_ADVISOR.label, "service.add_lines")
    if order.promised_at is None:
        return Missing("还没答应交车时间", Role.SERVICE_ADVISOR.label, "service.promise_time")
    return None


@gate("缺的配件客户知道，也说好了怎么办", chips=FOR_SHORTAGES)
def shortages_are_answered(ctx: Act, order: RepairOrder) -> Missing | None:
    """PROC-R-19: ordered, brought from elsewhere or replaced by another; or its line is put off."""
    declined = {line.pk for line in order.at_hand("lines") if line.declined_at}
    kept = [row for row in order.standing_parts() if row.line_id not in declined]
    if named := [f"{part.name} {stock.text}" for part, stock in promise.short(ctx, kept).items()]:
        return Missing(f"{'；'.join(named[:3])}：跟客户说好怎么办", Role.SERVICE_ADVISOR.label)
    return None


TO_BE_SIGNED = [
    gates.walk_around_is_done,
    order_has_content,
    recalls_and_safety_are_decided,
    gates.service_manager_took_part,
    faults_are_judged,
    shortages_are_answered,
]


@action("加项目", by=(*ADVISORS, Role.WARRANTY_CLERK), within={State.DRAFT})
def add_lines(ctx: Act, order: RepairOrder, *, wanted: Sequence[lines.Wanted]) -> None:
    """Priced with this car's kit; only what stands here is dispatched, issued, billed (PROC-R-22)."""
    order.desk_at = order.desk_at or ctx.now
    by_itself = promise.stands_by_itself(ctx, order)
    lines.add_lines(ctx, order, wanted)
    promise.follow(ctx, order, by_itself)


@action("删项目", by=ADVISORS, within={State.DRAFT})
def remove_line(ctx: Act, line: OrderLine) -> None:
    """Taken off before the customer has agreed to it."""
    lines.open_to_change(line)
    by_itself = promise.stands_by_itself(ctx, line.order)
    lines.void_line(ctx, line)
    advice.ask_again(ctx, line)
    promise.follow(ctx, line.order, by_itself)
    line.order.revision += 1


@action("缺料另约", by=ADVISORS, within={State.DRAFT})
def put_off_line(ctx: Act, line: OrderLine, *, come_again_at: datetime | None = None) -> None:
    """Its parts are not here: not today, or on a day when they are, which is booked at once (PROC-R-19)."""
    lines.open_to_change(line)
    order = line.order
    by_itself = promise.stands_by_itself(ctx, order)
    advice.from_declined(ctx, [line], "缺料另约" if come_again_at else "缺料，今天不做")
    if come_again_at is not None:
        booking.book(
            ctx, order.vehicle, come_again_at, kind=Kind.REPAIR, words=line.name, advisor=order.advisor
        )
    promise.follow(ctx, order, by_itself)
    order.revision += 1


@action("改谁付", by=(*ADVISORS, Role.WARRANTY_CLERK), within={State.DRAFT})
def change_payer(ctx: Act, line: OrderLine, *, payer: Payer) -> None:
    """Who pays this line; parts are priced anew for that payer."""
    lines.open_to_change(line)
    if payer == Payer.MANUFACTURER:
        inquiring.refuse_while_open(line)
    lines.let_pay(ctx, line, payer)
    line.save()
    line.order.revision += 1


@action("改配件数量", by=ADVISORS, within={State.DRAFT})
def change_part_quantity(ctx: Act, part_line: PartLine, *, quantity: int) -> None:
    """Another quantity of a part; zero takes it off."""
    lines.open_to_change(part_line.line)
    if quantity < 0:
        raise Refusal("数量不能小于零")
    if quantity == 0:
        part_line.voided_at = ctx.now
    else:
        part_line.quantity = quantity
        part_line.amount = line_amount(quantity, part_line.unit_price)
    part_line.save()
    part_line.order.revision += 1


@action("判断故障", by=(*ADVISORS, Role.TECHNICAL_DIRECTOR, Role.WARRANTY_CLERK), within={State.DRAFT})
def judge_fault(ctx: Act, concern: Concern, *, fault: Concern.Fault, explained: str = "") -> None:
    """Confirmed and explained with its payer, or: only a full check will tell (PROC-R-13, 16, 23)."""
    concern.fault, concern.explained = fault, explained.strip()
    concern.save()


@action("质量担保待判定", by=(*ADVISORS, Role.WARRANTY_CLERK), within=WHILE_OPEN)
def leave_undecided(ctx: Act, line: OrderLine, *, reason: str) -> None:
    """Nobody can say yet whether it is the maker's: the customer is told why, the clerk is asked
    (PROC-R-14).
    """
    if not reason.strip():
        raise Refusal("请选为什么现在不能断定，委托书上要印给客户看")
    if line.approval_no or line.voided_at or line.declined_at:
        raise Refusal(f"“{line.name}”已经判定过或不做了")
    inquiring.leave_open(ctx, line, reason.strip())
    line.order.revision += 1


@action("上报主机厂", by=(Role.WARRANTY_CLERK, *ADVISORS), within=WHILE_OPEN)
def report_to_maker(
    ctx: Act, inquiry: WarrantyInquiry, *, finding: str, report_no: str, photos: Sequence[int] = ()
) -> None:
    """Finding and photos go to the maker's service department; his number waits for his answer
    (PROC-R-15).
    """
    if inquiry.answered_at or inquiry.reported_at:
        raise Refusal("这一条已经上报过或有结论了")
    if not (finding.strip() and report_no.strip()):
        raise Refusal("上报要写检查结果和主机厂系统里的编号")
    inquiring.report(ctx, inquiry, finding.strip(), report_no.strip())
    attachments.attach(ctx, inquiry, "inquiry", photos)


@action("判定索赔", by=(Role.WARRANTY_CLERK, Role.FRONT_DESK_SUPERVISOR), within=WHILE_OPEN)
def judge_warranty(
    ctx: Act,
    line: OrderLine,
    *,
    covered: bool,
    approval_no: str = "",
    reason: str = "",
    photos: Sequence[int] = (),
) -> None:
    """The manufacturer pays under this number, or it is the customer's; nothing free before (PROC-R-15)."""
    if covered and not approval_no.strip():
        raise Refusal("主机厂付要填判定编号或批准号")
    if not covered and not reason.strip():
        raise Refusal("不属质量担保要写明原因，顾问好向客户解释")
    if not covered and line.authorized_at and line.payer != Payer.CUSTOMER:
        raise Refusal(f"“{line.name}”客户已按主机厂付同意：请作废后作为增项重新报价")
    lines.let_pay(ctx, line, Payer.MANUFACTURER if covered else Payer.CUSTOMER)
    line.approval_no = approval_no.strip()
    line.result = line.result or reason.strip()
    line.save()
    line.order.revision += 1
    inquiring.close(ctx, line, covered=covered, answer=approval_no.strip() or reason.strip())
    attachments.attach(ctx, line, "approval", photos)


@action("看档案", by=ADVISORS, within={State.DRAFT})
def answer_open_items(
    ctx: Act, order: RepairOrder, *, taken: Sequence[Advice] = (), reason: str = "", own_words: str = ""
) -> None:
    """What the car still needs: taken now, or not this time with one chip for all (PROC-R-20)."""
    order.history_seen_at = ctx.now
    on_order = set(lines.advice_on(order))
    for each in taken:
        if each.operation_id is None and each.pk not in on_order:
            raise Refusal(f"“{each.name}”没有对应的工时项目：请先在开单里加项目，再选这条建议")
    new = [each for each in taken if each.pk not in on_order]
    if new:
        lines.add_lines(
            ctx,
            order,
            [lines.Wanted(each.operation.code, advice_id=each.pk) for each in new if each.operation],
        )
    for each in recommended.open_for(ctx, order.vehicle_id):
        if each.pk in on_order or each in taken:
            each.answer = Advice.Answer.TAKEN
        else:
            if each.safety and not own_words.strip():
                raise Refusal(f"安全项“{each.name}”不做，要记下客户自己的话")
            each.answer, each.because = Advice.Answer.LATER, reason or "本次不做"
            each.own_words = own_words.strip() if each.safety else each.own_words
        each.answered_at = ctx.now
        each.save()


def is_not_on_order(order: RepairOrder, item: Advice) -> None:
    """What is being done now is neither added again nor put off."""
    if item.pk in lines.advice_on(order):
        raise Refusal(f"“{item.name}”已经在这张单上：不做就把那一项删掉")


@action("加入上次没做的", by=ADVISORS, within={State.DRAFT})
def take_open_item(ctx: Act, order: RepairOrder, *, item: Advice) -> None:
    """What was advised before stands on this order now, linked to its first offer (PROC-R-20)."""
    if item.operation is None:
        raise Refusal(f"“{item.name}”没有对应的工时项目：请在下面加项目")
    is_not_on_order(order, item)
    by_itself = promise.stands_by_itself(ctx, order)
    lines.add_lines(ctx, order, [lines.Wanted(item.operation.code, advice_id=item.pk)])
    item.answer, item.answered_at, item.because = Advice.Answer.TAKEN, ctx.now, ""
    item.save()
    promise.follow(ctx, order, by_itself)
    order.history_seen_at = ctx.now


@action("本次不做", by=ADVISORS, within={State.DRAFT})
def leave_open_item(
    ctx: Act, order: RepairOrder, *, item: Advice, reason: str = "下次再做", own_words: str = ""
) -> None:
    """Not this time, with one chip; a safety item with the customer's own words (PROC-R-20, D-23)."""
    if item.vehicle_id != order.vehicle_id or item.closed_at:
        raise Refusal("这条建议不是这台车的，或已经做过了：请刷新")
    is_not_on_order(order, item)
    if item.safety and not own_words.strip():
        raise Refusal(f"安全项“{item.name}”不做，要记下客户自己的话")
    item.answer, item.answered_at = Advice.Answer.LATER, ctx.now
    item.because, item.own_words = reason.strip(), own_words.strip() or item.own_words
    item.save()
    order.history_seen_at = ctx.now
    order.revision += 1


@action("选洗车旧件付款", by=ADVISORS, within={State.DRAFT})
def set_choices(
    ctx: Act,
    order: RepairOrder,
    *,
    wash: RepairOrder.Wash,
    old_parts: RepairOrder.OldParts,
    pay: RepairOrder.Pay,
    stay: RepairOrder.Stay,
) -> None:
    """Payment way, old parts, wash, waiting; last time's answers are the defaults (PROC-R-25…29, 33)."""
    chosen = (wash, old_parts, pay, stay)
    if chosen != (order.wash, order.old_parts, order.pay, order.stay):
        order.revision += 1
    takes_another_time = (wash, stay) != (order.wash, order.stay)
    by_itself = takes_another_time and promise.stands_by_itself(ctx, order)
    order.wash, order.old_parts, order.pay, order.stay = chosen
    promise.follow(ctx, order, by_itself)


@action("答应时间", by=ADVISORS, within={State.DRAFT})
def promise_time(ctx: Act, order: RepairOrder, *, at: datetime) -> None:
    """The promised time; more than half an hour from what the load says asks for a reason (PROC-R-24)."""
    if at <= ctx.now:
        raise Refusal("答应的时间已经过去了")
    if at > ctx.now + timedelta(days=365):
        raise Refusal("答应的时间在一年以后：请核对")
    proposed = promise.proposal(ctx, order)
    if abs(at - proposed.at) > proposed.free_hand:
        ctx.ask(
            "promise_by_hand",
            f"按现在的活要到 {proposed.at.astimezone(ctx.standing.zone):%H:%M}({proposed.reason})，为什么改",
        )
    order.promised_at = at
    order.revision += 1


@action("服务经理参与", by=(Role.SERVICE_MANAGER, Role.GENERAL_MANAGER), within=WHILE_OPEN)
def confirm_large_order(ctx: Act, order: RepairOrder, *, remark: str = "") -> None:
    """Ten thousand yuan and more only with the service manager (SVM-17)."""
    order.large_confirmed_at = ctx.now


def saved(order: RepairOrder, percent: int) -> Decimal:
    """What so many percent off the customer's labour are worth (yuan), each line rounded once."""
    mine = [line for line in order.live_lines() if line.payer == Payer.CUSTOMER]
    return sum((yuan(line.labour * percent / 100) for line in mine), Decimal(0))


def discount_needs(ctx: Act, order: RepairOrder, *, percent: int, reason: str) -> Signatures | None:
    """Above one's own limits, of percentage, order or month, whoever may give it signs."""
    if not 0 <= percent <= 100:
        return None
    amount = saved(order, percent)
    effect = f"{order.plate} 工时优惠 {percent}%，约 {amount:,.2f} 元：{reason}"
    now = lines.totals(order, payer=Payer.CUSTOMER)
    more = amount - now.discount
    changes = (
        ("工时优惠", f"{now.discount:,.2f} 元", f"{amount:,.2f} 元"),
        ("客户应付", f"{now.total:,.2f} 元", f"{now.total - more:,.2f} 元"),
    )
    kinds = {"labour_percent": Decimal(percent), "order_discount": amount}
    return limits.signatures_for(ctx, effect, more, changes, **kinds)


@action("工时优惠", by=ADVISORS, within=WHILE_OPEN, needs=discount_needs)
def grant_discount(ctx: Act, order: RepairOrder, *, percent: int, reason: str) -> None:
    """A named discount on the customer's labour; warranty, recall and insurer lines are not discounted."""
    if not 0 <= percent <= 100:
        raise Refusal("优惠是 0 到 100 的百分数")
    if not reason.strip():
        raise Refusal("优惠要说明原因")
    if statements.valid(order):
        raise Refusal("结算单已经出了：请先“改结算单”再优惠")
    changed = [line for line in order.live_lines() if line.payer == Payer.CUSTOMER]
    limits.note_given(ctx, saved(order, percent) - sum((line.discount for line in changed), Decimal(0)))
    for line in changed:
        line.discount = yuan(line.labour * percent / 100)
    OrderLine.objects.change_many(changed, ["discount"])
    if order.state == State.DRAFT:
        order.revision += 1


@action("客户签委托书", by=ADVISORS, within={State.DRAFT}, gates=TO_BE_SIGNED)
def sign_order(
    ctx: Act,
    order: RepairOrder,
    *,
    seen_revision: int,
    pages: Sequence[str],
    signature: int,
    means: Means = Means.PAD,
) -> None:
    """One sitting, two papers: walk-around form and order, each frozen with its hash (PROC-R-10, 30…32)."""
    signing.same_revision(order, seen_revision)
    [upload] = uploads_of(ctx, [signature])
    signing.sign_first_sitting(ctx, order, pages, means=means, signature=upload)


@action("发链接请客户签", by=ADVISORS, within={State.DRAFT}, gates=TO_BE_SIGNED)
def send_order_for_signature(
    ctx: Act, order: RepairOrder, *, seen_revision: int, pages: Sequence[str], key: PersonalText
) -> None:
    """The same papers by link, shown as a QR code: the customer need not stand at the desk."""
    signing.same_revision(order, seen_revision)
    signing.revoke_question(ctx, order, Agreement.About.ORDER)
    signing.open_question(ctx, order, Agreement.About.ORDER, lines.customer_total(order))
    links.lay(ctx, [sign_order_by_link.name, open_papers.name], order, key)
    holds.lay(
        ctx,
        order,
        holding.CUSTOMER_ANSWER,
        holder=holds.CUSTOMER,
        why="待客户签委托书",
    )


@action("短信发签字链接", by=ADVISORS, within={State.DRAFT})
def text_order_link(ctx: Act, order: RepairOrder) -> None:
    """The link that was laid goes to his phone: he need not stand at the desk to scan it."""
    sender = texting.sender_of(order)
    texting.text_link(ctx, order, sign_order_by_link.name, "接车登记表和任务委托书", sender)


@action("客户看电子客户联", by_link=True)
def open_copies(ctx: Act, order: RepairOrder) -> None:
    """What he signed, as he signed it, on his own phone, and how far his car is."""


@action("发电子客户联", by=ADVISORS, within=SIGNED)
def send_copies(ctx: Act, order: RepairOrder, *, key: PersonalText) -> None:
    """The customer's copies by link instead of on paper (PROC-R-32)."""
    links.lay(ctx, open_copies.name, order, key, valid=COPIES_STAY)


@action("客户打开签字链接", by_link=True)
def open_papers(ctx: Act, order: RepairOrder) -> None:
    """When the customer first saw the papers on his phone."""
    waiting = order.agreements.filter(answer=Agreement.Answer.PENDING, opened_at=None)
    for asked in waiting.exclude(about=Agreement.About.EXTRA):
        asked.opened_at = ctx.now
        asked.save()


ASKED_BEFORE = [each for each in TO_BE_SIGNED if each not in (faults_are_judged, shortages_are_answered)]
"""What stops also on the customer's phone; what only asks was asked of the advisor when he sent it."""


@action("客户在链接上签委托书", by_link=True, within={State.DRAFT}, gates=ASKED_BEFORE)
def sign_order_by_link(ctx: Act, order: RepairOrder, *, seen_revision: int, pages: Sequence[str]) -> None:
    """The customer has read both papers on his phone and agrees."""
    signing.same_revision(order, seen_revision)
    signing.sign_first_sitting(ctx, order, pages, means=Means.LINK, signature=None)


@action("客户拒签委托书", by=ADVISORS, within={State.DRAFT}, gates=TO_BE_SIGNED)
def record_refused_signature(
    ctx: Act,
    order: RepairOrder,
    *,
    seen_revision: int,
    pages: Sequence[str],
    witness: Person,
    reason: str,
) -> None:
    """He agrees but will not sign: a reason and a second employee as witness (store_truth.md §1.5)."""
    signing.same_revision(order, seen_revision)
    if witness.pk == ctx.person_id:
        raise Refusal("见证人要是另一位同事")
    if not reason.strip():
        raise Refusal("请选客户拒签的原因")
    ctx.notes["refused_signature"] = reason.strip()
    signing.sign_first_sitting(ctx, order, pages, means=Means.REFUSED, signature=None, witness=witness)
