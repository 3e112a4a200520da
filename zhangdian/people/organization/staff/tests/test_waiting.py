"""What the office and the superiors are told in time."""

from datetime import timedelta

import pytest

from zhangdian.foundation.kernel.actions import sign_request
from zhangdian.people.organization.staff import waiting
from zhangdian.people.organization.staff.actions import record_certificate
from zhangdian.people.organization.staff.tests.test_appoint import a_novice, an_exception


def titles(tasks):
    return [task.title for task in tasks]


@pytest.mark.duty("STF-15", "TML-06")
def test_a_paper_that_runs_out_is_told_to_the_office_and_the_next_above(shop):
    technician = shop.person("technician")
    record_certificate(
        shop.office_director, technician, kind="新考的", expires_on=shop.today + timedelta(days=60)
    )
    told = [(f"{technician.name}的证书 60 天后到期", "新考的")]
    for who in (shop.office_director, shop.workshop_supervisor):
        assert [(task.title, task.remark) for task in waiting.papers_that_run_out(who)] == told
    assert not waiting.papers_that_run_out(shop.parts_manager)
    assert not waiting.papers_that_run_out(shop.other_store_manager)


def test_a_week_before_it_is_late(shop):
    record_certificate(
        shop.office_director, shop.person("guide"), kind="新考的", expires_on=shop.today + timedelta(days=7)
    )
    (task,) = waiting.papers_that_run_out(shop.office_director)
    assert task.late(shop.now)
    shop.later(days=8)
    assert "已过期 1 天" in waiting.papers_that_run_out(shop.office_director)[0].title


def test_an_exception_that_ends_is_told_a_fortnight_before(shop):
    sign_request(shop.general_manager, an_exception(shop, a_novice(shop), days=30).subject)
    assert not waiting.exceptions_that_end(shop.office_director)
    shop.later(days=16)
    assert "新人 任配件管理员的例外" in waiting.exceptions_that_end(shop.office_director)[0].title
