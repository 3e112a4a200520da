"""Places of the house where what a course teaches is used: there its steps are shown, or its paper asked."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """An action or a page by its name, in words, and whether it asks for the certificate."""

    name: str
    label: str
    asks: bool = False


PLACES: dict[str, Place] = {}


def place(name: str, label: str, *, asks: bool = False) -> Place:
    """A room above declares it (in apps.ready); the same name again replaces it."""
    PLACES[name] = Place(name, label, asks)
    return PLACES[name]


def named(name: str) -> str:
    """In words; a place that nobody declares any more by its name alone."""
    known = PLACES.get(name)
    return known.label if known else name
