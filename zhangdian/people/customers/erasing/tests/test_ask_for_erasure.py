"""Who asks to be forgotten is forgotten everywhere, or stored only, with the reason and the day."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import models
from django.urls import reverse

from zhangdian.aftercare.care.complaints import actions as complaining
from zhangdian.aftercare.care.models import Complaint, ComplaintTopic
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel import invariants, journal, papers
from zhangdian.foundation.kernel.actions import sign_request
from zhangdian.foundation.kernel.models import Entry, Means, Request
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.kernel.sight import opened
from zhangdian.foundation.kernel.tests.test_journal import sql
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.frontline.service.papers import WALK_AROUND
from zhangdian.frontline.service.receiving import PapersOutcome
from zhangdian.frontline.service.reception import actions as reception
from zhangdian.people.customers import actions, queries, searching
from zhangdian.people.customers.erasing import keeping
from zhangdian.people.customers.erasing.actions import Asker, Proof, ask_for_erasure, use_again
from zhangdian.people.customers.erasing.jobs import erase_what_is_due
from zhangdian.people.customers.exports import ledger
from zhangdian.people.customers.models import Consent, Contact, CustomerExport, VehicleModel
from zhangdian.people.customers.tests.arrange import a_car, a_customer, a_recall, again
from zhangdian.people.organization.models import Store

ID = "11010519491231002X"
PLANTED = (
    ("翟琼瑶", "16119990001", ID, "望澜区玉带河路 9 号", "翟姨", "爱喝普洱"),
    ("翟琼林", "16119990002"),
    ("翟送车", "16119990003"),
)
MARKERS = [marker for each in PLANTED for marker in each] + ["琼瑶", "qiongyao"]


def asked(shop, customer, who="service_advisor", **more):
    given = {
        "asker": Asker.HIMSELF,
        "proof": Proof.IDENTITY_CARD,
        "asked_on": getattr(shop, who).today,
        **more,
    }
    return ask_for_erasure(getattr(shop, who), customer, **given).subject


def erased(shop, customer):
    sign_request(shop.customer_relations_manager, asked(shop, customer))
    return again(customer)


def hits():
    """Every place in the database at which something of him stands."""
    found = []
    for model in apps.get_models():
        texts = [
            field.attname
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField)
        ]
        for row in model._base_manager.values_list("pk", *texts):
            for name, value in zip(texts, row[1:], strict=True):
                found += [
                    f"{model._meta.label}.{name}: {marker}"
                    for marker in MARKERS
                    if marker in str(opened(value) or "")
                ]
    return found


@pytest.fixture
def planted(shop):
    """A customer of whom every desk wrote something down, and for whom nothing was done in the end."""
    advisor, (his, contacts, senders) = shop.service_advisor, PLANTED
    name, phone, number, address, called, remark = his
    customer = a_customer(shop, name="翟琼", phone="16119990009", called="翟姐")
    car = a_car(shop, owner=customer)
    actions.change_customer(
        advisor,
        customer,
        name=name,
        phone=phone,
        id_number=number,
        address=address,
        called=called,
        remark=remark,
    )
    actions.add_contact(
        advisor, customer, kind=Contact.Kind.FAMILY, name=contacts[0], phone=contacts[1], vehicle=car
    )
    actions.give_consent(
        advisor,
        customer,
        purpose=Consent.Purpose.CARE,
        channel=Consent.Channel.CALL,
        means=Means.PAPER,
        text_version="2026-1",
        evidence=f"{name}签字",
    )
    order = visits.a_visit_arrived(shop, plate=car.plate)
    reception.check_papers(
        advisor,
        visits.again(order),
        outcome=PapersOutcome.SENDER_ONLY,
        taken=["key"],
        sender_name=senders[0],
        sender_phone=senders[1],
    )
    return customer


def given_up(shop, customer):
    """The car is driven away before anything was signed."""
    order = RepairOrder.objects.get(customer=customer)
    reception.void_order(shop.service_advisor, order, reason="客户改天再来")


def clean(shop):
    """Nothing contradicts itself, in no store and not in the journal."""
    journal.seal_new_entries()
    assert list(invariants.violations(Store.objects.all())) == []
    assert journal.verify() is None


def test_nothing_of_him_is_found_in_any_table(shop, planted):
    given_up(shop, planted)
    journal.seal_new_entries()
    assert {hit.split(": ")[1] for hit in hits()} >= set(MARKERS)
    customer = erased(shop, planted)
    assert hits() == []
    assert customer.erased_at
    clean(shop)


def test_without_the_erasers_all_of_it_is_found(shop, planted, monkeypatch):
    given_up(shop, planted)
    monkeypatch.setattr(keeping, "ERASERS", [])
    monkeypatch.setattr(journal, "erase_personal", lambda entries: None)
    erased(shop, planted)
    assert {hit.split(": ")[1] for hit in hits()} >= set(MARKERS)


def test_what_the_journal_held_is_found_if_it_is_not_emptied(shop, planted, monkeypatch):
    given_up(shop, planted)
    monkeypatch.setattr(journal, "erase_personal", lambda entries: None)
    erased(shop, planted)
    left = hits()
    assert {hit.split(": ")[1] for hit in left} >= set(MARKERS)
    assert {hit.split(": ")[0] for hit in left} == {"kernel.Entry.personal_text"}


def test_no_search_finds_him_and_his_car_stands_without_owner(shop, planted):
    given_up(shop, planted)
    plate = RepairOrder.objects.get(customer=planted).plate
    erased(shop, planted)
    for word in ("翟琼瑶", "16119990001", "0001", "zqy", "16119990002"):
        assert queries.find(shop.service_advisor, word) == []
    [found] = queries.find(shop.service_advisor, plate)
    assert found.customer is None
    assert found.vehicle
    assert not found.vehicle.ownerships.filter(until=None).exists()


def test_a_car_in_the_store_keeps_him_stored_only(shop, planted):
    customer = erased(shop, planted)
    assert (customer.restricted_at is not None, customer.erased_at) == (True, None)
    assert opened(customer.name) == "翟琼瑶"
    assert "车还在店里" in [kept.why for kept in keeping.reasons(shop.service_advisor, customer)]
    entry = Entry.objects.filter(action="customers.ask_for_erasure").latest("pk")
    assert entry.notes["kept"][0].startswith("车还在店里")
    assert not customer.consents.filter(withdrawn_at=None).exists()
    clean(shop)


def test_a_repair_and_its_vouchers_are_kept_as_long_as_the_law_says(shop):
    owner = visits.a_customer(shop)
    car = visits.a_car(shop, owner=owner)
    order = visits.a_visit_to_pay(shop, car.plate)
    why = [str(kept) for kept in keeping.reasons(shop.service_advisor, owner)]
    assert any("有未结清的账" in each for each in why)
    visits.pay(shop, order)
    today = shop.service_advisor.today
    until = {kept.why: kept.until for kept in keeping.reasons(shop.service_advisor, owner)}
    assert until["维修档案"] == keeping.years_later(today, 6)
    assert until["账目和凭证"] == keeping.years_later(today, 10)


def test_an_open_complaint_keeps_him(shop):
    customer = a_customer(shop)
    car = a_car(shop, owner=customer)
    complaining.open_complaint(
        shop.customer_care, topic=ComplaintTopic.objects.first(), words="等得太久", plate=car.plate
    )
    assert Complaint.objects.get().customer_id == customer.pk
    assert "有投诉还没有结案" in [kept.why for kept in keeping.reasons(shop.customer_care, customer)]


def test_a_restricted_file_is_not_used(shop, planted):
    customer = erased(shop, planted)
    with pytest.raises(Refusal, match="恢复使用"):
        actions.add_contact(shop.service_advisor, customer, kind=Contact.Kind.OTHER, name="谁")
    with pytest.raises(Refusal, match="恢复使用"):
        actions.unmask_field(
            shop.service_advisor, customer, field=actions.PersonalField.ID_NUMBER, reason="寄发票"
        )
    with pytest.raises(Refusal, match="只保存不使用"):
        asked(shop, customer)


def test_a_restricted_file_leaves_in_no_export(shop, planted):
    a_customer(shop, name="廖守成", phone="16119990008")
    export = CustomerExport(store=shop.store, with_identity=True, upto_customer=10**9, upto_vehicle=10**9)
    everything = str(list(ledger.rows(shop.aftersales_care, export)))
    assert "翟琼瑶" in everything
    erased(shop, planted)
    left = str(list(ledger.rows(shop.aftersales_care, export)))
    assert "廖守成" in left
    assert RepairOrder.objects.get(customer=planted).plate in left
    assert [marker for marker in MARKERS if marker in left] == []


def test_nobody_signs_for_himself(shop):
    customer = a_customer(shop)
    request = asked(shop, customer, who="customer_relations_manager")
    with pytest.raises(Refusal, match="自己提的申请"):
        sign_request(shop.customer_relations_manager, request)
    sign_request(shop.general_manager, request)
    assert again(customer).erased_at


def test_the_request_says_what_will_happen_without_his_name(shop, planted):
    asked(shop, planted)
    request = Request.objects.latest("pk")
    assert "先限制使用（车还在店里" in request.effect
    assert "翟" not in request.effect


def test_a_day_that_has_not_come_is_refused(shop):
    with pytest.raises(Refusal, match="还没到"):
        asked(shop, a_customer(shop), asked_on=shop.service_advisor.today + timedelta(days=1))


def test_an_erased_file_is_not_changed_any_more(shop):
    customer = erased(shop, a_customer(shop))
    with pytest.raises(Refusal, match="已按本人要求删除"):
        actions.change_customer(shop.service_advisor, customer, name="谁")
    with pytest.raises(Refusal, match="已按本人要求删除"):
        asked(shop, customer)


def test_the_page_says_how_it_stands(shop, planted, browser):
    address = reverse("customers:customer", args=[planted.pk])
    client = browser(shop.service_advisor)
    page = client.get(address).content.decode()
    assert "登记删除请求" in page
    assert "恢复使用" not in page
    erased(shop, planted)
    page = client.get(address).content.decode()
    assert "已限制使用" in page
    assert "车还在店里" in page
    assert reverse("ui:act", args=["customers.use_again", planted.pk]) in page
    given_up(shop, planted)
    assert "系统一天内自动删除" in client.get(address).content.decode()
    erase_what_is_due()
    page = client.get(address).content.decode()
    assert "个人信息已按本人要求删除" in page
    assert "已限制使用" not in page


def test_technicians_are_not_asked(shop):
    with pytest.raises(Refusal, match="来做"):
        asked(shop, a_customer(shop), who="technician")


# ---- what stays -----------------------------------------------------------------------------------


def test_the_answer_names_what_no_program_takes_out(shop, planted):
    order = RepairOrder.objects.get(customer=planted)
    actions.refer_customer(shop.service_advisor, desk="RNW", wish="翟姨想问续保", customer=planted)
    page = papers.render(shop.service_advisor, WALK_AROUND, visits.again(order))
    with_a_paper(order, page)
    asked(shop, planted)
    request = Request.objects.latest("pk")
    for what in ("签过字的单据 1 处", "转办和答复的文字 1 处", "工单上自由填写的文字", "备份"):
        assert what in request.effect
    sign_request(shop.customer_relations_manager, request)
    left = Entry.objects.filter(action="customers.ask_for_erasure").latest("pk").notes["left"]
    assert any(each.startswith("签过字的单据 1 处：按签字时的样子存档") for each in left)
    assert any(each.startswith("备份：里面还有删除以前的内容") for each in left)
    assert not any(marker in str(left) for marker in MARKERS)


def with_a_paper(order, page):
    """As if the customer had signed it."""
    sql(
        "INSERT INTO kernel_paper (entry_id, store_id, kind, number, revision, subject_type, subject_id,"
        " page_id, means, frozen_at, prints) SELECT entry_id, store_id, 'HC', '', 1, %s, id, %s, 'pad',"
        " arrived_at, 0 FROM service_repairorder WHERE id = %s",
        order._meta.label_lower,
        page,
        order.pk,
    )


def test_what_stays_stands_on_the_page_before_and_after(shop, planted, browser):
    client, address = browser(shop.service_advisor), reverse("customers:customer", args=[planted.pk])
    erased(shop, planted)
    assert "到时系统删不掉的还有" in client.get(address).content.decode()
    given_up(shop, planted)
    erase_what_is_due()
    page = client.get(address).content.decode()
    assert "系统删不掉的还有" in page
    assert "备份：里面还有删除以前的内容" in page
    assert "备份" in str(Entry.objects.filter(action="customers.erase_when_due").latest("pk").notes["left"])


def export_narrowed(shop, browser, typed):
    listed = browser(shop.customer_relations_manager)
    answer = listed.post(f"{reverse('ui:export', args=['customers'])}?kind=person&q={typed}")
    assert answer.status_code == 200
    return Entry.objects.filter(action="kernel.export_list").latest("pk")


@pytest.mark.parametrize("typed", ["翟琼瑶", "16119990001", "zqy", "0002"])
def test_what_was_typed_to_find_him_before_a_list_left_the_house_goes(shop, planted, browser, typed):
    given_up(shop, planted)
    entry, other = (export_narrowed(shop, browser, text) for text in (typed, "廖守成"))
    assert entry.inputs["filters"] == "kind=person"
    assert typed not in entry.inputs_text
    assert typed in entry.personal_text
    journal.seal_new_entries()
    erased(shop, planted)
    entry.refresh_from_db()
    other.refresh_from_db()
    assert entry.personal_text == ""
    assert "廖守成" in other.personal_text
    clean(shop)


# ---- only stored ----------------------------------------------------------------------------------


def test_a_restricted_file_stands_in_no_search_and_no_list_that_does_not_ask_for_it(shop, planted, browser):
    plate = RepairOrder.objects.get(customer=planted).plate
    client, everybody = browser(shop.service_advisor), reverse("customers:customers")
    assert "翟琼瑶" in client.get(everybody).content.decode()
    erased(shop, planted)
    for word in ("翟琼瑶", "16119990001", "zqy", "16119990002"):
        assert queries.find(shop.service_advisor, word) == []
        assert f"/customers/{planted.pk}" not in client.get(f"{everybody}?q={word}").content.decode()
    [found] = queries.find(shop.service_advisor, plate)
    assert (found.customer, found.vehicle.plate) == (None, plate)
    assert searching.hit(shop.service_advisor, found).title == "车主限制使用"
    assert "翟琼瑶" not in client.get(everybody).content.decode()
    cars = client.get(reverse("customers:vehicles")).content.decode()
    assert "限制使用" in cars
    assert "翟琼瑶" not in cars
    assert "翟琼瑶" in client.get(f"{everybody}?use=restricted").content.decode()


def test_his_car_is_received_and_he_is_not_named(shop, planted, browser):
    order = RepairOrder.objects.get(customer=planted)
    given_up(shop, planted)
    actions.refer_customer(shop.service_advisor, desk="RNW", wish="问续保", customer=planted)
    erased(shop, planted)
    again_here = visits.a_visit_received(shop, order.plate)
    shown = browser(shop.service_advisor).get(reverse("customers:vehicle", args=[order.vehicle_id]))
    assert "车主限制使用" in shown.content.decode()
    assert [marker for marker in MARKERS if marker in shown.content.decode()] == []
    assert again_here.customer is None
    with pytest.raises(Refusal, match="先做“恢复使用”"):
        reception.identify_car(shop.service_advisor, again_here, name="翟琼瑶", phone="16119990001")
    complaint = complaining.open_complaint(
        shop.customer_care, topic=ComplaintTopic.objects.first(), words="等得太久", plate=order.plate
    ).subject
    assert complaint.customer is None


def test_a_recall_of_his_car_names_nobody(shop, planted, browser):
    car = RepairOrder.objects.get(customer=planted).vehicle
    actions.change_vehicle(shop.service_advisor, car, model=VehicleModel.objects.get(code="M03"))
    recall = a_recall(shop, model_codes=["M03"])
    where = reverse("customers:recall", args=[recall.pk])
    client = browser(shop.customer_relations_manager)
    assert "翟琼瑶" in client.get(where).content.decode()
    erased(shop, planted)
    page = client.get(where).content.decode()
    assert "限制使用" in page
    assert [marker for marker in MARKERS if marker in page] == []


def test_a_restricted_file_takes_part_in_nothing_new(shop, planted):
    customer, advisor = erased(shop, planted), shop.service_advisor
    other = a_car(shop, plate="宁Z77001")
    with pytest.raises(Refusal, match="恢复使用"):
        actions.change_customer(advisor, customer, remark="改一下")
    with pytest.raises(Refusal, match="恢复使用"):
        actions.transfer_ownership(advisor, other, to=customer)
    with pytest.raises(Refusal, match="恢复使用"):
        actions.register_vehicle(advisor, plate="宁Z77002", owner=customer)
    with pytest.raises(Refusal, match="恢复使用"):
        actions.refer_customer(advisor, desk="RNW", wish="问续保", customer=customer)
    with pytest.raises(Refusal, match="恢复使用"):
        complaining.open_complaint(
            shop.customer_care, topic=ComplaintTopic.objects.first(), words="等得太久", customer=customer
        )
    with pytest.raises(Refusal, match="恢复使用"):
        a_customer(shop, name="翟琼瑶", phone="16119990001")
    use_again(advisor, customer, asker=Asker.HIMSELF, proof=Proof.CALLED_BACK)
    actions.change_customer(advisor, customer, remark="又来了")


def test_an_erased_file_takes_part_in_nothing_new(shop):
    customer = erased(shop, a_customer(shop))
    with pytest.raises(Refusal, match="已按本人要求删除"):
        actions.transfer_ownership(shop.service_advisor, a_car(shop), to=customer)
