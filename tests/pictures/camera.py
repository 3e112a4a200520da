"""A store standing still at one instant behind a server, a browser at three sizes, and its album."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Any
from wsgiref.simple_server import make_server

from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import Browser, Page

from tests.browser.stage import SIZES, Quiet, Threads
from tests.pictures.sights import Sight, holder_of
from tests.support.browsers import logged_in
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.context import Context
from zhangdian.people.organization.roles import Role

WALL = {"service:wall": (1920, 1080)}
"""Pages made for one screen only."""
FLAWS = (Path(__file__).parent / "flaws.js").read_text()
TALLEST = 6000


@contextmanager
def standing_still(at: datetime) -> Iterator[str]:
    """The house at this instant, served; gives its address."""
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    house = StaticFilesHandler(get_wsgi_application())

    def then(environ: Any, start: Any) -> Any:
        clock.set_to(at)
        return house(environ, start)

    server = make_server("127.0.0.1", 0, then, server_class=Threads, handler_class=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@dataclass
class Seen:
    """One picture and what is wrong with it."""

    sight: Sight
    size: str
    file: str
    flaws: list[str]


@dataclass
class Camera:
    """Walks the sights at one size, each as the person who looks."""

    browser: Browser
    url: str
    folder: Path
    album: list[Seen] = field(default_factory=list)

    def walk(self, sights: list[Sight], size: str) -> None:
        pages: dict[Role | None, Page] = {}
        for sight in sights:
            page = pages.get(sight.who) or pages.setdefault(sight.who, self._screen(sight.who, size))
            self.album.append(self._take(page, sight, size))
        for page in pages.values():
            page.context.close()

    def _screen(self, who: Role | None, size: str) -> Page:
        width, height = SIZES[size]
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            screen={"width": width, "height": height},
            has_touch=size != "desktop",
            is_mobile=size != "desktop",
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
        )
        cookies = {"zd_screen": size}
        if holder := who and holder_of(who):
            inside = logged_in(Context(holder.store_id, holder.pk))
            cookies[settings.SESSION_COOKIE_NAME] = inside.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": key, "value": said, "url": self.url} for key, said in cookies.items()])
        page = context.new_page()
        page.set_default_timeout(20_000)
        return page

    def _take(self, page: Page, sight: Sight, size: str) -> Seen:
        """The screen as it opens; on a finger's screen the whole length of it."""
        wrong: list[str] = []

        def note(error: Any) -> None:
            wrong.append(f"脚本出错：{error}")

        page.on("pageerror", note)
        if size == "desktop":
            width, height = WALL.get(sight.page, SIZES[size])
            page.set_viewport_size({"width": width, "height": height})
        answer = page.goto(self.url + sight.path, wait_until="load")
        if answer is None or answer.status != sight.status:
            wrong.append(f"回答 {answer.status if answer else '没有'}，应为 {sight.status}")
        page.wait_for_timeout(60)
        wrong += page.evaluate(FLAWS, size != "desktop")
        file = f"{size}/{sight.name}.png"
        (self.folder / size).mkdir(parents=True, exist_ok=True)
        page.remove_listener("pageerror", note)
        self._stretch(page, size)
        page.screenshot(path=self.folder / file)
        width, height = SIZES[size]
        page.set_viewport_size({"width": width, "height": height})
        return Seen(sight, size, file, wrong)

    def _stretch(self, page: Page, size: str) -> None:
        """Make the window as tall as what stands in it."""
        width, height = SIZES[size]
        more = page.evaluate(
            "() => { const p = document.querySelector('main.page'), r = document.scrollingElement;"
            " return Math.max(p ? p.scrollHeight - p.clientHeight : 0, r.scrollHeight - innerHeight) }"
        )
        if more > 0:
            page.set_viewport_size({"width": width, "height": min(height + more, TALLEST)})
            page.wait_for_timeout(60)


def bind(album: list[Seen], folder: Path) -> Path:
    """The album: one row a page, its three sizes side by side, with what was measured."""
    rows: dict[str, list[Seen]] = {}
    for seen in album:
        rows.setdefault(seen.sight.name, []).append(seen)
    body = "".join(_row(name, pictures) for name, pictures in rows.items())
    index = folder / "index.html"
    index.write_text(f"<!doctype html><meta charset=utf-8><title>每一页</title><style>{STYLE}</style>{body}")
    return index


def _row(name: str, pictures: list[Seen]) -> str:
    sight = pictures[0].sight
    post = sight.who.label if sight.who else "没有登录"
    head = f"<h2 id='{escape(name)}'>{escape(name)} <small>{post} {escape(sight.path)}</small></h2>"
    return f"<section>{head}{''.join(map(_figure, pictures))}</section>"


def _figure(seen: Seen) -> str:
    where = escape(seen.file)
    flaws = "".join(f"<li>{escape(flaw)}" for flaw in seen.flaws)
    picture = f"<a href='{where}'><img loading=lazy src='{where}'></a>"
    return f"<figure>{picture}<figcaption>{seen.size}<ul>{flaws}</ul></figcaption></figure>"


STYLE = (
    "body{font:14px sans-serif;margin:16px}"
    "section{display:flex;flex-wrap:wrap;gap:16px;border-bottom:1px solid #ccc}"
    "h2{flex:0 0 100%;font-size:16px}small{font-weight:400;color:#555}figure{margin:0 0 16px}"
    "img{height:420px;border:1px solid #ccc;object-fit:contain;object-position:top}li{color:#a00}"
)
