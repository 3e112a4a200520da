"""How hard a rule weighs is the store's data, set by its general manager."""

from tests.support.saying_no import refused
from zhangdian.foundation.kernel.models import Weight
from zhangdian.people.organization.stores.actions import set_rule_weight

RULE = "service.gate_pass_is_valid"


def test_the_store_weighs_for_itself(shop):
    set_rule_weight(shop.general_manager, rule=RULE, weight=Weight.ASK)
    assert shop.technician.standing.rules[RULE] == "ask"
    assert RULE not in shop.other_store_advisor.standing.rules
    set_rule_weight(shop.general_manager, rule=RULE, weight=Weight.STOP)
    assert shop.technician.standing.rules[RULE] == "stop"


def test_a_question_of_a_body_has_a_weight_too(shop):
    set_rule_weight(shop.general_manager, rule="service.promise_is_late", weight=Weight.WATCH)
    assert shop.technician.standing.rules["service.promise_is_late"] == "watch"


def test_a_rule_that_nobody_knows_is_refused(shop):
    with refused("没有", "规则"):
        set_rule_weight(shop.general_manager, rule="kitchen.soup_is_hot", weight=Weight.WATCH)


def test_nobody_else_weighs(shop):
    with refused("总经理"):
        set_rule_weight(shop.service_manager, rule=RULE, weight=Weight.WATCH)


def test_money_on_a_shared_device_is_nothing_that_a_store_may_allow(shop):
    with refused("不是在共用机上", "不能放宽"):
        set_rule_weight(shop.general_manager, rule="organization.acts_on_own_device", weight=Weight.ASK)
