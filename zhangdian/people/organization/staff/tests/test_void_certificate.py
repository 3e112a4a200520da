"""A paper entered wrongly counts no more and stays to be seen."""

from tests.support.saying_no import refused
from zhangdian.people.organization.models import Certificate
from zhangdian.people.organization.staff.actions import void_certificate
from zhangdian.people.organization.staff.tests.test_record_certificate import holds


def test_it_counts_no_more(shop):
    paper = Certificate.objects.get(person=shop.person("second_technician"), kind__startswith="低压电工")
    void_certificate(shop.internal_trainer, paper, reason="登错人")
    assert not holds(shop, "second_technician")
    with refused("已经作废"):
        void_certificate(shop.internal_trainer, paper, reason="再来")


def test_a_reason_is_needed(shop):
    paper = Certificate.objects.get(person=shop.person("driver"))
    with refused("写明原因"):
        void_certificate(shop.internal_trainer, paper, reason="")
