"""How plates, minutes, money, days and people are written; each string made once, for lists have many."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from zhangdian.foundation.kernel import clock

NOTHING = "—"
MINUS = "−"
WEEKDAYS = tuple("一二三四五六日")
A_MOMENT = timedelta(microseconds=1)
STATES = frozenset({"late", "parts", "cust", "rework", "ok"})
HOUR, DAY = 60, 24 * 60


@lru_cache(maxsize=8192)
def _plate(text: str, size: str) -> SafeString:
    ev = " ev" if len(text) == 8 else ""
    dotted = f"{escape(text[:2])}<i></i>{escape(text[2:])}" if len(text) > 5 else escape(text)
    return mark_safe(f'<span class="plate{ev}{size}">{dotted}</span>')


def plate(value: Any, size: str = "") -> SafeString:
    """A plate drawn as the plate: the dot is an element, so that copied text stays clean."""
    text = str(value or "").strip()
    if not text:
        return mark_safe('<span class="lbl">无牌</span>')
    return _plate(text, f" {size}" if size in {"lg", "xl"} else "")


def split_minutes(minutes: int) -> tuple[str, str]:
    """Figure and unit: minutes up to 179, then hours and minutes, from one day on whole days."""
    if minutes >= DAY:
        return str(minutes // DAY), "天"
    if minutes >= 3 * HOUR:
        return f"{minutes // HOUR} 时 {minutes % HOUR:02d}", ""
    return str(minutes), "分"


def standing(minutes: int | None) -> str:
    """How long something stands: 41 分, 3 时 05, 2 天."""
    if minutes is None:
        return NOTHING
    figure, unit = split_minutes(abs(int(minutes)))
    sign = MINUS if minutes < 0 else ""
    return f"{sign}{figure} {unit}" if unit else f"{sign}{figure}"


def standing_html(minutes: int | None) -> SafeString:
    """The same with a small unit, as it stands in a card's corner."""
    if minutes is None:
        return mark_safe(NOTHING)
    figure, unit = split_minutes(abs(int(minutes)))
    sign = MINUS if minutes < 0 else ""
    return mark_safe(f"{sign}{figure} <small>{unit}</small>" if unit else f"{sign}{figure}")


def money(amount: Any, places: int = 2) -> str:
    """1,216.00, and a true minus for what is taken off."""
    if amount is None or amount == "":
        return NOTHING
    if not isinstance(amount, Decimal | int):
        return str(amount)  # a sealed amount prints its mask
    text = f"{abs(amount):,.{places}f}"
    return f"{MINUS}{text}" if amount < 0 else text


def yuan(amount: Any, places: int = 2) -> str | SafeString:
    """Money for a page: nothing is —, zero is quiet."""
    text = money(amount, places)
    if isinstance(amount, Decimal | int) and amount == 0:
        return mark_safe(f'<span class="quiet">{text}</span>')
    return text


def figure(value: Any) -> str:
    """A quantity without the zeros nobody measured: 3.80 is 3.8, 1.000 is 1."""
    if value is None or value == "":
        return NOTHING
    if not isinstance(value, Decimal | int):
        return str(value)
    text = f"{abs(value):,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{MINUS}{text}" if value < 0 else text


def qty(value: Any) -> str | SafeString:
    """A quantity for a page: nothing is —, zero is a quiet 0."""
    text = figure(value)
    return mark_safe('<span class="quiet">0</span>') if text == "0" else text


def on_the_wall(moment: datetime) -> datetime:
    """The instant in the zone of the store that looks at it."""
    return moment.astimezone(timezone.get_current_timezone()) if timezone.is_aware(moment) else moment


def day(value: Any) -> str:
    """11月23日 周一; a day of another year with its year, 2024-11-23."""
    if isinstance(value, datetime):
        value = on_the_wall(value)
    if not isinstance(value, date):
        return str(value) if value else NOTHING
    if value.year != on_the_wall(clock.now()).year:
        return iso(value)
    return f"{value.month}月{value.day}日 周{WEEKDAYS[value.weekday()]}"


def iso(value: Any) -> str:
    """2027-01-03, for days of another year."""
    if isinstance(value, datetime):
        value = on_the_wall(value)
    if not isinstance(value, date):
        return str(value) if value else NOTHING
    return f"{value.year:04d}-{value.month:02d}-{value.day:02d}"


def hour(value: Any) -> str:
    """11:10."""
    if isinstance(value, datetime):
        value = on_the_wall(value)
    if not isinstance(value, datetime | time):
        return str(value) if value else NOTHING
    return f"{value.hour:02d}:{value.minute:02d}"


def moment(value: Any) -> str:
    """11-24 14:00."""
    if not isinstance(value, datetime):
        return str(value) if value else NOTHING
    at = on_the_wall(value)
    return f"{at.month:02d}-{at.day:02d} {at.hour:02d}:{at.minute:02d}"


def near(value: Any) -> str:
    """11:10 today, 11-24 14:00 on another day, 2024-11-24 in another year."""
    if _is_today(value):
        return hour(value)
    return moment(value) if _is_this_year(value) else iso(value)


def brief(value: Any) -> str:
    """11:10 today, else the day alone, 11-24: where there is room for one of them."""
    return hour(value) if _is_today(value) else moment(value)[:5]


def deadline(value: Any) -> str:
    """11:10 前 today, 11-24 14:00 前; the end of a day is told by the day that it ends: 11-24 当天结束前."""
    if not isinstance(value, datetime):
        return str(value) if value else NOTHING
    if not _ends_a_day(value):
        return f"{near(value)} 前"
    eve = value - A_MOMENT
    told = moment(eve)[:5] if _is_this_year(eve) else iso(eve)
    return "今天结束前" if _is_today(eve) else f"{told} 当天结束前"


def brief_deadline(value: Any) -> str:
    """The same where there is room for an hour or a day: today ends at 24:00."""
    if not _ends_a_day(value):
        return brief(value)
    return "24:00" if _is_today(value - A_MOMENT) else brief(value - A_MOMENT)


def _ends_a_day(value: Any) -> bool:
    return isinstance(value, datetime) and on_the_wall(value).time() == time.min


def _is_this_year(value: Any) -> bool:
    return isinstance(value, datetime) and on_the_wall(value).year == on_the_wall(clock.now()).year


def _is_today(value: Any) -> bool:
    return isinstance(value, datetime) and on_the_wall(value).date() == on_the_wall(clock.now()).date()


def who(name: Any, small: bool = False) -> SafeString:
    """A person as the surname in a circle."""
    surname = str(name or "").strip()[:1] or "?"
    return mark_safe(f'<span class="who{" s" if small else ""}" aria-hidden="true">{escape(surname)}</span>')


def state_class(state: Any) -> str:
    """The class of a state that has a colour, else none: all others are grey."""
    text = str(state or "")
    return f" {text}" if text in STATES else ""


def st(state: Any, text: Any, icon: SafeString | str = "") -> SafeString:
    """A state, with its word; not to be pressed."""
    return mark_safe(f'<span class="st{state_class(state)}">{icon}{escape(text)}</span>')


def ball(holder: Any, state: Any = "", text: Any = "") -> SafeString:
    """Who holds the car; the text begins with the state word."""
    words = " ".join(part for part in (str(holder or ""), str(text or "")) if part)
    return mark_safe(f'<span class="ball{state_class(state)}">{escape(words)}</span>')
