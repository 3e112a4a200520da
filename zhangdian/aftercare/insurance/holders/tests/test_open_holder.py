"""Telephone and identity number of a holder stand masked until somebody says why he looks (NBI-12)."""

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.dossiers.actions import open_document
from zhangdian.aftercare.insurance.dossiers.tests.arranging import LAST, a_dossier, collected, item
from zhangdian.aftercare.insurance.dossiers.tests.test_open_document import asks_to_be_forgotten
from zhangdian.aftercare.insurance.holders.actions import open_holder
from zhangdian.aftercare.insurance.policies.tests.arranging import a_policy
from zhangdian.aftercare.insurance.policies.tests.test_whose_customer import (
    IDENTITY,
    PHONE,
    becomes_his,
    insured,
    page,
)
from zhangdian.foundation.kernel.actions import sign_request
from zhangdian.foundation.kernel.models import Entry
from zhangdian.people.organization.stores.actions import set_store_rate

WHY = "客户问保单"


@pytest.mark.duty("NBI-12")
def test_the_full_view_of_the_specialist_is_in_the_journal_and_lasts_ten_minutes(shop):
    policy = insured(shop)
    seen = page(shop.new_car_insurance, policy)
    assert "段素琴" in seen
    assert "161****0041" in seen
    assert PHONE not in seen
    assert IDENTITY not in seen
    open_holder(shop.new_car_insurance, policy, why=WHY)
    seen = page(shop.new_car_insurance, policy)
    assert PHONE in seen
    assert IDENTITY in seen
    entry = Entry.objects.get(action="insurance.open_holder")
    assert (entry.person, entry.inputs["why"]) == (shop.person("new_car_insurance"), WHY)
    assert PHONE not in page(shop.fi_manager, policy)
    shop.later(minutes=11)
    assert PHONE not in page(shop.new_car_insurance, policy)


@pytest.mark.duty("NBI-12")
def test_a_consultant_opens_his_own_customer_and_no_other(shop):
    policy = insured(shop)
    with refused("不是您的客户"):
        open_holder(shop.sales_consultant, policy, why=WHY)
    becomes_his(shop, policy)
    open_holder(shop.sales_consultant, policy, why=WHY)
    seen = page(shop.sales_consultant, policy)
    assert PHONE in seen
    assert IDENTITY not in seen  # his post asks nobody for it


@pytest.mark.duty("NBI-12")
def test_nor_does_he_open_papers_of_anothers_customer(shop):
    dossier = a_dossier(shop)
    collected(shop, dossier, LAST)
    with refused("不是您的客户"):
        open_document(shop.sales_consultant, item(dossier, LAST), why="核对投保信息")
    becomes_his(shop, dossier.policy)
    open_document(shop.sales_consultant, item(dossier, LAST), why="核对投保信息")


def test_without_a_reason_or_a_holder_nothing_opens(shop):
    with refused("为什么"):
        open_holder(shop.new_car_insurance, insured(shop), why=" ")
    with refused("没有投保人"):
        open_holder(shop.new_car_insurance, a_policy(shop), why=WHY)


def test_of_a_customer_who_asked_to_be_forgotten_it_does_not_open(shop):
    policy = insured(shop)
    asks_to_be_forgotten(shop, policy.holder)
    with refused("只保存，不能看"):
        open_holder(shop.new_car_insurance, policy, why=WHY)
    assert "段素琴" not in page(shop.new_car_insurance, policy)


def test_looks_at_holders_and_papers_count_together_and_beyond_so_many_the_manager_signs(shop):
    set_store_rate(shop.general_manager, key="保险 每天查看资料几次后要签字", value=1, unit="次")
    policy = insured(shop)
    open_holder(shop.new_car_insurance, policy, why=WHY)
    other = insured(shop, 42, phone="16110000042", id_number="")
    done = open_holder(shop.new_car_insurance, other, why=WHY)
    assert done.waits_for_signature
    sign_request(shop.fi_manager, done.subject)
    assert "16110000042" in page(shop.new_car_insurance, other)
