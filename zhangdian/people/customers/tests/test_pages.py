"""The pages of this room, and what nobody but his post may see on them."""

import io

import pytest
from django.urls import reverse

from zhangdian.foundation.kernel.models import Means
from zhangdian.foundation.ui.sheets import open_ledger
from zhangdian.people.customers.actions import PersonalField, add_contact, record_mileage, unmask_field
from zhangdian.people.customers.models import Consent, Contact
from zhangdian.people.customers.tests.arrange import VIN, a_car, a_customer, a_model, a_recall
from zhangdian.people.customers.tests.test_give_consent import agree

PHONE, CONTACT_PHONE, ID, ADDRESS = "16155550001", "16155550002", "11010519491231002X", "天河路 4711 号"
PAGES = ("customers", "vehicles", "catalogue")


@pytest.fixture
def owner(shop):
    owner = a_customer(shop, phone=PHONE, id_number=ID, address=f"宁州市望澜区{ADDRESS}", called="段女士")
    car = a_car(shop, vin=VIN, owner=owner, model=a_model(shop))
    a_recall(shop)
    add_contact(shop.service_advisor, owner, kind=Contact.Kind.DRIVER, name="廖守成", phone=CONTACT_PHONE)
    record_mileage(shop.service_advisor, car, km=20_000)
    agree(shop, owner, purpose=Consent.Purpose.CARE, means=Means.DESK)
    return owner


def pages_of(owner):
    car = owner.vehicles.get()
    recall = car.recalls.get().recall
    return [
        *(reverse(f"customers:{name}") for name in PAGES),
        reverse("customers:customer", args=[owner.pk]),
        reverse("customers:vehicle", args=[car.pk]),
        reverse("customers:recall", args=[recall.pk]),
    ]


def test_an_advisor_sees_whom_he_serves(shop, browser, owner):
    client = browser(shop.service_advisor)
    for address in pages_of(owner):
        assert client.get(address).status_code == 200, address
    page = client.get(reverse("customers:customer", args=[owner.pk])).content.decode()
    assert PHONE in page
    assert CONTACT_PHONE in page
    assert ID not in page


@pytest.mark.parametrize(
    "who", ["technician", "washer", "guard", "storekeeper", "team_leader", "apprentice", "tool_keeper"]
)
def test_who_works_without_a_number_sees_none_on_any_page(shop, browser, owner, who):
    client = browser(getattr(shop, who))
    for address in pages_of(owner):
        page = client.get(address).content.decode()
        for marker in (PHONE, CONTACT_PHONE, ID, ADDRESS):
            assert marker not in page, f"{address}: {marker}"
    page = client.get(reverse("customers:vehicle", args=[owner.vehicles.get().pk])).content.decode()
    assert "161****0002" in page
    assert "段素琴" in page


def test_a_field_with_a_reason_is_open_on_the_page_for_a_while(shop, browser, owner):
    unmask_field(shop.service_advisor, owner, field=PersonalField.ID_NUMBER, reason="开票")
    address = reverse("customers:customer", args=[owner.pk])
    assert ID in browser(shop.service_advisor).get(address).content.decode()
    assert ID not in browser(shop.second_advisor).get(address).content.decode()
    shop.later(minutes=11)
    assert ID not in browser(shop.service_advisor).get(address).content.decode()


def test_a_list_leaves_masked_for_everybody(shop, browser, owner):
    for name in ("customers", "vehicles"):
        answer = browser(shop.service_manager).post(reverse("ui:export", args=[name]))
        content = b"".join(answer.streaming_content)
        with open_ledger(io.BytesIO(content)) as ledger:
            cells = {cell for row in ledger.table().rows for cell in row.cells}
        assert "161****0001" in cells
        assert PHONE not in cells


def test_another_stores_customer_is_not_here(shop, browser, owner):
    client = browser(shop.other_store_advisor)
    for name, pk in (("customer", owner.pk), ("vehicle", owner.vehicles.get().pk)):
        assert client.get(reverse(f"customers:{name}", args=[pk])).status_code == 404


def test_lists_cost_the_same_for_one_row_and_for_twenty(shop, browser, owner, django_assert_max_num_queries):
    client = browser(shop.service_advisor)
    for count in (1, 20):
        for number in range(count):
            plate = f"宁A{count:02}{number:03}"
            a_car(shop, plate=plate, owner=a_customer(shop, phone=f"1616{count:03}{number:04}"))
        for name in ("customers", "vehicles"):
            with django_assert_max_num_queries(6):
                assert client.get(reverse(f"customers:{name}")).status_code == 200


@pytest.mark.parametrize(
    "query",
    ["?q=段", "?q=dsq", "?q=966", "?q=0001", "?mine=1", "?kind=person", "?q=%00", "?visited=2026-01-01~"],
)
def test_lists_narrow_by_their_address(shop, browser, owner, query):
    client = browser(shop.service_advisor)
    for name in ("customers", "vehicles"):
        assert client.get(reverse(f"customers:{name}") + query).status_code == 200
