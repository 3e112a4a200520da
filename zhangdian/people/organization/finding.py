"""Finding colleagues in the search box: by name or employee number."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from zhangdian.foundation.ui.search import Hit
from zhangdian.people.organization.models import Person

MOST = 5


def people(ctx: Any, text: str) -> list[Hit]:
    """People of the store whose name or number this is."""
    if len(text) < 2:
        return []
    rows = Person.objects.of(ctx).filter(
        Q(name__icontains=text) | Q(employee_no__iexact=text), disabled_at=None
    )
    return [
        Hit(
            kind="员工",
            title=person.name,
            detail=f"{person.employee_no} {person.team}".strip(),
            url=reverse("organization:person", args=[person.pk]),
            rank=1 if text in (person.name, person.employee_no) else 3,
            icon="user",
        )
        for person in rows.order_by("employee_no")[:MOST]
    ]
