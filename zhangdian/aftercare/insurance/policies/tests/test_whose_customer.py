"""An advisor reads his own customers' policies whole, others' masked; each is found four ways (NBI-12)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support.browsing import browser_of
from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.aftercare.insurance import own
from zhangdian.aftercare.insurance.delivered.actions import withdraw_delivered_car
from zhangdian.aftercare.insurance.delivered.tests.arranging import delivered
from zhangdian.aftercare.insurance.dossiers.actions import open_original
from zhangdian.aftercare.insurance.policies.actions import file_policy
from zhangdian.aftercare.insurance.policies.tests.arranging import a_policy
from zhangdian.aftercare.insurance.tests.arranging import a_quote
from zhangdian.aftercare.insurance.trials.actions import void_quote
from zhangdian.doors.simulation import visits
from zhangdian.doors.simulation.people import Part, take_on
from zhangdian.foundation.kernel.attachments import photos_of
from zhangdian.people.customers.tests.arrange import a_car, a_customer, vin
from zhangdian.people.organization.models import Store
from zhangdian.people.organization.roles import Role

PHONE, IDENTITY = "16110000041", "110101199003074290"
LIST = "/insurance/policies"


def insured(shop, number=41, **owner):
    """A policy of a customer with a telephone and an identity number; nobody's customer yet."""
    given = {"name": "段素琴", "phone": PHONE, "id_number": IDENTITY, **owner}
    car = a_car(shop, plate=f"宁Z500{number}", vin=vin(number), owner=a_customer(shop, **given))
    return a_policy(shop, car=car, number=f"PDAA20260000{number}")


def listed(who, **asked):
    address = "&".join(f"{key}={value}" for key, value in asked.items())
    return said(look(who, f"{LIST}?{address}"))


def page(who, policy):
    return said(look(who, reverse("insurance:policy", args=[policy.pk])))


def becomes_his(shop, policy, consultant="sales_consultant"):
    a_quote(shop, car=policy.vehicle, advisor=shop.person(consultant))


@pytest.mark.duty("NBI-12")
def test_it_is_found_by_a_telephone_of_its_holder_too(shop):
    policy = insured(shop)
    for typed in (PHONE, PHONE[-4:], "161 1000 0041"):
        assert policy.number in listed(shop.new_car_insurance, q=typed)
    assert policy.number not in listed(shop.new_car_insurance, q="16110000999")


@pytest.mark.duty("NBI-12")
def test_a_consultant_begins_with_his_own_customers_and_finds_others_by_searching(shop):
    mine, other = insured(shop), insured(shop, 42, name="吴远舟", phone="16110000042", id_number="")
    becomes_his(shop, mine)
    first = listed(shop.sales_consultant)
    assert "我的客户" in first
    assert mine.number in first
    assert other.number not in first
    assert other.number in listed(shop.sales_consultant, whose="any")
    assert other.number in listed(shop.sales_consultant, q="16110000042")
    assert other.number not in listed(shop.sales_consultant, q="16110000042", whose="mine")
    for who in (shop.new_car_insurance, shop.claims_adjuster, shop.sales_manager):
        seen = listed(who)
        assert other.number in seen
        assert "我的客户" not in seen


@pytest.mark.duty("NBI-12")
def test_another_consultants_customer_stands_masked_in_list_file_and_page(shop):
    policy = insured(shop)
    file_policy(shop.renewal_clerk, policy, photos=[visits.a_photo(shop.renewal_clerk)])
    seen = listed(shop.sales_consultant, q=policy.number)
    assert policy.number in seen
    assert "50041" not in seen
    seen = page(shop.sales_consultant, policy)
    assert "段*" in seen
    assert "161****0041" in seen
    for text in ("段素琴", PHONE, IDENTITY, policy.vehicle.vin, "50041"):
        assert text not in seen, text
    assert "原件不显示" in seen
    seen = said(look(shop.sales_consultant, reverse("insurance:car", args=[policy.vehicle_id])))
    for text in ("段素琴", policy.vehicle.vin, "50041"):
        assert text not in seen, text
    papers = reverse("insurance:dossiers"), reverse("insurance:dossier", args=[policy.dossier.pk])
    for address in papers:
        assert "50041" not in said(look(shop.sales_consultant, address)), address
    becomes_his(shop, policy)
    for address in papers:
        assert "50041" in said(look(shop.sales_consultant, address)), address
    seen = page(shop.sales_consultant, policy)
    for text in ("段素琴", policy.vehicle.vin):
        assert text in seen, text


@pytest.mark.duty("NBI-12")
def test_the_original_of_anothers_policy_does_not_open_either(shop):
    policy = insured(shop)
    file_policy(shop.renewal_clerk, policy, photos=[visits.a_photo(shop.renewal_clerk)])
    with refused("不是您的客户"):
        open_original(shop.sales_consultant, policy, why="客户问保单")
    becomes_his(shop, policy)
    open_original(shop.sales_consultant, policy, why="客户问保单")
    [photo] = photos_of(shop.renewal_clerk, policy)
    assert browser_of(shop.sales_consultant).get(f"/photo/{photo.upload_id}").status_code == 200
    assert f"/photo/{photo.upload_id}" in page(shop.sales_consultant, policy)


def test_his_are_those_that_he_advises_quoted_served_or_handed_over(shop):
    policy, who = insured(shop), shop.sales_consultant
    car = policy.vehicle
    assert not own.reads_whole(who, car)
    quote = a_quote(shop, car=car, advisor=shop.person("sales_consultant"))
    assert own.reads_whole(who, car)
    void_quote(shop.renewal_clerk, quote, why="算错了")
    assert not own.reads_whole(who, car)
    noted = delivered(shop, 41, consultant=str(shop.person("sales_consultant")))
    assert own.reads_whole(who, car)
    withdraw_delivered_car(shop.new_car_insurance, noted, why="退车了")
    assert not own.reads_whole(who, car)


def test_a_name_that_two_bear_says_not_whose_customer_it_is(shop):
    policy = insured(shop)
    consultant = shop.person("sales_consultant")
    delivered(shop, 41, consultant=str(consultant))
    assert own.reads_whole(shop.sales_consultant, policy.vehicle)
    store = Store.objects.get(pk=shop.store_id)
    take_on(store, "T777", Part("namesake", Role.WASHER, str(consultant)))
    assert not own.reads_whole(shop.sales_consultant, policy.vehicle)


def test_a_service_advisor_reads_what_belongs_to_a_car_that_he_serves(shop):
    visits.a_car(shop, "宁Z50041")
    order = visits.a_visit_received(shop, "宁Z50041")
    assert own.reads_whole(shop.service_advisor, order.vehicle)
    assert not own.reads_whole(shop.sales_consultant, order.vehicle)


def test_however_many_policies_there_are_the_list_asks_the_same(shop):
    def asked(**how):
        with CaptureQueriesContext(connection) as queries:
            listed(shop.sales_consultant, **how)
        return len(queries)

    insured(shop)
    few = asked(whose="any"), asked(q=PHONE)
    for number in (42, 43, 44):
        insured(shop, number, name="吴远舟", phone=f"161100000{number}", id_number="")
    assert (asked(whose="any"), asked(q=PHONE)) == few
