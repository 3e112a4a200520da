"""The office files a month when everybody has signed."""

from tests.support.browsing import browser_of
from tests.support.saying_no import refused
from zhangdian.management.duties.appraisal import actions, check
from zhangdian.management.duties.appraisal.tests.arranging import again, line_of, opened
from zhangdian.management.duties.models import Appraisal, AppraisalMonth


def all_agreed(shop) -> AppraisalMonth:
    """Both advisors' sheets, signed by everybody."""
    month: AppraisalMonth = opened(shop).month
    for name in ("service_advisor", "second_advisor"):
        sheet = Appraisal.objects.get(person=shop.person(name))
        actions.score_line(shop.front_desk_supervisor, line_of(sheet), score=3)
        actions.release_appraisal(shop.front_desk_supervisor, again(sheet))
        actions.sign_appraisal(getattr(shop, name), again(sheet))
        actions.agree_appraisal(shop.front_desk_supervisor, again(sheet))
    return month


def test_when_everybody_has_signed(shop):
    month = all_agreed(shop)
    page = browser_of(shop.general_manager).get(f"/duties/appraisals/months/{month.pk}").content.decode()
    assert "归档" in page
    actions.close_month(shop.general_manager, month)
    assert again(month).state == AppraisalMonth.State.CLOSED
    assert list(check.nobody_settles_his_own(shop.store)) == []


def test_it_names_who_has_not(shop):
    month = opened(shop).month
    with refused(shop.person("second_advisor").name):
        actions.close_month(shop.office_director, month)


def test_filed_is_filed(shop):
    month = all_agreed(shop)
    actions.close_month(shop.office_director, month)
    with refused("已归档"):
        actions.open_appraisals(shop.office_director, again(month), people=[shop.person("cashier")])
