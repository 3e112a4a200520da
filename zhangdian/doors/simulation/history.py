"""What lies before the first played day: customers, cars and their last visits, taken over set by set."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from dateutil.relativedelta import relativedelta

from zhangdian.doors.simulation import chance
from zhangdian.doors.simulation.chance import Chance
from zhangdian.doors.simulation.tables import Row, table, true, values
from zhangdian.people.customers import plates, vins

ALPHABET = "ABCDEFGHJKLMNPRSTUVWXYZ"
SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
YEAR_CODES = "ABCDEFGHJKLMNPRSTVWXY"
"""Model years 2010 to 2030 in a VIN."""
CHUNK = 400
SAMPLED = 600
PLUG_IN = {"BEV": "DABCE", "PHEV": "FGHJK"}
REMINDERS = {"短信+电话": "both", "仅电话": "call", "不接受营销": "serve"}
ADVISED = {
    "前制动片": ("B001", True),
    "后制动片": ("B002", True),
    "轮胎": ("C001", True),
    "制动液": ("A008", True),
    "空调滤芯": ("A005", False),
    "蓄电池": ("D001", False),
}
"""What a car was left with → operation, and whether it is about safety."""
OWN_WORDS = ("下次再换，自己开慢点", "知道有风险，先不换", "最近手头紧，下次来做")


@dataclass(frozen=True)
class PastCar:
    """One car with its owner as the old system knew them."""

    plate: str
    vin: str
    model: str
    colour: str
    sold_on: date
    km: int
    read_on: date
    visited_on: date
    visited_km: int
    owner: str
    company: bool
    phone: str
    reminder: str
    member: bool
    advisor_no: str
    advice: str
    wash: bool


def active_cars() -> int:
    return int(values("store")["active_vehicles"])


def chunks(count: int) -> Iterator[tuple[int, int]]:
    """First and number of cars of each chunk."""
    for first in range(0, count, CHUNK):
        yield first, min(CHUNK, count - first)


def cars(seed: object, first: int, count: int, today: date) -> list[PastCar]:
    """These cars in order: the sample of the data, then ones made by the seed, of the same spread."""
    sample = table("vehicles")
    made = []
    for number in range(first, first + count):
        luck = chance.of(seed, "car", number)
        row = sample[number] if number < SAMPLED else None
        made.append(sampled(luck, row, today) if row else invented(luck, number, today))
    return made


@cache
def recalls_done() -> dict[str, float]:
    """Campaign → share of its cars that were mended before."""
    return {row["campaign_no"]: float(row["done_pct"]) / 100 for row in table("recalls")}


def sold_before(day: date, visited: date) -> date:
    """A car was sold before it was here; in its season, as long as the sample tells of later days."""
    while day > visited:
        day -= relativedelta(years=1)
    return day


def sampled(luck: Chance, row: Row, today: date) -> PastCar:
    visited = today - timedelta(days=int(row["last_visit_days_ago"]))
    return PastCar(
        plate=row["plate"],
        vin=row["vin"],
        model=row["model_code"],
        colour=row["colour_zh"],
        sold_on=sold_before(date.fromisoformat(row["sold_on"]), visited),
        km=int(row["mileage_km"]),
        read_on=today,
        visited_on=visited,
        visited_km=int(row["mileage_at_last_visit_km"]),
        owner=row["owner_name_zh"],
        company=row["owner_kind"] == "company",
        phone=row["phone"],
        reminder=REMINDERS[row["contact_wish_zh"]],
        member=true(row["member"]),
        advisor_no=row["advisor_no"],
        advice=row["open_recommendation_zh"],
        wash=luck.happens(0.79),
    )


def in_season(luck: Chance, day: date) -> date:
    """In a month of its year in which as many cars are sold as the data have it."""
    months = ((int(row["month"]), float(row["sales_index"])) for row in table("seasonality"))
    return day.replace(month=luck.one(months), day=min(day.day, 28))


def invented(luck: Chance, number: int, today: date) -> PastCar:
    """A car of the sample's spread with another owner, plate and VIN."""
    like = luck.choice(table("vehicles"))
    model = next(row for row in table("models") if row["model_code"] == like["model_code"])
    days = max(3, round(int(like["last_visit_days_ago"]) * luck.uniform(0.75, 1.25)))
    visited = today - timedelta(days=days)
    about = date.fromisoformat(like["sold_on"]) + timedelta(days=luck.randint(-60, 60))
    sold_on = sold_before(in_season(chance.of("season", number), about), visited)
    daily = Decimal(like["daily_km"]) * Decimal(round(luck.uniform(0.8, 1.2), 3))
    visited_km = max(60, int((visited - sold_on).days * daily))
    company = like["owner_kind"] == "company"
    return PastCar(
        plate=plate_of(number, model["energy"]),
        vin=vin_of(like["vin"], sold_on.year, number),
        model=model["model_code"],
        colour=like["colour_zh"],
        sold_on=sold_on,
        km=visited_km,
        read_on=visited,
        visited_on=visited,
        visited_km=visited_km,
        owner=company_of(luck) if company else person_of(luck),
        company=company,
        phone=f"1612{number:07d}",
        reminder=REMINDERS[like["contact_wish_zh"]],
        member=true(like["member"]),
        advisor_no=like["advisor_no"],
        advice=like["open_recommendation_zh"],
        wash=luck.happens(0.79),
    )


def plate_of(number: int, energy: str) -> str:
    """A plate of its own for each number; new-energy ones with six places."""
    letter, rest = SIGNS[number % 24], number * 37 % 10_000
    if energy in PLUG_IN:
        kinds = PLUG_IN[energy]
        return f"宁Z{kinds[number % len(kinds)]}{SIGNS[number // 24 % 24]}{rest:04d}"
    return (
        f"宁Z{letter}{SIGNS[number // 24 % 24]}{rest % 1000:03d}"
        if number % 3
        else f"宁Z{rest // 10:03d}{letter}{SIGNS[number // 24 % 24]}"
    )


def vin_of(like: str, year: int, number: int) -> str:
    """A VIN like another one's, with the year, a number of its own, and the right check digit."""
    code = YEAR_CODES[min(max(year, 2010), 2030) - 2010]
    vin = f"{like[:8]}0{code}W2{number:05d}"
    return vin[:8] + vins.check_digit(vin) + vin[9:]


@cache
def name_parts() -> tuple[list[str], list[str], list[str], list[str], list[str]]:
    people = [row["owner_name_zh"] for row in table("vehicles") if row["owner_kind"] == "person"]
    firms = [row["owner_name_zh"] for row in table("vehicles") if row["owner_kind"] == "company"]
    return (
        [name[0] for name in people],
        [name[1:] for name in people],
        [name[:2] for name in firms],
        [name[2:4] for name in firms],
        [name[4:6] for name in firms],
    )


def person_of(luck: Chance) -> str:
    surnames, given, *_ = name_parts()
    return luck.choice(surnames) + luck.choice(given)


def company_of(luck: Chance) -> str:
    _, _, places, names, trades = name_parts()
    return f"{luck.choice(places)}{luck.choice(names)}{luck.choice(trades)}有限公司"


def plate_kind(plate: str) -> str:
    return plates.judge(plate).kind.value


def own_words(number: int) -> str:
    return OWN_WORDS[number % len(OWN_WORDS)]


def twice(made: Sequence[PastCar]) -> set[str]:
    """Plates and VINs that stand in these cars more than once; nothing when all is well."""
    seen: set[str] = set()
    return {text for car in made for text in (car.plate, car.vin) if text in seen or seen.add(text)}  # type: ignore[func-returns-value]
