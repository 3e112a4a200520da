"""Each gateway against a server of ours that speaks its protocol, in each of its moods."""

from datetime import UTC, date, datetime

import pytest

from zhangdian.foundation.kernel import clock
from zhangdian.people.messaging.gateways import aliyun, tencent
from zhangdian.people.messaging.gateways.aliyun import Aliyun
from zhangdian.people.messaging.gateways.protocol import (
    Absent,
    Accepted,
    Delivered,
    Letter,
    Refused,
    Unknown,
    without_numbers,
)
from zhangdian.people.messaging.gateways.tencent import Tencent
from zhangdian.people.messaging.gateways.wecom import Wecom
from zhangdian.people.messaging.tests import fake
from zhangdian.people.messaging.tests.fake import (
    Book,
    FakeAliyun,
    FakeMail,
    FakeTencent,
    FakeWecom,
    Mood,
    of,
    serving,
)

KINDS = (FakeAliyun, FakeTencent, FakeWecom, FakeMail)
SMS = (FakeAliyun, FakeTencent)
TAKEN = {Mood.OK: Accepted, Mood.TWICE: Accepted, Mood.EARLY: Accepted, Mood.LIMIT: Refused}
"""What each mood is to us; in every other nobody knows."""


def a_letter(kind, our_id="a" * 32):
    to = {FakeWecom: "车间", FakeMail: "boss@zd.example"}.get(kind, "16110000000")
    codes = {"aliyun": "SMS_1", "tencent": "1001"}
    return Letter(our_id, to, our_id, "通知", "掌店", codes, {"plate": "宁Z00100", "day": "12月1日"})


@pytest.mark.parametrize("mood", Mood)
@pytest.mark.parametrize("kind", KINDS)
def test_what_it_answers_in_each_mood(kind, mood):
    book = Book([mood])
    with serving(kind, book) as url:
        answer = of(kind, url).send(a_letter(kind))
    assert isinstance(answer, TAKEN.get(mood, Unknown)), answer
    if mood is Mood.LIMIT:
        assert isinstance(answer, Refused)
        assert answer.later
    if mood in (Mood.OK, Mood.TWICE, Mood.EARLY, Mood.SILENT_AFTER):
        assert len(book.taken) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_where_nobody_listens_it_surely_was_not_taken(kind):
    with serving(kind, Book()) as url:
        gateway = of(kind, url)
    answer = gateway.send(a_letter(kind))
    assert isinstance(answer, Refused)
    assert answer.later


@pytest.mark.parametrize("kind", SMS)
def test_it_is_told_code_signature_values_and_our_own_name(kind):
    book = Book()
    with serving(kind, book) as url:
        of(kind, url).send(a_letter(kind))
    (asked,) = book.words
    if kind is FakeAliyun:
        assert asked["TemplateParam"] == '{"plate": "宁Z00100", "day": "12月1日"}'
        assert (asked["SignName"], asked["TemplateCode"], asked["OutId"]) == ("掌店", "SMS_1", "a" * 32)
    else:
        assert asked["TemplateParamSet"] == ["宁Z00100", "12月1日"]
        assert (asked["SignName"], asked["TemplateId"]) == ("掌店", "1001")
        assert asked["SmsSdkAppId"] == fake.APP_ID


@pytest.mark.parametrize("kind", SMS)
def test_a_text_that_nobody_reviewed_is_not_sent(kind):
    book = Book()
    with serving(kind, book) as url:
        answer = of(kind, url).send(Letter("b" * 32, "16110000000", "好"))
    assert isinstance(answer, Refused)
    assert "消息模板" in answer.said
    assert book.taken == []


def test_aliyun_knows_by_our_name_what_it_took_and_what_not():
    with serving(FakeAliyun, Book()) as url:
        gateway, letter = of(FakeAliyun, url), a_letter(FakeAliyun)
        assert gateway.ask(letter, date(2026, 11, 23)) == Absent()
        gateway.send(letter)
        assert gateway.ask(letter, date(2026, 11, 23)) == Delivered()
        assert gateway.ask(a_letter(FakeAliyun, "c" * 32), date(2026, 11, 23)) == Absent()


