"""The pages of a car and of its owner tell when it was here and what was done."""

from datetime import timedelta

from django.urls import reverse

from tests.support.browsers import logged_in
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.visits import visits_of_customer


def test_a_car_and_its_owner_show_the_visits(shop):
    visits.a_car(shop)
    order = visits.a_visit_left(shop)
    advisor = logged_in(shop.service_advisor)
    for page, pk in (("vehicle", order.vehicle_id), ("customer", order.customer_id)):
        told = advisor.get(reverse(f"customers:{page}", args=[pk])).content.decode()
        assert reverse("service:repairorder", args=[order.pk]) in told
        assert order.lines.first().name in told


def test_of_who_wants_his_data_no_longer_used_nothing_is_told(shop):
    visits.a_car(shop)
    customer = visits.a_visit_left(shop).customer
    customer.restricted_at = shop.service_advisor.now - timedelta(days=1)
    assert visits_of_customer(shop.service_advisor, customer) is None
