"""The parts window: issue, shortage, return, boxes, reservations."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from zhangdian.foundation.kernel.action import ANYBODY, Act, action
from zhangdian.foundation.kernel.models import Means
from zhangdian.foundation.kernel.papers import freeze
from zhangdian.foundation.kernel.refusals import Missing, NotHere, Refusal
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.roles import Role
from zhangdian.resources.parts import gates, requisitions, stock
from zhangdian.resources.parts.models import (
    IssueSlip,
    Requisition,
    RequisitionLine,
    Reservation,
)
from zhangdian.resources.parts.staff import WINDOW
from zhangdian.resources.parts.window import papers
from zhangdian.resources.parts.window.papers import Sheet


@dataclass(frozen=True)
class IssueLine:
    """So many pieces for a line of the requisition; a lot only when it may not be the oldest."""

    line: int
    quantity: int
    lot: int | None = None


NOT_THE_OLDEST = ("客户预留", "最早批次破损", "序列号指定", "其他")


@action("发料", by=WINDOW, within={Requisition.State.OPEN, Requisition.State.PARTLY})
def issue_parts(
    ctx: Act,
    requisition: Requisition,
    *,
    lines: list[IssueLine],
    taker: Person,
    sheet: Sheet | None = None,
) -> None:
    """Hand over from the oldest lots; the taker's PIN is his signature on the sheet, one for the pick."""
    wanted = {line_of(ctx, requisition, each.line): each.quantity for each in lines if each.quantity}
    chosen = {line_of(ctx, requisition, each.line): each.lot for each in lines if each.lot is not None}
    refuse_more_than_wanted(wanted)
    if chosen:
        ctx.ask(
            "oldest_lot_first", "不从最早的批次发：请说明原因", ("客户预留", "最早批次破损", "序列号指定")
        )
    if taker.pk == ctx.person_id:
        ctx.ask("keeper_is_not_taker", "发料人和领料人是同一个人", ("内部领用", "周末单人值班", "其他"))
    slip = IssueSlip(
        store_id=ctx.store_id,
        requisition=requisition,
        keeper_id=ctx.person_id,
        taker=taker,
        issued_at=ctx.now,
        signed_at=ctx.now if sheet else None,
    )
    slip.save()
    taken = stock.take_oldest_first(ctx, wanted, slip=slip, chosen=chosen)
    if sheet:
        papers.sign(ctx, slip, sheet, taken)
    else:
        ctx.draw_number(slip, "number", "CK")
    for line, quantity in wanted.items():
        line.issued += quantity
    RequisitionLine.objects.change_many(wanted, ["issued"])
    if not any(line.outstanding for line in requisition.at_hand("lines")):
        requisition.issued_at = ctx.now
    requisitions.tell_holders(ctx, [requisition])


def line_of(ctx: Act, requisition: Requisition, key: int) -> RequisitionLine:
    """The line of this very requisition; nothing goes out for work that its customer has not agreed to."""
    line: RequisitionLine
    for line in requisition.at_hand("lines"):
        if line.pk == key:
            return line
    foreign = RequisitionLine.objects.of(ctx).filter(pk=key).select_related("part", "requisition").first()
    if foreign is None:
        raise NotHere("领料行不存在")
    there = f"“{foreign.part}”是 {foreign.requisition.purpose_text} 领料单 {foreign.requisition} 的"
    here = f"{requisition.purpose_text} 领料单 {requisition} 上没有这一行，客户没有授权"
    raise Refusal(
        f"{there}，{here}：那边的请在那张单上办；这里也要的，请服务顾问先请客户授权增项",
        [Missing(f"客户授权“{foreign.part}”", str(Role.SERVICE_ADVISOR.label))],
    )


def refuse_more_than_wanted(wanted: dict[RequisitionLine, int]) -> None:
    """An issue stays within its order line (PROC-W-10)."""
    if not wanted:
        raise Refusal("没有要发的配件：请扫件号或填数量")
    if over := [line for line, quantity in wanted.items() if quantity > line.outstanding]:
        text = "；".join(f"{line.part} 还可发 {line.outstanding} {line.part.unit}" for line in over)
        raise Refusal(
            f"超过领料单：{text}。要多领，请服务顾问先授权增项",
            [Missing(f"超过领料单：{text}", str(Role.SERVICE_ADVISOR.label))],
        )


@action("补签出库单", by=ANYBODY)
def sign_slip(ctx: Act, slip: IssueSlip, *, page: str) -> None:
    """The taker signs what he took without giving his PIN at the window; his sheet is frozen with it."""
    if slip.taker_id != ctx.person_id:
        raise Refusal(f"这张出库单由领料人 {slip.taker} 自己签")
    if slip.signed_at:
        raise Refusal("这张出库单已经签过")
    slip.signed_at = ctx.now
    slip.save()
    freeze(ctx, papers.SLIP, slip, page, means=Means.DESK, number=slip.number)


