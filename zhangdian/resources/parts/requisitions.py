"""Requisitions: what rooms above ask of the store, and the ball while parts are awaited."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from zhangdian.foundation.kernel import holds, registry
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.clock import local
from zhangdian.foundation.kernel.models import Hold
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.foundation.kernel.rows import worded
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.roles import Role
from zhangdian.resources.parts import stock
from zhangdian.resources.parts.models import Part, Requisition, RequisitionLine, Reservation
from zhangdian.resources.parts.queries import Asker, kept_by_order_line, lines_waiting_for

__all__ = ["kept_by_order_line"]

AWAITED = "parts"
"""Kind of the hold that a requisition lays on its purpose."""


@dataclass(frozen=True)
class Wanted:
    """So many pieces of a part, for a line of the order, at somebody's cost."""

    part: Part
    quantity: int
    line_id: int | None = None
    payer: str = RequisitionLine.Payer.CUSTOMER


def request_parts(
    ctx: Act,
    wanted: Sequence[Wanted],
    *,
    purpose: Any,
    text: str,
    wanted_by: Person | None = None,
    work_text: str = "",
    stops: Sequence[Any] = (),
) -> Requisition | None:
    """Ask the store for parts: what is free is held back, and the purpose waits until all is issued."""
    if not wanted:
        return None
    requisition = Requisition(
        store_id=ctx.store_id,
        purpose_type=purpose._meta.label_lower,
        purpose_id=purpose.pk,
        purpose_text=text[:60],
        work_text=work_text[:60],
        wanted_by=wanted_by,
        wanted_at=ctx.now,
        acted_at=ctx.now,
    )
    requisition.save()
    ctx.draw_number(requisition, "number", "LL")
    lines = RequisitionLine.objects.add_many(merged(requisition, wanted))
    held = stock.reserve_lines(ctx, lines, new=True)
    for line in lines:
        line.at_once = held[line.pk]
    RequisitionLine.objects.change_many(lines, ["at_once"])
    tell_holder(ctx, requisition, lines, held, None, stops)
    return requisition


def name_taker(ctx: Act, purpose: Any, taker: Person) -> None:
    """Who has the work fetches its parts: the window calls him by name and proposes him."""
    for requisition in _open_for(ctx, purpose._meta.label_lower, purpose.pk, True):
        requisition.wanted_by = taker
        requisition.save()


def merged(requisition: Requisition, wanted: Iterable[Wanted]) -> list[RequisitionLine]:
    """One line per part and order line."""
    lines: dict[tuple[int, int | None], RequisitionLine] = {}
    for each in wanted:
        if each.quantity <= 0:
            raise Refusal(f"{each.part}：申请数量至少是 1")
        key = (each.part.pk, each.line_id)
        if key in lines:
            lines[key].wanted += each.quantity
        else:
            lines[key] = RequisitionLine(
                requisition=requisition,
                part=each.part,
                line_id=each.line_id,
                payer=each.payer,
                wanted=each.quantity,
            )
    return list(lines.values())


def purpose_of(requisition: Requisition) -> Any:
    """Stands for the record above in holds: its kind and key, without loading it."""
    return registry.model(requisition.purpose_type)(pk=requisition.purpose_id)


def open_for(ctx: Asker, purpose: Any) -> list[Requisition]:
    """Requisitions of this purpose with pieces still to be issued."""
    return _open_for(ctx, purpose._meta.label_lower, purpose.pk, False)


@worded
def _open_for(ctx: Asker, purpose_type: str, purpose_id: int, locked: bool) -> Any:
    asked = Requisition.objects.of(ctx).filter(purpose_type=purpose_type, purpose_id=purpose_id).open()
    return asked.order_by("pk").lock() if locked else asked


def tell_holders(ctx: Act, told: Iterable[Requisition], stops: Sequence[Any] = ()) -> None:
    """Say on each purpose who has the ball: the storekeeper, whoever procures what is short, or nobody.

    Comes last in an act: after the cards it locks the holds, in order of requisition, and only then reads.
    """
    by_key = {each.pk: each for each in told}
    present = locked_holds(ctx, by_key)
    open_lines: dict[int, list[RequisitionLine]] = {key: [] for key in by_key}
    for line in _lines_of(ctx, by_key):
        if line.outstanding:
            open_lines[line.requisition_id].append(line)
    held = dict(_held_for(ctx, by_key)) if any(open_lines.values()) else {}
    for key, requisition in sorted(by_key.items()):
        tell_holder(ctx, requisition, open_lines[key], held, present.get(key), stops)


@worded
def _lines_of(ctx: Asker, requisitions: Iterable[int]) -> Any:
    return RequisitionLine.objects.of(ctx).filter(requisition__in=requisitions).select_related("part")


