"""Insurance's pages as its posts see them."""

import pytest

from tests.support.browsing import browser_of
from zhangdian.aftercare.insurance.models import Cover, RateTable
from zhangdian.aftercare.insurance.posts import QUOTERS, READERS
from zhangdian.aftercare.insurance.tests.arranging import a_quote, insurer
from zhangdian.people.organization.models import Store


def page(who, address):
    answer = browser_of(who).get(address)
    return answer.status_code, answer.content.decode()


def test_the_list_says_who_may_be_sold(shop):
    status, body = page(shop.renewal_clerk, "/insurance/insurers")
    assert status == 200
    assert "安禾" in body
    assert "未认证" in body
    assert "登记保险公司" not in body
    assert "insurance.add_insurer" not in body


def test_only_the_unapproved(shop):
    _, body = page(shop.renewal_clerk, "/insurance/insurers?barred=1")
    assert "青漠" in body
    assert "安禾" not in body


def test_an_insurer_shows_every_approval_and_who_may_give_one(shop):
    status, body = page(shop.fi_manager, f"/insurance/insurers/{insurer('QM').pk}")
    assert status == 200
    assert "已到期" in body
    assert "insurance.approve_insurer" in body
    assert "insurance.withdraw_insurer" not in body


def test_a_cover_is_explained_with_what_it_needs(shop):
    scratch = Cover.objects.get(code="BODY_SCRATCH")
    status, body = page(shop.sales_consultant, f"/insurance/covers/{scratch.pk}")
    assert status == 200
    assert "车损险" in body
    assert "划痕" in body


def test_the_workshop_has_no_such_page(shop):
    assert page(shop.technician, "/insurance/insurers")[0] == 404


def test_a_table_shows_its_rows_and_that_it_is_an_example(shop):
    table = RateTable.objects.get(kind="vvt", region="示例地区甲")
    status, body = page(shop.renewal_clerk, f"/insurance/tables/{table.pk}")
    assert status == 200
    assert "示例：不是本店的数" in body
    assert "1.0–1.6 升" in body
    assert "照这版录入新版" not in body


def test_the_next_edition_is_typed_over_the_last(shop):
    table = RateTable.objects.get(kind="loading")
    _, body = page(shop.fi_manager, f"/insurance/tables/{table.pk}")
    assert "照这版录入新版" in body
    _, form = page(shop.fi_manager, "/act/insurance.enter_table?kind=loading&region=")
    assert 'value="0.25' in form


def test_limits_and_rules_stand_on_one_page(shop):
    status, body = page(shop.new_car_insurance, "/insurance/rules")
    assert status == 200
    assert "新车保险专员" in body
    assert "车轮险只收三年以内的车" in body


@pytest.mark.parametrize("post", READERS)
def test_a_car_tells_its_quotes_and_who_may_make_another(shop, post):
    quote = a_quote(shop)
    status, body = page(shop.in_role(post), f"/customers/vehicles/{quote.vehicle_id}")
    assert status == 200
    assert quote.number in body
    assert body.count(f'href="/act/insurance.open_quote/{quote.vehicle_id}') == (post in QUOTERS)


def test_figures_of_the_last_edition_stand_there_without_idle_zeros(shop):
    _, form = page(shop.fi_manager, "/act/insurance.enter_table?kind=tci_base&region=")
    assert 'value="950"' in form
    assert ".000" not in form


def test_the_paper_of_a_trial_bears_the_name_of_the_store(shop):
    _, body = page(shop.renewal_clerk, f"/insurance/quotes/{a_quote(shop).pk}/paper")
    assert Store.objects.get(pk=shop.store_id).name in body