def test_aliyun_is_read_page_by_page():
    book = Book()
    with serving(FakeAliyun, book) as url:
        gateway = of(FakeAliyun, url)
        for number in range(60):
            book.take(str(number), "16110000000")
        assert gateway.ask(a_letter(FakeAliyun, "59"), date(2026, 11, 23)) == Delivered()
        assert gateway.ask(a_letter(FakeAliyun, "x"), date(2026, 11, 23)) == Absent()


def test_tencent_never_says_that_a_message_is_absent():
    with serving(FakeTencent, Book()) as url:
        gateway, letter = of(FakeTencent, url), a_letter(FakeTencent)
        assert isinstance(gateway.ask(letter, date(2026, 11, 23)), Unknown)
        gateway.send(letter)
        assert gateway.ask(letter, date(2026, 11, 23)) == Delivered("s")


def test_tencent_tells_its_receipts_twice_and_we_take_what_comes():
    book = Book([Mood.TWICE])
    with serving(FakeTencent, book) as url:
        gateway = of(FakeTencent, url)
        gateway.send(a_letter(FakeTencent))
        assert [each.our_id for each in gateway.receipts()] == ["a" * 32] * 2
        assert list(gateway.receipts()) == []


@pytest.mark.parametrize("kind", KINDS)
def test_asked_of_a_dead_server_nobody_knows(kind):
    with serving(kind, Book()) as url:
        gateway = of(kind, url)
    assert isinstance(gateway.ask(a_letter(kind), date(2026, 11, 23)), Unknown)
    assert list(gateway.receipts()) == []


def test_a_robot_that_the_settings_do_not_know_is_named():
    answer = Wecom({}).send(Letter("d" * 32, "销售", "好"))
    assert "销售" in answer.said


def test_a_wrong_secret_is_a_refusal():
    with serving(FakeAliyun, Book()) as url:
        answer = Aliyun(fake.KEY_ID, "another", url=url, timeout=1).send(a_letter(FakeAliyun))
    assert answer == Refused("SignatureDoesNotMatch ")
    with serving(FakeTencent, Book()) as url:
        wrong = Tencent(fake.KEY_ID, "another", fake.APP_ID, url=url, timeout=1).send(a_letter(FakeTencent))
    assert wrong == Refused("AuthFailure.SignatureFailure no")


@pytest.mark.parametrize("kind", KINDS)
def test_no_secret_and_no_reader_prints_itself(kind):
    gateway, letter = of(kind, "http://127.0.0.1:1"), a_letter(kind)
    printed = f"{gateway!r}{letter!r}"
    assert not [each for each in (fake.SECRET, "robot-key", "16110000000", "宁Z00100") if each in printed]


def test_a_gateways_words_are_kept_without_the_number():
    assert without_numbers("mobile 16110000000 in blacklist") == "mobile • in blacklist"


def test_the_signature_of_aliyun_is_that_of_its_manual():
    headers = {
        "host": "ecs.cn-shanghai.aliyuncs.com",
        "x-acs-action": "RunInstances",
        "x-acs-content-sha256": aliyun.EMPTY,
        "x-acs-date": "2023-10-26T10:22:32Z",
        "x-acs-signature-nonce": "3156853299f313e23d1673dc12e1703d",
        "x-acs-version": "2014-05-26",
    }
    image = "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd"
    query = aliyun.query_of({"ImageId": image, "RegionId": "cn-shanghai"})
    signed = aliyun.authorization("YourAccessKeyId", "YourAccessKeySecret", "POST", "/", query, headers)
    assert signed.endswith("06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0")


def test_the_signature_of_tencent_is_that_of_its_manual():
    body = rb'{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}'
    headers = {"content-type": tencent.JSON, "host": "cvm.tencentcloudapi.com"}
    at = datetime.fromtimestamp(1551113065, UTC)
    signed = tencent.authorization(
        "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE", "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE", "cvm", headers, body, at
    )
    assert signed.endswith("72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168")
    assert clock.now().tzinfo is UTC
