"""Who asks: a logged-in person on a device, with the names that every page shows."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth import login as begin_session
from django.http import HttpRequest
from django.urls import reverse

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.context import Context
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.organization.models import Person, SharedDevice
from zhangdian.people.organization.queries import KIOSK
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.secrets import device_digest
from zhangdian.people.organization.sessions import ABSOLUTE, IDLE, IDLE_ON_SHARED_DEVICE, read_instant

DEVICE_COOKIE = "zd_shared"
STAMP_EVERY = 60
"""Seconds between two writes of a session that is in use; on a shared device ten."""
POLL = {"X-Requested-With": "zd-live"}
"""Header of requests that a page makes by itself: they keep nobody logged in."""


@dataclass
class Visitor(Context):
    """A person who looks at pages: a context with the names that the frame shows."""

    store_name: str = ""
    person_name: str = ""
    session_key: str = ""
    must_change_password: bool = False
    asked: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)
    """What this look has read already (ui.queues.once_a_page)."""

    @property
    def person_surname(self) -> str:
        return self.person_name[:1]

    @property
    def leave_url(self) -> str:
        """Where the frame sends who goes: on a shared device this leads back to the names."""
        return reverse("organization:leave")

    @property
    def back_url(self) -> str:
        """Out of the practice store."""
        return reverse("organization:leave_practice")

    @property
    def account_url(self) -> str:
        return reverse("organization:account")

    @property
    def post_label(self) -> str:
        """His main post in words: an own one before one held as a deputy."""
        mine = [role for role in Role if role in self.roles]
        own = [role for role in mine if role not in self.standing.acting_for]
        return str((own or mine)[0].label) if mine else ""


def address_of(request: HttpRequest) -> str:
    """The address that knocks; behind a proxy the last one that our own proxy wrote."""
    told = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    return (told.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", ""))[:45]


def shared_device(request: HttpRequest) -> SharedDevice | None:
    """The enrolled device that this browser is, if it is one and still is."""
    key = request.COOKIES.get(DEVICE_COOKIE, "")
    if not 20 <= len(key) <= 100:
        return None
    found = SharedDevice._base_manager.filter(key_digest=device_digest(key), retired_at=None)
    device: SharedDevice | None = found.select_related("store").first()
    return device


def let_in(
    request: HttpRequest, person: Person, device: SharedDevice | None = None, *, began: str = ""
) -> None:
    """Begin a session under a new key: nothing of an earlier one, or of a planted one, goes on.

    Who goes to the practice store and back has been here since he came in.
    """
    request.session.flush()
    begin_session(request, person, backend="django.contrib.auth.backends.ModelBackend")
    now = clock.now().isoformat()
    request.session.update(
        {
            "epoch": epoch_of(person),
            "began": began or now,
            "seen": now,
            "device": device.pk if device else None,
            "address": address_of(request),
            "agent": request.headers.get("User-Agent", "")[:200],
        }
    )


def epoch_of(person: Person) -> int:
    """Of the account by which he came in: who practises does so through his own."""
    account = person.practice_of or person
    return int(account.session_epoch)


def who_asks(request: HttpRequest) -> Visitor | None:
    """The person behind the session, or nobody: also when anything about it no longer holds."""
    if not request.session.get(SESSION_KEY):
        return None
    visitor = still_valid(request)
    if visitor is None:
        request.session.flush()
    else:
        stamp(request)
    return visitor


def still_valid(request: HttpRequest) -> Visitor | None:
    """Epoch, both time limits, the device and the standing: all asked anew for every request."""
    session = request.session
    now, device_id = clock.now(), session.get("device")
    idle = IDLE_ON_SHARED_DEVICE if device_id else IDLE
    began, seen = instant_of(session.get("began")), instant_of(session.get("seen"))
    if now - began >= ABSOLUTE or now - seen >= idle:
        return None
    person = session.person  # type: ignore[attr-defined]
    if person is None or str(person.pk) != session[SESSION_KEY] or person.disabled_at is not None:
        return None
    if epoch_of(person) != session.get("epoch") or (person.practice_of_id and device_id):
        return None
    if device_id:
        device = shared_device(request)
        if device is None or device.pk != device_id or device.store_id != person.store_id:
            return None
    visitor = Visitor(
        person.store_id,
        person.pk,
        device=f"{KIOSK}{device_id}" if device_id else "",
        store_name=person.store.name,
        person_name=person.name,
        session_key=session.session_key or "",
        must_change_password=person.must_change_password and not device_id,
    )
    return visitor if has_a_post(visitor) else None


def has_a_post(visitor: Context) -> bool:
    try:
        return bool(visitor.standing)
    except Refusal:
        return False


def instant_of(text: str | None) -> datetime:
    return read_instant(text) or datetime.min.replace(tzinfo=clock.CHINA)


def stamp(request: HttpRequest) -> None:
    """Note that somebody is there, but not at every request, and not for what pages ask by themselves."""
    if any(request.headers.get(name) == value for name, value in POLL.items()):
        return
    every = 10 if request.session.get("device") else STAMP_EVERY
    now = clock.now()
    if (now - instant_of(request.session.get("seen"))).total_seconds() >= every:
        request.session["seen"] = now.isoformat()
