"""The good rows go in; what contradicts us goes back with the reason."""

from datetime import date

import pytest

from zhangdian.foundation.kernel.actions import sign_request
from zhangdian.people.customers.actions import add_contact, change_plate, record_mileage, refer_customer
from zhangdian.people.customers.erasing.actions import Asker, Proof, ask_for_erasure
from zhangdian.people.customers.imports import jobs
from zhangdian.people.customers.imports.actions import start_import
from zhangdian.people.customers.imports.tests.ledgers import HEADINGS
from zhangdian.people.customers.models import Contact, Customer, Vehicle
from zhangdian.people.customers.tests.arrange import VIN, a_car, a_customer, a_model, a_recall, again, vin

GOOD = ["宁Z62966", VIN, "段素琴", "16110000000", "T06", "2016-07-21", "186131", "2026-10-14"]


def row(**cells):
    keys = ("plate", "vin", "name", "phone", "model", "sold_on", "km", "visit")
    return [cells.get(key, "") for key in keys]


def the_car(shop):
    return Vehicle.objects.of(shop.guide).standing().get()


def test_a_car_with_its_owner(shop, bring, ledger):
    a_model(shop)
    run = bring(ledger([GOOD]))
    car = the_car(shop)
    assert (run.state, run.good, run.added) == ("done", 1, 1)
    assert (car.plate, car.vin, car.model.code, car.last_mileage) == ("宁Z62966", VIN, "T06", 186_131)
    assert (car.sold_on, car.warranty_start, car.last_visit_on) == (
        date(2016, 7, 21),
        date(2016, 7, 21),
        date(2026, 10, 14),
    )
    assert (car.owner.name.open(), car.owner.phone_tail, car.owner.initials) == ("段素琴", "0000", "dsq")
    assert (car.ownerships.count(), car.plates.count(), car.readings.count()) == (1, 1, 1)


def test_the_same_ledger_twice_makes_no_duplicates(shop, bring, ledger):
    bring(ledger([GOOD, row(name="廖守成", phone="16110000001")]))
    run = bring(ledger([GOOD, row(name="廖守成", phone="16110000001")]))
    assert (run.good, run.added, run.changed, run.unchanged) == (2, 0, 0, 2)
    assert (Customer.objects.count(), Vehicle.objects.count(), the_car(shop).readings.count()) == (2, 1, 1)


def test_two_cars_of_one_owner_make_one_customer(shop, bring, ledger):
    bring(ledger([GOOD, row(plate="宁Z62967", vin=vin(2), name="段素琴", phone="16110000000")]))
    assert Customer.objects.get().vehicles.count() == 2


def test_a_family_may_share_a_number(shop, bring, ledger):
    bring(ledger([GOOD, row(plate="宁Z62967", vin=vin(2), name="段小军", phone="16110000000")]))
    assert Customer.objects.numbered("16110000000").count() == 2


def test_a_bare_car_gets_what_was_missing(shop, bring, ledger):
    car = a_car(shop)
    run = bring(ledger([GOOD]))
    assert (run.added, Vehicle.objects.count()) == (1, 1)
    assert (again(car).vin, again(car).owner.name.open()) == (VIN, "段素琴")


def test_recalls_meet_cars_that_come_by_ledger(shop, bring, ledger):
    a_model(shop)
    a_recall(shop, from_year=2014, to_year=2017)
    bring(ledger([GOOD]))
    assert the_car(shop).recalls.count() == 1


def test_only_blanks_are_filled_where_we_know_already(shop, bring, ledger):
    car = a_car(shop, vin=VIN, colour="白")
    headings = [*HEADINGS, "颜色"]
    bring(ledger([[*GOOD, "红"]], headings))
    assert again(car).colour == "白"
    bring(ledger([[*GOOD, "红"]], headings), overwrite=True)
    assert again(car).colour == "红"


def test_a_temporary_plate_gives_way(shop, bring, ledger):
    car = a_car(shop, plate="宁Z1234试", vin=VIN)
    bring(ledger([GOOD]))
    assert again(car).plate == "宁Z62966"
    assert [(borne.plate, borne.until) for borne in car.plates.all()] == [
        ("宁Z62966", None),
        ("宁Z1234试", shop.today),
    ]


def test_an_older_plate_says_nothing_new(shop, bring, ledger):
    car = a_car(shop, vin=VIN)
    change_plate(shop.service_advisor, car, plate="宁Z99999")
    run = bring(ledger([GOOD]))
    assert (run.bad, again(car).plate) == (0, "宁Z99999")


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"plate": "宁Z99999", "vin": VIN, "name": "段素琴"}, "现在登记的车牌是 宁Z62966"),
        ({"plate": "宁Z62966", "vin": vin(2)}, "这一行是另一个车架号"),
        ({"plate": "宁Z62966", "name": "廖守成", "phone": "16110000001"}, "过户请先办"),
        ({"plate": "宁Z62966", "name": "段素琴", "phone": "16110000009"}, "在档的电话尾号 0000"),
        ({"plate": "宁Z62966", "km": "100"}, "比 2026-11-23 的 20,000 公里少"),
        ({"plate": "宁Z62966", "km": "999999", "visit": "2026-11-23"}, "平均每天"),
        ({"phone": "16110000001", "plate": "宁Z11111"}, "没有姓名"),
    ],
)
def test_what_contradicts_us_goes_back(shop, bring, ledger, cells, why):
    car = a_car(shop, vin=VIN, owner=a_customer(shop))
    record_mileage(shop.service_advisor, car, km=20_000)
    run = bring.tried(ledger([row(**cells)]))
    assert (run.good, run.bad) == (0, 1)
    assert why in bring.refusals(run)[2]


