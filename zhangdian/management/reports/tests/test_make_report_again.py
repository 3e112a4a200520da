"""What could not be made is made again by hand."""

from django.urls import reverse

from tests.support.looking import look, press, said
from tests.support.saying_no import refused
from zhangdian.management.reports import making, waiting
from zhangdian.management.reports.actions import make_report_again
from zhangdian.management.reports.models import Report
from zhangdian.management.reports.tests.arranging import a_report, breaks


def test_the_office_and_its_author_see_it_and_make_it(shop, monkeypatch):
    with monkeypatch.context() as patched:
        breaks(patched)
        failed = a_report(shop)
    for who in (shop.office_director, shop.workshop_supervisor):
        told = [(task.verb, task.remark) for task in waiting.reports_that_wait(who)]
        assert ("重做", "没做成") in told
    page = said(look(shop.workshop_supervisor, reverse("reports:report", args=[failed.pk])))
    assert "这份报表没有做成" in page
    url = reverse("ui:act", args=["reports.make_report_again", failed.pk])
    assert press(shop.workshop_supervisor, url, {"token": "t"}).status_code == 204
    made = Report.objects.get(pk=failed.pk)
    assert made.state == Report.State.NEW
    assert making.read(made.content_text).figures
    assert "完工工时" in said(look(shop.service_manager, reverse("reports:report", args=[failed.pk])))


def test_nobody_else_makes_it(shop, monkeypatch):
    with monkeypatch.context() as patched:
        breaks(patched)
        failed = a_report(shop)
    with refused("由车间主管重做"):
        make_report_again(shop.parts_manager, failed, page="x", content="{}")
