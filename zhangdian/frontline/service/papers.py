"""The papers of a visit, drawn from its records: what is shown is what is frozen."""

from typing import Any

from django.template.loader import render_to_string

from zhangdian.foundation.kernel.papers import paper_kind
from zhangdian.frontline.service.models import Advice, RepairOrder, Statement
from zhangdian.frontline.service.on_paper import OnPaper


@paper_kind("HC", "接车登记表")
def WALK_AROUND(ctx: Any, order: RepairOrder) -> str:
    facts = {**paper_facts(ctx, order), "on": OnPaper(ctx, order)}
    return render_to_string("service/paper/walk_around.html", facts)


@paper_kind("WL", "任务委托书")
def ORDER(ctx: Any, order: RepairOrder) -> str:
    facts = {**paper_facts(ctx, order), "on": OnPaper(ctx, order)}
    return render_to_string("service/paper/order.html", facts)


@paper_kind("JS", "车辆维修结算单")
def STATEMENT(ctx: Any, statement: Statement) -> str:
    facts = paper_facts(ctx, statement.order)
    facts |= {"statement": statement, "open_advice": open_advice(statement.order)}
    return render_to_string("service/paper/statement.html", facts)


def paper_facts(ctx: Any, order: RepairOrder) -> dict[str, Any]:
    """What every paper of a visit prints."""
    return {"ctx": ctx, "order": order, "vehicle": order.vehicle, "advisor": order.advisor}


def open_advice(order: RepairOrder) -> list[Advice]:
    """What was recommended and not done at this visit, safety first: it stands on the statement
    (PROC-D-22).
    """
    return list(order.advice.filter(closed_at=None))
