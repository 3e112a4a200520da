"""A ledger of fifty megabytes sent to the server itself: its sentence arrives, and nothing of it is kept."""

from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.support.browsers import logged_in
from tests.support.house import House
from zhangdian.foundation.kernel import clock

SECRET = "s" * 32
HEAD = b'--edge\r\nContent-Disposition: form-data; name="file"; filename="ledger.csv"\r\n\r\n'


@pytest.fixture
def house(own_shop: Any, tmp_path: Path) -> Iterator[House]:
    opened = House(tmp_path)
    opened.open()
    yield opened
    opened.kill()


@pytest.mark.long_on("postgres")
def test_the_sentence_arrives_after_fifty_megabytes(house, own_shop):
    clock.set_to(None)
    session = logged_in(own_shop.service_manager).cookies[settings.SESSION_COOKIE_NAME].value
    body = HEAD + b"a,b\n" * 13_200_000 + b"\r\n--edge--\r\n"
    connection = HTTPConnection("127.0.0.1", house.port, timeout=60)
    headers = {
        "Content-Type": "multipart/form-data; boundary=edge",
        "Cookie": f"{settings.SESSION_COOKIE_NAME}={session}; csrftoken={SECRET}",
        "X-CSRFToken": SECRET,
    }
    connection.request("POST", "/customers/imports/upload", body, headers)
    with connection.getresponse() as answer:
        page = answer.read().decode()
    connection.close()
    assert answer.status == 422
    assert "文件超过 40 MB，没有读取" in page
    assert not (house.folder / "media" / "ledgers").exists()
