"""Lockout: five wrong tries per account and address, counted before each is judged (reliability.md R10a)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import F
from django.utils.crypto import salted_hmac

from zhangdian.foundation.kernel import clock
from zhangdian.people.organization.models import Person, Tries

LOCKED_FOR = timedelta(minutes=15)
PER_ACCOUNT_AND_ADDRESS = 5
PER_ACCOUNT = 20
"""From everywhere together; a browser in which the owner has logged in before is counted by itself."""
PER_ADDRESS = 100
"""Wrong tries from one address; a store has one address, and a Monday morning."""

_COUNT = """
INSERT INTO organization_tries (key, account, tries, last_at) VALUES (%s, %s, 1, %s)
ON CONFLICT (key) DO UPDATE SET
  tries = CASE WHEN organization_tries.last_at <= %s THEN 1 ELSE organization_tries.tries + 1 END,
  last_at = CASE WHEN organization_tries.last_at <= %s OR organization_tries.tries < %s
    THEN excluded.last_at ELSE organization_tries.last_at END
RETURNING tries
"""


@dataclass(frozen=True)
class Door:
    """One count of wrong tries and how many it allows."""

    key: str
    account: str
    """Whose it is, empty for an address."""
    most: int


@dataclass(frozen=True)
class Try:
    """A try that was counted and is now judged."""

    doors: tuple[Door, ...]
    counts: tuple[int, ...]

    @property
    def allowed(self) -> bool:
        return all(count <= door.most for count, door in zip(self.counts, self.doors, strict=True))

    @property
    def left(self) -> int:
        """How many more wrong tries there are after this one."""
        return max(0, min(door.most - count for count, door in zip(self.counts, self.doors, strict=True)))


def account_key(person: Person | None, typed: str) -> str:
    """Of whom a try is; what was typed for nobody may be somebody's password, so only its digest is kept."""
    if person:
        return str(person.pk)
    return "?" + salted_hmac("organization.tries", typed.strip().lower(), algorithm="sha256").hexdigest()[:40]


def begin(account: str, address: str, *, known: str = "", kind: str = "password") -> Try:
    """Count a try before judging it; `known` names a browser in which the owner has logged in before."""
    if known:
        doors = [Door(f"{kind}|{account}|known|{known}", account, PER_ACCOUNT_AND_ADDRESS)]
    else:
        doors = [
            Door(f"{kind}|{account}|{address}", account, PER_ACCOUNT_AND_ADDRESS),
            Door(f"{kind}|{account}", account, PER_ACCOUNT),
            Door(f"{kind}||{address}", "", PER_ADDRESS),
        ]
    return Try(tuple(doors), tuple(count(door, clock.now()) for door in doors))


def count(door: Door, now: datetime) -> int:
    """Add one in one statement, so that many at once each get a number of their own."""
    instant, freed = map(connection.ops.adapt_datetimefield_value, (now, now - LOCKED_FOR))
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [door.key, door.account, instant, freed, freed, door.most])
        return int(cursor.fetchone()[0])


def succeeded(attempt: Try) -> None:
    """The right one: his own counts begin anew, the address loses only this try."""
    keys = [door.key for door in attempt.doors]
    Tries.objects.filter(key__in=keys).exclude(account="").delete()
    Tries.objects.filter(key__in=keys, account="").update(tries=F("tries") - 1)


def free(person: Person) -> int:
    """Somebody in the office frees an account before the quarter of an hour is over."""
    return int(Tries.objects.filter(account=str(person.pk)).delete()[0])


def purge() -> int:
    """Counts that nobody needs any more."""
    return int(Tries.objects.filter(last_at__lt=clock.now() - timedelta(days=1)).delete()[0])
