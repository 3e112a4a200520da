"""A corrected notice takes the place of the old one and is read again."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.management.notices import desks
from zhangdian.management.notices.actions import confirm_notice, correct_notice, withdraw_notice
from zhangdian.management.notices.models import Notice
from zhangdian.management.notices.tests.arranging import again, reads, receipt, told
from zhangdian.people.organization.roles import Role


def corrected(shop, notice, who=None, **how):
    given = {
        "title": notice.title,
        "text": "12 月 5 日起执行。",
        "what_changed": "改为 12 月 5 日起",
        "read_by": shop.now + timedelta(days=1),
        "effective_on": shop.today + timedelta(days=8),
        **how,
    }
    return correct_notice(who or shop.new_car_insurance, notice, **given).subject


def test_who_had_read_the_old_one_reads_the_new_one_again(shop):
    notice = told(shop, people=[shop.person("showroom_host")])
    reads(notice, shop.sales_consultant)
    made = corrected(shop, notice)
    assert (made.edition, made.number, again(notice).state) == (2, notice.number, Notice.State.REPLACED)
    for who in (shop.sales_consultant, shop.showroom_host):
        [task] = desks.notices_to_read(who)
        assert task.title == f"{notice.title}（第 2 版）"
    with refused("已经更正"):
        confirm_notice(shop.showroom_host, receipt(notice, shop.showroom_host))


def test_both_editions_lead_to_each_other(shop):
    notice = told(shop)
    made = corrected(shop, notice)
    old = said(look(shop.sales_consultant, reverse("notices:notice", args=[notice.pk])))
    new = said(look(shop.sales_consultant, reverse("notices:notice", args=[made.pk])))
    assert "这一版已更正" in old
    assert "改了：改为 12 月 5 日起" in new


@pytest.mark.parametrize(
    ("how", "says"), [({"what_changed": " "}, "改了什么"), ({"text": " "}, "标题和正文")]
)
def test_it_says_what_has_changed(shop, how, says):
    notice = told(shop)
    with refused(says):
        corrected(shop, notice, **how)


def test_a_manager_of_the_kind_may_and_a_reader_may_not(shop):
    notice = told(shop)
    with refused("由发布人"):
        corrected(shop, notice, shop.sales_consultant)
    assert corrected(shop, notice, shop.fi_manager).edition == 2


def test_what_is_corrected_or_withdrawn_is_not_corrected_again(shop):
    notice = told(shop)
    made = corrected(shop, notice)
    with refused("已更正"):
        corrected(shop, again(notice))
    withdraw_notice(shop.new_car_insurance, made, why="政策取消")
    with refused("已撤回"):
        corrected(shop, again(made))


def test_parts_of_another_kind_are_refused(shop):
    notice = told(shop, posts=[Role.SALES_CONSULTANT])
    from_catalogue = Notice._meta.get_field("parts").related_model._meta.get_field("part").related_model
    with refused("不挂配件"):
        corrected(shop, notice, parts=[from_catalogue.objects.earliest("pk")])
