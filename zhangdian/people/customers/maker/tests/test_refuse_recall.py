"""The owner does not want it now."""

import pytest

from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.customers import queries
from zhangdian.people.customers.maker.actions import refuse_recall
from zhangdian.people.customers.maker.tests.test_tell_recall import one  # noqa: F401
from zhangdian.people.customers.tests.arrange import again


def test_his_words_are_kept_and_it_is_offered_again(shop, one):  # noqa: F811
    with pytest.raises(Refusal, match="原话"):
        refuse_recall(shop.service_advisor, one, words=" ")
    refuse_recall(shop.service_advisor, one, words="今天赶时间，下次再说")
    assert again(one).remark == "今天赶时间，下次再说"
    assert queries.vehicle_card(shop.service_advisor, one.vehicle).recalls
