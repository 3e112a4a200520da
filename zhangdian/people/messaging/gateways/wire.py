"""One request over the wire: what surely never left, and what was lost on the way, are told apart."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

TIMEOUT = 10.0
MOST = 256 * 1024


class NeverSent(Exception):
    """No line to the gateway: it knows nothing of this."""


class Lost(Exception):
    """The line broke after the request had begun: nobody knows what the gateway has done."""


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    body: bytes

    def json(self) -> dict[str, Any]:
        """An answer that cannot be read is as good as none."""
        try:
            told = json.loads(self.body)
        except ValueError as error:
            raise Lost("网关的答复读不懂") from error
        if not isinstance(told, dict):
            raise Lost("网关的答复读不懂")
        return told


def exchange(
    method: str, url: str, *, body: bytes = b"", headers: Mapping[str, str], timeout: float = TIMEOUT
) -> Reply:
    """Ask and wait; the address and what was asked stand in no error, for they hold secrets."""
    parts = urlsplit(url)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    line = kind(parts.hostname or "", parts.port, timeout=timeout)
    try:
        try:
            line.connect()
        except OSError:
            raise NeverSent("连不上网关") from None
        try:
            line.request(method, f"{parts.path or '/'}?{parts.query}".rstrip("?"), body, dict(headers))
            answer = line.getresponse()
            return Reply(answer.status, answer.read(MOST))
        except TimeoutError:
            raise Lost("等了很久，网关没有答复") from None
        except (OSError, HTTPException):
            raise Lost("网关没有答复，连接断了") from None
    finally:
        line.close()
