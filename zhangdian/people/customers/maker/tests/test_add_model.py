"""A variant of the maker stands in the catalogue once."""

import pytest

from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.customers.tests.arrange import a_model


def test_a_code_is_registered_once(shop):
    a_model(shop)
    with pytest.raises(Refusal, match="已经登记"):
        a_model(shop)
