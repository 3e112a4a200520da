"""咨询汇总分析: a week's questions by topic, channel and post, with the specialist's words (CSR-06)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.saying_no import refused
from zhangdian.aftercare.care import figures
from zhangdian.aftercare.care.inquiries.actions import score_inquiry, withdraw_inquiry
from zhangdian.aftercare.care.inquiries.tests.arranging import (
    CARE,
    RENEWAL,
    SERVICE,
    answer,
    asked,
    asked_by_sales,
    fresh,
)
from zhangdian.aftercare.care.models import Inquiry
from zhangdian.management.reports import making, waiting
from zhangdian.management.reports.actions import read_report
from zhangdian.management.reports.kinds import KINDS
from zhangdian.management.reports.models import Report
from zhangdian.management.reports.tests.arranging import a_report_now, submit

WEEK = KINDS["inquiries_week"]


def tables(shop):
    content = making.content_for(shop.customer_relations_manager, WEEK, shop.today, shop.today)
    return {table.title: [list(row) for row in table.rows] for table in content.tables}


def a_week(shop):
    """Yesterday one, today five, one of them withdrawn, one answered late."""
    asked(shop, RENEWAL)
    shop.later(days=1)
    first = asked(shop)
    answer(shop, first)
    score_inquiry(shop.aftersales_care, fresh(first), score=4)
    late = asked(shop, channel=Inquiry.Channel.WECHAT)
    asked(shop, SERVICE, reply="一小时左右")
    asked_by_sales(shop)
    withdraw_inquiry(shop.customer_care, asked(shop), why="记重了")
    shop.later(minutes=61)
    answer(shop, late)


@pytest.mark.duty("CSR-06")
def test_topics_channels_and_posts_each_sum_to_what_came(shop):
    a_week(shop)
    told = tables(shop)
    assert told["咨询按主题"] == [
        [CARE, 2, 0, 2, 50, 31, 4],
        ["保养和维修", 1, 0, 1, 100, 0, None],
        ["新车保险", 1, 0, 1, None, None, None],
        [RENEWAL, 0, 1, -1, None, None, None],
        ["合计", 4, 1, 3, None, None, None],
    ]
    came = figures.inquiries(shop.customer_relations_manager, shop.today, shop.today).value
    assert {name: rows[-1][1] for name, rows in told.items()} == dict.fromkeys(
        ("咨询按主题", "咨询按来路", "咨询按岗位"), came
    )
    assert ["店内", 1, 0, 1, None, None, None] in told["咨询按来路"]
    assert told["咨询按岗位"][0][:2] == ["客服专员", 3]


@pytest.mark.duty("CSR-06")
def test_without_analysis_it_is_refused_and_with_it_the_supervisor_reads_it(shop):
    a_week(shop)
    draft = a_report_now(shop, "inquiries_week")
    with refused("请写分析"):
        submit(shop.customer_care, draft, " ")
    submit(shop.customer_care, draft, "会员活动问得最多，说明海报没写清", "海报加上日期")
    report = Report.objects.get(pk=draft.pk)
    assert any(
        "咨询汇总分析" in task.title for task in waiting.reports_that_wait(shop.customer_relations_manager)
    )
    read_report(shop.customer_relations_manager, report)
    report.refresh_from_db()
    assert (report.read_by, report.read_at) == (shop.person("customer_relations_manager"), shop.now)


def test_a_store_where_nobody_asked_has_a_report_too(shop):
    assert tables(shop) == {"咨询按主题": [], "咨询按来路": [], "咨询按岗位": []}


def test_its_tables_cost_the_same_however_much_was_asked(shop):
    def cost():
        with CaptureQueriesContext(connection) as caught:
            tables(shop)
        return len(caught)

    asked(shop)
    cost()
    few = cost()
    a_week(shop)
    assert cost() == few
