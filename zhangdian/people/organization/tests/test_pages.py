"""Looking: each page for each post; another store's person answers exactly as one that does not exist."""

import pytest

from tests.support.browsers import logged_in
from zhangdian.doors.simulation.people import HOLDERS
from zhangdian.foundation.kernel import registry
from zhangdian.foundation.kernel.models import Entry
from zhangdian.people.organization import finding
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.roles import Role

PAGES = (
    "/staff",
    "/account",
    "/account/password",
    "/devices",
    "/permissions",
    "/store",
    "/staff?who=all&q=林",
)


@pytest.mark.long_on("postgres")
@pytest.mark.parametrize("role", Role, ids=lambda role: role.name)
def test_every_page_opens_for_every_post_and_writes_nothing(shop, role):
    browser = logged_in(shop.in_role(role))
    before = Entry.objects.count()
    for page in (*PAGES, f"/staff/{shop.person('technician').pk}"):
        assert browser.get(page).status_code == 200, page
    assert Entry.objects.count() == before


def test_another_stores_person_answers_exactly_as_none(shop):
    browser = logged_in(shop.general_manager)
    other, nobody = shop.person("other_store_advisor").pk, 987_654_321
    ways = ["/staff/{}", "/staff/{}/password"]
    ways += [f"/act/{each.name}/{{}}" for each in registry.ACTIONS.values() if each.subject_model is Person]
    for way in ways:
        for ask in (browser.get, browser.post):
            answers = [ask(way.format(pk), {"reason": "x"}) for pk in (other, nobody)]
            assert answers[0].status_code == answers[1].status_code, way
            hidden = [
                answer.content.decode().replace(str(pk), "#")
                for answer, pk in zip(answers, (other, nobody), strict=True)
            ]
            assert hidden[0] == hidden[1], way


def test_an_unknown_address_says_the_same(shop):
    browser = logged_in(shop.general_manager)
    other = shop.person("other_store_advisor").pk
    here, nowhere = browser.get(f"/staff/{other}"), browser.get("/no/such/page")
    assert here.status_code == nowhere.status_code == 404
    assert here.content == nowhere.content


def test_the_search_finds_colleagues_of_this_store_only(shop):
    advisor, other = shop.person("service_advisor"), shop.person("other_store_advisor")
    assert [hit.title for hit in finding.people(shop.guide, advisor.name)] == [advisor.name]
    assert not finding.people(shop.guide, other.name)
    assert finding.people(shop.guide, advisor.employee_no.lower())[0].title == advisor.name


def test_telephones_are_masked_on_pages_of_those_who_need_them_not(shop):
    number = shop.person("technician").phone.open()
    page = f"/staff/{shop.person('technician').pk}"
    assert number not in logged_in(shop.washer).get(page).content.decode()
    assert number not in logged_in(shop.washer).get("/staff").content.decode()
    assert number in logged_in(shop.office_director).get(page).content.decode()


def test_a_list_costs_the_same_for_few_and_many(shop, django_assert_max_num_queries):
    browser = logged_in(shop.office_director)
    with django_assert_max_num_queries(8):
        browser.get("/staff")


def test_buttons_are_those_of_the_post(shop):
    page = f"/staff/{shop.person('technician').pk}"
    office = logged_in(shop.office_director).get(page).content.decode()
    washer = logged_in(shop.washer).get(page).content.decode()
    assert "organization.appoint" in office
    assert "organization.appoint" not in washer


def test_the_office_appoints_from_the_page(shop):
    browser = logged_in(shop.office_director)
    trainer = shop.person("technical_director")
    answer = browser.post(f"/act/organization.appoint/{trainer.pk}", {"role": "TRN", "token": "t"})
    assert answer.status_code == 302
    assert Role.INTERNAL_TRAINER in shop.technical_director.roles


def test_every_post_has_somebody_in_the_shop():
    assert set(HOLDERS) == {role.value for role in Role}