@dataclass(frozen=True)
class ReturnLine:
    """So many pieces of a line that come back."""

    line: int
    quantity: int


@action("退料", by=WINDOW, within={Requisition.State.PARTLY, Requisition.State.ISSUED})
def return_parts(ctx: Act, requisition: Requisition, *, lines: list[ReturnLine], reason: str) -> None:
    """Pieces come back unopened, into their own lots, at the cost at which they left."""
    if not reason.strip():
        raise Refusal("退料要写原因")
    back = {line_of(ctx, requisition, each.line): each.quantity for each in lines if each.quantity}
    if not back or any(quantity < 0 for quantity in back.values()):
        raise Refusal("没有要退的配件：请填数量")
    if over := [line for line, quantity in back.items() if quantity > line.kept]:
        text = "；".join(f"{line.part} 在外 {line.kept} {line.part.unit}" for line in over)
        raise Refusal(f"退的比发的多：{text}")
    stock.bring_back(ctx, back, reason.strip())
    for line, quantity in back.items():
        line.returned += quantity
    RequisitionLine.objects.change_many(back, ["returned"])
    requisitions.serve_waiting(ctx, [line.part for line in back])


@action("缺料", by=WINDOW, within={Requisition.State.OPEN, Requisition.State.PARTLY})
def report_shortage(
    ctx: Act,
    requisition: Requisition,
    *,
    line: int,
    waits_for: RequisitionLine.WaitsFor,
    until: datetime | None,
    remedy: str,
    told: str,
) -> None:
    """What is short, until when, and who was told; the ball goes to whoever procures it."""
    short = line_of(ctx, requisition, line)
    if not short.outstanding:
        raise Refusal(f"{short.part} 已经发齐，不缺")
    if until is None and not remedy.strip():
        raise Refusal("请答复何时到货，或写明怎么办(改期、换件、只换一部分)")
    if until is not None and until <= ctx.now:
        raise Refusal("预计到货时间已经过去：请填将来的时间")
    if not told.strip():
        raise Refusal("请写明告诉了谁：服务顾问或领料人")
    short.waits_for, short.eta = waits_for, until
    short.shortage_answer, short.told = remedy.strip(), told.strip()
    short.save()
    requisitions.tell_holders(ctx, [requisition])


@action("备箱", by=WINDOW, within={Requisition.State.OPEN, Requisition.State.PARTLY})
def prepare_box(ctx: Act, requisition: Requisition, *, box: str) -> None:
    """The pick lies ready in a numbered box: issuing it takes two taps."""
    if not box.strip():
        raise Refusal("请填料箱号")
    requisition.box = box.strip()


@action("释放预留", by=WINDOW)
def release_reservation(ctx: Act, reservation: Reservation, *, reason: str) -> None:
    """Pieces that were held back are free for others."""
    if not reservation.quantity:
        raise Refusal("这笔预留已经没有占用库存")
    if not reason.strip():
        raise Refusal("释放预留要写原因，对方会看到")
    stock.let_go(ctx, [reservation], reason.strip())
    if line := reservation.requisition_line:
        requisitions.tell_holders(ctx, [line.requisition])


KEPT_AFTER = timedelta(days=3)
"""How long parts lie ready after the day for which they were held back."""


@action("释放过期预留", by=[Role.PARTS_MANAGER], by_clock=True)
def release_stale(ctx: Act) -> None:
    """Parts that lay ready for a booking whose day has passed are free for others."""
    stale = Reservation.objects.of(ctx).filter(
        requisition_line__isnull=True, quantity__gt=0, wanted_on__lt=ctx.today - KEPT_AFTER
    )
    reservations = list(stale.select_related("card__part").order_by("pk")[:500])
    parts = [each.card.part for each in reservations]
    stock.let_go(ctx, reservations, "预留过期")
    requisitions.serve_waiting(ctx, parts)


@action(
    "作废领料单",
    by=WINDOW,
    within={Requisition.State.OPEN, Requisition.State.PARTLY},
    gates=[gates.nothing_is_out],
)
def void_requisition(ctx: Act, requisition: Requisition, *, reason: str) -> None:
    """Nothing of it is wanted any more; the number stays."""
    if not reason.strip():
        raise Refusal("作废要写原因")
    requisition.voided_because = reason.strip()
    requisitions.cancel_outstanding(ctx, list(requisition.at_hand("lines")), reason.strip())
