"""Requests as no honest browser sends them: no page breaks, no refusal leaves a trace, all stays true.

What is sent never becomes a part of a statement (R6, R11c).

A seed makes the whole; ZD_FUZZ_SEED plays another one, ZD_FUZZ_REQUESTS more of it.
"""

import os
import random
import time
import traceback
from collections import Counter
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from tests.support.browsing import (
    Address,
    addresses,
    browser_of,
    keys_here,
    link_keys,
    model_of,
)
from tests.support.copies import checksums
from tests.support.crashing import what_is_wrong
from tests.support.planting import statements_watched
from zhangdian.doors.simulation.people import HOLDERS, Shop
from zhangdian.foundation.kernel import registry
from zhangdian.foundation.kernel.action import ANYBODY, Action
from zhangdian.foundation.ui import acting
from zhangdian.foundation.ui.exports import EXPORTS

SEED = int(os.environ.get("ZD_FUZZ_SEED", "20261123"))
REQUESTS = int(os.environ.get("ZD_FUZZ_REQUESTS", "2000"))
LONG_REQUESTS = int(os.environ.get("ZD_FUZZ_LONG_REQUESTS", "10000"))
LOOK_BACK = 250
"""After so many requests all records are compared with what they were."""

NUMBERS = (
    "0", "-1", "-0", "1", "7", "00", "2147483648", "9223372036854775807", "9223372036854775808", "1" * 30,
    "1" * 5000, "1e400", "-1e400", "NaN", "Infinity", "0x10", "1_000", "１２", "٣", "½", "1.005",
    "0.0000001", "99999999999.99", "1,000", " 5 ", "+5", "--5",
)  # fmt: skip
DATES = (
    "0000-00-00", "0001-01-01", "9999-12-31", "10000-01-01", "2026-02-30", "2026-11-23", "2026-13",
    "-2026-01", "2026-11-23T25:61", "2026-11-24T10:00", "26-1-1", "2026-W01", "24:00", "10-12点",
)  # fmt: skip
TEXTS = (
    "", " ", "\0", "a\0b", "\ud800", "x\udfff", "🚗" * 9, "\u202e宁Z", "\u200b", "ａ" * 70, "字" * 3000,
    "<script>alert(1)</script>", "' OR 1=1 --", "%s%d{0}{{ 7 }}", "../../etc/passwd", "=1+1", "\r\nX: y",
    "(?P<", "[", "\\", "宁Z00100", "L00Y06G17GW120001", "service.let_out", "null", "true", "[]", "{}",
    '{"a": [1, {"b": null}]}', '[{"operation_code": 1}]', "[[[[[[[[[[]]]]]]]]]]", '"', "9" * 400 + '"',
)  # fmt: skip
STATEMENTS = (
    "zqx' OR 1=1 --", "zqx' OR 1=2 --", "1 OR 1=1 /*zqx*/", "zqx'; SELECT pg_sleep(60) --",
    "1; SELECT pg_sleep(60) --zqx", "zqx'||pg_sleep(60)||'", "zqx') UNION SELECT NULL,NULL,NULL --",
    "' AND 1=CAST('zqx' AS int) --", "zqx' AND 1=randomblob(900000000) --", '"zqx', "zqx''", "zqx%' ESCAPE '",
    "1 ASC, (SELECT 'zqx')", "-zqx", "zqx__password__startswith",
)  # fmt: skip
"""What would be read as a part of a statement, if it came into one."""
TOO_LONG = 30
"""Seconds: half of what somebody told the database to sleep."""
HOSTILE = NUMBERS + DATES + TEXTS + STATEMENTS
KEYS = (
    "q", "tail", "r", "car", "scope", "month", "area", "room", "role", "who", "page", "sort", "order",
    "next", "to", "also", "back", "slot_at_day", "slot_at_hour", "mileage_km", "small", "print", "all",
    "device", "density", "cols", "token", "because-service.x", "csrfmiddlewaretoken", "",
)  # fmt: skip
SENT = {
    "ui:act", "ui:preview", "ui:export", "ui:upload", "ui:link_answer", "ui:link_opened",
    "customers:upload_ledger", "organization:enter", "organization:enter_by_pin",
    "organization:enter_by_card", "organization:leave", "organization:end_session",
    "organization:choose_password", "organization:give_password", "organization:enrol_this_device",
}  # fmt: skip
HEADERS: tuple[dict[str, str], ...] = (
    {},
    {},
    {"HX-Request": "true"},
    {"HX-Request": "true", "HX-Current-URL": "http://[::1/\x7f?%zz"},
    {"User-Agent": "\xff\xfe" * 400},
    {"If-None-Match": '"' + "x" * 900, "If-Modified-Since": "Thu, 99 Foo 0000"},
    {"Accept": "application/json"},
    {"X-Requested-With": "zd-live"},
    {"X-Forwarded-For": "1.2.3.4, not-an-address"},
    {"Referer": "http://elsewhere.example/%"},
)
PART = b"--b\r\nContent-Disposition: form-data; name="
MULTIPART = "multipart/form-data; boundary=b"
URLENCODED = "application/x-www-form-urlencoded"
BODIES = (
    ("application/json", b'{"a": 1'),
    ("application/json", b"\xff\xfe\x00"),
    ("text/plain", b"x" * 3000),
    ("multipart/form-data", b"no boundary at all"),
    (MULTIPART, PART + b'"file"; filename="a\r\n\r\n'),
    (MULTIPART, PART + b'"file"; filename="x.xlsx"\r\n\r\nPK\x03\x04\r\n--b--\r\n'),
    (MULTIPART, PART + b'"file"; filename="../../\x00.jpg"\r\n\r\n\xff\xd8\xff\r\n--b--\r\n'),
    (MULTIPART, PART + b'"token"\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!\r\n--b--\r\n'),
    ("multipart/form-data; boundary=" + "b" * 300, b"--b--"),
    (f"{URLENCODED}; charset=utf-7", b"token=+AAA-"),
    (f"{URLENCODED}; charset=nonsense", b"token=1"),
    (URLENCODED, b"&".join(b"a%d=1" % n for n in range(6000))),
    (URLENCODED, b"words=" + b"x" * 3_000_000),
    ("", b""),
)


