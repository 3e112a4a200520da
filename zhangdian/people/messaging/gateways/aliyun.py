"""Aliyun SMS (dysmsapi 2017-05-25), signed by ACS3-HMAC-SHA256."""

import hashlib
import hmac
import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date
from typing import Any, ClassVar
from urllib.parse import quote, urlsplit

from zhangdian.foundation.kernel import clock
from zhangdian.people.messaging.gateways import wire
from zhangdian.people.messaging.gateways.protocol import (
    Absent,
    Accepted,
    Answer,
    Delivered,
    Fate,
    Letter,
    Receipt,
    Refused,
    Undelivered,
    Unknown,
    without_numbers,
)

VERSION = "2017-05-25"
EMPTY = hashlib.sha256(b"").hexdigest()
LATER = ("isv.BUSINESS_LIMIT_CONTROL", "isv.DAY_LIMIT_CONTROL", "Throttling")
"""Too many for now; the number or the account may be written to again."""
NOBODY_KNOWS = ("isp.SYSTEM_ERROR", "isp.GATEWAY_ERROR", "InternalError", "ServiceUnavailable")
WAITING, FAILED, ARRIVED = 1, 2, 3
PAGE = 50


def spelt(text: str) -> str:
    return quote(text, safe="-_.~")


def query_of(asked: Mapping[str, str]) -> str:
    return "&".join(f"{spelt(name)}={spelt(asked[name])}" for name in sorted(asked))


def authorization(
    key_id: str, secret: str, method: str, path: str, query: str, headers: Mapping[str, str]
) -> str:
    """The signature over method, path, query and headers of a request without a body."""
    names = sorted(headers)
    lines = "".join(f"{name}:{headers[name].strip()}\n" for name in names)
    signed = ";".join(names)
    request = "\n".join([method, path, query, lines, signed, headers["x-acs-content-sha256"]])
    text = f"ACS3-HMAC-SHA256\n{hashlib.sha256(request.encode()).hexdigest()}"
    signature = hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()
    return f"ACS3-HMAC-SHA256 Credential={key_id},SignedHeaders={signed},Signature={signature}"


@dataclass(frozen=True)
class Aliyun:
    """Knows a message by the OutId that we gave it, for thirty days."""

    name: ClassVar[str] = "aliyun"
    can_be_asked: ClassVar[bool] = True
    key_id: str
    secret: str = field(repr=False)
    url: str = "https://dysmsapi.aliyuncs.com"
    timeout: float = wire.TIMEOUT

    def send(self, letter: Letter) -> Answer:
        if not (code := letter.codes.get(self.name)):
            return Refused("这个场合没有阿里云审核过的模板代码：请在消息模板里填上再重发")
        values = json.dumps(dict(letter.values), ensure_ascii=False)
        asked = {
            "PhoneNumbers": letter.to,
            "SignName": letter.signature,
            "TemplateCode": code,
            "OutId": letter.our_id,
            **({"TemplateParam": values} if letter.values else {}),
        }
        try:
            told = self.call("SendSms", asked)
        except wire.NeverSent as error:
            return Refused(str(error), later=True)
        except wire.Lost as error:
            return Unknown(str(error))
        answer = str(told.get("Code", ""))
        if answer == "OK":
            return Accepted(str(told.get("BizId", ""))[:80])
        said = without_numbers(f"{answer} {told.get('Message', '')}")
        return Unknown(said) if answer.startswith(NOBODY_KNOWS) else Refused(said, answer.startswith(LATER))

    def ask(self, letter: Letter, sent_on: date) -> Fate:
        asked = {"PhoneNumber": letter.to, "SendDate": f"{sent_on:%Y%m%d}", "PageSize": str(PAGE)}
        for page in range(1, 5):
            try:
                told = self.call("QuerySendDetails", {**asked, "CurrentPage": str(page)})
            except (wire.NeverSent, wire.Lost) as error:
                return Unknown(str(error))
            if told.get("Code") != "OK":
                return Unknown(without_numbers(f"{told.get('Code')} {told.get('Message', '')}"))
            details = (told.get("SmsSendDetailDTOs") or {}).get("SmsSendDetailDTO") or []
            for each in details:
                if each.get("OutId") == letter.our_id:
                    return fate_of(each)
            if len(details) < PAGE:
                return Absent()
        return Unknown("这个号码当天的记录太多，没有查完")

    def receipts(self) -> Iterable[Receipt]:
        """None by itself: each message is asked after."""
        return ()

    def call(self, action: str, asked: Mapping[str, str]) -> dict[str, Any]:
        """One signed question; an error of the server's own says nothing about what it did."""
        parts, query = urlsplit(self.url), query_of(asked)
        headers = {
            "host": parts.netloc,
            "x-acs-action": action,
            "x-acs-content-sha256": EMPTY,
            "x-acs-date": f"{clock.now().astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
            "x-acs-signature-nonce": uuid.uuid4().hex,
            "x-acs-version": VERSION,
        }
        signed = authorization(self.key_id, self.secret, "POST", "/", query, headers)
        reply = wire.exchange(
            "POST",
            f"{self.url}/?{query}",
            headers={**headers, "Authorization": signed},
            timeout=self.timeout,
        )
        if reply.status >= 500:
            raise wire.Lost(f"网关出错（{reply.status}）")
        return reply.json()


def fate_of(detail: Mapping[str, Any]) -> Fate:
    """1 waits for its receipt, 2 failed, 3 arrived."""
    if detail.get("SendStatus") == ARRIVED:
        return Delivered()
    if detail.get("SendStatus") == FAILED:
        return Undelivered(without_numbers(str(detail.get("ErrCode", ""))))
    return Accepted()
