"""A store begins with the house's examples, which are told as examples."""

import pytest

from tests.support.browsing import browser_of
from tests.support.saying_no import refused
from zhangdian.management.duties.appraisal import actions, schemes
from zhangdian.management.duties.appraisal.tests.arranging import a_scheme, with_schemes
from zhangdian.management.duties.models import Scheme
from zhangdian.people.organization.roles import Role


@pytest.mark.parametrize("each", schemes.shipped(), ids=lambda each: each.role)
def test_each_example_makes_a_hundred_of_what_its_post_may_see(each):
    lines = schemes.lines_from(each.rows, each.role)
    assert sum(line.weight for line in lines) == 100


def test_they_hold_from_this_month_and_say_that_they_are_examples(shop):
    with_schemes(shop)
    advisors = Scheme.objects.get(role=Role.SERVICE_ADVISOR)
    assert advisors.since == shop.today.replace(day=1)
    assert advisors.is_example
    page = browser_of(shop.office_director).get("/duties/schemes").content.decode()
    assert "示例" in page


def test_a_post_with_a_scheme_of_its_own_keeps_it(shop):
    own = a_scheme(shop)
    with_schemes(shop)
    assert [each.pk for each in Scheme.objects.filter(role=Role.SERVICE_ADVISOR)] == [own.pk]
    with refused("都有方案了"):
        actions.load_schemes(shop.office_director, rows=list(schemes.shipped()))


def test_in_the_browser_one_press_takes_them(shop):
    mine = browser_of(shop.office_director)
    assert "载入示例方案" in mine.get("/duties/schemes").content.decode()
    assert mine.post("/act/duties.load_schemes", {}).status_code == 302
    assert Scheme.objects.count() == len(schemes.shipped())


def test_on_a_phone_each_post_is_one_short_card_that_opens_its_scheme(shop):
    with_schemes(shop)
    page = browser_of(shop.office_director).get("/duties/schemes?device=phone").content.decode()
    assert "<table" not in page
    for each in Scheme.objects.all():
        assert f'href="/duties/schemes/{each.pk}"' in page
