"""The store that tests play in, opened once per run into the test database; every test only rolls back."""

from collections.abc import Iterator
from typing import Any

import pytest

from zhangdian.doors.simulation.people import OPENING, Shop, open_shop
from zhangdian.doors.simulation.stocking import stock_store
from zhangdian.foundation.kernel import clock

_opened: dict[str, Shop] = {}


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Play the founding once, committed, into this worker's database."""
    with django_db_blocker.unblock():
        _opened["shop"] = open_shop()
        stock_store(_opened["shop"].clock)
    clock.set_to(None)


@pytest.fixture
def shop(db: None) -> Iterator[Shop]:
    """The store on a Monday at eight; `shop.service_advisor` is a `Context` of a named person."""
    clock.set_to(OPENING)
    yield Shop(_opened["shop"].store_id, dict(_opened["shop"].people))
    clock.set_to(None)
