"""The worker sends what is due, asks after what is unknown, and hears receipts early, late and twice."""

from datetime import timedelta

import pytest

from zhangdian.foundation.kernel import journal
from zhangdian.foundation.kernel.models import Entry
from zhangdian.people.customers.actions import register_customer
from zhangdian.people.customers.models import Customer
from zhangdian.people.messaging import jobs, judging, queries
from zhangdian.people.messaging.gateways import chosen
from zhangdian.people.messaging.gateways.protocol import (
    Absent,
    Accepted,
    Delivered,
    Receipt,
    Refused,
    Undelivered,
    Unknown,
)
from zhangdian.people.messaging.models import Channel, Message, SandboxLetter
from zhangdian.people.messaging.tests import arranging
from zhangdian.people.messaging.tests.arranging import (
    LINK,
    OVERDUE,
    SALE,
    a_customer,
    a_message,
    again,
    agree,
)
from zhangdian.people.organization.models import Store
from zhangdian.people.organization.practising.tests.arranging import furnished, practising

State = Message.State


@pytest.fixture(autouse=True)
def by_day(shop):
    shop.at("10:00")


def run(shop, **later):
    if later:
        shop.later(**later)
    jobs.send_messages()


def test_what_is_due_goes_to_the_gateway_once(shop, gateway):
    message = a_message(shop)
    run(shop)
    run(shop)
    (letter,) = gateway.letters
    assert (letter.to, letter.words) == ("16110000000", f"【{shop.store.name}】{message.text}")
    assert again(message).state == State.ACCEPTED


@pytest.mark.duty("RNW-27")
def test_what_is_written_in_a_practice_store_is_never_sent(shop, gateway):
    furnished(shop)
    there = practising(shop, "service_advisor")
    customer = register_customer(there, kind=Customer.Kind.PERSON, name="段素琴", phone="16110000000").subject
    arranging.write_one(
        there,
        occasion=arranging.READY.key,
        customer=customer,
        person=None,
        channel=Channel.SMS,
        period="",
    )
    run(shop)
    message = Message.objects.get(store=there.store_id)
    assert gateway.letters == []
    assert (message.state, message.get_dropped_why_display()) == (State.DROPPED, "练习，没有发出")


def test_through_the_sandbox_it_arrives(shop):
    message = a_message(shop)
    run(shop)
    run(shop, minutes=3)
    assert again(message).state == State.DELIVERED
    assert SandboxLetter.objects.filter(our_id=message.our_id).count() == 1


def test_a_channel_that_nobody_opened_keeps_its_messages(shop, gateway):
    chosen.place({"wecom": gateway})
    message = a_message(shop)
    run(shop)
    assert again(message).state == State.WAITING
    run(shop, days=1)
    assert again(message).state == State.FAILED
    assert message in queries.unsettled(shop.customer_relations_manager)


def test_an_offer_that_could_not_go_in_its_time_is_dropped(shop, gateway):
    chosen.place({"wecom": gateway})
    message = a_message(shop, a_customer(shop), SALE)
    run(shop, days=4)
    assert again(message).dropped_why == Message.Dropped.EXPIRED


def test_what_is_owed_to_somebody_without_a_mobile_stands_at_a_desk(shop, gateway):
    message = a_message(shop, a_customer(shop, phone="0571-88888888"))
    run(shop)
    assert again(message).state == State.FAILED
    assert "没有能收的号码" in again(message).said


def test_no_consent_no_message(shop, gateway):
    message = a_message(shop, a_customer(shop), SALE)
    run(shop)
    assert again(message).dropped_why == Message.Dropped.NO_CONSENT
    assert gateway.letters == []


def test_at_night_it_waits_for_the_morning(shop, gateway):
    customer = a_customer(shop)
    agree(shop, customer)
    shop.at("21:00")
    message = a_message(shop, customer, SALE)
    run(shop)
    run(shop, hours=11)
    assert gateway.letters == []
    run(shop, hours=1)
    assert again(message).state == State.ACCEPTED


