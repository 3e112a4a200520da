"""What nobody holds, what nobody wrote down, what is in one hand, and evidence in doubt."""

from datetime import timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import QuerySet

from tests.support.browsing import browser_of
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel import registry
from zhangdian.foundation.kernel.models import Entry
from zhangdian.foundation.kernel.records import writing
from zhangdian.frontline.service.reception.actions import greet_customer, void_order
from zhangdian.management.duties.confirming.actions import confirm_done
from zhangdian.management.duties.confirming.tests import arranging as second_person
from zhangdian.management.duties.oversight import checks
from zhangdian.management.duties.oversight.checks import CHECKS, Believable
from zhangdian.management.duties.own.tests.arranging import reassign, switch_off
from zhangdian.management.duties.tests.arranging import walk, with_duties
from zhangdian.people.customers.actions import register_customer
from zhangdian.people.customers.models import Customer
from zhangdian.people.organization import rates
from zhangdian.people.organization.models import Tenure
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.staff.actions import end_tenure


@pytest.fixture
def store(shop):
    with_duties(shop)
    return shop


def found(ctx, key):
    return list(CHECKS[key].find(ctx))


def test_a_duty_is_told_when_nobody_holds_any_of_its_posts_any_more(store):
    def untold():
        return {each.what.split()[0] for each in found(store.office_director, "nobody_holds")}

    before = untold()
    [tenure] = Tenure.objects.filter(role=Role.LOUNGE_HOST, store=store.store_id)
    end_tenure(store.office_director, tenure)
    store.later(days=1)
    gone = untold() - before
    assert "HOST-02" in gone
    assert all(code.startswith("HOST") for code in gone)
    reassign(store, "HOST-02", Role.GUIDE)
    switch_off(store, "HOST-03")
    store.later(days=1)
    assert untold().isdisjoint({"HOST-02", "HOST-03"})


def test_an_act_that_no_row_names_is_told_with_how_often_it_was_done(shop):
    void_order(shop.service_advisor, visits.a_visit_arrived(shop), reason="客户走了")
    told = {each.what: each.remark for each in found(shop.office_director, "nobody_wrote_down")}
    assert told["作废接车单"] == "30 天 1 次"
    assert "登记客户" not in told
    shop.later(days=32)
    assert found(shop.office_director, "nobody_wrote_down") == []


def test_what_a_post_owes_once_has_one_holder(store):
    told = [
        each for each in found(store.office_director, "two_hold") if "收款" in each.who or "结算" in each.who
    ]
    assert told
    assert all("、" in each.who for each in told)
    by_post = {each.who.split("：")[0] for each in found(store.office_director, "two_hold")}
    assert Role.GENERAL_MANAGER.label not in by_post


def test_posts_that_must_be_apart_are_told_where_they_came_into_one_hand(shop):
    """No act does it: such rows came from elsewhere."""
    assert found(shop.office_director, "in_one_hand") == []
    keeper, by = shop.person("storekeeper"), Entry.objects.latest("id")
    with writing():
        QuerySet(Tenure).bulk_create(
            [Tenure(person=keeper, store=shop.store, role=Role.PARTS_MANAGER, since=shop.today, entry=by)]
        )
    [told] = found(shop.office_director, "in_one_hand")
    assert told.who == keeper.name
    assert str(Role.PARTS_MANAGER.label) in told.what


@pytest.mark.parametrize(("apart", "said"), [(10, ["登记客户 4 次"]), (31, [])])
def test_acts_in_a_row_sooner_than_they_can_be_done_are_a_doubt(shop, monkeypatch, apart, said):
    known = Believable("customers.register_customer", seconds=30, in_a_row=4)
    monkeypatch.setattr(checks, "believable", lambda: {known.action: known})
    for number in range(4):
        shop.at(shop.now + timedelta(seconds=apart))
        visits.a_customer(shop, "钱多多", f"1611000077{number}")
    assert [each.what for each in found(shop.office_director, "too_quick")] == said


def test_two_people_at_once_are_not_quick(shop, monkeypatch):
    known = Believable("customers.register_customer", seconds=30, in_a_row=2)
    monkeypatch.setattr(checks, "believable", lambda: {known.action: known})
    visits.a_customer(shop)
    register_customer(shop.second_advisor, kind=Customer.Kind.PERSON, name="钱多多", phone="16110000778")
    assert found(shop.office_director, "too_quick") == []


