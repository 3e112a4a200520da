"""Looking at a store: its details, rules, rates, limits and requirements as they hold today."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhangdian.foundation.kernel.gates import GATES
from zhangdian.foundation.kernel.models import Weight
from zhangdian.people.organization import limits, rates, requirements
from zhangdian.people.organization.models import Store


@require_safe
def store(request: HttpRequest) -> HttpResponse:
    """The store as its general manager set it."""
    ctx = request.ctx  # type: ignore[attr-defined]
    weights = ctx.standing.rules
    own = list(rates.rates_on(ctx, ctx.today).values())
    shown = {
        "store": Store.objects.of(ctx).select_related("group").here(ctx.store_id),
        "rates": own,
        "standards": rates.measures_left(own),
        "limits": [(each, limits.as_told(each)) for each in limits.limits_on(ctx, ctx.today).values()],
        "requirements": list(requirements.requirements_on(ctx, ctx.today).values()),
        "rules": [(gate, Weight(weights.get(gate.name, gate.weight))) for gate in GATES.values()],
    }
    return render(request, "organization/store.html", shown)
