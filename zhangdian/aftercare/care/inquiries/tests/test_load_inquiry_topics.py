"""What is asked about, from a list."""

from tests.support.saying_no import refused
from zhangdian.aftercare.care.inquiries.actions import InquiryTopicRow, load_inquiry_topics
from zhangdian.aftercare.care.inquiries.ledgers import house_topics
from zhangdian.aftercare.care.inquiries.tests.arranging import CARE, topic
from zhangdian.aftercare.care.models import InquiryTopic
from zhangdian.people.organization.roles import Role


def test_what_is_there_already_is_left_as_it_is(shop):
    before = InquiryTopic.objects.count()
    rows = [
        InquiryTopicRow(CARE, Role.SERVICE_MANAGER, 5),
        InquiryTopicRow("充电桩", Role.SERVICE_ADVISOR, 45),
    ]
    load_inquiry_topics(shop.customer_relations_manager, rows=[*house_topics(), *rows])
    assert InquiryTopic.objects.count() == before + 1
    assert topic(CARE).desk == "CSR"
    assert topic("充电桩").minutes == 45


def test_a_topic_has_minutes(shop):
    with refused("几分钟内答"):
        load_inquiry_topics(
            shop.customer_relations_manager, rows=[InquiryTopicRow("充电桩", Role.SERVICE_ADVISOR, 0)]
        )
