"""Works on his day off and rests on another; the week after is as it always was."""

from datetime import timedelta

from tests.support.saying_no import refused
from zhangdian.foundation.kernel.actions import sign_request
from zhangdian.people.organization import queries
from zhangdian.people.organization.models import RosterDay
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.shifts.actions import swap_rest_day
from zhangdian.people.organization.staff.actions import name_deputy


def off(shop, who):
    """His next day off, after today."""
    days = (shop.today + timedelta(days=n) for n in range(1, 8))
    return next(day for day in days if day.weekday() == shop.person(who).rest_weekday)


def other(shop, who):
    """A day in the same week on which he works."""
    return off(shop, who) + timedelta(days=1)


def days_of(shop, who):
    """The person, his next day off, and a day on which he works."""
    return shop.person(who), off(shop, who), other(shop, who)


def test_on_the_day_off_he_works_and_on_the_other_he_rests(shop):
    who, rest, work = (
        shop.person("service_advisor"),
        off(shop, "service_advisor"),
        other(shop, "service_advisor"),
    )
    swap_rest_day(shop.front_desk_supervisor, who, works_on=rest, rests_on=work)
    assert who in queries.at_work(shop.office_director, rest)
    assert who not in queries.at_work(shop.office_director, work)
    assert who not in queries.at_work(shop.office_director, rest + timedelta(days=7))


def test_his_own_wish_is_signed_by_his_superior(shop):
    done = swap_rest_day(
        shop.service_advisor, shop.person("service_advisor"),
        works_on=off(shop, "service_advisor"), rests_on=other(shop, "service_advisor"), reason="家里有事",
    )  # fmt: skip
    assert done.subject.needed == Role.FRONT_DESK_SUPERVISOR
    assert not RosterDay.objects.exists()
    sign_request(shop.front_desk_supervisor, done.subject)
    assert RosterDay.objects.count() == 2


def test_who_stands_in_on_days_off_follows_the_change(shop):
    until = shop.today + timedelta(days=13)
    principal, rest = shop.person("workshop_supervisor"), off(shop, "workshop_supervisor")
    name_deputy(
        shop.workshop_supervisor, principal, deputy=shop.person("technical_director"),
        since=shop.today, until=until, rest_days_only=True,
    )  # fmt: skip
    work = rest + timedelta(days=2)
    swap_rest_day(shop.office_director, principal, works_on=rest, rests_on=work)
    held = []
    while shop.today <= work:
        if Role.WORKSHOP_SUPERVISOR in shop.technical_director.roles:
            held.append(shop.today)
        shop.later(days=1)
    assert held == [work]


def test_swapped_back_the_week_is_as_it_was(shop):
    who, rest, work = (
        shop.person("service_advisor"),
        off(shop, "service_advisor"),
        other(shop, "service_advisor"),
    )
    swap_rest_day(shop.front_desk_supervisor, who, works_on=rest, rests_on=work)
    swap_rest_day(shop.front_desk_supervisor, who, works_on=work, rests_on=rest)
    assert who not in queries.at_work(shop.office_director, rest)
    assert who in queries.at_work(shop.office_director, work)


def test_what_is_so_already_is_not_swapped(shop):
    who, rest, work = (
        shop.person("service_advisor"),
        off(shop, "service_advisor"),
        other(shop, "service_advisor"),
    )
    for given, why in (
        ({"works_on": work}, "本来就上班"),
        ({"rests_on": rest}, "本来就休息"),
        ({}, "请填哪天"),
        ({"works_on": rest, "rests_on": rest}, "不能是同一天"),
        ({"rests_on": shop.today - timedelta(days=1)}, "今天起的一年以内"),
    ):
        with refused(why):
            swap_rest_day(shop.front_desk_supervisor, who, **given)


def test_not_by_a_colleague(shop):
    with refused("调休由本人、上级或办公室主任来做"):
        swap_rest_day(
            shop.second_advisor, shop.person("service_advisor"), works_on=off(shop, "service_advisor")
        )
