"""The superior extends a lapsing paper once, for 14 days; never where life depends on it."""

from datetime import timedelta

import pytest

from tests.support.saying_no import refused
from zhangdian.people.organization import certificates
from zhangdian.people.organization.models import Certificate
from zhangdian.people.organization.staff.actions import extend_certificate, record_certificate


def a_paper(shop, name, kind, days=0):
    expires_on = shop.today + timedelta(days=days)
    record_certificate(shop.office_director, shop.person(name), kind=kind, expires_on=expires_on)
    return Certificate.objects.get(person=shop.person(name), kind=kind, expires_on=expires_on)


@pytest.mark.duty("TML-06", "QCI-06", "STF-14")
def test_once_for_fourteen_days(shop):
    paper = a_paper(shop, "renewal_clerk", "新考的")
    shop.later(days=1)
    extend_certificate(shop.fi_manager, paper)
    paper.refresh_from_db()
    assert paper.extended_until == shop.today + timedelta(days=14)
    assert paper.extended_by == shop.person("fi_manager")
    shop.later(days=14)
    held = certificates.held_by(shop.clock, [paper.person], shop.today)[paper.person_id]
    assert "新考的" in held
    with refused("已经延过一次"):
        extend_certificate(shop.fi_manager, paper)


@pytest.mark.duty("GM-12")
@pytest.mark.parametrize("kind", sorted(certificates.NEVER_EXTENDED))
def test_never_where_life_depends_on_it(shop, kind):
    paper = a_paper(shop, "technician", kind)
    with refused("人身安全"):
        extend_certificate(shop.workshop_supervisor, paper)


def test_not_before_the_last_week(shop):
    paper = a_paper(shop, "technician", "新考的", days=8)
    with refused("先安排复训"):
        extend_certificate(shop.workshop_supervisor, paper)
    shop.later(days=1)
    extend_certificate(shop.workshop_supervisor, paper)


def test_by_the_line_above_and_nobody_else(shop):
    paper = a_paper(shop, "technician", "汽车维修工三级")
    with refused("上级", shop.person("technician").name):
        extend_certificate(shop.parts_manager, paper)
    extend_certificate(shop.service_manager, paper)


def test_nobody_extends_his_own(shop):
    paper = a_paper(shop, "workshop_supervisor", "新考的")
    with refused("上级"):
        extend_certificate(shop.workshop_supervisor, paper)


def test_a_paper_without_end_needs_no_extension(shop):
    record_certificate(shop.office_director, shop.person("technician"), kind="长期的")
    with refused("不用延期"):
        extend_certificate(shop.workshop_supervisor, Certificate.objects.get(kind="长期的"))
