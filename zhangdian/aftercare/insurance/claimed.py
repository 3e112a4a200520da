"""Claims as the store knows them: visits of which an insurer pays a part, and cars that an insurer sent."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q

from zhangdian.aftercare.insurance.models import SentCar
from zhangdian.frontline.service.models import OrderLine, Payer, RepairOrder, Statement
from zhangdian.frontline.service.models.order import Kind
from zhangdian.people.customers.models import Vehicle
from zhangdian.people.customers.sights import sees_prices

SHOWN = 10


def paid_by_insurer() -> Any:
    """Lines that stand and that an insurer pays, of the order asked about."""
    lines = OrderLine.objects.filter(order=OuterRef("pk"), payer=Payer.INSURER)
    return lines.filter(voided_at=None, declined_at=None)


def accidents(ctx: Any) -> Any:
    """Accident repairs, by the kind of the visit or by a line that an insurer pays."""
    rows = RepairOrder.objects.of(ctx).exclude(state=RepairOrder.State.VOID)
    return rows.filter(Q(kind=Kind.ACCIDENT) | Exists(paid_by_insurer()))


@dataclass(frozen=True)
class Claim:
    """One visit that an insurer answers for: which one, what each pays by the statements that stand."""

    order: RepairOrder
    sent: SentCar | None
    paid: tuple[tuple[str, Decimal], ...]
    priced: bool

    @property
    def insurer(self) -> str:
        return str(self.sent.insurer) if self.sent else "没记哪家公司"


def of_car(ctx: Any, car: Vehicle) -> list[Claim]:
    """A car's claims, the newest first; three queries, amounts for who sees prices only."""
    noted = SentCar.objects.of(ctx).standing().filter(order=OuterRef("pk"))
    rows = RepairOrder.objects.of(ctx).exclude(state=RepairOrder.State.VOID).filter(vehicle=car)
    claims = rows.filter(Exists(paid_by_insurer()) | Exists(noted))
    orders = list(claims.order_by("-arrived_at", "-pk")[:SHOWN])
    keys = [each.pk for each in orders]
    sent = SentCar.objects.of(ctx).standing().filter(order__in=keys).select_related("insurer")
    by_order = {each.order_id: each for each in sent}
    shown = sees_prices(ctx)
    paid = sums(keys) if shown else {}
    return [Claim(each, by_order.get(each.pk), tuple(paid.get(each.pk, ())), shown) for each in orders]


def sums(orders: Iterable[int]) -> dict[int, list[tuple[str, Decimal]]]:
    """Order → who pays how much by its standing statements, the insurer first; one query."""
    found: dict[int, list[tuple[str, Decimal]]] = {}
    rows = Statement.objects.filter(order__in=list(orders), voided_at=None).order_by("order_id", "pk")
    for order, payer, total in rows.values_list("order_id", "payer", "total"):
        paid = found.setdefault(order, [])
        paid.insert(0 if payer == Payer.INSURER else len(paid), (str(Payer(payer).label), total))
    return found
