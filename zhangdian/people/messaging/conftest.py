"""What the tests of messages share: occasions of their own, and gateways that are given back."""

from collections.abc import Iterator

import pytest

from zhangdian.people.messaging.gateways import chosen
from zhangdian.people.messaging.occasions import OCCASIONS
from zhangdian.people.messaging.tests import arranging
from zhangdian.people.messaging.tests.arranging import Scripted


@pytest.fixture(autouse=True)
def own_occasions(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing that this room's tests write about stands in the house's lists."""
    for each in arranging.ALL:
        monkeypatch.setitem(OCCASIONS, each.key, each)
    yield
    chosen.place({})


@pytest.fixture
def gateway() -> Scripted:
    """The one way out for every channel; a test tells it what to answer."""
    scripted = Scripted()
    chosen.place({"sms": scripted, "wecom": scripted, "email": scripted})
    return scripted
