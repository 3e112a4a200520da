"""A whole house of processes on a database of its own: pages, worker, people who press buttons over HTTP."""

import os
import re
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener

from django.db import connection

from tests.support.postgres import free_port

PATIENCE = 60
"""Seconds for the first answer after a start; how long it really took is told."""


class Unanswered(Exception):
    """The server was gone before it answered: nobody knows whether it was done."""


class House:
    """`zhangdian serve` and `zhangdian work` as processes, until they are killed."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.running: list[subprocess.Popen[bytes]] = []
        self.environment = {
            **os.environ,
            "DATABASE_URL": address_of_database(),
            "ZHANGDIAN_DATA": str(folder),
            "ZHANGDIAN_DEBUG": "false",
        }

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def open(self) -> float:
        """Start both; the seconds until the first answer."""
        begun = time.monotonic()
        for command in (["serve", "--port", str(self.port)], ["work"]):
            with (self.folder / f"{command[0]}.log").open("ab") as log:
                self.running.append(
                    subprocess.Popen(
                        [sys.executable, "-m", "zhangdian", *command],
                        env=self.environment,
                        stdout=log,
                        stderr=log,
                        start_new_session=True,
                    )
                )
        self.wait()
        return time.monotonic() - begun

    def wait(self) -> None:
        """Until the first answer."""
        begun = time.monotonic()
        while True:
            try:
                build_opener().open(f"{self.url}/health", timeout=5).close()
                return
            except (OSError, HTTPException):
                if time.monotonic() - begun > PATIENCE:
                    raise RuntimeError((self.folder / "serve.log").read_text()) from None
                time.sleep(0.05)

    def kill(self) -> None:
        """Pull the plug: every process of both, at once."""
        for process in self.running:
            os.killpg(process.pid, signal.SIGKILL)
        for process in self.running:
            process.wait()
        self.running.clear()

    def told(self, *command: str) -> tuple[int, str]:
        """What a command of the house answers."""
        asked = [sys.executable, "-m", "zhangdian", *command]
        done = subprocess.run(asked, env=self.environment, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr


def address_of_database() -> str:
    """DATABASE_URL of the database that this test stands on."""
    its = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{its['NAME']}"
    who = f"{its['USER']}:{quote(its['PASSWORD'])}"
    return f"postgres://{who}@/{its['NAME']}?host={its['HOST']}&port={its['PORT']}"


class Stay(HTTPRedirectHandler):
    """A redirect is an answer."""

    def redirect_request(self, *_: object) -> None:
        return None


@dataclass
class Press:
    """One button pressed with its token, and whether somebody saw the answer."""

    action: str
    subject: int | None
    data: Mapping[str, str]
    token: str = field(default_factory=lambda: uuid.uuid4().hex)


class Browser:
    """Somebody at a screen, logged in; the session outlives the server."""

    def __init__(self, house: House, account: str, password: str) -> None:
        self.house, self.cookies = house, CookieJar()
        self.opener = build_opener(HTTPCookieProcessor(self.cookies), Stay)
        self.send("GET", "/login/")
        status, page = self.send("POST", "/login/enter", {"account": account, "password": password})
        assert status == 302, f"{account} cannot log in: {status} {page[:2000]}"

    def press(self, press: Press) -> tuple[int, str]:
        where = f"/act/{press.action}" + (f"/{press.subject}" if press.subject else "")
        return self.send("POST", where, {**press.data, "token": press.token})

    def send(self, method: str, path: str, data: Mapping[str, str] | None = None) -> tuple[int, str]:
        sent = None
        if data is not None:
            key = next((cookie.value for cookie in self.cookies if cookie.name == "csrftoken"), "")
            sent = urlencode({**data, "csrfmiddlewaretoken": key or ""}).encode()
        request = Request(f"{self.house.url}{path}", sent, {"HX-Request": "true"}, method=method)
        try:
            with self.opener.open(request, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as answer:
            return answer.code, answer.read().decode()
        except (URLError, OSError, HTTPException) as error:
            raise Unanswered from error


def words_of(page: str) -> str:
    """What a page says, for whoever reads why a press was refused."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))[:600]