def test_a_night_costs_one_act(shop, gateway):
    customer = a_customer(shop)
    agree(shop, customer)
    shop.at("21:00")
    a_message(shop, customer, SALE)
    run(shop)
    before = Entry.objects.count()
    for _ in range(5):
        run(shop, minutes=30)
    assert Entry.objects.count() == before


def test_what_only_the_reader_may_hold_is_told_to_the_gateway_alone(shop, gateway):
    message = a_message(shop, occasion=LINK)
    run(shop)
    assert gateway.letters[0].words.endswith("请打开 https://zd/l/k 签字")
    assert "https://zd" not in again(message).text
    assert not Entry.objects.filter(personal_text__contains="https://zd").exists()


def test_a_link_that_was_taken_back_is_not_sent(shop, gateway, monkeypatch):
    message = a_message(shop, occasion=LINK)
    gone = arranging.Occasion(
        LINK.key, LINK.label, LINK.purpose, LINK.text, LINK.good_for, lambda message: {}
    )
    monkeypatch.setitem(arranging.OCCASIONS, LINK.key, gone)
    run(shop)
    assert again(message).dropped_why == Message.Dropped.EXPIRED


def test_a_refusal_stands_at_a_desk_with_the_gateways_words(shop, gateway):
    gateway.answers = [Refused("isv.SMS_SIGNATURE_ILLEGAL")]
    message = a_message(shop)
    run(shop)
    run(shop, hours=1)
    assert len(gateway.letters) == 1
    assert again(message).state == State.FAILED
    assert message in queries.unsettled(shop.customer_relations_manager)


def test_a_frequency_limit_is_tried_again_each_time_later(shop, gateway):
    gateway.answers = [Refused("isv.BUSINESS_LIMIT_CONTROL", later=True)]
    message = a_message(shop)
    run(shop)
    assert again(message).due_at == shop.now + timedelta(minutes=2)
    run(shop, minutes=1)
    assert len(gateway.letters) == 1
    run(shop, minutes=1)
    assert again(message).state == State.ACCEPTED


def test_not_for_ever(shop, gateway):
    gateway.answers = [Refused("忙", later=True)] * 9
    message = a_message(shop)
    for _ in range(9):
        run(shop, minutes=40)
    assert (len(gateway.letters), again(message).state) == (jobs.MOST_ATTEMPTS, State.FAILED)


def test_without_an_answer_it_is_asked_after_before_it_is_sent_again(shop, gateway):
    gateway.answers = [Unknown("没有答复")]
    message = a_message(shop)
    run(shop)
    assert again(message).state == State.UNKNOWN
    run(shop, minutes=1)
    assert (gateway.asked, len(gateway.letters)) == ([], 1)
    gateway.answers = [Accepted("7^0")]
    run(shop, minutes=1)
    assert gateway.asked == [message.our_id]
    assert (again(message).state, len(gateway.letters)) == (State.ACCEPTED, 1)


def test_what_the_gateway_never_saw_is_sent_again(shop, gateway):
    gateway.answers = [Unknown("没有答复"), Absent()]
    message = a_message(shop)
    run(shop)
    run(shop, minutes=2)
    assert again(message).state == State.WAITING
    run(shop, minutes=2)
    assert (len(gateway.letters), again(message).state) == (2, State.ACCEPTED)


def test_what_nobody_can_tell_is_asked_less_and_less_and_stays_visible(shop, gateway):
    gateway.answers = [Unknown("没有答复")] * 99
    message = a_message(shop)
    for _ in range(40):
        run(shop, minutes=20)
    assert (len(gateway.letters), again(message).state) == (1, State.UNKNOWN)
    assert len(gateway.asked) == jobs.MOST_ASKS
    assert again(message).ask_at is None
    assert message in queries.unsettled(shop.customer_relations_manager)


def test_a_gateway_that_cannot_be_asked_is_not_asked(shop, gateway):
    gateway.can_be_asked = False
    gateway.answers = [Unknown("没有答复")]
    message = a_message(shop)
    run(shop)
    run(shop, hours=3)
    assert (gateway.asked, len(gateway.letters), again(message).state) == ([], 1, State.UNKNOWN)


