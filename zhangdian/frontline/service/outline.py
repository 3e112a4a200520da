"""The car's outline: marks in thousandths of the drawing, as screen and paper show them alike."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from zhangdian.foundation.ui import marks
from zhangdian.foundation.ui.writing import on_the_wall
from zhangdian.frontline.service.models import DamageMark


@dataclass(frozen=True)
class Mark:
    """A mark tapped on the car's outline; x and y in thousandths of the drawing."""

    kind: str
    view: str
    x: int
    y: int
    place: str = ""
    known_from: int | None = None


def across(x: int) -> int:
    """Thousandths of the drawing's width."""
    return round((x - marks.LEFT) * 1000 / marks.WIDTH)


def down(y: int) -> int:
    """Thousandths of the drawing's height."""
    return round((y - marks.TOP) * 1000 / marks.HEIGHT)


def point(mark: DamageMark) -> tuple[int, int]:
    """Where it stands in the drawing's own units."""
    return (
        round(mark.x * marks.WIDTH / 1000) + marks.LEFT,
        round(mark.y * marks.HEIGHT / 1000) + marks.TOP,
    )


def words_of(mark: DamageMark) -> str:
    """左后门 划痕."""
    return f"{mark.place} {marks.KINDS.get(mark.kind, mark.kind)}".strip()


def seen_before(known: Iterable[DamageMark]) -> list[dict[str, Any]]:
    """Marks of earlier visits as the outline on the screen draws them: hollow, with the day."""
    found = []
    for mark in known:
        x, y = point(mark)
        on = on_the_wall(mark.order.arrived_at)
        found.append(
            {"kind": mark.kind, "view": mark.view, "x": x, "y": y, "says": f"{on.month}月{on.day}日已记"}
        )
    return found


@dataclass(frozen=True)
class Sign:
    """A mark with the sign under which list and outline show it: 1, 2 new today; A, B known before."""

    sign: str
    mark: DamageMark

    @property
    def known(self) -> bool:
        return self.mark.known_from_id is not None

    @property
    def words(self) -> str:
        return words_of(self.mark)


def signs(all_marks: Sequence[DamageMark]) -> list[Sign]:
    """New marks by number, known ones by letter, in the order in which they were seen."""
    new = [mark for mark in all_marks if mark.known_from_id is None]
    known = [mark for mark in all_marks if mark.known_from_id is not None]
    return [
        *(Sign(str(number), mark) for number, mark in enumerate(new, 1)),
        *(Sign(chr(64 + number), mark) for number, mark in enumerate(known, 1)),
    ]


def drawn(all_marks: Sequence[DamageMark]) -> SafeString:
    """The marks as parts of the outline's picture."""
    parts = []
    for one in signs(all_marks):
        x, y = point(one.mark)
        css, radius = ("spot old", 11) if one.known else ("spot", 12)
        parts.append(
            f'<g class="{css}" transform="translate({x} {y})"><circle r="{radius}"/>'
            f'<text y="5">{escape(one.sign)}</text></g>'
        )
    return mark_safe("".join(parts))
