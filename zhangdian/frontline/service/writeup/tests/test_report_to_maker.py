"""上报主机厂."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel import holds
from zhangdian.foundation.kernel.models import Photo
from zhangdian.frontline.service import ball
from zhangdian.frontline.service.models import Payer, WarrantyInquiry
from zhangdian.frontline.service.tests.pages import look, words
from zhangdian.frontline.service.views import repairorder
from zhangdian.frontline.service.writeup.actions import judge_warranty, leave_undecided, report_to_maker


@pytest.fixture
def inquiry(shop):
    visits.a_car(shop)
    order = visits.a_visit_received(shop, words="刹车有异响")
    visits.write_up(shop, order, ["B002"])
    leave_undecided(shop.service_advisor, order.lines.get(), reason="要拆检后才知道")
    return WarrantyInquiry.objects.get()


@pytest.mark.duty("PROC-R-15")
def test_finding_and_photos_go_to_the_maker_and_he_has_the_ball(shop, inquiry):
    clerk = shop.warranty_clerk
    report_to_maker(
        clerk, inquiry, finding="活塞卡滞，无外力", report_no="FW-2026-771", photos=[visits.a_photo(clerk)]
    )
    order = visits.again(inquiry.order)
    assert Photo.objects.get(kind="inquiry").root_id == order.pk
    assert ball.ball_of(order, holds.open_on(clerk, [order])[order.pk]).who == "主机厂"
    page = words(look(clerk, repairorder, "/o", pk=order.pk))
    assert "FW-2026-771" in page


@pytest.mark.duty("PROC-R-15")
def test_without_an_approval_number_it_is_not_the_maker_s_with_it_and_its_file_it_is(shop, inquiry):
    clerk = shop.warranty_clerk
    report_to_maker(clerk, inquiry, finding="活塞卡滞，无外力", report_no="FW-2026-771")
    inquiry.line.refresh_from_db()
    with refused("批准号"):
        judge_warranty(clerk, inquiry.line, covered=True)
    judge_warranty(clerk, inquiry.line, covered=True, approval_no="PZ-5521", photos=[visits.a_photo(clerk)])
    inquiry.refresh_from_db()
    inquiry.line.refresh_from_db()
    assert (inquiry.covered, inquiry.answer) == (True, "PZ-5521")
    assert (inquiry.line.payer, inquiry.line.approval_no) == (Payer.MANUFACTURER, "PZ-5521")
    assert Photo.objects.get(kind="approval").root_id == inquiry.order_id
    assert not holds.open_on(clerk, [inquiry.order])[inquiry.order_id]


def test_it_is_reported_once_with_what_was_found(shop, inquiry):
    with refused("检查结果", "编号"):
        report_to_maker(shop.warranty_clerk, inquiry, finding="活塞卡滞", report_no=" ")
    report_to_maker(shop.warranty_clerk, inquiry, finding="活塞卡滞", report_no="FW-1")
    inquiry.refresh_from_db()
    with refused("已经上报过"):
        report_to_maker(shop.warranty_clerk, inquiry, finding="活塞卡滞", report_no="FW-2")
