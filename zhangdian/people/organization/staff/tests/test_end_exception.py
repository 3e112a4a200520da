"""The requirements are met now: the exception goes, the post stays."""

from tests.support.saying_no import refused
from zhangdian.people.organization.models import Tenure
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.staff.actions import change_person_details, end_exception
from zhangdian.people.organization.staff.tests.test_extend_exception import a_storekeeper_by_exception


def test_the_post_is_held_like_any_other(shop):
    tenure = a_storekeeper_by_exception(shop)
    person = tenure.person
    change_person_details(shop.office_director, person, education="大专", years_in_trade=1)
    end_exception(shop.office_director, tenure)
    assert Tenure.objects.get(pk=tenure.pk).exception_until is None
    shop.later(days=60)
    assert shop.context_of(person).roles == {Role.STOREKEEPER}


def test_what_is_still_missing_is_named(shop):
    with refused("学历要大专"):
        end_exception(shop.office_director, a_storekeeper_by_exception(shop))
