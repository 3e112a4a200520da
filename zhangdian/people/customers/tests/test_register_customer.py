"""A person or company enters the files once."""

import pytest

from zhangdian.foundation.kernel.refusals import Question, Refusal
from zhangdian.people.customers.actions import register_customer
from zhangdian.people.customers.models import Customer
from zhangdian.people.customers.tests.arrange import a_customer, again

PERSON, COMPANY = Customer.Kind


def test_what_was_typed_is_kept_in_one_spelling(shop):
    customer = a_customer(shop, name=" 段 素琴 ", phone="+86 161-1000 0000")
    assert (customer.name.open(), customer.phone.open()) == ("段素琴", "16110000000")


def test_he_is_found_by_tail_hash_initials_and_pinyin(shop):
    customer = a_customer(shop, name="单雄信")
    assert (customer.phone_tail, customer.initials, customer.pinyin) == ("0000", "sxx", "shanxiongxin")
    assert (customer.misread, customer.misread_initials, customer.given_name) == (
        "danxiongxin",
        "dxx",
        "雄信",
    )
    assert customer.phone_key
    assert "1611" not in customer.phone_key


def test_name_phone_and_address_print_their_masks(shop):
    customer = a_customer(shop, address="宁州市望澜区天河路 1 号")
    assert (str(customer), str(customer.phone), str(customer.address)) == (
        "段*",
        "161****0000",
        "宁州市望澜区***",
    )


def test_the_same_name_with_the_same_number_is_the_same_customer(shop):
    a_customer(shop)
    with pytest.raises(Refusal, match="已有客户档案"):
        a_customer(shop)


def test_another_name_with_the_same_number_is_asked_about(shop):
    a_customer(shop)
    with pytest.raises(Question, match="共用"):
        a_customer(shop, name="段小军")
    answered = {"customers.phone_is_shared": "家人共用"}
    register_customer(shop.service_advisor, kind=PERSON, name="段小军", phone="16110000000", because=answered)
    assert Customer.objects.numbered("16110000000").count() == 2


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"phone": "1611000000"}, "10 位"),
        ({"id_number": "110101199003078888"}, "校验位"),
        ({"credit_code": "91110000600037341L"}, "个人没有统一社会信用代码"),
        ({"name": "  "}, "姓名是空的"),
    ],
)
def test_what_is_wrong_is_refused_with_the_reason(shop, given, why):
    with pytest.raises(Refusal, match=why):
        a_customer(shop, **given)


def test_a_company_has_a_code_and_no_id_number(shop):
    company = a_customer(
        shop, name="望澜建设有限公司", kind=COMPANY, phone="", credit_code="91110000600037341L"
    )
    assert company.credit_code == "91110000600037341L"
    with pytest.raises(Refusal, match="单位没有身份证号"):
        a_customer(shop, name="望澜物业公司", kind=COMPANY, id_number="11010119900307109X")


def test_an_id_number_belongs_to_one_customer(shop):
    a_customer(shop, id_number="11010519491231002X")
    with pytest.raises(Refusal, match="已有客户档案"):
        a_customer(shop, name="段琴", phone="16110000001", id_number="11010519491231002X")


def test_the_journal_keeps_his_data_in_the_part_that_may_be_erased(shop):
    done = register_customer(shop.service_advisor, kind=PERSON, name="段素琴", phone="16110000000")
    assert "段素琴" not in done.entry.inputs_text
    assert "16110000000" not in done.entry.inputs_text + done.entry.changes_text
    assert "16110000000" in done.entry.personal_text


def test_another_store_that_does_not_share_knows_nothing_of_him(shop):
    customer = a_customer(shop)
    assert not Customer.objects.of(shop.other_store_advisor).filter(pk=customer.pk).exists()
    twin = register_customer(
        shop.other_store_advisor, kind=PERSON, name="段素琴", phone="16110000000"
    ).subject
    assert again(twin).pool != customer.pool
