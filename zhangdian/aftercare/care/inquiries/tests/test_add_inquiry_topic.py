"""Something more that is asked about."""

from tests.support.saying_no import refused
from zhangdian.aftercare.care.inquiries.actions import add_inquiry_topic
from zhangdian.aftercare.care.inquiries.tests.arranging import CARE, topic
from zhangdian.people.organization.roles import Role


def add(shop, name="充电桩", minutes=45):
    return add_inquiry_topic(
        shop.customer_relations_manager, name=name, desk=Role.SERVICE_ADVISOR, minutes=minutes
    )


def test_it_can_be_chosen_from_now_on(shop):
    add(shop)
    assert (topic("充电桩").desk, topic("充电桩").minutes, topic("充电桩").since) == ("SA", 45, shop.today)


def test_each_name_once_with_some_minutes(shop):
    with refused("已经有这个主题"):
        add(shop, CARE)
    with refused("请写主题"):
        add(shop, " ")
    for wrong in (0, 1441):
        with refused("几分钟内答"):
            add(shop, minutes=wrong)
