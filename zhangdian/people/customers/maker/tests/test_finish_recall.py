"""The car is mended."""

from datetime import date, timedelta

import pytest

from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.customers import queries
from zhangdian.people.customers.maker.actions import finish_recall
from zhangdian.people.customers.maker.tests.test_tell_recall import one  # noqa: F401


def test_done_elsewhere_with_its_paper(shop, one):  # noqa: F811
    finish_recall(shop.warranty_clerk, one, done_on=date(2026, 10, 1), paper="江岸店结算单 88")
    assert queries.vehicle_card(shop.service_advisor, one.vehicle).recalls == []


def test_not_in_the_future_and_not_without_paper(shop, one):  # noqa: F811
    with pytest.raises(Refusal, match="还没到"):
        finish_recall(shop.warranty_clerk, one, done_on=shop.today + timedelta(days=1), paper="x")
    with pytest.raises(Refusal, match="凭什么"):
        finish_recall(shop.warranty_clerk, one, done_on=shop.today, paper="")
