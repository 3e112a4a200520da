"""What is asked of cars that insurers sent: which may still be noted, and each insurer's month."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Sum

from zhangdian.aftercare.insurance import figures
from zhangdian.aftercare.insurance.claimed import accidents
from zhangdian.aftercare.insurance.models import SentCar
from zhangdian.foundation.kernel.money import ZERO

SHOWN = 60


def accidents_not_noted(ctx: Any) -> Any:
    """Those of which nobody has said which insurer sent them, the newest first."""
    noted = SentCar.objects.of(ctx).standing().values("order")
    return accidents(ctx).exclude(pk__in=noted).order_by("-arrived_at", "-pk")


@dataclass(frozen=True)
class OfInsurer:
    """One insurer: cars he sent and what they were repaired for, beside the premium placed with him."""

    name: str
    cars: int = 0
    value: Decimal = ZERO
    premium: Decimal = ZERO

    @property
    def ratio(self) -> Decimal | None:
        """修保比 in per cent; nothing where no premium was placed."""
        return (100 * self.value / self.premium).quantize(Decimal("0.1")) if self.premium else None


def by_insurer(ctx: Any, first: date, last: date) -> list[OfInsurer]:
    """Of each insurer that sent a car or with whom something was signed; the most value first."""
    sent = figures.sent_value.facts(ctx).of_days(ctx, first, last).order_by()
    came = {
        name: (cars, value or ZERO)
        for name, cars, value in sent.values_list("insurer__short_name").annotate(
            cars=Count("pk"), sum=Sum("value")
        )
    }
    signed = figures.signed(ctx).filter(signed_on__gte=first, signed_on__lte=last).order_by()
    placed = dict(signed.values_list("insurer__short_name").annotate(sum=Sum("net_premium")))
    told = [
        OfInsurer(name, *came.get(name, (0, ZERO)), placed.get(name) or ZERO) for name in {*came, *placed}
    ]
    return sorted(told, key=lambda each: (-each.value, -each.premium, each.name))
