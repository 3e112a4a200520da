"""Marks on a car's outline: where they were tapped, what they are, and the name of that place."""

from dataclasses import dataclass

WIDTH, HEIGHT = 566, 372
LEFT, TOP = 88, -6
"""The drawing's own box; marks are kept in its units, so that screen and paper show them alike."""

KINDS = {"scratch": "划痕", "dent": "凹陷", "crack": "破裂", "missing": "缺件"}
VIEWS = {"right": "右侧", "top": "上面", "left": "左侧"}

# x from, x to, y from, y to, name; the first that holds the point wins. The front is at the left.
_TOP_ZONES = (
    (88, 120, 118, 158, "前保险杠右角"),
    (88, 120, 202, 242, "前保险杠左角"),
    (88, 120, 118, 242, "前保险杠"),
    (618, 654, 118, 158, "后保险杠右角"),
    (618, 654, 202, 242, "后保险杠左角"),
    (618, 654, 118, 242, "后保险杠"),
    (256, 282, 113, 128, "右后视镜"),
    (256, 282, 232, 247, "左后视镜"),
    (120, 236, 113, 247, "发动机盖"),
    (236, 292, 113, 247, "前风挡"),
    (292, 474, 113, 247, "车顶"),
    (474, 532, 113, 247, "后风挡"),
    (532, 618, 113, 247, "后备箱盖"),
)
# One side, its height counted from the roof (0) to the ground (114).
_SIDE_ZONES = (
    (165, 217, 58, 114, "前轮"),
    (519, 571, 58, 114, "后轮"),
    (88, 150, 0, 114, "前保险杠"),
    (150, 240, 0, 114, "前翼子板"),
    (240, 368, 0, 44, "前门玻璃"),
    (368, 526, 0, 44, "后门玻璃"),
    (240, 373, 84, 114, "门槛"),
    (373, 505, 84, 114, "门槛"),
    (240, 373, 44, 84, "前门"),
    (373, 505, 44, 84, "后门"),
    (505, 600, 0, 114, "后翼子板"),
    (600, 654, 0, 114, "后保险杠"),
)


def zones() -> list[tuple[str, int, int, int, int, str]]:
    """View, box in the drawing's units, and name of every place on the car."""
    made = [("top", *zone) for zone in _TOP_ZONES]
    for x1, x2, y1, y2, name in _SIDE_ZONES:
        made.append(("right", x1, x2, 108 - y2, 108 - y1, f"右{name}"))
        made.append(("left", x1, x2, 252 + y1, 252 + y2, f"左{name}"))
    return made


ZONES = zones()
PLACES = {name: (view, (x1 + x2) // 2, (y1 + y2) // 2) for view, x1, x2, y1, y2, name in reversed(ZONES)}


def view_at(y: int) -> str:
    """Which of the three drawings a height belongs to."""
    return "right" if y < 113 else "top" if y <= 247 else "left"


def place_at(x: int, y: int) -> str:
    """The name of the place at a point."""
    for _view, x1, x2, y1, y2, name in ZONES:
        if x1 <= x <= x2 and y1 <= y <= y2:
            return name
    return VIEWS[view_at(y)]


@dataclass(frozen=True)
class Mark:
    """One mark of damage: new today, or known from before."""

    kind: str
    view: str
    x: int
    y: int
    old: bool = False

    @property
    def place(self) -> str:
        return place_at(self.x, self.y)

    @property
    def words(self) -> str:
        """左后门 划痕."""
        return f"{self.place} {KINDS[self.kind]}"
