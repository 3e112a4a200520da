"""What each sees of learning: his own, his people's, the bank only who keeps it."""

from datetime import timedelta

import pytest
from django.http import Http404
from django.urls import reverse

from tests.support.looking import look, said
from zhangdian.aftercare.insurance.tests import arranging as quoting
from zhangdian.management.duties import desks as duties
from zhangdian.management.duties.models import DueItem
from zhangdian.management.duties.tests.arranging import the_clock_looks, with_duties
from zhangdian.people.organization.models import Certificate
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.staff.actions import record_certificate, void_certificate
from zhangdian.resources.training import desks
from zhangdian.resources.training.tests.arranging import a_bank, a_course, a_paper, taken

LEARNING = "training:learning"


def test_my_page_says_until_when_and_lets_me_begin(shop):
    a_course(shop)
    page = said(look(shop.renewal_clerk, reverse(LEARNING)))
    assert "待通过" in page
    assert "开始考试" in page
    assert "没有要学的" in said(look(shop.guard, reverse(LEARNING)))


def test_an_open_paper_goes_on_and_a_failed_one_waits(shop):
    course = a_course(shop)
    a_paper(shop, course)
    assert "接着答" in said(look(shop.renewal_clerk, reverse(LEARNING)))


def test_after_a_failed_one_it_says_when_again(shop):
    taken(shop, a_course(shop), wrong=1)
    page = said(look(shop.renewal_clerk, reverse(LEARNING)))
    assert "以后再考" in page
    assert "开始考试" not in page


@pytest.mark.parametrize("page", ["training:questions", "training:matrix", "training:courses"])
def test_who_leads_nobody_has_no_such_page(shop, page):
    with pytest.raises(Http404):
        look(shop.renewal_clerk, reverse(page))
    assert look(shop.fi_manager, reverse(page)).status_code == 200


def test_the_bank_is_narrowed_to_what_is_asked_for(shop):
    a_bank(shop, 2, topic="甲")
    a_bank(shop, 1, topic="乙", text="乙里的这一题？")
    assert "乙里的这一题" not in said(look(shop.fi_manager, reverse("training:questions") + "?topic=甲"))
    assert "乙里的这一题" in said(look(shop.fi_manager, reverse("training:questions") + "?q=这一题"))


def test_his_training_file_stands_on_his_page(shop):
    taken(shop, a_course(shop))
    address = reverse("organization:person", args=[shop.person("renewal_clerk").pk])
    assert "上次 2 / 2" in said(look(shop.fi_manager, address))


@pytest.mark.duty("NBI-03")
def test_whose_clause_test_has_lapsed_is_told_so_at_a_quote(shop):
    course = a_course(shop, name="车险条款", certificate="车险条款", place="insurance.quote")
    quote = quoting.a_quote(shop)
    address = reverse("insurance:quote", args=[quote.pk])
    assert "您没有有效的“车险条款”证书" in said(look(shop.renewal_clerk, address))
    assert "您没有有效的" not in said(look(shop.new_car_insurance, address))
    record_certificate(shop.office_director, shop.person("renewal_clerk"), kind=course.certificate)
    assert "您没有有效的" not in said(look(shop.renewal_clerk, address))


@pytest.mark.duty("RNW-18", "NBI-03", "NBI-04", "RNW-19", "RNW-27")
@pytest.mark.parametrize(
    ("code", "kind", "desk"),
    [
        ("RNW-18", "车险条款", "renewal_clerk"),
        ("RNW-19", "理赔实务", "renewal_clerk"),
        ("RNW-27", "保险出单", "renewal_clerk"),
        ("NBI-03", "车险条款", "new_car_insurance"),
        ("NBI-04", "保险出单", "new_car_insurance"),
    ],
)
def test_a_lapsing_certificate_is_owed_until_the_retest_is_passed_and_stands_once_on_today(
    shop, code, kind, desk
):
    with_duties(shop)
    who = getattr(shop, desk)
    for paper in Certificate.objects.filter(person=who.person_id, kind=kind):
        void_certificate(shop.office_director, paper, reason="重新登记")
    until = shop.today + timedelta(days=10)
    record_certificate(shop.office_director, shop.person(desk), kind=kind, expires_on=until)
    course = a_course(
        shop, certificate=kind, posts=[Role.RENEWAL_SPECIALIST, Role.NEW_CAR_INSURANCE], retest_days=14
    )
    the_clock_looks(shop)
    [item] = DueItem.objects.filter(code=code, person=who.person_id)
    [task] = desks.courses_to_pass(who)
    assert "该重考" in task.title
    assert [each for each in duties.duties_of_mine(who) if kind in each.title or kind in each.remark] == []
    taken(shop, course, who)
    the_clock_looks(shop)
    item.refresh_from_db()
    assert item.proof.action == "training.hand_in"
    assert desks.courses_to_pass(who) == []
