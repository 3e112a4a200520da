"""Whole visits at once: several clients serve their cars in one store, and nothing is half done."""

import pytest

from tests.support.copies import at_once, raised
from zhangdian.doors.simulation import visits, whole_visit
from zhangdian.doors.simulation.people import Part, Shop, take_on
from zhangdian.doors.simulation.pictures import Album
from zhangdian.doors.simulation.whole_visit import Crew
from zhangdian.foundation.kernel.context import Context
from zhangdian.foundation.kernel.invariants import violations
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.people.organization.roles import Role
from zhangdian.resources.cashier import actions as cashier

CLIENTS, EACH = 4, 3
OWN = {"advisor": Role.SERVICE_ADVISOR, "technician": Role.TECHNICIAN, "cashier": Role.CASHIER}
"""Hands that are at one car at a time; the gate, the window and the inspectors serve everybody."""
PAPERS = {Role.TECHNICIAN: ("汽车维修工四级",)}


def crew_of(shop: Shop, client: int) -> Crew:
    hands = {}
    for place, (name, role) in enumerate(OWN.items()):
        number = f"T8{client}{place}"
        part = Part(name, role, f"客{client}{place}", certificates=PAPERS.get(role, ()))
        hands[name] = Context(shop.store_id, take_on(shop.store, number, part))
    cashier.open_shift(hands["cashier"], float_amount=500)
    return Crew(
        guide=shop.guide,
        supervisor=shop.workshop_supervisor,
        leader=shop.team_leader,
        inspector=shop.quality_inspector,
        washer=shop.washer,
        storekeeper=shop.storekeeper,
        guard=shop.guard,
        **hands,
    )


@pytest.mark.duty("PROC-D-36")
def test_twelve_cars_of_four_clients_leave_and_nothing_is_half_done(own_shop):
    album = Album(own_shop.guide)
    crews = [crew_of(own_shop, client) for client in range(CLIENTS)]
    plates = {client: [f"宁Z4{client}{car}00" for car in range(EACH)] for client in range(CLIENTS)}
    owner = visits.a_customer(own_shop)
    for mine in plates.values():
        for plate in mine:
            visits.a_car(own_shop, plate, owner=owner)

    def serve(client: int) -> int:
        for plate in plates[client]:
            whole_visit.play(album, crews[client], plate, client)
        return EACH

    answers = at_once(*(lambda client=client: serve(client) for client in range(CLIENTS)))
    assert raised(answers) == []
    left = RepairOrder.objects.filter(store=own_shop.store_id, state=RepairOrder.State.LEFT)
    assert left.count() == CLIENTS * EACH
    assert [str(each) for each in violations([own_shop.store])] == []
