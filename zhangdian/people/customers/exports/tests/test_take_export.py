"""A signed export is taken once, by who asked."""

import pytest

from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.customers.exports.actions import take_export
from zhangdian.people.customers.exports.tests.test_export_customers import signed
from zhangdian.people.customers.tests.arrange import a_car, again


def test_once(shop):
    a_car(shop)
    export = signed(shop)
    take_export(shop.aftersales_care, export)
    assert (again(export).state, again(export).taken_at) == ("taken", shop.now)
    with pytest.raises(Refusal, match="已下载"):
        take_export(shop.aftersales_care, export)
