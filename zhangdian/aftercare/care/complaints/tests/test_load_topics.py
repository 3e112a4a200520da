"""What customers complain about."""

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.care.complaints.actions import TopicRow, load_topics
from zhangdian.aftercare.care.models import ComplaintTopic, Severity


@pytest.mark.duty("CSR-02")
def test_the_house_begins_with_eighteen_each_with_what_usually_helps(shop):
    assert ComplaintTopic.objects.count() == 18
    scratched = ComplaintTopic.objects.get(code="T04")
    assert (scratched.severity, scratched.usual_remedies) == ("major", ["查接车照片", "免费修复"])


def test_a_new_one_is_added(shop):
    load_topics(shop.customer_relations_manager, rows=[TopicRow("T19", "前台", "停车位难找", Severity.MINOR)])
    assert ComplaintTopic.objects.get(code="T19").hours == 24


def test_a_known_one_is_not_loaded_over(shop):
    with refused("T01 已经载入过"):
        load_topics(shop.customer_relations_manager, rows=[TopicRow("T01", "车间", "x", Severity.MINOR)])
