"""The search box finds by plate, VIN, phone, name and initials; the card says what reception must know."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zhangdian.foundation.ui import search
from zhangdian.people.customers import queries
from zhangdian.people.customers.actions import retire_vehicle
from zhangdian.people.customers.models import Customer
from zhangdian.people.customers.tests.arrange import VIN, a_car, a_customer, a_model, a_recall, vin

COMPANY = Customer.Kind.COMPANY


@pytest.fixture
def car(shop):
    return a_car(shop, vin=VIN, owner=a_customer(shop, name="单雄信"))


@pytest.mark.parametrize(
    "text",
    [
        "966",
        "62966",
        "宁Z62966",
        "宁z 62",
        "120001",
        VIN.lower(),
        "0000",
        "10000000",
        "16110000000",
        "161-1000 0000",
        *("单雄信", "单雄", "雄信", "sxx", "SXX", "shanxiong", "danx", "dxx"),
    ],
)
def test_found_by(shop, car, text):
    assert [hit.vehicle for hit in queries.find(shop.service_advisor, text)] == [car]


@pytest.mark.parametrize(
    "text", ["", "单", "9", "77777", "16110000001", "王", "zzz", "%", "_", "\0", "宁Z629667"]
)
def test_not_found_by(shop, car, text):
    assert queries.find(shop.service_advisor, text) == []


def test_a_company_is_found_by_the_middle_of_its_name(shop):
    company = a_customer(shop, name="宁州望澜建设有限公司", kind=COMPANY)
    assert [hit.customer for hit in queries.find(shop.service_advisor, "望澜建设")] == [company]


def test_what_fits_exactly_comes_first_and_what_left_last(shop):
    tail, whole = a_car(shop, plate="京AB2966"), a_car(shop, plate="宁B2966学")
    gone = a_car(shop, plate="京A02966")
    retire_vehicle(shop.service_advisor, gone, why="报废")
    found = [hit.vehicle for hit in queries.find(shop.service_advisor, "2966")]
    assert found == [tail, gone]
    assert [hit.vehicle for hit in queries.find(shop.service_advisor, "宁B2966学")] == [whole]


def test_never_more_than_eight_in_three_queries(shop, django_assert_num_queries):
    for number in range(12):
        a_car(shop, plate=f"宁A{number:02}966", owner=a_customer(shop, phone=f"161{number:04}0966"))
    ctx = shop.service_advisor
    assert ctx.standing
    with django_assert_num_queries(3):
        assert len(queries.find(ctx, "0966")) == queries.SHOWN


def test_another_store_finds_nothing(shop, car):
    assert queries.find(shop.other_store_advisor, "62966") == []


def test_the_box_shows_plate_name_and_why(shop, car):
    (group,) = search.groups(shop.service_advisor, "62966")
    (item,) = group.items
    assert (group.label, item["plate"], item["title"]) == ("车辆", "宁Z62966", "单雄信")


def test_a_technician_finds_the_car_and_never_a_number(shop, car):
    a_customer(shop, name="廖守成", phone="16100007777")
    (group,) = search.groups(shop.technician, "7777")
    assert "7777" in group.items[0]["remark"]
    assert "16100007777" not in str(search.groups(shop.technician, "7777"))


def test_the_card_of_a_car_in_five_queries(shop, django_assert_max_num_queries):
    model = a_model(shop)
    a_recall(shop)
    car = a_car(shop, vin=vin(7), model=model, owner=a_customer(shop))
    ctx = shop.service_advisor
    assert ctx.standing
    with django_assert_max_num_queries(5):
        card = queries.vehicle_card(ctx, car)
        assert (card.owner, len(card.recalls), card.stops_sale) == (car.owner, 1, True)
    assert (card.warranty, card.three_guarantees) == (None, None)


@pytest.mark.parametrize("prefix", ["宁Z6", "宁Z629", "宁Z62966"])
def test_what_begins_so_is_found_through_an_index(shop, car, prefix):
    assert list(type(car).objects.filter(plate__begins=prefix)) == [car]
    assert not type(car).objects.filter(plate__begins=prefix + "\U0010ffff").exists()


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize("text", ["966", "宁Z62", "120001", "0000", "16110000000", "雄信", "望澜建设", "sxx"])
def test_no_search_walks_through_a_whole_table(shop, car, text):
    with CaptureQueriesContext(connection) as asked:
        queries.find(shop.service_advisor, text)
    for query in [each["sql"] for each in asked if '"customers_' in each["sql"]]:
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {query}")
            plan = [row[3] for row in cursor.fetchall()]
        assert not [step for step in plan if step.startswith("SCAN")], (query, plan)