class Stranger:
    """Makes one request after another, from a seed."""

    def __init__(self, shop: Shop, seed: int) -> None:
        self.luck = random.Random(seed)
        self.shop = shop
        self.browsers: dict[str, tuple[Client, str]] = {}
        for post in HOLDERS:
            client = browser_of(shop.in_role(post))
            self.browsers[post] = client, client.cookies[settings.SESSION_COOKIE_NAME].value
        self.addresses = list(addresses())
        self.links = link_keys(shop)
        self.keys: dict[Any, list[int]] = {}
        self.actions = [each for each in registry.ACTIONS.values() if acting.form_class(each)]

    def browser(self, post: str) -> Client:
        """A kept session of this post, as it was; sometimes of nobody, sometimes a wrong one."""
        client, session = self.browsers[post]
        client.cookies.clear()
        if (roll := self.luck.random()) > 0.03:
            client.cookies[settings.SESSION_COOKIE_NAME] = session
        elif roll > 0.015:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.luck.choice(["x" * 32, "../../x", "9" * 5000])
            client.cookies["zd_known"] = client.cookies["zd_shared"] = self.luck.choice(["x:y:z", "k" * 40])
        return client

    def request(self) -> tuple[str, Any]:
        """Send one; tells what it was, and the answer."""
        action = self.luck.choice(self.actions)
        address = self.luck.choice(self.addresses)
        if self.luck.random() < 0.5:
            address = self.act_address(action)
        path = self.path(address, action)
        client = self.browser(self.a_post(action))
        method = self.method(address)
        query = self.encoded(self.some(KEYS, 3))
        kind, body = self.body(action)
        how = {
            f"HTTP_{name.upper().replace('-', '_')}": value
            for name, value in self.luck.choice(HEADERS).items()
        }
        if method in ("GET", "HEAD"):
            answer = client.generic(method, path, QUERY_STRING=query, REMOTE_ADDR=self.somewhere(), **how)
        else:
            answer = client.generic(
                method, path, body, content_type=kind, QUERY_STRING=query, REMOTE_ADDR=self.somewhere(), **how
            )
        return f"{method} {path}?{query[:200]} {kind} {body[:600]!r} {how}", answer

    def method(self, address: Address) -> str:
        """Forms are mostly sent, pages mostly looked at."""
        weights = [15, 80] if address.name in SENT else [80, 15]
        return self.luck.choices(["GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD"], [*weights, 1, 1, 1, 2])[
            0
        ]

    def act_address(self, action: Action) -> Address:
        """Mostly where its form is sent; sometimes where it is only tried, or without its record."""
        wanted = "ui:act" if self.luck.random() < 0.85 else "ui:preview"
        keyed = (action.subject_model is not None) is (self.luck.random() < 0.95)
        return next(
            each for each in self.addresses if each.name == wanted and ("pk" in each.converters) is keyed
        )

    def somewhere(self) -> str:
        return f"10.{self.luck.randrange(256)}.{self.luck.randrange(256)}.{self.luck.randrange(256)}"

    def a_post(self, action: Action) -> str:
        mine = list(HOLDERS) if action.by == ANYBODY else [post for post in action.by if post in HOLDERS]
        return self.luck.choice(mine if mine and self.luck.random() < 0.7 else list(HOLDERS))

    def path(self, address: Address, action: Action) -> str:
        """The address with records of ours, of others, of nobody, or with nonsense in its places."""
        parts = []
        for piece in pieces_of(address):
            parts.append(piece if isinstance(piece, str) else self.place(address, piece[0], action))
        return "/" + "".join(parts)

    def place(self, address: Address, name: str, action: Action) -> str:
        if self.luck.random() < 0.12:
            return quote(self.luck.choice(HOSTILE)[:400].encode(errors="surrogatepass"), safe="") or "x"
        if name == "pk":
            model = action.subject_model if address.name in ("ui:act", "ui:preview") else model_of(address)
            return str(self.luck.choice(self.keys_of(model) or [1]))
        if name == "key":
            return self.luck.choice(self.links)
        if name == "name":
            return self.luck.choice(list(EXPORTS)) if address.name == "ui:export" else action.name
        return self.luck.choice(["HC", "WL", "others", "x"])

    def keys_of(self, model: Any) -> list[int]:
        if model is not None and model not in self.keys:
            self.keys[model] = [*keys_here(model, self.shop)[:20], 10**9]
        return self.keys.get(model, [])

    # ---- what is sent ---------------------------------------------------

    def body(self, action: Action) -> tuple[str, bytes]:
        if self.luck.random() < 0.12:
            return self.luck.choice(BODIES)
        fields = self.form_fields(action)
        sent = {name: self.value(field) for name, field in fields.items() if self.luck.random() < 0.9}
        sent |= self.some((*KEYS, *fields), 2)
        return "application/x-www-form-urlencoded", self.encoded(sent).encode()

    def form_fields(self, action: Action) -> dict[str, Any]:
        form = acting.form_class(action)
        return dict(form.base_fields) if form else {}

    def value(self, field: Any) -> Any:
        """Something that fits, as far as the field says; else whatever comes to mind."""
        if self.luck.random() < 0.35:
            return self.luck.choice(HOSTILE)
        choices = [key for key, _ in getattr(field, "choices", ()) if not isinstance(key, list)]
        if choices:
            return str(self.luck.choice(choices))
        kind = type(field).__name__
        if "Date" in kind or "Time" in kind:
            return self.luck.choice(("2026-11-24", "2026-11-24T10:00", "2026-12-24", "10:00"))
        if any(each in kind for each in ("Integer", "Decimal", "Money", "Number")):
            return str(self.luck.choice((0, 1, 2, 5, 100, 107_500)))
        if "Boolean" in kind:
            return "on"
        return self.luck.choice(("客户说过一会儿再来", "1", "宁Z00100", "16110000005", "[]"))

    def some(self, names: Any, most: int) -> dict[str, Any]:
        count = self.luck.randrange(most + 1)
        return {self.luck.choice(names): self.luck.choice(HOSTILE) for _ in range(count)}

    def encoded(self, sent: dict[str, Any]) -> str:
        """As it goes over the wire; a lone surrogate as the bytes it never should be."""
        pairs = [(name, str(value).encode(errors="surrogatepass")) for name, value in sent.items()]
        if pairs and self.luck.random() < 0.2:
            pairs.append(pairs[0])
        return urlencode(pairs) + self.luck.choice(("", "", "", "&%", "&=&", "&a=%FF%FE%00"))


