"""Who sees which field: declared once, on the field; its value prints as its mask wherever it goes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Protocol

from django.db import models

from zhangdian.foundation.kernel.money import MoneyField, UnitPriceField


class Viewer(Protocol):
    """Whoever looks: only the roles count."""

    @property
    def roles(self) -> frozenset[str]: ...


@dataclass(frozen=True)
class Sight:
    """A kind of guarded value: its name, the roles that may see it, and how it looks to all others."""

    name: str
    roles: frozenset[str]
    mask: Callable[[str], str]
    personal: bool = True

    def open_to(self, viewer: Viewer) -> bool:
        """Whether it is shown to whoever looks; else a page leaves the whole column away."""
        return bool(self.roles & viewer.roles)


SIGHTS: dict[str, Sight] = {}


def sight(name: str, roles: Iterable[str], mask: Callable[[str], str], *, personal: bool = True) -> Sight:
    """Declare a kind of guarded value (personal data, cost, margin, pay) for the whole house."""
    declared = SIGHTS[name] = Sight(name, frozenset(map(str, roles)), mask, personal)
    return declared


class Sealed:
    """A guarded value: prints its mask, opens only for a viewer who may see it or for a body."""

    __slots__ = ("_value", "kind")

    def __init__(self, value: Any, kind: Sight) -> None:
        self._value = value
        self.kind = kind

    def __str__(self) -> str:
        return self.kind.mask(str(self._value)) if self._value not in (None, "") else ""

    def __repr__(self) -> str:
        return f"<{self.kind.name} {self}>"

    def __bool__(self) -> bool:
        return bool(self._value)

    def __eq__(self, other: object) -> bool:
        return bool(self._value == (other._value if isinstance(other, Sealed) else other))

    def __hash__(self) -> int:
        return hash(self._value)

    def seen_by(self, viewer: Viewer) -> Any:
        """The value for those who may see it, else its mask."""
        return self._value if self.kind.open_to(viewer) else str(self)

    def open(self) -> Any:
        """The bare value: for bodies, queries and searches only, never for a surface."""
        return self._value


def opened(value: Any) -> Any:
    """The bare value of a field that may be sealed or freshly set."""
    return value.open() if isinstance(value, Sealed) else value


class SealedMixin(models.Field[Any, Any]):
    """Makes a field load as `Sealed`."""

    def __init__(self, *args: Any, sight: Sight | str, **kwargs: Any) -> None:
        self.sight_name = sight if isinstance(sight, str) else sight.name
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "sight": self.sight_name}

    @property
    def sight(self) -> Sight:
        return SIGHTS[self.sight_name]

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return None if value is None else Sealed(value, self.sight)

    def get_prep_value(self, value: Any) -> Any:
        return super().get_prep_value(opened(value))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        return super().get_db_prep_value(opened(value), connection, prepared)

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        return super().get_db_prep_save(opened(value), connection)

    def to_python(self, value: Any) -> Any:
        return super().to_python(opened(value))


class SealedCharField(SealedMixin, models.CharField[Any, Any]):
    """Text of a person."""


class SealedMoneyField(SealedMixin, MoneyField):
    """An amount that not everybody may see (cost, margin)."""


class SealedUnitPriceField(SealedMixin, UnitPriceField):
    """A unit cost that not everybody may see."""


def hidden(_value: str | Decimal) -> str:
    """The mask of costs and margins."""
    return "•••"


class Personal:
    """Marks an input of an action that belongs to a person: erasure may empty it in the journal."""


class Secret:
    """Marks an input that the journal must not keep at all (the hash of a password)."""


SecretText = Annotated[str, Secret()]
PersonalText = Annotated[str, Personal()]
