"""A PostgreSQL cluster of the tests' own: made in a temporary folder, gone with them."""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg

from zhangdian import doctor

UNPRIVILEGED = ("postgres", "nobody")
HURRIED = (
    "fsync=off",
    "full_page_writes=off",
    "autovacuum=off",
    "jit=off",
    "plan_cache_mode=force_generic_plan",
)
"""What no measurement may have: a store plans by its values, tidies and waits for its disk."""


class Cluster:
    """One server on a socket in its folder and a loopback port; it ends when its parent does.

    `hurried`: it does not wait for the disk, since what the system has taken outlives a server that is killed
    and no test can cut the power; and short-lived tests are not worth a store's planning and tidying.
    """

    def __init__(self, *, hurried: bool = True) -> None:
        self.hurried = hurried
        programs = doctor.postgres_folder()
        if programs is None:
            raise FileNotFoundError("PostgreSQL")
        self.programs = programs
        self.folder = Path(tempfile.mkdtemp(prefix="zd-pg-"))
        self.password = secrets.token_urlsafe(16)
        self.port = free_port()
        self.as_whom: list[str] = []
        if os.geteuid() == 0:  # initdb and the server refuse to run as root
            people = {person.pw_name: person for person in pwd.getpwall()}
            owner = next(people[name] for name in UNPRIVILEGED if name in people)
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
            self.as_whom = [f"--reuid={owner.pw_uid}", f"--regid={owner.pw_gid}", "--clear-groups"]
        self.make()
        self.server = self.start()
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute("CREATE DATABASE zhangdian")

    def make(self) -> None:
        password_file = self.folder / "password"
        password_file.write_text(self.password)
        if self.as_whom:
            shutil.chown(password_file, self.folder.stat().st_uid)
        self.run("initdb", "-D", str(self.folder / "data"), "-U", "zhangdian", "--pwfile", str(password_file))

    def start(self) -> subprocess.Popen[bytes]:
        with (self.folder / "log").open("ab") as log:
            server = subprocess.Popen(
                [
                    *self.lowered("postgres"),
                    *("-D", str(self.folder / "data")),
                    *("-k", str(self.folder)),
                    *("-p", str(self.port)),
                    *("-c", "listen_addresses=127.0.0.1"),
                    *(word for each in (HURRIED if self.hurried else ()) for word in ("-c", each)),
                    *("-c", "max_connections=200"),
                    *("-c", "log_lock_waits=on"),
                ],
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                cwd=self.folder,
            )
        self.wait_until_it_answers(server)
        return server

    def run(self, program: str, *arguments: str) -> None:
        ways = ["--auth-local=trust", "--auth-host=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8"]
        command = [*self.lowered(program), *arguments, *ways]
        made = subprocess.run(command, capture_output=True, text=True, cwd=self.folder, check=False)
        if made.returncode:
            raise RuntimeError(f"{program}: {made.stdout}{made.stderr}")

    def lowered(self, program: str) -> list[str]:
        """The command that runs a program as somebody unprivileged, and ends it when we die."""
        path = str(self.programs / program)
        if not (setpriv := shutil.which("setpriv")):
            if self.as_whom:
                raise RuntimeError("setpriv (util-linux) is missing: PostgreSQL cannot be started as root")
            return [path]
        return [setpriv, *self.as_whom, "--pdeathsig=INT", path]

    def wait_until_it_answers(self, server: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + 60
        while True:
            try:
                psycopg.connect(self.url("postgres"), connect_timeout=2).close()
                break
            except psycopg.OperationalError as error:
                if server.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError((self.folder / "log").read_text()) from error
                time.sleep(0.05)

    def stop_at_once(self) -> None:
        """`pg_ctl stop -m immediate`: nothing is finished; the next start recovers from its log."""
        self.server.send_signal(signal.SIGQUIT)
        self.server.wait(60)

    def start_again(self) -> None:
        self.server = self.start()

    def url(self, name: str = "zhangdian") -> str:
        return f"postgres://zhangdian:{self.password}@/{name}?host={self.folder}&port={self.port}"

    def stop(self) -> None:
        if self.server.poll() is None:
            self.server.send_signal(signal.SIGINT)  # fast: rolls back and goes
            try:
                self.server.wait(20)
            except subprocess.TimeoutExpired:
                self.server.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
