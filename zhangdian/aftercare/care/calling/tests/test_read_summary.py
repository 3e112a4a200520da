"""The superior reads a month's summary."""

from datetime import date

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.care import desks
from zhangdian.aftercare.care.calling.actions import read_summary, submit_summary
from zhangdian.aftercare.care.models import FollowUpSummary


@pytest.fixture
def summary(shop):
    return submit_summary(
        shop.aftersales_care, month=date(2026, 10, 1), analysis="十月还没有回访，从十一月开始"
    ).subject


@pytest.mark.duty("CRM-13", "PROC-F-07")
def test_it_waits_for_him_until_he_has_read_it(shop, summary):
    assert [task.title for task in desks.summaries_to_read(shop.service_manager)] == ["2026-10 回访总结 待阅"]
    read_summary(shop.service_manager, summary, remark="十一月起每周看一次")
    kept = FollowUpSummary.objects.get(pk=summary.pk)
    assert (kept.state, kept.read_by) == ("read", shop.person("service_manager"))
    assert desks.summaries_to_read(shop.front_desk_supervisor) == []


def test_nobody_reads_his_own(shop):
    own = submit_summary(
        shop.customer_relations_manager, month=date(2026, 10, 1), analysis="十月还没有回访，从十一月开始"
    ).subject
    with refused("由上级来阅"):
        read_summary(shop.customer_relations_manager, own)
