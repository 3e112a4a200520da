"""Every print of a frozen page is counted."""

import pytest

from zhangdian.foundation.kernel import papers
from zhangdian.foundation.kernel.actions import print_paper
from zhangdian.foundation.kernel.models import Paper
from zhangdian.foundation.kernel.refusals import NotHere
from zhangdian.foundation.kernel.tests.arranging import a_card


def test_every_print_is_counted(shop, kind, freeze):
    card = a_card(shop)
    freeze(shop.guide, card, page=papers.render(shop.guide, kind, card))
    paper = Paper.objects.get()
    for _ in range(3):
        print_paper(shop.service_advisor, paper)
    assert Paper.objects.get().prints == 3
    with pytest.raises(NotHere):
        print_paper(shop.other_store_advisor, paper)
