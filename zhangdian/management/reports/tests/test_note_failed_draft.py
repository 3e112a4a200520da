"""What goes without its author and cannot be made is somebody's to see."""

from zhangdian.management.reports.models import Report
from zhangdian.management.reports.tests.arranging import breaks, the_clock_delivers
from zhangdian.management.reports.tests.test_deliver_unwritten import monday, the_week


def test_it_is_the_authors_and_the_offices_to_make_again(shop, monkeypatch):
    breaks(monkeypatch, "insured_by_desk")
    monday(shop, "10:01")
    for _ in range(2):
        the_clock_delivers(shop)
    report = the_week()
    assert (report.state, report.failed_because) == (Report.State.FAILED, "ZeroDivisionError")
    assert Report.objects.filter(state=Report.State.NEW).exists()
