"""An insurer is known before it is approved."""

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance import queries
from zhangdian.aftercare.insurance.insurers.actions import add_insurer
from zhangdian.aftercare.insurance.tests.arranging import another


@pytest.mark.duty("RNW-31")
def test_it_is_not_approved_by_being_known(shop):
    made = another(shop)
    assert made.code == "LN"
    assert made not in queries.approved_insurers(shop.fi_manager, shop.today)


def test_a_code_names_one(shop):
    another(shop)
    with refused("简码已有保险公司"):
        another(shop, "ln")


@pytest.mark.parametrize("lacking", ["code", "name", "short_name"])
def test_it_has_code_and_names(shop, lacking):
    given = {"code": "LN", "name": "蓝屿财险", "short_name": "蓝屿", lacking: "  "}
    with refused("请填"):
        add_insurer(shop.fi_manager, **given)
