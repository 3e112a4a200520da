"""A range comes in: every number of it is in one person's hands from then on (NBI-07)."""

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.models import FormMove, NumberedForm
from zhangdian.aftercare.insurance.numbered.tests.arranging import form, received, with_paper


@pytest.mark.duty("NBI-07")
def test_every_number_is_in_the_hands_of_who_received_it(shop):
    received(with_paper(shop))
    assert NumberedForm.objects.filter(holder=shop.person("renewal_clerk"), state="held").count() == 20
    assert form("AH0000119").holder == shop.person("renewal_clerk")
    assert FormMove.objects.filter(what="in").count() == 20


def test_a_store_with_electronic_policies_only_has_no_such_register(shop):
    with refused("没有开纸质单证", "总经理"):
        received(shop)


@pytest.mark.duty("NBI-07")
def test_no_number_comes_in_twice(shop):
    received(with_paper(shop))
    with refused("已经领过"):
        received(shop, shop.fi_manager, first="AH0000119", last="AH0000125")
    received(shop, kind="保险标志")


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("AH0000119", "AH0000100", "止号不能小于起号"),
        ("AH0000100", "ZA0000119", "同一个字头"),
        ("AH0000100", "AH0000600", "最多 500 个号"),
        ("没有数字", "没有", "不像编号"),
    ],
)
def test_what_is_no_range_is_refused(shop, first, last, words):
    with refused(words):
        received(with_paper(shop), first=first, last=last)
