"""Looking at duties: what of the written descriptions the program carries."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhangdian.foundation.ui.readers import read_by
from zhangdian.management.duties import coverage
from zhangdian.management.duties.models import Duty
from zhangdian.people.organization.roles import Role

READERS = frozenset({Role.OFFICE_DIRECTOR, Role.GENERAL_MANAGER, Role.DEPUTY_GENERAL_MANAGER})
SCOPES = (("", "全部"), ("missing", "还缺的"), ("none", "未承载"))


@require_GET
@read_by(READERS)
def coverage_page(request: HttpRequest) -> HttpResponse:
    """职责覆盖: every row of an area, what carries it, what it lacks; totals beside."""
    area = request.GET.get("area", Duty.Area.RECEPTION.value)
    scope = request.GET.get("scope", "")
    rows = coverage.all_rows()
    facts = {
        "rows": [each for each in rows if each.row.area == area and within(each, scope)],
        "total": coverage.total("合计", rows),
        "areas": coverage.by_area(rows),
        "kinds": coverage.by_kind(rows),
        "area": area,
        "scope": scope,
        "scopes": SCOPES,
        "choices": Duty.Area.choices,
    }
    return render(request, "duties/coverage.html", facts)


def within(each: coverage.Covered, scope: str) -> bool:
    """Whether a row belongs into what the address asks for."""
    return {"missing": each.state != "已承载", "none": not each.carried}.get(scope, True)
