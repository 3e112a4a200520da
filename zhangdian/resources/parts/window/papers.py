"""The papers of the window, drawn from its records."""

from typing import Any

from django.template.loader import render_to_string

from zhangdian.foundation.kernel.papers import paper_kind
from zhangdian.people.organization.models import Store
from zhangdian.resources.parts.models import Requisition
from zhangdian.resources.parts.window.queries import pick_list


@paper_kind("LL", "领料单")
def REQUISITION(ctx: Any, requisition: Requisition) -> str:
    """Lines in walking order, what was issued on which slip, and who signed for it."""
    lines = list(requisition.lines.all())
    facts = {
        "requisition": requisition,
        "store": Store.objects.get(pk=requisition.store_id),
        "stops": pick_list(ctx, lines),
        "slips": requisition.slips.select_related("keeper", "taker"),
    }
    return render_to_string("parts/paper/requisition.html", facts)
