"""An exception is signed for another while."""

from datetime import timedelta

from tests.support.saying_no import refused
from zhangdian.foundation.kernel.actions import sign_request
from zhangdian.people.organization.models import Tenure
from zhangdian.people.organization.staff.actions import extend_exception
from zhangdian.people.organization.staff.tests.test_appoint import a_novice, an_exception


def a_storekeeper_by_exception(shop):
    novice = a_novice(shop)
    sign_request(shop.general_manager, an_exception(shop, novice, days=30).subject)
    return Tenure.objects.get(person=novice)


def test_the_general_manager_signs_again(shop):
    tenure = a_storekeeper_by_exception(shop)
    until = shop.today + timedelta(days=60)
    asked = extend_exception(shop.office_director, tenure, until=until, reason="还差半年")
    assert Tenure.objects.get(pk=tenure.pk).exception_until != until
    sign_request(shop.general_manager, asked.subject)
    assert Tenure.objects.get(pk=tenure.pk).exception_until == until


def test_it_only_grows(shop):
    tenure = a_storekeeper_by_exception(shop)
    with refused("晚于原来的"):
        extend_exception(shop.office_director, tenure, until=shop.today, reason="改短")


def test_a_post_without_exception_needs_none(shop):
    tenure = Tenure.objects.get(person=shop.person("guide"))
    until = shop.today + timedelta(days=60)
    with refused("没有例外"):
        extend_exception(shop.office_director, tenure, until=until, reason="多余")