def test_the_files_word_counts_where_it_was_chosen(shop, bring, ledger):
    owner = a_customer(shop)
    a_car(shop, vin=VIN, owner=owner)
    run = bring(ledger([row(plate="宁Z62966", name="段素琴", phone="16110000009")]), overwrite=True)
    assert (run.changed, again(owner).phone_tail) == (1, "0009")


def test_a_plate_that_a_car_once_bore_wants_the_vin(shop, bring, ledger):
    car = a_car(shop, vin=VIN)
    change_plate(shop.service_advisor, car, plate="宁Z99999")
    run = bring.tried(ledger([row(plate="宁Z62966", name="廖守成", phone="16110000001")]))
    assert "用过的旧车牌" in bring.refusals(run)[2]


def test_a_contact_comes_once(shop, bring, ledger):
    headings = [*HEADINGS, "送修人", "送修人电话"]
    content = ledger([[*GOOD, "廖守成", "16110000001"]], headings)
    bring(content)
    bring(content)
    assert [c.name.open() for c in Contact.objects.all()] == ["廖守成"]
    owner = Customer.objects.get()
    add_contact(shop.service_advisor, owner, kind=Contact.Kind.FAMILY, name="段小军")
    assert owner.contacts.count() == 2


def test_advisors_are_found_by_number_and_name(shop, bring, ledger):
    headings = [*HEADINGS, "服务顾问"]
    advisor = shop.person("service_advisor")
    bring(ledger([[*GOOD, advisor.name]], headings))
    assert the_car(shop).advisor == advisor
    other = row(plate="宁Z62967", vin=vin(2), name="廖守成", phone="16110000001")
    run = bring(ledger([[*other, "王已离职"]], headings))
    assert (run.good, Vehicle.objects.get(plate="宁Z62967").advisor) == (1, None)


def test_every_row_is_accounted_for(shop, bring, ledger):
    bad = row(plate="宁ZO2966")
    run = bring(ledger([bad, GOOD, bad, bad, row(name="廖守成", phone="16110000001"), bad]))
    assert (run.rows, run.good, run.bad) == (6, 2, 4)
    assert sorted(bring.refusals(run)) == [2, 4, 5, 7]


def test_the_same_number_of_queries_for_one_row_and_for_fifty(
    shop, bring, ledger, django_assert_max_num_queries
):
    def content(first, count):
        return ledger(
            [
                row(plate=f"宁ZA{n:04}", vin=vin(n), name="段素琴", phone=f"161{n:08}", km="5")
                for n in range(first, first + count)
            ]
        )

    for first, count in ((1, 1), (100, 50)):
        run = bring.tried(content(first, count))
        start_import(shop.service_manager, run)
        with django_assert_max_num_queries(75):
            jobs.go_on(run)


# ---- who asked to be forgotten --------------------------------------------------------------------


@pytest.fixture
def stored_only(shop):
    """A customer whose open wish keeps his file, restricted at his own request, and his car."""
    owner = a_customer(shop, name="段素琴", phone="16110000000")
    car = a_car(shop, plate="宁Z62966", owner=owner)
    refer_customer(shop.service_advisor, desk="RNW", wish="问续保", customer=owner)
    request = ask_for_erasure(
        shop.service_advisor,
        owner,
        asker=Asker.HIMSELF,
        proof=Proof.IDENTITY_CARD,
        asked_on=shop.today,
    ).subject
    sign_request(shop.customer_relations_manager, request)
    return again(owner), car


@pytest.mark.parametrize(
    "cells",
    [
        {"plate": "宁Z62966", "name": "段素琴", "phone": "16110000000"},
        {"plate": "宁Z62966", "name": "廖守成", "phone": "16110000001"},
        {"name": "段素琴", "phone": "16110000000"},
        {"phone": "16110000000"},
        {"plate": "宁Z62966", "phone": "16110000009"},
    ],
)
def test_no_ledger_changes_or_names_who_asked_to_be_forgotten(shop, bring, stored_only, ledger, cells):
    owner, car = stored_only
    run = bring(ledger([row(name="汤敏之", phone="16110000077"), row(**cells)]))
    assert (run.good, run.bad) == (1, 1)
    said = bring.refusals(run)[3]
    assert "只保存不使用" in said
    assert "恢复使用" in said
    assert "段素琴" not in said
    assert again(owner).version == owner.version
    assert Customer.objects.count() == 2
    assert again(car).owner_id == owner.pk


def test_what_a_ledger_says_of_his_car_alone_goes_in(shop, bring, stored_only, ledger):
    run = bring(ledger([row(plate="宁Z62966", km="9000", visit="2026-10-14")]))
    assert run.good == 1
    assert again(stored_only[1]).last_mileage == 9000
