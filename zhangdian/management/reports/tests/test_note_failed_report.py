"""A report that cannot be made is somebody's to see, and stops no other."""

from zhangdian.management.reports.kinds import KINDS
from zhangdian.management.reports.models import Report
from zhangdian.management.reports.tests.arranging import the_clock_delivers


def test_a_report_that_fails_stops_no_other(shop, monkeypatch):
    def broken(ctx, first, last):
        raise ZeroDivisionError

    kind = KINDS["workshop_day"]
    monkeypatch.setitem(KINDS, "workshop_day", type(kind)(**{**vars(kind), "make": broken}))
    shop.at("19:00")
    the_clock_delivers(shop)
    failed = Report.objects.get(code="workshop_day")
    assert (failed.state, failed.failed_because) == (Report.State.FAILED, "ZeroDivisionError")
    others = Report.objects.filter(state=Report.State.NEW).order_by("code")
    assert [each.code for each in others] == ["settlement_day", "store_day"]
    the_clock_delivers(shop)
    assert Report.objects.count() == 3