def pieces_of(address: Address) -> list[Any]:
    """The address as the resolver writes it, cut at its places."""
    found: list[Any] = []
    for piece in address.route.replace("<", "\n<").replace(">", ">\n").split("\n"):
        found.append((piece.strip("<>").rpartition(":")[2],) if piece.startswith("<") else piece)
    return found


def answered(stranger: Stranger) -> tuple[str, Any]:
    """One request; what it did is taken back if it did anything that was allowed."""
    with transaction.atomic():
        what, answer = stranger.request()
        if answer.status_code < 400:
            transaction.set_rollback(True)
    return what, answer


def fuzz(shop: Shop, seed: int, requests: int) -> None:
    """So many requests of every post; nothing breaks, nothing refused leaves a trace, all stays true."""
    cache.clear()
    stranger, before = Stranger(shop, seed), checksums()
    broken: dict[str, str] = {}
    statuses: Counter[int] = Counter()
    slowest, began = 0.0, time.perf_counter()
    with statements_watched() as spoken:
        for number in range(1, requests + 1):
            sent = time.perf_counter()
            what, answer = answered(stranger)
            slowest = max(slowest, time.perf_counter() - sent)
            statuses[answer.status_code] += 1
            if answer.status_code >= 500 or tells_too_much(answer):
                broken.setdefault(root_of(answer), f"#{number} {what}")
            if number % LOOK_BACK == 0:
                assert changed(before) == [], f"seed {seed}, requests {number - LOOK_BACK} to {number}"
    took = time.perf_counter() - began
    print(  # noqa: T201 (figures)
        f"seed {seed}: {requests} requests, {took:.0f} s, slowest {slowest:.1f} s, {dict(statuses)}"
    )
    assert spoken == []
    assert slowest < TOO_LONG
    assert broken == {}, "\n\n".join(f"{root}\n{what}" for root, what in broken.items())
    assert what_is_wrong() == []


def tells_too_much(answer: Any) -> bool:
    """Whether a page shows the inside of the house."""
    return not answer.streaming and b"Traceback (most recent call last)" in answer.content


@pytest.mark.long_on("sqlite")
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_no_request_breaks_a_page_and_no_refusal_leaves_a_trace(living):
    fuzz(living, SEED, REQUESTS)


@pytest.mark.long
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_nor_do_thousands_more_from_any_seed(living):
    fuzz(living, random.randrange(10**8), LONG_REQUESTS)


def changed(before: dict[str, Any]) -> list[str]:
    now = checksums()
    return [table for table in now if now[table] != before[table]]


def root_of(answer: Any) -> str:
    """Where it broke, in a few lines: the same root is told once."""
    if not (raised := getattr(answer, "exc_info", None)):
        return f"answer {answer.status_code}"
    frames = [each for each in traceback.extract_tb(raised[2]) if "/zhangdian/" in each.filename][-4:]
    where = "\n".join(
        f"  {each.filename.rpartition('/zhangdian/')[2]}:{each.lineno} {each.line}" for each in frames
    )
    return f"{where}\n  {raised[0].__name__}: {str(raised[1])[:200]}"
