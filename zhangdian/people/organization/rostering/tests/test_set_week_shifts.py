"""Week after week: somebody's own shift, before that of his post."""

from tests.support.saying_no import refused
from zhangdian.people.organization.hours import Hours
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.rostering.actions import set_post_shifts, set_week_shifts
from zhangdian.people.organization.rostering.tests.arranging import Kind, a_shift, a_turn, in_days, weekly


def names_of(shop, who, count=7):
    hours = Hours(shop.office_director, shop.today, in_days(shop, count))
    days = [in_days(shop, n) for n in range(count)]
    return {day.weekday(): str(hours.on(shop.person(who).pk, day).shift or "") for day in days}


def test_on_the_chosen_weekdays_it_is_his(shop):
    weekly(shop, "service_advisor", a_shift(shop), weekdays=[0, 1])
    assert names_of(shop, "service_advisor") == {0: "早班", 1: "早班", 2: "", 3: "", 4: "", 5: "", 6: ""}


def test_his_own_goes_before_that_of_his_post(shop):
    early, late = a_shift(shop), a_shift(shop, "晚班", "10:30", "19:30")
    set_post_shifts(shop.office_director, role=Role.SERVICE_ADVISOR, kind=Kind.WORK, shift=early)
    weekly(shop, "service_advisor", late, weekdays=[5, 6])
    assert names_of(shop, "service_advisor") == {**dict.fromkeys(range(5), "早班"), 5: "晚班", 6: "晚班"}
    assert set(names_of(shop, "second_advisor").values()) == {"早班"}
    weekly(shop, "service_advisor", None)
    assert set(names_of(shop, "service_advisor").values()) == {"早班"}


def test_a_superior_sets_it_for_those_below_him_and_nobody_else(shop):
    early = a_shift(shop)
    given = {"kind": Kind.WORK, "shift": early}
    set_week_shifts(shop.front_desk_supervisor, people=[shop.person("service_advisor")], **given)
    with refused("由其上级或办公室主任来排"):
        set_week_shifts(shop.front_desk_supervisor, people=[shop.person("technician")], **given)


def test_a_turn_at_lunch_is_no_shift(shop):
    first = a_turn(shop, "第一批", "11:30", "12:15")
    with refused("请选对类别"):
        weekly(shop, "service_advisor", first)
    weekly(shop, "service_advisor", first, Kind.LUNCH)
    hours = Hours(shop.office_director, shop.today, shop.today)
    assert hours.on(shop.person("service_advisor").pk, shop.today).lunch == first


def test_beyond_the_limit_of_a_week_it_is_refused(shop):
    long = a_shift(shop, "长班", "08:00", "19:30")
    with refused("超过本店的上限"):
        weekly(shop, "service_advisor", long)
