"""A post has its shift, whoever holds it."""

from tests.support.saying_no import refused
from zhangdian.people.organization.hours import Hours
from zhangdian.people.organization.models import WeekShift
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.rostering.actions import set_post_shifts
from zhangdian.people.organization.rostering.tests.arranging import Kind, a_shift, a_turn, in_days


def test_everybody_of_the_post_has_it_from_the_day_on(shop):
    late = a_shift(shop, "晚班", "10:30", "19:30")
    since = in_days(shop, 3)
    set_post_shifts(
        shop.office_director,
        role=Role.CASHIER,
        kind=Kind.WORK,
        shift=late,
        since=since,
        weekdays=[since.weekday()],
    )
    hours, who = Hours(shop.office_director, shop.today, in_days(shop, 14)), shop.person("cashier").pk
    assert hours.on(who, since).shift == late
    assert hours.on(who, in_days(shop, 4)).shift is None
    assert hours.on(who, in_days(shop, 10)).shift == late
    assert hours.on(shop.person("service_advisor").pk, since).shift is None


def test_set_anew_on_the_same_day_it_is_one_row(shop):
    early, late = a_shift(shop), a_shift(shop, "晚班", "10:30", "19:30")
    for shift in (early, late):
        set_post_shifts(shop.office_director, role=Role.CASHIER, kind=Kind.WORK, shift=shift)
    assert WeekShift.objects.count() == 7
    assert set(WeekShift.objects.values_list("shift", flat=True)) == {late.pk}


def test_a_shift_is_no_turn_at_lunch(shop):
    turn = a_turn(shop, "第一批", "11:30", "12:15")
    with refused("请选对类别"):
        set_post_shifts(shop.office_director, role=Role.CASHIER, kind=Kind.WORK, shift=turn)
