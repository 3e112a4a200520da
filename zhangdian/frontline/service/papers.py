"""The papers of a visit, drawn from its records: what is shown is what is frozen."""

from collections.abc import Sequence
from typing import Any

from django.template.loader import render_to_string

from zhangdian.foundation.kernel import papers
from zhangdian.foundation.kernel.context import Context
from zhangdian.foundation.kernel.papers import PaperKind, paper_kind
from zhangdian.foundation.kernel.rows import whole, worded
from zhangdian.frontline.service import recommended, statements
from zhangdian.frontline.service.checking import SPARE
from zhangdian.frontline.service.models import (
    Advice,
    Check,
    DamageMark,
    GatePass,
    OldPart,
    RepairOrder,
    Statement,
    StatementLine,
)
from zhangdian.frontline.service.models.order import Kind
from zhangdian.frontline.service.on_paper import OnPaper
from zhangdian.people.customers import warranty
from zhangdian.people.customers.warranty import Period
from zhangdian.people.organization.models import Person, Store
from zhangdian.resources.cashier.passes import Pass, lets_go


@paper_kind("HC", "接车登记表")
def WALK_AROUND(ctx: Any, order: RepairOrder) -> str:
    return walk_around_page(ctx, order)


def walk_around_page(ctx: Any, order: RepairOrder, more: Sequence[DamageMark] = (), near: int = 0) -> str:
    facts = {**paper_facts(ctx, order), "on": OnPaper(ctx, order, more, near=near)}
    return render_to_string("service/paper/walk_around.html", facts)


def corrected(ctx: Any, order: RepairOrder, more: Sequence[DamageMark], *, near: int = 0) -> str:
    """The form with marks that are about to be noted, kept by its digest before the act."""
    drawn = PaperKind(WALK_AROUND.code, WALK_AROUND.label, lambda c, o: walk_around_page(c, o, more, near))
    return papers.render(ctx, drawn, order)


@paper_kind("WL", "任务委托书", numbered_by_record=True)
def ORDER(ctx: Any, order: RepairOrder) -> str:
    facts = {**paper_facts(ctx, order), "on": OnPaper(ctx, order), "ways_to_pay": RepairOrder.Pay.labels}
    return render_to_string("service/paper/order.html", facts)


@paper_kind("JS", "车辆维修结算单", numbered_by_record=True)
def STATEMENT(ctx: Any, statement: Statement) -> str:
    order = statement.order
    facts = paper_facts(ctx, order)
    facts |= {"statement": statement, "lines": statement_lines(statement), "open_advice": open_advice(order)}
    facts["owner"] = OnPaper(ctx, order).owner
    facts |= {"spare": spare_wheel(order), "old_parts": old_parts_of(order)}
    store = whole(None, Store, order.store_id, for_acts=False)
    facts |= {"store": store, "advisor_phone": advisor_phone(order, store)}
    facts["first_service"] = first_service(ctx, order) if order.kind == Kind.FIRST_SERVICE else None
    return render_to_string("service/paper/statement.html", facts)


@paper_kind("CM", "出门证", numbered_by_record=True)
def GATE_PASS(ctx: Any, order: RepairOrder) -> str:
    return gate_pass_page(order, [each.number for each in statements.valid(order)], "付款或挂账获批后才有效")


def gate_pass_page(order: RepairOrder, documents: Sequence[str], settled: str) -> str:
    """Which car leaves, on which statement, and how that was settled; no sums, for the guard reads it."""
    facts = {"order": order, "documents": documents, "settled": settled}
    return render_to_string("service/paper/gate_pass.html", facts)


@lets_go("service.repairorder", GATE_PASS)
def pass_of(ctx: Context, order_id: int, document: str, how: str) -> Pass | None:
    """The pass of a visit as it is good once the customer's statement is settled."""
    made = _pass_of(ctx, order_id)
    if not made:
        return None
    [gate_pass] = made
    return Pass(_page_of_pass(ctx, gate_pass.order, [document], how), gate_pass.number)


@worded
def _pass_of(ctx: Any, order_id: int) -> Any:
    passes = GatePass.objects.of(ctx).filter(order=order_id)
    return passes.select_related("order__vehicle__model", "order__advisor")


def second_pages(ctx: Any, order: RepairOrder) -> list[str]:
    """What is signed at the second sitting, kept by its digest before the act: each statement, and the pass
    where nobody pays at the till.
    """
    made = statements.valid(order)
    pages = [papers.render(ctx, STATEMENT, each) for each in made]
    if made and not statements.customer_amount(order):
        pages.append(_page_of_pass(ctx, order, [each.number for each in made], "不用付款"))
    return pages


def _page_of_pass(ctx: Any, order: RepairOrder, documents: Sequence[str], settled: str) -> str:
    kind = PaperKind(GATE_PASS.code, GATE_PASS.label, lambda _, of: gate_pass_page(of, documents, settled))
    return papers.render(ctx, kind, order)


def paper_facts(ctx: Any, order: RepairOrder) -> dict[str, Any]:
    """What every paper of a visit prints."""
    return {"ctx": ctx, "order": order, "vehicle": order.vehicle, "advisor": order.advisor}


def statement_lines(statement: Statement) -> list[Any]:
    """Its rows with hours of the work, and number and kind of the parts."""
    return _statement_rows(statement.pk)


@worded
def _statement_rows(statement_id: int) -> Any:
    return StatementLine.objects.filter(statement=statement_id).select_related("line", "part_line__part")


def open_advice(order: RepairOrder) -> list[Advice]:
    """What was recommended and not done at this visit, safety first: it stands on the statement
    (PROC-D-22).
    """
    return recommended.open_of(order.pk)


def spare_wheel(order: RepairOrder) -> str:
    """What the final inspection says of spare wheel and tools; what was missing at arrival (PROC-D-16)."""
    looks = [each for each in order.at_hand("checks") if each.stage == Check.Stage.FINAL and each.passed]
    if not looks or SPARE not in looks[-1].points:
        return ""
    last = looks[-1]
    who = whole(None, Person, last.person_id, for_acts=False)
    said = f"{SPARE}，{who} 总检看过"
    return "；".join(filter(None, (said, last.remark, order.found_around and f"接车时 {order.found_around}")))


def old_parts_of(order: RepairOrder) -> list[OldPart]:
    """What he takes away, and what stays for the claim, each with its label (PROC-D-13)."""
    return order.at_hand("old_parts_kept")


def advisor_phone(order: RepairOrder, store: Store | None = None) -> str:
    """Where the customer finds his advisor at any time; the store answers where he has no number
    (PROC-D-34).
    """
    return (order.advisor.service_phone if order.advisor else "") or (store or order.store).phone


def first_service(ctx: Any, order: RepairOrder) -> list[Period]:
    """What the customer is told at the first service: the maker's terms as they run for this car
    (PROC-D-25).
    """
    car = order.vehicle
    terms = car.model.terms_on(car.sold_on or ctx.today) if car.model else None
    periods = warranty.periods(car, terms, ctx.today, order.mileage_km)
    return [one for one in periods if one.name in ("整车质保", "三包", "三电质保")]
