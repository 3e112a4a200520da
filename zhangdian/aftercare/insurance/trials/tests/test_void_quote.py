"""A quote that is told no more keeps its figures."""

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.models import Quote
from zhangdian.aftercare.insurance.tests.arranging import a_quote
from zhangdian.aftercare.insurance.trials.actions import void_quote


@pytest.mark.duty("RNW-07")
def test_its_figures_stay(shop):
    quote = a_quote(shop)
    void_quote(shop.renewal_clerk, quote, why="客户改了险种")
    now = Quote.objects.get(pk=quote.pk)
    assert now.state == Quote.State.VOID
    assert now.offers.get().total is not None


def test_it_says_why(shop):
    with refused("要写原因"):
        void_quote(shop.renewal_clerk, a_quote(shop), why=" ")
