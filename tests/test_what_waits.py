"""Rail, bell and home tell the same: what the database counts is what the tasks of the queues list."""

import pytest

from tests.support.waiting import told_differently
from zhangdian.aftercare.care.tests.arranging import a_complaint, a_complaint_taken
from zhangdian.doors.simulation import visits
from zhangdian.doors.web.views import waiting
from zhangdian.foundation.ui import queues
from zhangdian.foundation.ui.waits import counted
from zhangdian.frontline.service.models import Payer
from zhangdian.frontline.service.workshop.actions import report_difference
from zhangdian.frontline.service.workshop.tests.arranging import a_finding, an_offer
from zhangdian.frontline.service.writeup.actions import change_payer, grant_discount, leave_undecided
from zhangdian.people.customers.actions import refer_customer
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.visitors import Visitor

PLATES = [f"宁Z70{number:03}" for number in range(1, 10)]


@pytest.fixture
def busy(shop):
    """A car at every desk."""
    visits.a_visit_arrived(shop, PLATES[0])
    visits.a_visit_received(shop, PLATES[1])
    visits.a_visit_signed(shop, PLATES[2])
    in_repair = visits.a_visit_in_repair(shop, PLATES[3])
    a_finding(shop, in_repair)
    visits.a_visit_ready(shop, PLATES[4])
    visits.a_visit_to_pay(shop, PLATES[5])
    a_complaint(shop, "T02", order=visits.a_visit_left(shop, PLATES[6]))
    a_complaint_taken(shop, phone="16110000006")
    asked = visits.a_visit_signed(shop, PLATES[7])
    visits.dispatch(shop, asked, "second_technician")
    report_difference(shop.second_technician, asked, words="左前轮毂有划痕")
    an_offer(shop, asked, ["B002"])
    undecided = visits.a_visit_received(shop, PLATES[8])
    visits.write_up(shop, undecided, ["B002", "A001"])
    grant_discount(shop.service_advisor, visits.again(undecided), percent=20, reason="等太久")
    first, second = visits.again(undecided).lines.order_by("pk")
    leave_undecided(shop.service_advisor, first, reason="要拆检后才知道")
    change_payer(shop.service_advisor, second, payer=Payer.MANUFACTURER)
    refer_customer(shop.service_advisor, desk=Role.RENEWAL_SPECIALIST, wish="问续保报价")
    return shop


NOW_AND_LATE = (0, 7 * 24 * 60)


@pytest.mark.long_on("postgres")
@pytest.mark.parametrize(
    "minutes",
    [NOW_AND_LATE, pytest.param((24, 156, 23 * 60), marks=pytest.mark.long)],
    ids=["now and late", "between"],
)
def test_everybody_is_told_as_much_as_his_tasks_are(busy, minutes):
    """At once and when all is late; in the long run after half an hour, at noon and tomorrow too."""
    for more in minutes:
        busy.later(minutes=more)
        wrong = {name: found for name in busy.people if (found := told_differently(getattr(busy, name)))}
        assert wrong == {}, f"after {more} minutes more"


def test_a_page_that_lists_the_tasks_counts_no_second_time(busy, django_assert_max_num_queries):
    who = Visitor(busy.service_advisor.store_id, busy.service_advisor.person_id)
    listed = queues.waiting_for(who)
    with django_assert_max_num_queries(0):
        assert counted(who, [waiting])[waiting].count == len(listed)