@worded
def _held_for(ctx: Asker, requisitions: Iterable[int]) -> Any:
    rows = Reservation.objects.of(ctx).filter(requisition_line__requisition__in=requisitions).order_by()
    return rows.values_list("requisition_line_id", "quantity")


@worded
def _open_holds(ctx: Asker, source_type: str, keys: Iterable[int]) -> Any:
    rows = Hold.objects.of(ctx).filter(source_type=source_type, source_id__in=keys, kind=AWAITED)
    return rows.filter(lifted_at=None).order_by("source_id", "pk").lock()


def locked_holds(ctx: Act, keys: Iterable[int]) -> dict[int, Hold]:
    """The open hold of each requisition; asked twice, for one relaid while we waited is another row."""
    listed = list(keys)
    found: dict[int, Hold] = {}
    for _ in range(2):
        rows = _open_holds(ctx, Requisition._meta.label_lower, listed)
        found = {hold.source_id: hold for hold in rows}
        if len(found) == len(listed):
            break
    return found


def tell_holder(
    ctx: Act,
    requisition: Requisition,
    waiting: Sequence[RequisitionLine],
    held: dict[int, int],
    present: Hold | None,
    stops: Sequence[Any],
) -> None:
    purpose = purpose_of(requisition)
    holder, why = ball(waiting, held) if waiting else ("", "")
    if present and (present.holder, present.why) == (holder, why):
        return
    if present:
        stops = present.stops.split()
        holds.lift(ctx, purpose, AWAITED, source=requisition)
    if waiting:
        holds.lay(ctx, purpose, AWAITED, holder=holder, why=why, stops=stops, source=requisition)


def ball(waiting: Sequence[RequisitionLine], held: dict[int, int]) -> tuple[str, str]:
    """Holder and sentence of the hold."""
    short = [line for line in waiting if line.outstanding > held.get(line.pk, 0)]
    if not short:
        return str(Role.STOREKEEPER), f"待料：在库等发，{len(waiting)} 种"
    missing = "、".join(
        f"{line.part} {line.outstanding - held.get(line.pk, 0)} {line.part.unit}" for line in short
    )
    answered = [line for line in short if line.waits_for]
    holder = answered[0].waits_for if len(answered) == len(short) else str(Role.PARTS_PLANNER)
    etas = [line.eta for line in short if line.eta]
    when = f"，预计 {local(max(etas)):%m-%d %H:%M} 到" if len(etas) == len(short) else "，到货时间待答复"
    return holder, f"待料：缺 {missing}{when}"[:200]


def void_lines(ctx: Act, purpose: Any, line_ids: Iterable[int], why: str = "作业取消") -> None:
    """The order's lines are not done: what is not issued is asked for no more, the rest must come back."""
    keys = set(line_ids)
    found = Requisition.objects.of(ctx).for_purpose(purpose).exclude(state=Requisition.State.VOID)
    cancel_outstanding(
        ctx,
        [
            line
            for requisition in found.order_by("pk").lock()
            for line in requisition.at_hand("lines")
            if line.line_id in keys
        ],
        why,
    )


def cancel_outstanding(ctx: Act, lines: Sequence[RequisitionLine], why: str) -> None:
    """Ask no more for what these lines still want; refused while pieces of them are out."""
    if out := [line for line in lines if line.kept]:
        sentence = "、".join(f"{line.part} {line.kept} {line.part.unit}" for line in out)
        raise Refusal(
            f"已发料：{sentence}。请先退料再取消",
            [Missing(f"退回 {sentence}", str(Role.STOREKEEPER.label), "parts.return_parts")],
        )
    if not (open_lines := [line for line in lines if line.outstanding]):
        return
    stock.lock_cards(ctx, [line.part for line in open_lines])
    mine = Reservation.objects.of(ctx).filter(requisition_line__in=open_lines, quantity__gt=0)
    stock.let_go(ctx, mine.select_related("card__part"), why)
    for line in open_lines:
        line.voided += line.outstanding
    RequisitionLine.objects.change_many(open_lines, ["voided"])
    serve_waiting(ctx, [line.part for line in open_lines], {line.requisition_id for line in open_lines})


def serve_waiting(ctx: Act, parts: Iterable[Part], also_tell: Iterable[int] = ()) -> None:
    """What is free now is held back for those who wait longest, and they are told; cards are locked."""
    waiting = list(lines_waiting_for(ctx, parts).select_related("part", "requisition"))
    stock.reserve_lines(ctx, waiting)
    told = {line.requisition_id: line.requisition for line in waiting}
    if missing := set(also_tell) - set(told):
        told.update({each.pk: each for each in Requisition.objects.of(ctx).filter(pk__in=missing)})
    tell_holders(ctx, told.values())
