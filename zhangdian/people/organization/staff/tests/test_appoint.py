"""A post is given to somebody who meets what it asks, or for a time with the general manager's signature."""

from datetime import timedelta

import pytest

from tests.support.saying_no import refused
from zhangdian.foundation.kernel.actions import refuse_request, sign_request
from zhangdian.people.organization.models import Tenure
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.staff.actions import (
    appoint,
    change_person_details,
    employ_person,
    record_certificate,
)


def a_novice(shop, **facts):
    given = {"education": "高中", "years_in_trade": 0, **facts}
    return employ_person(shop.office_director, employee_no="N1", name="新人", **given).subject


@pytest.mark.duty("GM-17")
def test_one_person_may_hold_several_posts(shop):
    appoint(shop.office_director, shop.person("technical_director"), role=Role.INTERNAL_TRAINER)
    assert {Role.TECHNICAL_DIRECTOR, Role.INTERNAL_TRAINER} <= shop.technical_director.roles


LACKING = [
    # duty, post, education, years in the trade, years leading, what is missing
    ("SVM-27", Role.SERVICE_MANAGER, "高中", 5, 1, "管理年限要 2 年"),
    ("FDS-08", Role.FRONT_DESK_SUPERVISOR, "高中", 2, 2, "行业年限要 3 年"),
    ("STF-13", Role.FRONT_DESK_SUPERVISOR, "高中", 9, 9, "售后管理岗位认证"),
    ("SA-30", Role.SERVICE_ADVISOR, "初中", 0, 0, "学历要高中"),
    ("WCL-16", Role.WARRANTY_CLERK, "高中", 0, 0, "行业年限要 1 年"),
    ("WSH-02", Role.WASHER, "初中", 0, 0, "学历要高中、中专或技校以上"),
    ("CAS-04", Role.CASHIER, "高中", 0, 0, "行业年限要 1 年"),
    ("WSM-22", Role.WORKSHOP_SUPERVISOR, "高中", 4, 0, "行业年限要 5 年"),
    ("TML-07", Role.TEAM_LEADER, "技校", 2, 0, "行业年限要 3 年"),
    ("TML-06", Role.TEAM_LEADER, "技校", 3, 0, "缺证书:汽车维修工五级"),
    ("TEC-10", Role.TECHNICIAN, "技校", 1, 0, "行业年限要 2 年"),
    ("PTM-18", Role.PARTS_MANAGER, "大专", 3, 0, "学历要本科"),
    ("PTP-13", Role.PARTS_PLANNER, "中专", 1, 0, "学历要大专"),
    ("PTK-14", Role.STOREKEEPER, "大专", 0, 0, "行业年限要 1 年"),
    ("TDR-15", Role.TECHNICAL_DIRECTOR, "大专", 5, 0, "学历要本科"),
    ("QCI-06", Role.QUALITY_INSPECTOR, "技校", 5, 0, "质量检验员"),
    ("STF-14", Role.QUALITY_INSPECTOR, "技校", 5, 0, "厂家岗位认证"),
    ("CRM-10", Role.CUSTOMER_RELATIONS_MANAGER, "本科", 1, 0, "行业年限要 2 年"),
    ("CSS-14", Role.AFTERSALES_CARE, "高中", 2, 0, "学历要大专"),
]


@pytest.mark.parametrize(
    ("role", "education", "years", "leading", "lacking"),
    [pytest.param(*case[1:], id=case[0], marks=pytest.mark.duty(case[0])) for case in LACKING],
)
def test_who_lacks_what_the_post_asks_is_refused_by_name(shop, role, education, years, leading, lacking):
    novice = a_novice(shop, education=education, years_in_trade=years, years_leading=leading)
    with refused("新人", role.label, lacking):
        appoint(shop.office_director, novice, role=role)


@pytest.mark.duty("TEC-10")
def test_what_was_lacking_can_be_brought(shop):
    novice = a_novice(shop, education="技校", years_in_trade=2)
    record_certificate(
        shop.office_director, novice, kind="汽车维修工四级", expires_on=shop.today + timedelta(days=400)
    )
    appoint(shop.office_director, novice, role=Role.TECHNICIAN)


def test_an_expired_paper_is_no_paper(shop):
    novice = a_novice(shop, education="技校", years_in_trade=2)
    record_certificate(shop.office_director, novice, kind="汽车维修工四级", expires_on=shop.today)
    shop.later(days=1)
    with refused("缺证书"):
        appoint(shop.office_director, novice, role=Role.TECHNICIAN)


def an_exception(shop, novice, days=90):
    return appoint(
        shop.office_director,
        novice,
        role=Role.STOREKEEPER,
        exception_until=shop.today + timedelta(days=days),
        exception_reason="旺季缺人",
    )


def test_an_exception_waits_for_the_general_manager(shop):
    novice = a_novice(shop)
    asked = an_exception(shop, novice)
    assert asked.waits_for_signature
    assert "学历要大专" in asked.subject.effect
    assert not Tenure.objects.filter(person=novice).exists()
    sign_request(shop.general_manager, asked.subject)
    tenure = Tenure.objects.get(person=novice)
    assert tenure.exception_until == shop.today + timedelta(days=90)
    assert tenure.exception_reason == "旺季缺人"


def test_a_refused_exception_gives_no_post(shop):
    novice = a_novice(shop)
    refuse_request(shop.general_manager, an_exception(shop, novice).subject, reason="先培训")
    assert not Tenure.objects.filter(person=novice).exists()


def test_an_exception_ends_with_its_day(shop):
    novice = a_novice(shop)
    sign_request(shop.general_manager, an_exception(shop, novice, days=30).subject)
    shop.later(days=30)
    assert shop.context_of(novice).roles == {Role.STOREKEEPER}
    shop.later(days=1)
    with refused("不在本店任职"):
        _ = shop.context_of(novice).roles


def test_who_asks_for_an_exception_does_not_sign_it(shop):
    novice = a_novice(shop)
    until = shop.today + timedelta(days=30)
    with refused("自己提的不能自己签"):
        appoint(
            shop.general_manager,
            novice,
            role=Role.STOREKEEPER,
            exception_until=until,
            exception_reason="急用",
        )


def test_an_exception_has_an_end_within_a_year_and_a_reason(shop):
    novice = a_novice(shop)
    with refused("一年以内"):
        an_exception(shop, novice, days=400)


def test_requirements_met_meanwhile_leave_no_exception(shop):
    novice = a_novice(shop)
    asked = an_exception(shop, novice)
    change_person_details(shop.office_director, novice, education="大专", years_in_trade=2)
    with refused("内容已经变了"):
        sign_request(shop.general_manager, asked.subject)


def test_the_same_post_is_not_given_twice(shop):
    with refused("已经在这个岗位"):
        appoint(shop.office_director, shop.person("guide"), role=Role.GUIDE)


def test_a_post_may_begin_later(shop):
    appoint(
        shop.office_director,
        shop.person("technical_director"),
        role=Role.INTERNAL_TRAINER,
        since=shop.today + timedelta(days=2),
    )
    assert Role.INTERNAL_TRAINER not in shop.technical_director.roles
    shop.later(days=2)
    assert Role.INTERNAL_TRAINER in shop.technical_director.roles
