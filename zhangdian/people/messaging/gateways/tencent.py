"""Tencent Cloud SMS (2021-01-11), signed by TC3-HMAC-SHA256."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, ClassVar
from urllib.parse import urlsplit

from zhangdian.foundation.kernel import clock
from zhangdian.people.messaging.gateways import wire
from zhangdian.people.messaging.gateways.protocol import (
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

VERSION = "2021-01-11"
JSON = "application/json; charset=utf-8"
LATER = ("LimitExceeded", "RequestLimitExceeded")
NOBODY_KNOWS = ("InternalError",)
MOST = 100


def signed_by(secret: bytes, text: str) -> bytes:
    return hmac.new(secret, text.encode(), hashlib.sha256).digest()


def authorization(
    key_id: str, secret: str, service: str, headers: Mapping[str, str], body: bytes, at: datetime
) -> str:
    """The signature over the headers named here and the body of a request to the root."""
    names = sorted(headers)
    lines = "".join(f"{name}:{headers[name].strip().lower()}\n" for name in names)
    signed = ";".join(names)
    request = "\n".join(["POST", "/", "", lines, signed, hashlib.sha256(body).hexdigest()])
    day, stamp = f"{at.astimezone(UTC):%Y-%m-%d}", int(at.timestamp())
    scope = f"{day}/{service}/tc3_request"
    text = f"TC3-HMAC-SHA256\n{stamp}\n{scope}\n{hashlib.sha256(request.encode()).hexdigest()}"
    key = signed_by(signed_by(signed_by(f"TC3{secret}".encode(), day), service), "tc3_request")
    signature = signed_by(key, text).hex()
    return f"TC3-HMAC-SHA256 Credential={key_id}/{scope}, SignedHeaders={signed}, Signature={signature}"


@dataclass(frozen=True)
class Tencent:
    """Knows a message by the SessionContext that we gave it, once the operator has reported.

    What it does not know may still be on its way: it never says that a message is absent. It gives the
    SessionContext back only to accounts for which this was asked of its support.
    """

    name: ClassVar[str] = "tencent"
    can_be_asked: ClassVar[bool] = True
    key_id: str
    secret: str = field(repr=False)
    app_id: str
    region: str = "ap-guangzhou"
    url: str = "https://sms.tencentcloudapi.com"
    timeout: float = wire.TIMEOUT

    def send(self, letter: Letter) -> Answer:
        if not (code := letter.codes.get(self.name)):
            return Refused("这个场合没有腾讯云审核过的模板编号：请在消息模板里填上再重发")
        asked = {
            "PhoneNumberSet": [f"+86{letter.to}"],
            "SmsSdkAppId": self.app_id,
            "SignName": letter.signature,
            "TemplateId": code,
            "TemplateParamSet": list(letter.values.values()),
            "SessionContext": letter.our_id,
        }
        try:
            told = self.call("SendSms", asked)
        except wire.NeverSent as error:
            return Refused(str(error), later=True)
        except wire.Lost as error:
            return Unknown(str(error))
        status = (told.get("SendStatusSet") or [told.get("Error") or {}])[0]
        answer = str(status.get("Code", ""))
        if answer == "Ok":
            return Accepted(str(status.get("SerialNo", ""))[:80])
        said = without_numbers(f"{answer} {status.get('Message', '')}")
        if not answer or answer.startswith(NOBODY_KNOWS):
            return Unknown(said.strip() or "网关的答复读不懂")
        return Refused(said, answer.startswith(LATER))

    def ask(self, letter: Letter, sent_on: date) -> Fate:
        began = int(clock.day_bounds(sent_on)[0].timestamp())
        asked = {
            "SmsSdkAppId": self.app_id,
            "PhoneNumber": f"+86{letter.to}",
            "BeginTime": began,
            "Offset": 0,
            "Limit": MOST,
        }
        try:
            told = self.call("PullSmsSendStatusByPhoneNumber", asked)
        except (wire.NeverSent, wire.Lost) as error:
            return Unknown(str(error))
        for each in told.get("PullSmsSendStatusSet") or []:
            if each.get("SessionContext") == letter.our_id:
                return fate_of(each)
        return Unknown("运营商还没有回执")

    def receipts(self) -> Iterable[Receipt]:
        """What operators have reported since it was asked last."""
        try:
            told = self.call("PullSmsSendStatus", {"SmsSdkAppId": self.app_id, "Limit": MOST})
        except (wire.NeverSent, wire.Lost):
            return []
        reports = told.get("PullSmsSendStatusSet") or []
        return [
            Receipt(str(each["SessionContext"]), fate_of(each))
            for each in reports
            if each.get("SessionContext")
        ]

    def call(self, action: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """One signed question; an error of the server's own says nothing about what it did."""
        body, now = json.dumps(asked, ensure_ascii=False).encode(), clock.now()
        signed = {"content-type": JSON, "host": urlsplit(self.url).netloc, "x-tc-action": action}
        headers = {
            "Content-Type": JSON,
            "Host": signed["host"],
            "X-TC-Action": action,
            "X-TC-Version": VERSION,
            "X-TC-Region": self.region,
            "X-TC-Timestamp": str(int(now.timestamp())),
            "Authorization": authorization(self.key_id, self.secret, "sms", signed, body, now),
        }
        reply = wire.exchange("POST", self.url, body=body, headers=headers, timeout=self.timeout)
        if reply.status >= 500:
            raise wire.Lost(f"网关出错（{reply.status}）")
        told = reply.json().get("Response")
        return told if isinstance(told, dict) else {}


def fate_of(report: Mapping[str, Any]) -> Delivered | Undelivered:
    """What the operator reported."""
    if report.get("ReportStatus") == "SUCCESS":
        return Delivered(str(report.get("SerialNo", ""))[:80])
    return Undelivered(without_numbers(str(report.get("Description", ""))))
