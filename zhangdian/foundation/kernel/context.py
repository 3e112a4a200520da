"""Who acts or looks: a person in his roles, a customer through a link, or the clock."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.refusals import Refusal


class ActorKind(StrEnum):
    PERSON = "person"
    CUSTOMER = "customer"
    CLOCK = "clock"


@dataclass(frozen=True)
class Power:
    """A signature that somebody has lent: his post and name, for which acts, up to how much, until when."""

    key: int
    role: str
    holder: int
    name: str
    actions: frozenset[str]
    upto: Decimal | None
    until: datetime

    def covers(self, request: Any, now: datetime) -> bool:
        """Whether it is good for this request at an instant; never for what its holder asked himself.

        Up to a sum it is good only for what says its sum.
        """
        return (
            now < self.until
            and self.role in request.needed.split()
            and request.action in self.actions
            and request.asker_id != self.holder
            and (self.upto is None or (request.amount is not None and request.amount <= self.upto))
        )


@dataclass(frozen=True)
class Standing:
    """What somebody may be right now: roles in this store, for whom he stands in, and the store's rules."""

    roles: frozenset[str]
    name: str = ""
    acting_for: Mapping[str, int] = field(default_factory=dict)
    """Role held as a deputy → the person whose it is."""
    stores: tuple[int, ...] = ()
    """Stores whose customers this store shares, itself included."""
    rules: Mapping[str, str] = field(default_factory=dict)
    """The store's weights by gate or question."""
    zone: ZoneInfo = clock.CHINA
    powers: tuple[Power, ...] = ()
    """Signatures that others have lent him; none gives him their post."""
    not_here: str = ""
    """On a device that opens only part of the work, the sentence that says what it does not open."""
    practice: bool = False
    """In a practice store: nothing counts, nothing leaves, and what stores share stays as it is."""
    shut: frozenset[str] = frozenset()
    """Rooms whose actions nobody does in this store."""

    def post_among(self, posts: Iterable[str]) -> str:
        """The first of these posts that he holds: his own before one held as a deputy; empty when none."""
        held = [post for post in posts if post in self.roles]
        own = [post for post in held if post not in self.acting_for]
        return str((own or held or [""])[0])


StandingReader = Callable[["Context", datetime], "Standing | None"]
_reader: list[StandingReader] = []


def read_standing_with(reader: StandingReader) -> StandingReader:
    """Organization says here how a person's standing is read (one query or two)."""
    _reader[:] = [reader]
    return reader


PowerHolder = Callable[[Any, Power], None]
_holds_power: list[PowerHolder] = []


def hold_power_with(holder: PowerHolder) -> PowerHolder:
    """Organization says here how a lent signature is held fast while it is given."""
    _holds_power[:] = [holder]
    return holder


def hold_power(act: Any, power: Power) -> None:
    """Refuses where it was taken back meanwhile; who takes it back waits until this act has ended."""
    _holds_power[0](act, power)


@dataclass
class Context:
    """Somebody in a store, on a device. Pages ask it what may be done; actions ask again under the lock."""

    store_id: int
    person_id: int | None = None
    kind: ActorKind = ActorKind.PERSON
    link_id: int | None = None
    device: str = ""
    _standing: Standing | None = field(default=None, repr=False, compare=False)

    @property
    def standing(self) -> Standing:
        if self._standing is None:
            self._standing = self.read_standing(clock.now())
        return self._standing

    def read_standing(self, at: datetime) -> Standing:
        """The standing as the database has it now; refused for a person who no longer works here."""
        standing = _reader[0](self, at)
        if standing is None:
            raise Refusal("您的账号已停用或已不在本店任职，请联系办公室主任")
        return standing

    @property
    def roles(self) -> frozenset[str]:
        return self.standing.roles

    @property
    def now(self) -> datetime:
        return clock.now()

    @property
    def today(self) -> Any:
        return clock.day(self.now, self.standing.zone)

    @property
    def weekday(self) -> int:
        """Of the present day in the store; Monday is 0."""
        return clock.day(self.now, self.standing.zone).weekday()

    @property
    def month(self) -> date:
        """The first day of the present month in the store."""
        return clock.day(self.now, self.standing.zone).replace(day=1)

    @property
    def midnight(self) -> datetime:
        """When the present day began in the store."""
        return clock.day_bounds(self.today, self.standing.zone)[0]

    @property
    def actor_key(self) -> str:
        """Tokens of different actors never meet."""
        return f"{self.kind}:{self.person_id or self.link_id or self.store_id}"

    def on(self, device: str) -> "Context":
        return replace(self, device=device)
