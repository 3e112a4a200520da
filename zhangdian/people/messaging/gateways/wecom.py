"""The robots of WeCom groups: a webhook for each, and no way to ask afterwards."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from zhangdian.people.messaging.gateways import wire
from zhangdian.people.messaging.gateways.protocol import (
    Accepted,
    Answer,
    Fate,
    Letter,
    Receipt,
    Refused,
    Unknown,
    without_numbers,
)

LATER = (45009, 45033)
"""More than twenty a minute, or too many at once."""
BUSY = -1
MOST_BYTES = 2048


@dataclass(frozen=True)
class Wecom:
    """Each robot has its own address, which is a secret."""

    name: ClassVar[str] = "wecom"
    can_be_asked: ClassVar[bool] = False
    robots: Mapping[str, str] = field(repr=False)
    """Name of the group → address of its robot."""
    timeout: float = wire.TIMEOUT

    def send(self, letter: Letter) -> Answer:
        if not (url := self.robots.get(letter.to)):
            return Refused(f"没有接群机器人“{letter.to}”：请管机房的人在服务器设置里加上")
        content = letter.words.encode()[:MOST_BYTES].decode(errors="ignore")
        body = json.dumps({"msgtype": "text", "text": {"content": content}}, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json"}
        try:
            reply = wire.exchange("POST", url, body=body, headers=headers, timeout=self.timeout)
            if reply.status >= 500:
                return Unknown(f"网关出错（{reply.status}）")
            told = reply.json()
        except wire.NeverSent as error:
            return Refused(str(error), later=True)
        except wire.Lost as error:
            return Unknown(str(error))
        code = told.get("errcode")
        if code == 0:
            return Accepted()
        said = without_numbers(f"{code} {told.get('errmsg', '')}")
        return Unknown(said) if code in (BUSY, None) else Refused(said, code in LATER)

    def ask(self, letter: Letter, sent_on: date) -> Fate:
        return Unknown("群机器人问不到：请在群里看一眼")

    def receipts(self) -> Iterable[Receipt]:
        return ()
