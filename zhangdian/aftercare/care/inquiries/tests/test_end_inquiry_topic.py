"""Nobody chooses it any more."""

from tests.support.saying_no import refused
from zhangdian.aftercare.care.inquiries.actions import end_inquiry_topic
from zhangdian.aftercare.care.inquiries.tests.arranging import CARE, asked, fresh, topic
from zhangdian.aftercare.care.models import InquiryTopic


def test_what_was_asked_under_it_keeps_it(shop):
    old, inquiry = topic(CARE), asked(shop)
    end_inquiry_topic(shop.customer_relations_manager, old, why="并到其他")
    assert fresh(inquiry).topic == old
    assert InquiryTopic.objects.get(pk=old.pk).ended_on == shop.today
    with refused("已经停用"):
        end_inquiry_topic(shop.customer_relations_manager, InquiryTopic.objects.get(pk=old.pk), why="又停")


def test_it_says_why(shop):
    with refused("停用要写原因"):
        end_inquiry_topic(shop.customer_relations_manager, topic(CARE), why="")


def test_one_stays(shop):
    *most, last = InquiryTopic.objects.order_by("pk")
    for each in most:
        end_inquiry_topic(shop.customer_relations_manager, each, why="并到其他")
    with refused("最后一个主题"):
        end_inquiry_topic(shop.customer_relations_manager, last, why="并到其他")
