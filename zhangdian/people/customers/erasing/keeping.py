"""Why a customer's data must still be kept, and who empties it: each room above says so for itself."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.records import Root
from zhangdian.people.customers.models import Customer, Referral
from zhangdian.people.organization import rates


@dataclass(frozen=True)
class Kept:
    """A reason to keep a customer's data, and the day until which the law asks for it, where it names one."""

    why: str
    until: date | None = None

    def __str__(self) -> str:
        return f"{self.why}：保存到 {self.until:%Y-%m-%d}" if self.until else f"{self.why}：办结以前要保存"


Keeper = Callable[[Any, Customer], Kept | None]
Eraser = Callable[[Act, Customer], Iterable[Root]]

KEEPERS: list[Keeper] = []
ERASERS: list[Eraser] = []


def keeps_customers(keeper: Keeper) -> Keeper:
    """Declare a reason, `(ctx, customer) -> Kept | None`, over the stores that share the customer."""
    KEEPERS.append(keeper)
    return keeper


def erases_customers(eraser: Eraser) -> Eraser:
    """Declare who empties a room's copies; it returns the roots whose journal speaks of the customer."""
    ERASERS.append(eraser)
    return eraser


@dataclass(frozen=True)
class Left:
    """What no program takes his data out of, and what is done with it."""

    what: str
    count: int | None
    how: str

    @property
    def short(self) -> str:
        return self.what if self.count is None else f"{self.what} {self.count} 处"

    def __str__(self) -> str:
        return f"{self.short}：{self.how}"


TO_READ = "里面可能写着姓名、电话，要有人看过"
"""For what people wrote freely: no program knows of whom it speaks."""
Leaver = Callable[[Any, Customer], Left]
LEAVERS: list[Leaver] = []


def leaves_of_customers(leaver: Leaver) -> Leaver:
    """Declare where something of a customer stays when he is forgotten, `(ctx, customer) -> Left`."""
    LEAVERS.append(leaver)
    return leaver


def left(ctx: Any, customer: Customer) -> list[Left]:
    """All that stays of him, whatever is emptied: he is told, and somebody looks."""
    found = [leaver(ctx, customer) for leaver in LEAVERS]
    return [each for each in found if each.count != 0]


@leaves_of_customers
def wishes(ctx: Any, customer: Customer) -> Left:
    return Left("转办和答复的文字", Referral.objects.filter(customer=customer).count(), TO_READ)


@leaves_of_customers
def backups(ctx: Any, customer: Customer) -> Left:
    how = "里面还有删除以前的内容；用备份恢复以后，照这条登记再做一次删除"
    return Left("备份", None, how)


def reasons(ctx: Any, customer: Customer) -> list[Kept]:
    """All that keeps this customer's data today."""
    return [kept for keeper in KEEPERS if (kept := keeper(ctx, customer))]


@keeps_customers
def unanswered_wish(ctx: Any, customer: Customer) -> Kept | None:
    waiting = Referral.objects.filter(customer=customer, state=Referral.State.OPEN)
    return Kept("有转办还没有答复") if waiting.exists() else None


def kept_for_years(ctx: Any, why: str, since: datetime | None, years: rates.Standard) -> Kept | None:
    """What the law asks us to keep for so many years from its last instant; None where there is nothing."""
    if since is None:
        return None
    until = years_later(clock.day(since), int(rates.measure_of(ctx, years)))
    return Kept(why, until) if until >= ctx.today else None


def years_later(day: date, years: int) -> date:
    """The same day of a later year; the 29th of February becomes the 1st of March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
