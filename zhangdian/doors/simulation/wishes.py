"""What customers come for: their words, the operations, what an inspection then finds (demo/*.csv)."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from zhangdian.doors.simulation.chance import Chance
from zhangdian.doors.simulation.rhythm import number_of_kind
from zhangdian.doors.simulation.tables import Row, rate, table, true

BASE = {"A001", "A002", "A003", "A004"}
MECHANICAL_WORK = "BCDEF"
WORDS = {
    "ACCESS": ("贴个膜", "装个行车记录仪", "底盘装甲做一下"),
    "REWORK": ("上次修的地方又响了", "刚换的灯又不亮了", "洗完车发现饰板没装好", "空调还是不凉"),
    "INSPECT": ("该年检了，帮忙跑一趟", "年检前检查一下"),
    "RECALL": ("收到召回短信，说要升级", "你们打电话说有个升级"),
    "TYRE": ("胎压灯亮了", "后面两条胎磨平了"),
    "ACCIDENT": ("停车场倒车蹭了左后叶子板", "并线剐了，对方全责", "路口追尾，保险让来定损"),
    "WARRANTY": ("异响，还在保修期吧", "天窗关不严"),
}
USUAL = {
    "TYRE": (("C002", 6), ("C001", 3), ("C003", 1)),
    "RECALL": (("R001", 3), ("R002", 1)),
    "ACCESS": (("N003", 2), ("D007", 5), ("N002", 2)),
    "INSPECT": (("C003", 1), ("D003", 2)),
    "REWORK": (("C006", 2), ("D002", 3), ("B004", 3), ("D003", 1)),
}
EXTRA_HOURS = {"MAINT": 0.28, "FIRST": 0.09, "REPAIR": 0.28, "ACCIDENT": 0.4, "WARRANTY": 0.12, "TYRE": 0.05}
"""Hours that extra work adds on the mean."""
OFFERED_TODAY = 0.50
"""Of visits on which something was found, those on which it is offered at once."""
WORN = 1 / 7
"""Half of all red findings sit on a seventh of the cars."""
DRAWN = {
    "A005": 1.21, "A006": 1.21, "A007": 0.57, "A008": 0.43, "A009": 0.55, "A010": 0.88,
    "A011": 0.55, "A012": 0.73, "A013": 0.96, "A014": 0.63, "B001": 0.03, "B002": 0.44,
    "B003": 0.58, "B004": 0.2, "C001": 0.06, "C003": 0.2, "C004": 0.17, "C005": 0.02, "C006": 0.02,
    "C007": 0.71, "D001": 0.07, "D002": 0.18, "D003": 0.11, "D004": 0.32, "D005": 0.02,
    "D006": 0.09, "E001": 0.03, "E002": 1.9, "F001": 0.77, "F002": 1.29, "F003": 0.03,
    "F004": 1.13, "H001": 2.67,
}  # fmt: skip
"""How often an operation is drawn against its share of visits: words and findings bring it, too."""
REPAIRED_TOO = ["A007", "A008", "A009", "A010", "A011", "A012", "A014"]
"""Mechanics' work of the maintenance list that a repair brings with it."""
REPLACED = {"G003": 0.72, "G004": 0.69}
"""Of bumpers that come off those whose skin is new afterwards (parts.csv: monthly_demand)."""


@dataclass(frozen=True)
class Found:
    """What an inspection finds on a car."""

    code: str
    level: str
    measured: str
    operation: str
    safety: bool
    offered: bool
    accepted: bool


@cache
def operations() -> dict[str, Row]:
    return {row["operation_code"]: row for row in table("labour_operations")}


def hours_of(code: str, quantity: int = 1) -> float:
    return float(operations()[code]["book_hours"]) * quantity


def fits(code: str, energy: str) -> bool:
    """Whether the catalogue offers this operation for the car's drive."""
    kinds = operations()[code]["energies"]
    return kinds == "ALL" or energy in kinds.split(",")


def words_for(luck: Chance, kind: str, energy: str) -> tuple[str, list[str]]:
    """The customer's words, and the operations that they usually mean."""
    rows = [row for row in table("customer_concerns") if row["kind"] == kind]
    fitting = [
        row for row in rows if all(fits(code, energy) for code in row["likely_operations"].split(";")[:1])
    ]
    own = [(words, ["" for _ in ()]) for words in WORDS.get(kind, ())]
    listed: list[tuple[tuple[str, list[str]], float]] = [
        ((row["concern_zh"], row["likely_operations"].split(";")), float(row["share_pct"])) for row in fitting
    ]
    listed += [(pair, 1.5) for pair in own]
    return luck.one(listed) if listed else ("", [])


def wanted(luck: Chance, kind: str, energy: str, likely: list[str]) -> list[tuple[str, int]]:
    """Operations with quantities: what the words mean, then by share until the kind's hours are sold."""
    if kind == "ACCIDENT":
        return accident(luck)
    mean = number_of_kind(kind, "sold_hours_mean") - EXTRA_HOURS.get(kind, 0.0)
    hours = luck.around(mean, number_of_kind(kind, "sold_hours_sd"))
    chosen = dict(first_of(luck, kind, energy, likely))
    pool = [(code, weight) for code, weight in pool_of(kind) if fits(code, energy) and code not in chosen]
    while pool:
        sold = sum(hours_of(code, quantity) for code, quantity in chosen.items())
        code = luck.one(pool)
        # Another one, when it brings the sum nearer to the hours that this visit sells.
        if chosen and sold + hours_of(code) / 2 > hours:
            break
        chosen[code] = 1
        pool = [pair for pair in pool if pair[0] != code]
    return list(chosen.items())


