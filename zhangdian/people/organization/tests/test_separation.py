"""Whatever is appointed and named, nobody ever holds posts that must be apart, on any day."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.saying_no import refused
from zhangdian.foundation.kernel.records import writing
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.organization import separation
from zhangdian.people.organization.models import Deputy, Tenure
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.separation import RULES, Holding, conflicts
from zhangdian.people.organization.staff.actions import appoint, end_deputy, end_tenure, name_deputy

PEOPLE = ("cashier", "service_advisor", "storekeeper", "parts_planner", "accountant", "lounge_host")
POSTS = (
    Role.CASHIER,
    Role.SERVICE_ADVISOR,
    Role.STOREKEEPER,
    Role.PARTS_PLANNER,
    Role.ACCOUNTANT,
    Role.GUIDE,
)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("appoint"), st.sampled_from(PEOPLE), st.sampled_from(POSTS), st.integers(0, 6)),
        st.tuples(st.just("deputy"), st.sampled_from(PEOPLE), st.sampled_from(PEOPLE), st.integers(0, 6)),
        st.tuples(st.just("end post"), st.sampled_from(PEOPLE), st.just(0), st.integers(0, 3)),
        st.tuples(st.just("end deputy"), st.integers(0, 5), st.just(0), st.just(0)),
    ),
    max_size=12,
)


def take(shop, step):
    """One step, or nothing where the house refuses."""
    what, one, other, days = step
    day = shop.today + timedelta(days=days)
    try:
        if what == "appoint":
            appoint(shop.office_director, shop.person(one), role=other, since=day)
        elif what == "deputy":
            until = day + timedelta(days=2)
            name_deputy(
                shop.office_director, shop.person(one), deputy=shop.person(other), since=day, until=until
            )
        elif what == "end post":
            for tenure in Tenure.objects.filter(person=shop.person(one), until=None)[:1]:
                end_tenure(shop.office_director, tenure, until=day)
        else:
            for deputy in Deputy.objects.order_by("pk")[one : one + 1]:
                end_deputy(shop.office_director, deputy)
    except Refusal:
        pass


def apart(roles):
    """Whether these posts, held by themselves on one day, break no rule."""
    return not any(rule.these & roles and rule.those & roles for rule in RULES if rule.also_as_deputy)


@pytest.mark.duty("GM-17")
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(taken=steps)
def test_no_history_brings_them_together(shop, taken):
    from django.db import transaction  # noqa: PLC0415 (each example is taken back)

    try:
        with transaction.atomic():
            for step in taken:
                take(shop, step)
            for day in range(10):
                for name in PEOPLE:
                    held = [h for h in separation.holdings(shop.clock, [shop.person(name)])]
                    on = shop.today + timedelta(days=day)
                    roles = {h.role for h in held if h.since <= on <= h.until}
                    assert apart(roles), (name, on, roles)
            assert not conflicts(separation.holdings(shop.clock))
            raise InterruptedError
    except InterruptedError:
        return


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.why)
def test_each_rule_parts_both_ways(rule, shop):
    for these in rule.these:
        for those in rule.those:
            one = Holding(1, these, shop.today, separation.FOREVER)
            other = Holding(1, those, shop.today, separation.FOREVER)
            assert conflicts([one, other])
            assert conflicts([other, one])


def test_posts_that_never_meet_in_time_may_follow_one_another(shop):
    one = Holding(1, Role.CASHIER, shop.today, shop.today)
    other = Holding(1, Role.SERVICE_ADVISOR, shop.today + timedelta(days=1), separation.FOREVER)
    assert not conflicts([one, other])


@pytest.mark.parametrize(
    ("who", "role"),
    [
        ("cashier", Role.SERVICE_ADVISOR),
        ("accountant", Role.CASHIER),
        ("front_desk_supervisor", Role.CASHIER),
        ("storekeeper", Role.CASHIER),
        ("parts_manager", Role.SALES_CASHIER),
        ("storekeeper", Role.PARTS_PLANNER),
        ("technician", Role.CASHIER),
    ],
)
def test_a_second_post_is_refused_where_the_rules_say_so(shop, who, role):
    if (who, role) == ("technician", Role.CASHIER):
        appoint(shop.office_director, shop.person(who), role=role)
        return
    with refused("不能同时是"):
        appoint(shop.office_director, shop.person(who), role=role)


def test_a_post_that_would_come_to_the_deputy_is_refused_too(shop):
    name_deputy(
        shop.guide,
        shop.person("guide"),
        deputy=shop.person("service_advisor"),
        since=shop.today,
        until=shop.today + timedelta(days=3),
    )
    with refused(shop.person("service_advisor").name, "含代理"):
        appoint(shop.office_director, shop.person("guide"), role=Role.CASHIER)


def test_the_command_finds_nobody_in_a_clean_house(shop, capsys):
    call_command("separation")
    assert "没有人" in capsys.readouterr().out


def test_the_command_names_who_came_in_past_the_acts(shop, capsys):
    cashier = shop.person("cashier")
    tenure = Tenure.objects.get(person=cashier)
    with writing():
        Tenure(
            person=cashier,
            store=shop.store,
            role=Role.SERVICE_ADVISOR,
            since=shop.today,
            entry_id=tenure.entry_id,
        ).save_base(force_insert=True)
    with pytest.raises(CommandError, match="1 处"):
        call_command("separation")
    assert cashier.name in capsys.readouterr().out
