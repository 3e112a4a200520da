"""Another post or other minutes."""

from datetime import timedelta

from tests.support.saying_no import refused
from zhangdian.aftercare.care.inquiries.actions import end_inquiry_topic, set_inquiry_topic
from zhangdian.aftercare.care.inquiries.tests.arranging import CARE, asked, fresh, topic
from zhangdian.people.organization.roles import Role


def change(shop, **how):
    facts = {"name": CARE, "desk": Role.AFTERSALES_CARE, "minutes": 15} | how
    set_inquiry_topic(shop.customer_relations_manager, topic(CARE), **facts)


def test_from_now_on_it_is_another_s_within_other_minutes(shop):
    before = asked(shop)
    change(shop)
    after = asked(shop)
    assert (after.desk, after.owner, after.due_at) == ("CSS", None, shop.now + timedelta(minutes=15))
    assert fresh(before).due_at == before.due_at


def test_the_new_name_is_not_another_s(shop):
    with refused("已经有这个主题"):
        change(shop, name="其他")
    with refused("几分钟内答"):
        change(shop, minutes=0)


def test_what_is_ended_stays_as_it_was(shop):
    old = topic(CARE)
    end_inquiry_topic(shop.customer_relations_manager, old, why="并到其他")
    with refused("已经停用"):
        set_inquiry_topic(shop.customer_relations_manager, old, name=CARE, desk=Role.CUSTOMER_CARE, minutes=9)
