"""How the workshop writes minutes, money and the shares of a lane."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui import writing
from zhangdian.people.customers import sights

register = template.Library()


@register.filter
def stands(minutes: int, where: str = "") -> SafeString:
    """How long a car stands, in a card's corner: from ten hours on, and on the wall always, whole hours."""
    hours = minutes // 60
    if hours < 3 or minutes >= writing.DAY or (hours < 10 and where != "wall"):
        return writing.standing_html(minutes)
    return format_html("{} <small>时</small>", hours)


@register.filter
def half_hidden(plate: str) -> str:
    """宁Z··966: whose car it is says its plate to its owner, and to nobody else in the lounge."""
    return f"{plate[:2]}··{plate[-3:]}"


@register.filter
def price(amount: Any, ctx: Any) -> Any:
    """A sum of a visit as this viewer may see it, in yuan."""
    seen = sights.priced(amount).seen_by(ctx)
    return seen if isinstance(seen, str) else writing.yuan(seen)


@register.filter
def sees_prices(ctx: Any) -> bool:
    return sights.sees_prices(ctx)


@register.filter
def since(start: datetime, now: datetime) -> int:
    """Minutes that something stands."""
    return clock.minutes_between(start, now)


@register.filter
def whole(amount: Any) -> str:
    """Money as a customer reads it: 584, and 584.50 where there are cents."""
    places = 0 if amount is not None and amount == int(amount) else 2
    return writing.money(amount, places)


@register.simple_tag
def shares(mix: Sequence[tuple[str, int]]) -> SafeString:
    """The upper edge of a lane: how many of its cars are in which state."""
    parts = format_html_join("", '<i class="{}" style="--n:{}"></i>', mix)
    return format_html('<div class="mix" aria-hidden="true">{}</div>', parts)