def test_what_is_believable_is_said_of_acts_that_exist():
    assert checks.believable().keys() <= registry.ACTIONS.keys()
    assert all(each.in_a_row > 1 for each in checks.believable().values())


def test_one_picture_for_two_cars_is_a_doubt_for_one_car_it_is_none(shop):
    visits.a_visit_signed(shop)
    assert found(shop.office_director, "photo_used_twice") == []
    other = visits.a_visit_signed(shop, "宁Z88K88")
    told = found(shop.office_director, "photo_used_twice")
    assert {each.what for each in told} == {"同一张照片用在 2 处"}
    assert told[0].url == f"/orders/{other.pk}"


def test_a_round_that_was_walked_too_fast_is_shown_again(store):
    walk(store, minutes=30)
    assert found(store.office_director, "round_too_quick") == []
    walk(store, minutes=0)
    [told] = found(store.office_director, "round_too_quick")
    assert told.who == store.person("workshop_supervisor").name


def test_the_same_second_person_always_at_once_is_a_doubt(shop, monkeypatch):
    second_person.with_second_person(shop)
    monkeypatch.setattr(checks, "LOOKS", rates.Standard(checks.LOOKS.key, Decimal(2), "次"))
    looks = []
    for _ in range(2):
        look = second_person.said(shop)
        assert found(shop.office_director, "looked_without_looking") == []
        shop.at(shop.now + timedelta(seconds=5))
        confirm_done(second_person.looker(shop, look), look)
        looks.append(look)
        shop.later(days=1)
        second_person.the_clock_looks(shop)
    [doubt] = found(shop.office_director, "looked_without_looking")
    assert "2 次里 2 次在 10 秒内" in doubt.remark
    assert doubt.url.endswith(f"/{looks[-1].item_id}")
    look = second_person.said(shop)
    shop.later(minutes=4)
    confirm_done(second_person.looker(shop, look), look)
    assert found(shop.office_director, "looked_without_looking") == []


def test_ten_times_the_same_reason_is_a_habit(shop, monkeypatch):
    monkeypatch.setattr(checks, "OFTEN", 2)
    visits.a_visit_arrived(shop)
    for plate in ("宁Z88K88", "宁Z88K89"):
        shop.later(minutes=3)
        order = visits.a_visit_arrived(shop, plate)
        assert found(shop.office_director, "always_the_same_reason") == []
        greet_customer(shop.service_advisor, order, because={"service.queue_jump": "快修通道"})
    [told] = found(shop.office_director, "always_the_same_reason")
    assert told.remark == "2 次里 2 次答“快修通道”"
    assert told.who == shop.person("service_advisor").name


def test_the_work_of_a_post_is_the_time_between_its_acts_ten_minutes_at_most(shop):
    for pause in (0, 4, 50):
        shop.later(minutes=pause)
        phone = f"161100007{pause:02}"
        register_customer(shop.second_advisor, kind=Customer.Kind.PERSON, name="钱多多", phone=phone)
    told = {each.what: each for each in found(shop.office_director, "work_by_post")}
    assert told[Role.SERVICE_ADVISOR.label].remark == "每人每天 24 分钟（5%），3 次动作"


@pytest.mark.parametrize("key", CHECKS)
def test_each_has_its_page_for_those_who_answer_for_the_posts(store, key):
    page = browser_of(store.office_director).get(f"/duties/oversight?check={key}")
    assert CHECKS[key].label in page.content.decode()
    assert browser_of(store.service_advisor).get("/duties/oversight").status_code == 404


def test_the_command_tells_all_of_them_store_by_store(store):
    said = StringIO()
    call_command("oversight", stdout=said)
    text = said.getvalue()
    assert str(store.store) in text
    assert all(each.label in text or each.clean in text for each in CHECKS.values())
    with pytest.raises(CommandError, match="没有代码是 9999 的门店"):
        call_command("oversight", store="9999")


def test_long_ago_is_not_looked_at(store):
    walk(store, minutes=0)
    store.later(days=(checks.LOOKED_BACK + timedelta(days=2)).days)
    assert found(store.office_director, "round_too_quick") == []
