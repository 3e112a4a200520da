"""A report that cannot be made is somebody's to see, and stops no other."""

from zhangdian.management.reports.models import Report
from zhangdian.management.reports.tests.arranging import breaks, the_clock_delivers


def test_a_report_that_fails_stops_no_other(shop, monkeypatch):
    breaks(monkeypatch)
    shop.at("19:00")
    the_clock_delivers(shop)
    failed = Report.objects.get(code="workshop_day")
    assert (failed.state, failed.failed_because) == (Report.State.FAILED, "ZeroDivisionError")
    others = Report.objects.filter(state=Report.State.NEW).order_by("code")
    assert {"settlement_day", "store_day"} <= {each.code for each in others}
    before = Report.objects.count()
    the_clock_delivers(shop)
    assert Report.objects.count() == before
