"""Whether the clauses of what is sold were explained and the customer confirmed it; else what lacks."""

from collections.abc import Iterable, Mapping, Sequence
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


def proofs_for(
    ctx: Act, vehicle: Vehicle, line: str, covers: Sequence[Cover], signed_on: date
) -> dict[int, Explanation]:
    """By cover the newest confirmation under which it is sold; one that nobody explained is refused by name.

    A policy that was signed long ago is entered for the file: nobody can be asked for it now.
    """
    days = int(rates.measure_of(ctx, OLD_POLICY))
    if PolicyLine(line) not in LINES or signed_on < ctx.today - timedelta(days=days):
        return {}
    told: dict[int, Explanation] = {}
    of_line, old = False, set()
    for explanation in latest(ctx, vehicle):
        for clause in (each.clause for each in explanation.clauses.all()):
            of_line = of_line or clause.cover.line in LINES[PolicyLine(line)]
            if queries.clause_on(clause.cover, signed_on) == clause:
                told.setdefault(clause.cover_id, explanation)
            else:
                old.add(clause.cover_id)
    missing = [each for each in covers if each.pk not in told]
    if not missing:
        return {each.pk: told[each.pk] for each in covers}
    if unwritten := [each for each in missing if queries.clause_on(each, signed_on) is None]:
        lacks = f"{named(unwritten)}还没有条款说明"
        raise Refusal(
            f"{lacks}：请金融保险经理先写，给客户讲清楚、客户确认了再登记保单",
            [Missing(lacks, "金融保险经理", "insurance.explain_cover")],
        )
    replaced = named(each for each in missing if each.pk in old)
    never = named(each for each in missing if each.pk not in old) if of_line else PolicyLine(line).label
    says = [f"{replaced}的条款换了新版"] if replaced else []
    says += [f"{never}的保障、责任免除和免赔还没有客户的确认"] if never else []
    lacks = "，".join(says)
    raise Refusal(
        f"{vehicle} {lacks}：先给客户讲清楚，请他签字或记下他的话，再登记保单",
        [Missing(lacks, "经办的保险专员", "insurance.explain_clauses")],
    )


def named(covers: Iterable[Cover]) -> str:
    return "、".join(map(str, covers))


def newest(proofs: Mapping[int, Explanation]) -> Explanation | None:
    """The last of the confirmations under which the covers of a policy are sold."""
    return max(proofs.values(), key=lambda each: (each.at, each.pk), default=None)
