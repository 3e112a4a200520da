"""Whose appraisal somebody sees: his own and those below him; for all others there is none, by any way."""

import pytest

from tests.support.browsing import browser_of
from tests.support.saying_no import not_here
from zhangdian.foundation.kernel import registry
from zhangdian.management.duties.appraisal import actions
from zhangdian.management.duties.appraisal.seen import appraisals_open_to
from zhangdian.management.duties.appraisal.tests.arranging import DUTIES, SCORED, line_of, objected
from zhangdian.management.duties.models import Appraisal
from zhangdian.people.organization.roles import Role

SEES = ["service_advisor", "front_desk_supervisor", "service_manager", "general_manager", "office_director"]
SEES_NOT = [
    "second_advisor", "workshop_supervisor", "parts_manager", "customer_relations_manager", "finance_manager",
    "sales_manager", "technician", "cashier", "deputy_general_manager", "other_store_advisor",
    "other_store_manager",
]  # fmt: skip


def addresses(objection):
    sheet = objection.appraisal
    return [
        f"/duties/appraisals/{sheet.pk}",
        f"/duties/appraisals/{sheet.pk}/paper",
        f"/duties/appraisals/lines/{line_of(sheet, 1).pk}",
        f"/act/duties.object_to_line/{line_of(sheet, 1).pk}",
    ]


@pytest.mark.parametrize("name", SEES)
def test_he_and_those_above_him_and_the_office_see_it(shop, name):
    objection = objected(shop)
    who = getattr(shop, name)
    assert objection.appraisal in appraisals_open_to(who)
    assert objection.appraisal.is_open_to(who)
    answers = [browser_of(who).get(url).status_code for url in addresses(objection)]
    assert answers == [200] * 4


@pytest.mark.parametrize("name", SEES_NOT)
def test_for_all_others_it_is_as_if_there_were_none(shop, name):
    objection = objected(shop)
    who, sheet = getattr(shop, name), objection.appraisal
    assert sheet not in appraisals_open_to(who)
    assert not sheet.is_open_to(who) or who.store_id != sheet.store_id
    mine = browser_of(who)
    for url in addresses(objection):
        absent = mine.get(url.replace(str(sheet.pk), "999999").replace(str(line_of(sheet, 1).pk), "999999"))
        found = mine.get(url)
        assert (found.status_code, len(found.content)) == (404, len(absent.content))
    assert shop.person("service_advisor").name not in mine.get("/duties/appraisals").content.decode()
    sent = mine.post("/export/appraisals", {})
    assert sent.status_code == 200
    with not_here():
        actions.sign_appraisal(who, sheet)
    with not_here():
        actions.object_to_line(who, line_of(sheet, 1), reason="不是我的")
    with not_here():
        actions.withdraw_objection(who, objection)


def test_list_and_record_say_the_same_for_every_post(shop):
    sheet = objected(shop).appraisal
    for role in Role:
        who = shop.in_role(role)
        assert (sheet in appraisals_open_to(who)) is sheet.is_open_to(who), role


@pytest.mark.parametrize(
    "name", [each.name for each in registry.ACTIONS.values() if each.subject_model is Appraisal]
)
def test_every_act_on_it_answers_who_may_not_know_of_it_as_if_it_were_not_there(shop, name):
    sheet = objected(shop).appraisal
    action = registry.ACTIONS[name]
    stranger = shop.parts_manager
    if not action.open_to(stranger, stranger.standing):
        return
    assert not action.status(stranger, sheet).relevant
    inputs = dict.fromkeys(set(action.inputs) - set(action.defaults), "x")
    with not_here():
        action(stranger, sheet, **inputs)


def test_a_month_that_runs_is_seen_by_the_same(shop):
    actions.set_scheme(
        shop.office_director, role=Role.SERVICE_ADVISOR, since=shop.today, rows=[DUTIES, SCORED], reason="定"
    )
    person = shop.person("service_advisor")
    for name, status in (*((each, 200) for each in SEES), *((each, 404) for each in SEES_NOT)):
        answer = browser_of(getattr(shop, name)).get(f"/duties/appraisals/now/{person.pk}")
        assert answer.status_code == status, name
    assert browser_of(shop.service_advisor).get("/duties/appraisals/now").status_code == 200
    assert "没有要考核您的方案" in browser_of(shop.cashier).get("/duties/appraisals/now").content.decode()
