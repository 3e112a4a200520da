"""The sessions of those who logged in, kept with their person: all of somebody's end with one statement."""

import hashlib
from datetime import datetime, timedelta
from typing import Any, cast

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db.models import Q

from zhangdian.foundation.kernel import clock
from zhangdian.people.organization.models import LoginSession, Person, SharedDevice

IDLE = timedelta(minutes=30)
IDLE_ON_SHARED_DEVICE = timedelta(seconds=90)
"""The page goes back to the names after 60 seconds; a device whose page is gone does not stay open longer."""
ABSOLUTE = timedelta(hours=12)


class SessionStore(DatabaseStore):
    """Django's sessions with person, device and instants beside them, on the house's clock."""

    person: Person | None = None
    """Whose it is, read with it."""

    @classmethod
    def get_model_class(cls) -> type[LoginSession]:
        return LoginSession

    def _get_session_from_db(self) -> Any:
        rows = LoginSession.objects.filter(session_key=self.session_key, expire_date__gt=clock.now())
        found = rows.select_related("person__store", "person__practice_of").first()
        if found is None:
            self._session_key = None
        self.person = found.person if found else None
        return found

    def get_expiry_date(self, **kwargs: Any) -> datetime:
        return clock.now() + timedelta(seconds=self.get_expiry_age(**kwargs))

    def create_model_instance(self, data: dict[str, Any]) -> LoginSession:
        row = cast(LoginSession, super().create_model_instance(data))
        row.person_id = data.get("_auth_user_id")
        row.device_id = data.get("device")
        row.began_at = read_instant(data.get("began"))
        row.seen_at = read_instant(data.get("seen"))
        row.address = data.get("address", "")
        row.agent = data.get("agent", "")
        return row


def read_instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def end_sessions(person: Person, *, but: str = "") -> int:
    """End all sessions of somebody, also where he practises, but perhaps the one he is in; how many."""
    rows = LoginSession.objects.filter(Q(person=person) | Q(person__practice_of=person))
    rows = rows.exclude(session_key=but)
    return int(rows.delete()[0])


def end_sessions_on(device: SharedDevice) -> int:
    """End what is open on a shared device."""
    return int(LoginSession.objects.filter(device=device).delete()[0])


def handle(session_key: str) -> str:
    """The name under which a page shows a session: its key never leaves the server but in its own cookie."""
    return hashlib.sha256(session_key.encode()).hexdigest()[:20]
