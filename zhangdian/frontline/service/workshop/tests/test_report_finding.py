"""发现问题: photo, item from the list, red or amber."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.models import Photo
from zhangdian.frontline.service import queries
from zhangdian.frontline.service.models import Finding
from zhangdian.frontline.service.workshop.actions import report_finding
from zhangdian.frontline.service.workshop.tests.arranging import a_finding, open_holds


@pytest.mark.duty("PROC-W-14", "PROC-W-16", "TEC-04")
def test_a_finding_is_with_the_advisor_at_once_with_its_photo(shop):
    order = visits.a_visit_in_repair(shop)
    finding = a_finding(shop, order)
    assert (finding.name, finding.measured, finding.level, finding.safety) == (
        "后制动片厚度",
        "2.1",
        "red",
        True,
    )
    assert Photo.objects.get(subject_id=finding.pk, kind="finding").root_id == order.pk
    assert queries.visit(shop.technician, order.pk).ball.text == "报价 林承志"


def test_a_second_finding_does_not_begin_his_minutes_anew(shop):
    order = visits.a_visit_in_repair(shop)
    a_finding(shop, order)
    since = shop.now
    shop.later(minutes=9)
    a_finding(shop, order, "I07")
    assert open_holds(order)["advisor_prices"].since == since


@pytest.mark.duty("PROC-W-16")
def test_the_customer_decides_by_a_photo(shop):
    order = visits.a_visit_in_repair(shop)
    with refused("拍一张照片"):
        report_finding(shop.technician, order, level=Finding.Level.AMBER, name="异响", photos=[])


def test_it_says_what_was_found(shop):
    order = visits.a_visit_in_repair(shop)
    with refused("从列表里选"):
        report_finding(
            shop.technician, order, level=Finding.Level.AMBER, photos=[visits.a_photo(shop.technician)]
        )


def test_the_inspector_may_find_something_too(shop):
    order = visits.a_visit_finished(shop)
    inspector = shop.quality_inspector
    report_finding(
        inspector, order, level=Finding.Level.AMBER, name="右后灯罩进水", photos=[visits.a_photo(inspector)]
    )
    assert order.findings.get().found_by == shop.person("quality_inspector")
