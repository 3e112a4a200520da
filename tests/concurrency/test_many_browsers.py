"""Many browsers stand open at once: each keeps its connections, and a new one is answered all the same."""

import os
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from tests.support.house import House

CONNECTIONS = 6 * 12
"""A browser keeps six; a dozen people work at once."""
AT_ONCE = 10


@pytest.fixture
def house(own_shop: Any, tmp_path: Path) -> Iterator[House]:
    opened = House(tmp_path)
    opened.open()
    yield opened
    opened.kill()


def answer_on(connection: HTTPConnection) -> int:
    connection.request("GET", "/health")
    with connection.getresponse() as answer:
        answer.read()
        return answer.status


def test_connections_that_stay_open_keep_nobody_out(house):
    assert 2 * (2 * (os.cpu_count() or 1) + 1) < CONNECTIONS, "more than the house has threads"
    standing = [HTTPConnection("127.0.0.1", house.port, timeout=AT_ONCE) for _ in range(CONNECTIONS)]
    try:
        assert [answer_on(each) for each in standing] == [200] * CONNECTIONS
        assert [answer_on(each) for each in reversed(standing)] == [200] * CONNECTIONS
    finally:
        for each in standing:
            each.close()
