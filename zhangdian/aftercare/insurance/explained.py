"""Whether the clauses of what is sold were explained and the customer confirmed it; else what lacks."""

from datetime import date, timedelta
from typing import Any

from zhangdian.aftercare.insurance import queries
from zhangdian.aftercare.insurance.models import Cover, Explanation, Line, PolicyLine, Product, Quote
from zhangdian.aftercare.insurance.premium import NEW_ENERGY
from zhangdian.aftercare.insurance.standards import EXPLAINED_FOR, OLD_POLICY
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.people.customers.models import Vehicle
from zhangdian.people.organization import rates

LINES = {PolicyLine.COMPULSORY: (Line.COMPULSORY,), PolicyLine.COMMERCIAL: (Line.MAIN, Line.RIDER)}
"""Of which covers a policy of each line is made; others have no clauses here."""


def product_of(vehicle: Vehicle, last: Quote | None) -> str:
    """By which clauses the car is insured: as it was tried last, else by its model."""
    if last is not None:
        return last.car.product
    energy = vehicle.model.energy if vehicle.model else ""
    return str(Product.NEV if energy in NEW_ENERGY else Product.ICE)


def covers_to_explain(ctx: Any, vehicle: Vehicle, last: Quote | None) -> list[Cover]:
    """What is sold today for such a car and has a clause in plain words, compulsory cover first."""
    products = (Product.ANY, product_of(vehicle, last))
    rows = queries.library(ctx).filter(
        product__in=products, line__in=(Line.COMPULSORY, Line.MAIN, Line.RIDER)
    )
    return [each for each in rows if each.sold_on(ctx.today) and queries.clause_on(each, ctx.today)]


def standing(ctx: Any, vehicle: Vehicle) -> Any:
    """Confirmations that were not taken back, the newest first."""
    return Explanation.objects.of(ctx).standing().filter(vehicle=vehicle).select_related("by")


def latest(ctx: Any, vehicle: Vehicle) -> list[Explanation]:
    """Those that still count, each with its clauses and their later editions."""
    since = ctx.now - timedelta(days=int(rates.measure_of(ctx, EXPLAINED_FOR)))
    rows = standing(ctx, vehicle).filter(at__gte=since)
    return list(rows.prefetch_related("clauses__clause__cover__clauses"))


def proof_for(ctx: Act, vehicle: Vehicle, line: str, signed_on: date) -> Explanation | None:
    """The confirmation under which a policy of this line is registered; without it that is refused.

    One that was signed long ago is entered for the file: nobody can be asked for it now.
    """
    lines = LINES.get(PolicyLine(line))
    days = int(rates.measure_of(ctx, OLD_POLICY))
    if lines is None or signed_on < ctx.today - timedelta(days=days):
        return None
    replaced = ""
    for explanation in latest(ctx, vehicle):
        told = [each.clause for each in explanation.clauses.all() if each.clause.cover.line in lines]
        old = [each for each in told if queries.clause_on(each.cover, signed_on) != each]
        if told and not old:
            return explanation
        replaced = replaced or "、".join(str(each.cover) for each in old)
    name = PolicyLine(line).label
    lacks = f"{replaced}的条款换了新版" if replaced else f"{name}的保障、责任免除和免赔还没有客户的确认"
    raise Refusal(
        f"{vehicle} {lacks}：先给客户讲清楚，请他签字或记下他的话，再登记保单",
        [Missing(lacks, "经办的保险专员", "insurance.explain_clauses")],
    )
