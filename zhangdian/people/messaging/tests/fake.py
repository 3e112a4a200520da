"""A gateway of our own on this machine: it speaks as the real ones do, keeps a book, and has moods."""

import json
import random
import socket
import socketserver
import struct
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlsplit

from zhangdian.people.messaging.gateways import aliyun, tencent
from zhangdian.people.messaging.gateways.aliyun import Aliyun
from zhangdian.people.messaging.gateways.smtp import Smtp
from zhangdian.people.messaging.gateways.tencent import Tencent
from zhangdian.people.messaging.gateways.wecom import Wecom

KEY_ID, SECRET, APP_ID = "our-key", "our-secret-7f31", "1400000000"
PATIENCE = 0.15
"""Seconds for which our side waits in these tests."""
LATE = 0.3
"""Seconds after which a slow gateway is done: our side has hung up by then."""


class Mood(StrEnum):
    """What a gateway may do with a request."""

    OK = "ok"
    SLOW = "slow"
    SILENT_AFTER = "accepts and never answers"
    SILENT_BEFORE = "neither accepts nor answers"
    ERROR = "500"
    RESET = "connection reset"
    LIMIT = "frequency limit"
    TWICE = "receipt comes twice"
    EARLY = "receipt comes before the answer"


@dataclass
class Book:
    """What the gateway took, in its own memory: the only witness that counts."""

    moods: list[Mood] = field(default_factory=lambda: [Mood.OK])
    always: bool = False
    """Whether a message meets its mood at every try, not only at the first."""
    seed: int = 1
    taken: list[str] = field(default_factory=list)
    words: list[dict[str, Any]] = field(default_factory=list)
    tries: Counter[str] = field(default_factory=Counter)
    reports: list[dict[str, Any]] = field(default_factory=list)
    numbers: dict[str, str] = field(default_factory=dict)
    door: Any = field(default_factory=threading.Lock)

    def mood(self, our_id: str) -> Mood:
        with self.door:
            self.tries[our_id] += 1
            if self.tries[our_id] > 1 and not self.always:
                return Mood.OK
        chance = random.Random(f"{self.seed}:{our_id}")
        return chance.choice(self.moods)

    def take(self, our_id: str, number: str, **asked: Any) -> str:
        with self.door:
            self.taken.append(our_id)
            self.numbers[our_id] = number
            self.words.append(asked)
            return f"{len(self.taken)}^0"

    def report(self, our_id: str, status: str = "SUCCESS") -> None:
        with self.door:
            number = self.numbers.get(our_id, "")
            self.reports.append(
                {"SessionContext": our_id, "ReportStatus": status, "SerialNo": "s", "PhoneNumber": number}
            )

    def doubled(self) -> list[str]:
        return [our_id for our_id, times in Counter(self.taken).items() if times > 1]


