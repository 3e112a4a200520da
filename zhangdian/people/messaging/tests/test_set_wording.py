"""The store's own words for an occasion, dated, with signature and codes as they were reviewed."""

import pytest

from tests.support.saying_no import refused
from zhangdian.people.messaging.actions import set_wording
from zhangdian.people.messaging.tests.arranging import READY, SALE, a_customer, a_message

WORDS = "{plate} 已修好，营业到 17:30"


def test_from_that_day_on_it_is_written_so(shop):
    before = a_message(shop)
    set_wording(shop.customer_relations_manager, occasion=READY.key, text=WORDS, aliyun_code="SMS_1")
    after = a_message(shop, before.customer, period="2")
    assert before.text == "您的车 宁Z00100 已经修好，请来取车"
    assert after.text == "宁Z00100 已修好，营业到 17:30"
    assert after.wording.aliyun_code == "SMS_1"


def test_what_is_filled_in_may_be_written_as_people_call_it(shop):
    wording = set_wording(shop.general_manager, occasion=READY.key, text="{车牌} 好了").subject
    assert wording.text == "{plate} 好了"
    assert a_message(shop).text == "宁Z00100 好了"


def test_what_the_occasion_does_not_know_cannot_be_filled_in(shop):
    with refused("不能填 price", "{车牌}"):
        set_wording(shop.general_manager, occasion=READY.key, text="共 {price} 元")


@pytest.mark.parametrize(("text", "said"), [(" ", "空的"), ("车好了 {plate", "花括号")])
def test_words_that_cannot_be_used_are_refused(shop, text, said):
    with refused(said):
        set_wording(shop.general_manager, occasion=READY.key, text=text)


def test_an_occasion_that_nobody_declared_has_no_words(shop):
    with refused("没有这个场合"):
        set_wording(shop.general_manager, occasion="x.y", text="好")


def test_once_a_day(shop):
    set_wording(shop.general_manager, occasion=READY.key, text=WORDS)
    with refused("明天再改"):
        set_wording(shop.general_manager, occasion=READY.key, text=WORDS)


def test_who_is_written_to_for_marketing_is_told_how_to_refuse(shop):
    assert a_message(shop, a_customer(shop), SALE).text.endswith("拒收请回复R")
