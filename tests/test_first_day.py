"""A store that was just opened: its first page says what to do first."""

from django.urls import reverse

from tests.support.browsers import logged_in
from zhangdian.doors.simulation import visits


def test_who_keeps_the_staff_is_led_to_it_until_the_first_car_comes(shop):
    director = logged_in(shop.office_director)
    assert "先登记员工和岗位" in director.get(reverse("web:home")).content.decode()
    assert "先登记员工和岗位" not in logged_in(shop.washer).get(reverse("web:home")).content.decode()
    visits.a_car(shop)
    visits.a_visit_left(shop)
    assert "先登记员工和岗位" not in director.get(reverse("web:home")).content.decode()