class Moody(BaseHTTPRequestHandler):
    """One connection; a subclass reads and answers in one protocol."""

    book: ClassVar[Book]

    def log_message(self, *_: Any) -> None:
        """Nothing is told."""

    def body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def answer(self, told: Any, status: int = 200) -> None:
        text = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def break_off(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def send_in_its_mood(self, our_id: str, number: str, **asked: Any) -> None:
        """Take it or not, answer or not."""
        book, mood = self.book, self.book.mood(our_id)
        heads = random.Random(our_id).random() < 0.5
        if mood is Mood.LIMIT:
            return self.answer(self.too_often())
        if mood is Mood.SILENT_BEFORE:
            return time.sleep(LATE)
        if mood is Mood.SLOW:
            time.sleep(LATE)
        if mood in (Mood.ERROR, Mood.RESET) and heads:
            return self.answer({"Message": "down"}, 500) if mood is Mood.ERROR else self.break_off()
        serial = book.take(our_id, number, **asked)
        if mood is Mood.EARLY:
            book.report(our_id)
            time.sleep(PATIENCE / 2)
        if mood is Mood.SILENT_AFTER:
            return time.sleep(LATE)
        if mood is Mood.ERROR:
            return self.answer({"Message": "down"}, 500)
        if mood is Mood.RESET:
            return self.break_off()
        if mood is Mood.TWICE:
            book.report(our_id)
            book.report(our_id)
        return self.answer(self.taken(our_id, serial))

    def too_often(self) -> Any:
        raise NotImplementedError

    def taken(self, our_id: str, serial: str) -> Any:
        raise NotImplementedError

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except OSError:
            self.close_connection = True


class FakeAliyun(Moody):
    """dysmsapi: what is asked stands in the query."""

    def do_POST(self) -> None:
        parts = urlsplit(self.path)
        self.body()
        signed = {name: self.headers[name] for name in self.headers if name.startswith(("x-acs-", "host"))}
        wanted = aliyun.authorization(KEY_ID, SECRET, "POST", parts.path, parts.query, signed)
        if self.headers["Authorization"] != wanted:
            return self.answer({"Code": "SignatureDoesNotMatch"}, 400)
        asked = dict(parse_qsl(parts.query))
        if self.headers["x-acs-action"] == "QuerySendDetails":
            return self.answer(self.details(asked["PhoneNumber"], int(asked["CurrentPage"])))
        return self.send_in_its_mood(asked["OutId"], asked["PhoneNumbers"], **asked)

    def details(self, number: str, page: int) -> Any:
        with self.book.door:
            mine = [each for each in self.book.taken if self.book.numbers[each] == number]
        found = [{"OutId": each, "SendStatus": 3, "PhoneNum": number} for each in mine]
        shown = found[(page - 1) * aliyun.PAGE : page * aliyun.PAGE]
        return {"Code": "OK", "TotalCount": len(found), "SmsSendDetailDTOs": {"SmsSendDetailDTO": shown}}

    def too_often(self) -> Any:
        return {"Code": "isv.BUSINESS_LIMIT_CONTROL", "Message": "触发小时级流控Permits:5"}

    def taken(self, our_id: str, serial: str) -> Any:
        return {"Code": "OK", "BizId": serial, "Message": "OK"}


class FakeTencent(Moody):
    """sms.tencentcloudapi.com: what is asked stands in the body."""

    def do_POST(self) -> None:
        body, action = self.body(), self.headers["X-TC-Action"]
        signed = {"content-type": tencent.JSON, "host": self.headers["Host"], "x-tc-action": action}
        at = datetime.fromtimestamp(int(self.headers["X-TC-Timestamp"]), UTC)
        if self.headers["Authorization"] != tencent.authorization(KEY_ID, SECRET, "sms", signed, body, at):
            code = {"Code": "AuthFailure.SignatureFailure", "Message": "no"}
            return self.answer({"Response": {"Error": code}})
        asked = json.loads(body)
        if action == "SendSms":
            (number,) = asked["PhoneNumberSet"]
            return self.send_in_its_mood(asked["SessionContext"], number, **asked)
        with self.book.door:
            if action == "PullSmsSendStatus":
                told, self.book.reports[:] = self.book.reports[:100], self.book.reports[100:]
            else:
                numbers, number = self.book.numbers, asked["PhoneNumber"]
                told = [
                    {"SessionContext": each, "ReportStatus": "SUCCESS", "SerialNo": "s"}
                    for each in self.book.taken
                    if numbers[each] == number
                ]
        return self.answer({"Response": {"PullSmsSendStatusSet": told[:100]}})

    def too_often(self) -> Any:
        code = {"Code": "LimitExceeded.PhoneNumberThirtySecondLimit", "Message": "too often"}
        return {"Response": {"SendStatusSet": [code]}}

    def taken(self, our_id: str, serial: str) -> Any:
        return {"Response": {"SendStatusSet": [{"Code": "Ok", "SerialNo": serial}]}}


class FakeWecom(Moody):
    """The webhook of a group's robot: it has no name of ours but the words."""

    def do_POST(self) -> None:
        words = json.loads(self.body())["text"]["content"]
        if "key=robot-key" not in self.path:
            return self.answer({"errcode": 93000, "errmsg": "invalid webhook url"})
        return self.send_in_its_mood(words, "robot", words=words)

    def too_often(self) -> Any:
        return {"errcode": 45009, "errmsg": "api freq out of limit"}

    def taken(self, our_id: str, serial: str) -> Any:
        return {"errcode": 0, "errmsg": "ok"}


class FakeMail(socketserver.StreamRequestHandler):
    """As much of a mail server as takes one mail."""

    book: ClassVar[Book]

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self) -> None:
        try:
            self.say("220 fake")
            self.talk()
        except OSError:
            return

    def talk(self) -> None:
        while line := self.rfile.readline().decode().strip():
            word = line[:4].upper()
            if word == "QUIT":
                return self.say("221 bye")
            if word == "RCPT" and self.book.moods == [Mood.LIMIT]:
                self.say("451 try again later")
            elif word == "DATA":
                self.say("354 go on")
                if not self.take_mail():
                    return None
            else:
                self.say("250 ok")
        return None

    def take_mail(self) -> bool:
        lines = iter(lambda: self.rfile.readline().decode().rstrip("\r\n"), ".")
        text = list(lines)
        (identity,) = [line for line in text if line.startswith("Message-ID:")]
        our_id = identity.partition("<")[2].partition("@")[0]
        mood = self.book.mood(our_id)
        if mood is not Mood.SILENT_BEFORE:
            self.book.take(our_id, "mail", text=text)
        if mood in (Mood.SILENT_AFTER, Mood.SILENT_BEFORE, Mood.SLOW):
            time.sleep(LATE)
            return False
        if mood in (Mood.RESET, Mood.ERROR):
            self.connection.close()
            return False
        self.say("250 taken")
        return True


class Listener(ThreadingHTTPServer):
    """Answers many at once and waits for nobody at its end."""

    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, *_: Any) -> None:
        """A caller who hung up is no news."""


class MailListener(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


@contextmanager
def serving(kind: type[Any], book: Book) -> Iterator[str]:
    """Its address while it answers."""
    handler = type(kind.__name__, (kind,), {"book": book})
    server: Any = (MailListener if kind is FakeMail else Listener)(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def of(kind: type[Any], url: str) -> Any:
    """Our side of the line to it."""
    if kind is FakeAliyun:
        return Aliyun(KEY_ID, SECRET, url=url, timeout=PATIENCE)
    if kind is FakeTencent:
        return Tencent(KEY_ID, SECRET, APP_ID, url=url, timeout=PATIENCE)
    if kind is FakeWecom:
        return Wecom({"车间": f"{url}/cgi-bin/webhook/send?key=robot-key"}, timeout=PATIENCE)
    parts = urlsplit(url)
    return Smtp(parts.hostname or "", parts.port or 0, "store@zd.example", tls="", timeout=PATIENCE)
