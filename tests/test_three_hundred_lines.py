"""A visit of three hundred lines asks the database as often as one of five, and its sums are right."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support.long_orders import LONG, a_written_order, fill_the_shelf
from tests.support.looking import look, said
from zhangdian.doors.simulation import visits
from zhangdian.doors.simulation.people import Shop
from zhangdian.foundation.kernel.models import Paper
from zhangdian.foundation.kernel.papers import body_of
from zhangdian.frontline.service import checking, lines
from zhangdian.frontline.service.delivery.actions import let_out
from zhangdian.frontline.service.lines import Wanted
from zhangdian.frontline.service.models import RepairOrder, Statement
from zhangdian.frontline.service.writeup.actions import add_lines, remove_line
from zhangdian.resources.cashier.models import Payment
from zhangdian.resources.parts.models import Requisition

pytestmark = pytest.mark.long

SHORT = 5
BATCHES = 12
"""Inserts that a long visit may take more: rows go in by the dozen, as many as a statement carries."""
TOTAL = Decimal("39400.00")
"""A hundred times the wheels (96), the wipers (24 and 128), the filter (48 and 98)."""
QUIET = ("SAVEPOINT", "RELEASE", "BEGIN")


@dataclass
class Visit:
    """What was asked of the database for each page and act, and for how many inserts."""

    order: RepairOrder
    bill: Statement
    asked: dict[str, int] = field(default_factory=dict)
    inserts: dict[str, int] = field(default_factory=dict)


def play(shop: Shop, length: int, plate: str) -> Visit:
    """A visit from its first line to the gate, and the next morning."""
    asked: dict[str, int] = {}
    inserts: dict[str, int] = {}

    def counted(name: str, what: Callable[[], Any]) -> Any:
        with CaptureQueriesContext(connection) as caught:
            answer = what()
        sent = [each["sql"] for each in caught if not each["sql"].startswith(QUIET)]
        inserts[name] = sum(each.startswith("INSERT") for each in sent)
        asked[name] = len(sent) - inserts[name]
        return answer

    def page(who: Any, name: str, *where: int, when: str = "") -> None:
        def opened() -> HttpResponse:
            return look(who, reverse(name, args=where))

        assert counted(f"{name} {when}", opened).status_code == 200, name

    morning = shop.now
    advisor, workshop = shop.service_advisor, shop.workshop_supervisor
    order = counted("written up", lambda: a_written_order(shop, length, plate))
    page(advisor, "service:write_up", order.pk)
    counted("one line more", lambda: add_lines(advisor, visits.again(order), wanted=[Wanted("C003")]))
    counted("and off again", lambda: remove_line(advisor, order.lines.latest("pk")))
    page(advisor, "service:draft_papers", order.pk)
    counted("signing page", lambda: look(advisor, f"/act/service.sign_order/{order.pk}"))
    counted("signed", lambda: visits.sign(shop, order))
    page(advisor, "service:repairorder", order.pk, when="signed")
    paper = Paper.objects.get(kind="WL", subject_id=order.pk)
    page(advisor, "service:paper", paper.pk)
    page(workshop, "service:board", when="waiting")
    counted("dispatched", lambda: visits.dispatch(shop, order))
    requisition = Requisition.objects.for_purpose(order).get()
    page(shop.storekeeper, "parts:requisition", requisition.pk)
    page(shop.storekeeper, "parts:requisition_paper", requisition.pk)
    counted("issued", lambda: visits.issue_all(shop, order))
    page(shop.storekeeper, "parts:slip_paper", requisition.slips.get().pk)
    counted("started", lambda: visits.start(shop, order))
    page(shop.technician, "service:my_jobs")
    page(workshop, "service:board", when="in repair")
    visits.finish(shop, order)
    page(shop.team_leader, "service:inspected", order.pk)
    counted("inspected", lambda: visits.inspect(shop, order))
    page(advisor, "service:delivery", order.pk, when="ready")
    counted("billed", lambda: visits.make_statement(shop, order))
    bill = Statement.objects.get(order=order, voided_at=None)
    page(advisor, "service:draft_statement", bill.pk)
    page(advisor, "service:delivery", order.pk, when="billed")
    counted("bill signed", lambda: visits.sign_statement(shop, order))
    counted("paid", lambda: visits.pay(shop, order))
    page(advisor, "service:repairorder", order.pk, when="paid")
    let_out(shop.guard, visits.again(order))
    shop.later(minutes=24 * 60 - (shop.now - morning).total_seconds() // 60)
    return Visit(visits.again(order), bill, asked, inserts)


@pytest.fixture(autouse=True)
def no_wash_is_drawn(monkeypatch):
    """Whether a wash is photographed hangs on the order's key, not on its lines."""
    monkeypatch.setattr(checking, "wash_is_drawn", lambda order: False)


@pytest.fixture
def short(shop):
    fill_the_shelf(shop)
    play(shop, SHORT, "宁Z71004")
    return play(shop, SHORT, "宁Z71005")


@pytest.fixture
def long(shop, short):
    return play(shop, LONG, "宁Z71300")


def test_no_page_and_no_act_asks_more_often_for_three_hundred_lines_than_for_five(short, long):
    grown = {name: (short.asked[name], asked) for name, asked in long.asked.items()}
    assert {name: each for name, each in grown.items() if each[0] != each[1]} == {}
    batches = {name: sent - short.inserts[name] for name, sent in long.inserts.items()}
    assert {name: more for name, more in batches.items() if more > BATCHES} == {}


def test_all_lines_stand_on_the_page_and_the_papers_and_make_their_sum(shop, long):
    order, bill = long.order, long.bill
    assert lines.totals(order).total == order.agreed_amount == bill.total == TOTAL
    rows = bill.lines.all()
    assert len(rows) == LONG + LONG * 2 // 3
    assert sum(row.amount for row in rows) == sum(row.net + row.tax for row in rows) == TOTAL
    assert sum(paid.amount for paid in Payment.objects.all()) >= TOTAL
    for kind, subject in (("WL", order), ("JS", bill)):
        body = body_of(Paper.objects.get(kind=kind, subject_id=subject.pk))
        assert body.count("四轮换位") == LONG // 3
        assert "39,400.00" in body
        assert "叁万玖仟肆佰元整" in body
    page = said(look(shop.service_advisor, reverse("service:repairorder", args=[order.pk])))
    assert page.count("四轮换位") >= LONG // 3
    assert "39,400.00" in page
