"""Who insured a car before the first played day, until when, and for how much."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from dateutil.relativedelta import relativedelta

from zhangdian.doors.simulation import chance
from zhangdian.doors.simulation.history import PLUG_IN, PastCar, active_cars
from zhangdian.doors.simulation.tables import rate, table, true, values
from zhangdian.foundation.kernel.money import yuan

ELSEWHERE = ("电销", "别家 4S 店", "青漠", "亲友代办", "修理厂代办")
KNOWN_ELSEWHERE = 0.1
"""Share of the cars insured elsewhere of which somebody has noted until when."""
AGREES = 0.85
"""Share of the owners who want to hear of their renewal by short message."""
COMPULSORY = tuple(map(Decimal, ("950", "855", "760", "665")))
"""Yuan by years without an accident, as the regulation has it for a family car of five seats."""
TAX = Decimal("300")
COMMERCIAL = 3500, 900
"""Yuan: mean and deviation."""
USUAL_PRICE = Decimal(120_000)
MONTHLY_LOSS, LEAST_WORTH = Decimal("0.006"), Decimal("0.2")
"""By the clause a family car loses 0.6% a month, and never more than four fifths."""

LOST = {
    "PRICE_HIGH": ("价格高于他处", "客户说别处便宜四百多，这边谈不下来"),
    "RELATIVE_AGENT": ("亲友做保险", "客户说表弟在保险公司，交给他做了"),
    "COMPETITOR_DIRECT": ("电销网销价低", "客户在网上自己投了，说手机上更便宜"),
    "UNREACHABLE": ("联系不上", "多次打电话都没有人接，短信也没有回"),
    "SOLD": ("已卖车置换", "客户说车已经卖了，不用再保"),
    "COMPANY_UNIFIED": ("单位统一投保", "单位统一招标，今年不由个人选"),
    "REPAIR_SHOP": ("修理厂代理", "小区边上的修理厂送两次保养，就在那里投了"),
    "CLAIM_DISSATISFIED": ("理赔不满", "上次划痕理赔等了三周，客户不愿再续"),
    "REPAIR_DISSATISFIED": ("维修服务不满", "上次喷漆有色差返工，客户不满意"),
    "OUT_OF_TOWN": ("外迁不在本地", "人和车都搬到外地了"),
    "WINDOW_MISSED": ("已提前投保", "两周前已经在别处投好了"),
}
"""Reason of the data → reason of the desk, and what is written of it."""
WON = "won"
DECIDES_WITHIN = 35
"""Days before the end of a cover from which customers decide."""


@dataclass(frozen=True)
class Cover:
    """Both policies of a car: they end on the same day."""

    insurer: str
    """Code of ours; a name where it is insured elsewhere."""
    ours: bool
    last_day: date
    compulsory: Decimal
    commercial: Decimal
    tax: Decimal
    first_year: bool
    agrees: bool
    """To be told by short message."""

    @property
    def begins(self) -> date:
        """The first day of this year's cover."""
        return self.last_day - relativedelta(years=1) + timedelta(days=1)


@cache
def here() -> float:
    """Share of the cars that the store insures."""
    return float(values("store")["store_insured_vehicles"]) / active_cars()


@cache
def shares(column: str) -> tuple[tuple[str, float], ...]:
    """Partner insurers with their share of the business."""
    rows = (row for row in table("insurers") if true(row["approved"]))
    return tuple((row["insurer_code"], float(row[column])) for row in rows)


def cover_of(seed: object, number: int, car: PastCar, today: date) -> Cover | None:
    """The cover in force today, renewed each year on the day of the sale; None where nothing is known."""
    luck = chance.of(seed, "cover", number)
    ours = luck.happens(here())
    if not ours and not luck.happens(KNOWN_ELSEWHERE):
        return None
    years = max(today.year - car.sold_on.year, 0)
    if car.sold_on + relativedelta(years=years) <= today:
        years += 1
    first_year = years <= 1
    column = "share_new_pct" if first_year else "share_renewal_pct"
    return Cover(
        insurer=luck.one(shares(column)) if ours else luck.choice(ELSEWHERE),
        ours=ours,
        last_day=car.sold_on + relativedelta(years=years) - timedelta(days=1),
        compulsory=COMPULSORY[min(years - 1, luck.randint(0, 3))],
        commercial=yuan(Decimal(luck.around(*COMMERCIAL))),
        tax=Decimal(0) if car.plate[2:3] in PLUG_IN["BEV"] and len(car.plate) == 8 else TAX,
        first_year=first_year,
        agrees=not car.company and luck.happens(AGREES),
    )


@cache
def price_of(model: str) -> Decimal:
    """What a car of this model costs new."""
    prices = {row["model_code"]: Decimal(row["list_price_yuan"]) for row in table("models")}
    return prices.get(model, USUAL_PRICE)


def sums_of(model: str, sold_on: date | None, begins: date, luck: chance.Chance) -> dict[str, Decimal]:
    """The covers that most buy: the car at what it is worth, third parties at one to three millions."""
    months = max((begins - sold_on).days // 30, 0) if sold_on else 0
    worth = max(1 - MONTHLY_LOSS * months, LEAST_WORTH)
    return {
        "VEHICLE_DAMAGE": yuan(price_of(model) * worth),
        "THIRD_PARTY": Decimal(luck.choice((1, 2, 3)) * 1_000_000),
    }


def decided_before(luck: chance.Chance, left: int) -> str | None:
    """`WON`, why it was lost, or None where the customer has still to be asked."""
    if not luck.happens(min(1 - left / DECIDES_WITHIN + 0.1, 0.95)):
        return None
    return WON if luck.happens(rate("renewal_won_due")) else why_lost(luck)


def why_lost(luck: chance.Chance) -> str:
    """A reason of the data, for a customer who was reached."""
    rows = (row for row in table("reasons") if row["list"] == "renewal_lost")
    return luck.one((row["code"], float(row["share_pct"])) for row in rows if row["code"] != "UNREACHABLE")
