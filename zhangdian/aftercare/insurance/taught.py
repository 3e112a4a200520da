"""What is taught of insurance: the clauses that questions ask about, and where the desk needs them."""

from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.functions import Concat

from zhangdian.aftercare.insurance.models import Clause, Product
from zhangdian.resources.training.places import place
from zhangdian.resources.training.sources import source

ISSUING = place("insurance.enter_policy", "登记保单", asks=True)
QUOTING = place("insurance.quote", "保险报价")
CALLING = place("insurance.renewal_call", "续保电话")


def called(name: str, product: str) -> str:
    return name if product == Product.ANY else f"{name}（{Product(product).label}）"


@source("insurance.clauses", called=called, reads=("cover__short_name", "cover__product"))
def clauses_in_force(ctx: Any) -> QuerySet[Any]:
    """Editions of clauses that have begun; the last of each cover holds."""
    rows: QuerySet[Any] = Clause.objects.of(ctx).filter(since__lte=ctx.today)
    coded: QuerySet[Any] = rows.annotate(code=Concat("cover__code", Value("/"), "cover__product"))
    return coded.order_by("since", "pk")
