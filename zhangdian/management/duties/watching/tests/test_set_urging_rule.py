"""A store sets when who is urged: for all duties, for a kind, for one; the nearer rule holds."""

from datetime import timedelta

import pytest

from tests.support.browsing import browser_of
from tests.support.saying_no import refused
from zhangdian.management.duties.models import Step, UrgingRule
from zhangdian.management.duties.tests.arranging import item, the_clock_looks
from zhangdian.management.duties.watching import urging
from zhangdian.management.duties.watching.tests.urged import ROUND, opened, rule, steps
from zhangdian.people.messaging.models import Channel


def minutes(shop, code=ROUND, step=Step.SUPERIOR):
    return urging.rules_on(shop.clock).of(item(shop, code), step).minutes


def test_without_a_rule_of_its_own_the_examples_hold(shop):
    opened(shop)
    assert [minutes(shop, step=step) for step in Step] == [30, 0, 60, 240, 0]


def test_the_nearer_rule_holds(shop):
    opened(shop)
    rule(shop, Step.SUPERIOR, 90)
    assert minutes(shop) == 90
    rule(shop, Step.SUPERIOR, 45, covers="recurring")
    assert minutes(shop) == 45
    rule(shop, Step.SUPERIOR, 10, covers=ROUND)
    assert (minutes(shop), minutes(shop, "WSM-06")) == (10, 45)


def test_a_step_that_is_off_is_not_taken(shop):
    opened(shop)
    rule(shop, Step.AT, 0, stands=False)
    shop.at("11:05")
    the_clock_looks(shop)
    assert steps(shop) == []


def test_the_same_day_again_changes_the_rule_and_another_day_is_a_new_one(shop):
    rule(shop, Step.AT, 5)
    rule(shop, Step.AT, 10)
    assert UrgingRule.objects.get().minutes == 10
    shop.later(days=1)
    rule(shop, Step.AT, 15)
    assert [each.minutes for each in UrgingRule.objects.order_by("since")] == [10, 15]
    assert [each.minutes for each in UrgingRule.objects.of(shop.clock).on(shop.today)] == [15]
    assert [each.minutes for each in UrgingRule.objects.on(shop.today - timedelta(days=1))] == [10]


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"covers": "ZZZ-1"}, "没有 ZZZ-1"),
        ({"minutes": 99999}, "最多提前或推后七天"),
        ({"reason": " "}, "请写为什么改"),
        ({"channel": Channel.WECOM}, "群机器人的名字"),
    ],
)
def test_what_makes_no_sense_is_refused(shop, how, words):
    with refused(words):
        rule(shop, Step.AT, **{"minutes": 5, **how})


def test_it_is_set_on_its_page_and_examples_are_told_from_the_store_s_own(shop):
    browser = browser_of(shop.office_director)
    assert browser.get("/duties/urged/rules").content.decode().count("示例值") == 5
    form = browser.get("/act/duties.set_urging_rule?step=superior&covers=").content.decode()
    assert 'value="60"' in form
    sent = {"covers": "", "step": "superior", "minutes": "90", "stands": "on", "reason": "先给人时间"}
    assert browser.post("/act/duties.set_urging_rule", {**sent, "token": "t"}).status_code == 302
    text = browser.get("/duties/urged/rules").content.decode()
    assert "时限后 90 分" in text
    assert text.count("示例值") == 4
