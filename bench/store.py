"""The store that is measured: founded from the data, with full shelves, and a crew for each client."""

from dataclasses import dataclass
from datetime import timedelta

from zhangdian.doors.simulation.management import founding
from zhangdian.doors.simulation.pictures import Album
from zhangdian.doors.simulation.whole_visit import Crew
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.context import Context
from zhangdian.people.customers.models import Vehicle
from zhangdian.people.organization.models import Person
from zhangdian.resources.cashier import actions as cashier
from zhangdian.resources.parts import actions as parts
from zhangdian.resources.parts.models import Part, Supplier

CARS = 2_000
MODEL = "M03"
PLENTY = 5_000
"""Pieces of each part of the kit that the measured visits take."""
ADVISORS = tuple(f"E{number:03}" for number in range(51, 59))
TAKEN = ("Y0810-W2004", "Y1510-A3010", "Y8029-C2010", "Y0470-U2001")


@dataclass(frozen=True)
class Founded:
    """The store, its people by number, and known cars to bring in."""

    store_id: int
    people: dict[str, int]
    plates: tuple[str, ...]
    album: Album

    def context(self, number: str) -> Context:
        return Context(self.store_id, self.people[number])

    def crew(self, client: int) -> Crew:
        """Advisor, technician and leader of its own; the till, the window and the inspectors are shared."""
        at = client % 3
        return Crew(
            guide=self.context(("E064", "E065")[client % 2]),
            advisor=self.context(ADVISORS[client % len(ADVISORS)]),
            supervisor=self.context("E068"),
            technician=self.context(f"E{77 + client % 9:03}"),
            leader=self.context(f"E{72 + at:03}"),
            inspector=self.context(("E070", "E071")[client % 2]),
            washer=self.context(f"E{100 + client % 4}"),
            storekeeper=self.context(f"E{106 + at}"),
            cashier=self.context(("E060", "E061")[client % 2]),
            guard=self.context(f"E{114 + at}"),
        )


def found() -> Founded:
    clock.set_to(clock.now() - timedelta(minutes=30))
    ctx = founding.found("bench", CARS)
    clock.set_to(None)
    people = dict(Person.objects.filter(store=ctx.store_id).values_list("employee_no", "pk"))
    cars = Vehicle.objects.filter(store=ctx.store_id, model__code__in=(MODEL, "M04", "M12", "M11"))
    plates = tuple(cars.filter(recalls=None).order_by("pk").values_list("plate", flat=True))
    founded = Founded(ctx.store_id, people, plates, Album(Context(ctx.store_id, people["E064"])))
    fill_shelves(founded)
    for number in ("E060", "E061"):
        cashier.open_shift(founded.context(number), float_amount=500)
    return founded


def fill_shelves(founded: Founded) -> None:
    supplier = Supplier.objects.get(store=founded.store_id, code="S01")
    rows = Part.objects.filter(group__in=("保养件", "油液", "辅料")).order_by("pk")
    later = clock.day(clock.now()) + timedelta(days=700)
    parts.receive_parts(
        founded.context("E106"),
        supplier=supplier,
        delivery_note="BENCH",
        lines=[
            parts.ReceivedLine(part.pk, PLENTY, expires_on=later if part.shelf_life_months else None)
            for part in rows
        ],
    )
