"""The office director says by what a post is measured, from a month on; what is over stays as it was."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.support.browsing import browser_of
from tests.support.saying_no import refused
from zhangdian.foundation.kernel.actions import sign_request
from zhangdian.management.duties.appraisal import actions, schemes
from zhangdian.management.duties.appraisal.schemes import SchemeRow
from zhangdian.management.duties.appraisal.tests.arranging import DUTIES, SCORED, a_scheme
from zhangdian.management.duties.models import Scheme
from zhangdian.people.organization.roles import Role

PROMISE = SchemeRow("own:service.first_promise_kept", 40, Decimal(95), Decimal(70), by_target=True)
DECEMBER = date(2026, 12, 1)


@pytest.mark.duty("STF-08")
def test_its_lines_stand_as_they_were_set(shop):
    scheme = a_scheme(shop, rows=[DUTIES, replace(PROMISE, quality=True)])
    duties, promise = scheme.lines.all()
    assert (duties.label, duties.kind, duties.weight, duties.unit) == ("职责按时率", "duties", 60, "%")
    assert (promise.label, promise.kind, promise.of) == ("首次承诺准时率", "quality", "own")
    assert promise.by_target
    assert (scheme.number, scheme.since) == (1, date(2026, 11, 1))


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([], "至少要有一项"),
        ([DUTIES], "还差 40"),
        ([DUTIES, replace(SCORED, weight=50)], "多了 10"),
        ([DUTIES, replace(SCORED, label=" ")], "请写评什么"),
        ([DUTIES, replace(SCORED, full=Decimal(6))], "1 到 5"),
        ([replace(DUTIES, full=Decimal(0), zero=Decimal(90)), SCORED], "零分到要低于满分到"),
        ([DUTIES, replace(PROMISE, zero=Decimal(99))], "越高越好"),
        ([DUTIES, replace(PROMISE, full=Decimal(70))], "两个不同的数"),
        ([DUTIES, replace(PROMISE, what="own:service.efficiency")], "不算到服务顾问个人"),
        ([DUTIES, replace(PROMISE, what="department:care.reached")], "不是他部门"),
        ([DUTIES, replace(PROMISE, what="own:service.nothing")], "没有这个指标"),
        ([DUTIES, replace(PROMISE, what="store:parts.worth_of_stock")], "看不到"),
        ([replace(DUTIES, weight=30), replace(DUTIES, weight=30), SCORED], "写了两行"),
        ([replace(DUTIES, weight=0), replace(SCORED, weight=100)], "权重 0 不对"),
    ],
)
def test_what_cannot_be_reckoned_is_refused_in_words(shop, rows, says):
    with refused(says):
        a_scheme(shop, rows=rows)
    assert not Scheme.objects.exists()


def test_a_month_that_is_over_or_under_way_keeps_its_rules(shop):
    with refused("已经过去"):
        a_scheme(shop, since=date(2026, 10, 31))
    a_scheme(shop)
    with refused("月中不改规矩"):
        a_scheme(shop)
    a_scheme(shop, since=DECEMBER)
    with refused("已经另有一版"):
        a_scheme(shop, since=date(2026, 11, 30))
    shop.later(days=40)
    numbers = {
        month: schemes.in_force(shop.clock, month)[Role.SERVICE_ADVISOR].number
        for month in (date(2026, 11, 1), DECEMBER)
    }
    assert numbers == {date(2026, 11, 1): 1, DECEMBER: 2}


def test_nobody_sets_alone_by_what_he_is_measured_himself(shop):
    asked = actions.set_scheme(
        shop.office_director, role=Role.OFFICE_DIRECTOR, since=shop.today, rows=[DUTIES, SCORED], reason="定"
    )
    assert asked.waits_for_signature
    assert not Scheme.objects.exists()
    sign_request(shop.general_manager, asked.subject)
    assert Scheme.objects.get().role == Role.OFFICE_DIRECTOR


def test_a_reason_is_said(shop):
    with refused("为什么"):
        actions.set_scheme(
            shop.office_director, role=Role.CASHIER, since=shop.today, rows=[DUTIES, SCORED], reason=" "
        )


def test_in_the_browser_the_table_is_filled_with_what_holds(shop):
    a_scheme(shop)
    mine = browser_of(shop.office_director)
    page = mine.get("/act/duties.set_scheme?role=SA").content.decode()
    assert 'value="态度"' in page
    given: dict[str, object] = {"role": "SA", "since": "2026-12-01", "reason": "加一项", "rows-rows": "0 1 2"}
    lines = [("duties", 40, 100, 0, ""), (PROMISE.what, 40, 95, 70, ""), ("scored", 20, 5, 0, "态度")]
    for place, (what, weight, full, zero, label) in enumerate(lines):
        given |= {
            f"rows-{place}-what": what,
            f"rows-{place}-weight": weight,
            f"rows-{place}-full": full,
            f"rows-{place}-zero": zero,
            f"rows-{place}-label": label,
        }
    answer = mine.post("/act/duties.set_scheme", given)
    made = Scheme.objects.get(number=2)
    assert answer["Location"] == f"/duties/schemes/{made.pk}"
    assert [line.weight for line in made.lines.all()] == [40, 40, 20]


def test_a_post_reads_its_own_scheme_and_no_other(shop):
    own, other = a_scheme(shop), a_scheme(shop, Role.CASHIER)
    mine = browser_of(shop.service_advisor)
    assert mine.get(f"/duties/schemes/{own.pk}").status_code == 200
    assert mine.get(f"/duties/schemes/{other.pk}").status_code == 404
    listed = mine.get("/duties/schemes").content.decode()
    assert "服务顾问" in listed
    assert "结算员" not in listed
    head = browser_of(shop.front_desk_supervisor)
    assert head.get(f"/duties/schemes/{other.pk}").status_code == 200
