"""A stage for browser tests: the shop in a database of its own, a server in threads, one Chromium for all."""

import io
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application
from django.db import connections
from PIL import Image
from playwright.sync_api import (
    Browser,
    BrowserContext,
    FilePayload,
    Locator,
    Page,
    Playwright,
    Request,
    Response,
    expect,
    sync_playwright,
)

from tests.support.browsers import logged_in
from zhangdian import doctor
from zhangdian.doors.simulation.people import Shop
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.context import Context
from zhangdian.people.organization import secrets
from zhangdian.people.organization.access.actions import change_password

SIZES = {"desktop": (1440, 900), "tablet": (820, 1180), "phone": (390, 844)}
ANDROID = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126 {}Safari/537.36"
AGENTS = {"phone": ANDROID.format("Mobile "), "tablet": ANDROID.format("")}
"""What the devices in people's hands say of themselves."""
PASSWORD = "bright-lantern-46"


class Quiet(WSGIRequestHandler):
    def log_message(self, *_: Any) -> None:
        """The tests say what matters."""


class Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True


@dataclass
class Stage:
    """The shop behind a server; whoever logs in has a screen of his size."""

    shop: Shop
    browser: Browser
    url: str
    wrong: list[str] = field(default_factory=list)
    taps: int = 0
    typed: str = ""
    photos: int = 0
    signatures: int = 0
    opened: int = 0
    """Pages that were loaded whole."""
    sent: int = 0
    """What was sent to the house: acts and photos."""
    worked: list[float] = field(default_factory=list)
    """Seconds of the server for each answer."""

    def screen(self, who: Context, size: str = "desktop") -> Page:
        """A page in which this person is logged in."""
        context = self.device(size)
        cookie = logged_in(who).cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": self.url}])
        return self.page(context)

    def log_in(self, who: Context, size: str = "desktop") -> Page:
        """A page that this person has opened by the form of the login; it shows his home."""
        person = self.shop.person(who)
        if not person.has_usable_password():
            change_password(who, person, password_hash=secrets.hashed(PASSWORD))
        page = self.page(self.device(size))
        self.open(page, "/")
        page.get_by_label("工号或手机").fill(person.employee_no)
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("button", name="登录").click()
        page.wait_for_url(self.url + "/")
        expect(page.get_by_role("heading", level=1)).to_have_text("今日")
        expect(page.locator("body")).to_contain_text(person.name)
        return page

    def stranger(self, size: str = "phone") -> Page:
        """A page of somebody without a login: the customer's own telephone."""
        return self.page(self.device(size))

    def device(self, size: str) -> BrowserContext:
        width, height = SIZES[size]
        return self.browser.new_context(
            viewport={"width": width, "height": height},
            screen={"width": width, "height": height},
            user_agent=AGENTS.get(size),
            has_touch=size != "desktop",
            is_mobile=size == "phone",
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
        )

    def page(self, context: BrowserContext) -> Page:
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("response", self._note_if_broken)
        page.on("request", self._note_asked)
        return page

    def _note_asked(self, asked: Request) -> None:
        self.sent += asked.method == "POST"
        self.opened += asked.method == "GET" and asked.resource_type == "document"

    def _note_if_broken(self, answer: Response) -> None:
        if answer.status >= 500:
            self.wrong.append(answer.url)

    def open(self, page: Page, path: str) -> None:
        page.goto(self.url + path)

    def tap(self, place: Locator) -> None:
        """One tap; counted. A hand is slower than a page that still reads its scripts."""
        self.taps += 1
        place.wait_for()
        place.page.wait_for_load_state("domcontentloaded")
        place.click()

    def press(self, page: Page, verb: str) -> None:
        """Tap the button or link of this verb."""
        self.tap(page.get_by_role("button", name=verb).or_(page.get_by_role("link", name=verb)).first)

    def type(self, field: Locator, signs: str) -> None:
        """What a finger adds to a field; three signs are one tap."""
        self.taps += -(-len(signs) // 3)
        self.typed += signs
        field.click()
        field.press("End")
        field.press_sequentially(signs)

    def scan(self, field: Locator, code: str) -> None:
        """A scanned code, or the four digits of a person, are one tap."""
        self.taps += 1
        field.fill(code)

    def shoot(self, camera: Locator, count: int = 1) -> None:
        """Photos by this camera, each one tap."""
        shots = camera.locator(".shot:not(.going)")
        for _ in range(count):
            taken = shots.count()
            self.taps += 1
            self.photos += 1
            camera.locator("input[type=file]").set_input_files(a_picture())
            expect(shots).to_have_count(taken + 1)

    def sign(self, page: Page) -> None:
        """The customer's hand on the pad: one tap."""
        self.taps += 1
        self.signatures += 1
        pad = page.locator("canvas[data-pad]")
        pad.scroll_into_view_if_needed()
        box = pad.bounding_box()
        assert box
        left, top = box["x"] + box["width"] / 4, box["y"] + box["height"] / 2
        page.mouse.move(left, top)
        page.mouse.down()
        for step in range(1, 5):
            page.mouse.move(left + 30 * step, top + 20 * (-1) ** step)
        page.mouse.up()

    @contextmanager
    def within(self, budget: int) -> Iterator[None]:
        """What is done inside costs no more taps than this."""
        before = self.taps
        yield
        assert self.taps - before <= budget

    @contextmanager
    def waiting_for(self, what: str, *, pages: int, sent: int) -> Iterator[None]:
        """What is done inside waits for no more pages and acts than these; the server's time is only told."""
        pages_before, sent_before, answers_before = self.opened, self.sent, len(self.worked)
        yield
        opened, acts = self.opened - pages_before, self.sent - sent_before
        seconds = sum(self.worked[answers_before:])
        told = f"{what}: {opened} pages, {acts} sent, {seconds * 1000:.0f} ms of the server"
        print(told)  # noqa: T201 (a figure)
        assert opened <= pages, told
        assert acts <= sent, told


def a_picture() -> FilePayload:
    """A photo as a camera gives it."""
    picture = io.BytesIO()
    Image.new("RGB", (640, 480), (96, 104, 112)).save(picture, "JPEG")
    return {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": picture.getvalue()}


def launched(playwright: Playwright) -> Browser:
    """The browser that `zhangdian doctor` finds."""
    args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
    return playwright.chromium.launch(executable_path=doctor.find_chromium(), args=args)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    # Playwright keeps a loop in this thread; Django would take it for a page served from one.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=20_000)
    with sync_playwright() as playwright:
        browser = launched(playwright)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def stage(chromium: Browser, own_shop: Shop, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """The server's threads live at the test's hour."""
    house = StaticFilesHandler(get_wsgi_application())

    def at_our_hour(environ: Any, start: Any) -> Any:
        clock.set_to(now())
        began = time.perf_counter()
        answer = house(environ, start)
        if not environ["PATH_INFO"].startswith(settings.STATIC_URL):
            stage.worked.append(time.perf_counter() - began)
        return answer

    def now() -> datetime:
        return own_shop_hour[0]

    own_shop_hour = [clock.now()]
    server = make_server("127.0.0.1", 0, at_our_hour, server_class=Threads, handler_class=Quiet)
    stage = Stage(own_shop, chromium, f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    moved = own_shop.at

    def at(when: datetime | str) -> datetime:
        own_shop_hour[0] = moved(when)
        return own_shop_hour[0]

    monkeypatch.setattr(own_shop, "at", at)
    yield stage
    for screen in chromium.contexts:
        screen.close()
    server.shutdown()
    server.server_close()
    thread.join(5)
    connections.close_all()
    assert stage.wrong == []