def test_whose_worker_died_is_unknown_after_the_lease(shop, gateway):
    message = arranging.taken(shop)
    run(shop, minutes=4)
    assert again(message).state == State.SENDING
    run(shop, minutes=1)
    assert again(message).state == State.UNKNOWN
    gateway.answers = [Delivered("s")]
    run(shop, minutes=2)
    assert (again(message).state, gateway.letters) == (State.DELIVERED, [])


def test_who_was_held_up_after_taking_does_not_send(shop, gateway, monkeypatch):
    monkeypatch.setattr(jobs, "HAND_OVER_WITHIN", -1)
    message = a_message(shop)
    run(shop)
    assert (gateway.letters, again(message).state) == ([], State.SENDING)


def test_a_receipt_before_the_answer(shop, gateway):
    message = arranging.taken(shop)
    gateway.waiting = [Receipt(message.our_id, Delivered("s"))]
    run(shop)
    jobs.write_down(shop.clock, gateway, message, Accepted("7^0"))
    assert again(message).state == State.DELIVERED


def test_a_receipt_that_comes_twice_is_one(shop, gateway):
    message = a_message(shop)
    run(shop)
    gateway.waiting = [Receipt(message.our_id, Delivered("s"))] * 2
    run(shop)
    before = Entry.objects.count()
    gateway.waiting = [Receipt(message.our_id, Delivered("s"))]
    run(shop)
    assert (again(message).state, Entry.objects.count()) == (State.DELIVERED, before)


def test_a_late_receipt_says_that_it_failed(shop, gateway):
    message = a_message(shop)
    run(shop)
    gateway.waiting = [Receipt(message.our_id, Undelivered("MK:0001"))]
    run(shop, days=2)
    assert again(message).state == State.FAILED


def test_a_receipt_of_somebody_elses_message_is_no_news(shop, gateway):
    gateway.waiting = [Receipt("nobody", Delivered("s"))]
    run(shop)


def test_a_robot_is_written_to_without_a_number(shop, gateway):
    a_message(shop, occasion=OVERDUE, channel=Channel.WECOM)
    run(shop)
    (letter,) = gateway.letters
    assert (letter.to, letter.words) == ("车间", "投诉 TS-1 超时了")


def test_every_store_is_served_and_no_message_costs_another(shop, gateway):
    gateway.answers = [Refused("isv.OUT_OF_SERVICE"), Accepted("1")]
    first = a_message(shop)
    second = a_message(shop, a_customer(shop, name="邹雪梅", phone="16110000001"))
    run(shop)
    assert (again(first).state, again(second).state) == (State.FAILED, State.ACCEPTED)
    assert Store.objects.count() > 1


def test_the_journal_holds_no_number_and_no_words(shop, gateway):
    message = a_message(shop)
    run(shop)
    for entry in Entry.objects.filter(root_type=message._meta.label_lower):
        open_part = f"{entry.inputs_text}{entry.changes_text}{entry.notes_text}"
        assert "16110000000" not in open_part
        assert "宁Z00100" not in open_part
    while journal.seal_new_entries(late=False):
        pass


def test_a_run_ends_by_itself_and_goes_on_next_time(shop, gateway, monkeypatch):
    for number in range(3):
        a_message(shop, a_customer(shop, name=f"段{number}", phone=f"1611000000{number}"))
    monkeypatch.setattr(jobs, "LONGEST_RUN", -1.0)
    run(shop)
    assert gateway.letters == []
    monkeypatch.setattr(jobs, "LONGEST_RUN", 20.0)
    run(shop)
    assert len(gateway.letters) == 3


def test_without_judging_under_the_lock_the_limit_is_passed(shop, gateway, monkeypatch):
    """The negative control of the guard in `take_message`: judged beforehand only, four go out."""
    customer = a_customer(shop)
    agree(shop, customer)
    messages = [a_message(shop, customer, SALE, period=str(number)) for number in range(4)]
    judged = [judging.judge(shop.clock, message) for message in messages]
    assert all(isinstance(each, judging.Send) for each in judged)
    monkeypatch.setattr(judging, "judge", lambda ctx, message: judged[0])
    for message in messages:
        jobs.send(shop.clock, gateway, message)
    assert len(gateway.letters) == 4
