"""A signed sheet that was wrong after all lies before its person again, while the month is open."""

from tests.support.saying_no import refused
from zhangdian.foundation.kernel.actions import sign_request
from zhangdian.management.duties.appraisal import actions
from zhangdian.management.duties.appraisal.tests.arranging import (
    DUTIES,
    SCORED,
    again,
    line_of,
    sheet_of,
    signed,
    the_month_ends,
)
from zhangdian.management.duties.appraisal.tests.test_close_month import all_agreed
from zhangdian.management.duties.models import Appraisal
from zhangdian.people.organization.roles import Role


def reopen(who, appraisal):
    return actions.reopen_appraisal(who, appraisal, why="指标的记录后来作废了")


def test_signatures_are_gone_and_he_may_object_anew(shop):
    appraisal = signed(shop)
    actions.agree_appraisal(shop.front_desk_supervisor, appraisal)
    shop.later(days=5)
    reopen(shop.office_director, again(appraisal))
    found = again(appraisal)
    assert found.state == Appraisal.State.RELEASED
    assert (found.signed_at, found.agreed_at, found.agreed_by) == (None, None, None)
    actions.object_to_line(shop.service_advisor, line_of(found, 1), reason="重算")


def test_not_in_a_month_that_is_filed(shop):
    month = all_agreed(shop)
    actions.close_month(shop.office_director, month)
    with refused("已经归档"):
        reopen(shop.office_director, Appraisal.objects.first())


def test_nobody_reopens_his_own(shop):
    asked = actions.set_scheme(
        shop.office_director, role=Role.OFFICE_DIRECTOR, since=shop.today, rows=[DUTIES, SCORED], reason="定"
    )
    sign_request(shop.general_manager, asked.subject)
    the_month_ends(shop)
    own = sheet_of(shop, "office_director")
    actions.score_line(shop.general_manager, line_of(own), score=3)
    actions.release_appraisal(shop.general_manager, again(own))
    actions.sign_appraisal(shop.office_director, again(own))
    with refused("自己的考核单"):
        reopen(shop.office_director, again(own))
    reopen(shop.general_manager, again(own))
