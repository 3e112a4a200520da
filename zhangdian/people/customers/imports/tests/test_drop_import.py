"""A ledger is not taken in after all."""

import pytest

from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.customers.imports.actions import drop_import, start_import
from zhangdian.people.customers.tests.arrange import again


def test_it_goes_no_further(shop, bring, ledger):
    run = bring.tried(ledger([["宁Z62966"]], ["车牌"]))
    drop_import(shop.service_manager, run)
    assert again(run).state == "dropped"
    with pytest.raises(Refusal, match="已放弃"):
        start_import(shop.service_manager, run)