def first_of(luck: Chance, kind: str, energy: str, likely: list[str]) -> Iterator[tuple[str, int]]:
    """What the visit is for."""
    if kind == "MAINT":
        yield ("A004" if energy == "BEV" else "A002" if luck.happens(0.18) else "A001"), 1
        return
    if kind == "FIRST":
        yield ("A004" if energy == "BEV" else "A003"), 1
        return
    codes = [code for code in likely if fits(code, energy)]
    if not codes and kind in USUAL:
        codes = [luck.one((code, weight) for code, weight in USUAL[kind] if fits(code, energy))]
    for place, code in enumerate(codes):
        if place == 0 or luck.happens(0.4):
            yield code, luck.choice((1, 2, 2, 4)) if code == "C001" else 1


@cache
def pool_of(kind: str) -> list[tuple[str, float]]:
    """What else is done at visits of a kind, by share per 1,000 visits."""
    rows = operations()
    if kind == "MAINT":
        codes = [c for c in rows if c[0] == "A" and c not in BASE] + ["B004", "C003", "D004", "D001"]
    elif kind in ("REPAIR", "WARRANTY"):
        codes = [c for c in rows if c[0] in MECHANICAL_WORK or c == "H001"]
        codes = [c for c in codes if c not in ("C002", "D004", "D007")] + REPAIRED_TOO
    elif kind == "TYRE":
        codes = ["C003", "C004"]
    else:
        codes = []
    return [(code, float(rows[code]["per_1000_visits"]) * DRAWN.get(code, 1.0)) for code in codes]


def accident(luck: Chance) -> list[tuple[str, int]]:
    """Panels to beat and paint, bumpers, lamps, now and then the dismantling before the assessment."""
    mean = number_of_kind("ACCIDENT", "sold_hours_mean") - EXTRA_HOURS["ACCIDENT"]
    hours = luck.around(mean, number_of_kind("ACCIDENT", "sold_hours_sd"))
    chosen: dict[str, int] = {}
    for code, share in (("G003", 0.53), ("G004", 0.45), ("G005", 0.14), ("G006", 0.06), ("G007", 0.07)):
        if luck.happens(share):
            chosen[code] = 1
    if hours > 12 and luck.happens(0.7):
        chosen["G008"] = 1
    left = hours - sum(hours_of(code) for code in chosen)
    panels = max(1, round(left * 0.64 / hours_of("G002")))
    beaten = max(0, round((left - panels * hours_of("G002")) / hours_of("G001")))
    if beaten:
        chosen["G001"] = beaten
    chosen["G002"] = panels
    return list(chosen.items())


def is_worn(luck: Chance) -> bool:
    return luck.happens(WORN)


def findings(luck: Chance, energy: str, *, worn: bool) -> list[Found]:
    """What a full inspection finds: red and amber by their shares, red ones gathered on few cars."""
    crowd = 0.5 / WORN if worn else 0.5 / (1 - WORN)
    today = luck.happens(OFFERED_TODAY)
    found = []
    for row in table("inspection_findings"):
        red, amber = float(row["found_red_pct"]) / 100 * crowd, float(row["found_amber_pct"]) / 100
        draw = luck.random()
        level = "red" if draw < red else "amber" if draw < red + amber else ""
        code = row["operation_code"]
        if not level or not code or not fits(code, energy):
            continue
        offered = today and (level == "red" or luck.happens(rate("amber_offered_today")))
        accepted = offered and luck.happens(float(row[f"accepted_{level}_pct"]) / 100)
        found.append(
            Found(
                row["finding_code"],
                level,
                measured(luck, row, level),
                code,
                true(row["safety"]),
                offered,
                accepted,
            )
        )
    return found


def measured(luck: Chance, row: Row, level: str) -> str:
    """A value on the wrong side of the limit, with its unit; words where it is judged by eye."""
    try:
        amber, red = float(row["amber_from"]), float(row["red_from"])
    except ValueError:
        return row[f"{level}_from"]
    low, high = (red, red + (red - amber) * 0.6) if level == "red" else (amber, red)
    return f"{max(luck.uniform(low, high), 0):.1f}".removesuffix(".0") + row["measure_unit"]


def extra_of(luck: Chance, kind: str, energy: str, taken: set[str]) -> list[str]:
    """Operations that somebody finds while repairing, besides any inspection."""
    if kind == "ACCIDENT":
        pool = [
            (code, weight) for code, weight in (("G001", 5.0), ("G002", 8.0), ("G005", 2.0), ("G003", 2.0))
        ]
    else:
        pool = [
            (code, float(row["per_1000_visits"]))
            for code, row in operations().items()
            if code[0] in MECHANICAL_WORK and code != "C002" and fits(code, energy)
        ]
    pool = [pair for pair in pool if pair[0] not in taken or kind == "ACCIDENT"]
    return [luck.one(pool)] if pool else []
