"""The pages that people open all day, read at growing sizes: milliseconds and queries."""

import time
from statistics import median
from typing import Any

from django.template import Context, Engine
from django.urls import reverse

from bench import filling, keeping
from bench.counting import counted
from bench.store import Founded
from tests.support.copies import private_copy
from tests.support.looking import look
from zhangdian.doors.simulation import whole_visit
from zhangdian.frontline.service.models import RepairOrder

TIMES = 15
OPEN_CARS = 12
"""Cars in the store while the board is read."""


def measure(founded: Founded, sizes: list[int]) -> dict[str, Any]:
    """Each size on top of the one before; at the last the journal is walked."""
    with private_copy():
        begin(founded)
        return {"sizes": [at_size(founded, size) for size in sizes], "journal": keeping.journal()}


def begin(founded: Founded) -> None:
    """Some visits that ended, and some that stand on the board."""
    crew = founded.crew(0)
    for ordinal, plate in enumerate(founded.plates[:4]):
        whole_visit.play(founded.album, crew, plate, ordinal)
    for plate in founded.plates[4 : 4 + OPEN_CARS]:
        whole_visit.signed(founded.album, crew, plate)


def at_size(founded: Founded, size: int) -> dict[str, Any]:
    begun = time.perf_counter()
    filling.fill(founded, size)
    filled = time.perf_counter() - begun
    order = RepairOrder.objects.filter(store=founded.store_id, state="waiting").order_by("pk").first()
    plate = order.plate if order else ""
    advisor, supervisor = founded.context("E051"), founded.context("E068")
    read = {
        "首页(顾问)": (advisor, reverse("web:home")),
        "看板": (supervisor, reverse("service:board")),
        "工单": (advisor, reverse("service:repairorder", args=[order.pk if order else 0])),
        "工单列表": (advisor, reverse("service:orders")),
        "查找": (advisor, reverse("web:search") + f"?q={plate[-4:]}"),
    }
    return {
        "orders": RepairOrder.objects.count(),
        "filled_s": filled,
        "pages": {name: read_page(who, url) for name, (who, url) in read.items()},
        "bare_list_ms": bare_list(founded),
        "visit_ms": visit_now(founded, size),
    }


BARE = Engine.get_default().from_string(
    "<table>{% for o in orders %}<tr><td>{{ o.number }}</td><td>{{ o.plate }}</td>"
    "<td>{{ o.vehicle.model }}</td><td>{{ o.customer.name }}</td><td>{{ o.advisor.name }}</td>"
    '<td>{{ o.get_state_display }}</td><td>{{ o.arrived_at|date:"m-d H:i" }}</td>'
    '<td>{{ o.promised_at|date:"m-d H:i" }}</td></tr>{% endfor %}</table>'
)


def bare_list(founded: Founded) -> float:
    """Fifty orders with what the list shows of them, by plain Django: no person, no rail, no filters."""

    def page() -> None:
        rows = RepairOrder.objects.filter(store=founded.store_id).order_by("-arrived_at", "-pk")
        BARE.render(Context({"orders": rows.select_related("vehicle__model", "customer", "advisor")[:50]}))

    page()
    measured = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        page()
        measured.append(time.perf_counter() - begun)
    return median(measured) * 1000


def read_page(who: Any, url: str) -> dict[str, Any]:
    """Median of the server's own time, and the queries of one reading; a page that fails says so."""
    try:
        response = look(who, url)
        with counted() as queries:
            look(who, url)
        measured = []
        for _ in range(TIMES):
            begun = time.perf_counter()
            look(who, url)
            measured.append(time.perf_counter() - begun)
    except Exception as error:
        return {"failed": f"{type(error).__name__}: {error}"[:160]}
    return {"ms": median(measured) * 1000, "queries": len(queries), "status": response.status_code}


def visit_now(founded: Founded, size: int) -> float:
    """One whole visit after so many rows, median of five."""
    first = 20 + 5 * (len(str(size)) % 7)
    crew, measured = founded.crew(1), []
    for ordinal, plate in enumerate(founded.plates[first : first + 5]):
        begun = time.perf_counter()
        whole_visit.play(founded.album, crew, plate, 10 + ordinal)
        measured.append(time.perf_counter() - begun)
    return median(measured) * 1000
