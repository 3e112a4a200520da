"""The house's words and signs in templates: icons, plates, minutes, money, days, people, states."""

from functools import cache
from typing import Any

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from zhangdian.foundation.ui import charts, trails, writing

register = template.Library()

register.filter("plate", writing.plate)
register.filter("standing", writing.standing)
register.filter("standing_html", writing.standing_html)
register.filter("yuan", writing.yuan)
register.filter("money", writing.money)
register.filter("qty", writing.qty)
register.filter("day", writing.day)
register.filter("iso", writing.iso)
register.filter("hour", writing.hour)
register.filter("moment", writing.moment)
register.filter("near", writing.near)
register.filter("brief", writing.brief)
register.filter("deadline", writing.deadline)
register.filter("brief_deadline", writing.brief_deadline)
register.simple_tag(charts.spark)
register.simple_tag(charts.live_columns)


@cache
def _sprite() -> str:
    return static("vendor/icons.svg")


@cache
def icon(name: str, label: str = "", kind: str = "") -> SafeString:
    """An icon of the sprite: hidden from readers beside its word, named where it stands alone."""
    seen = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    extra = f" {escape(kind)}" if kind else ""
    return mark_safe(
        f'<svg class="ico{extra}" {seen} focusable="false"><use href="{_sprite()}#{escape(name)}"/></svg>'
    )


@register.simple_tag
def ico(name: str, label: str = "", kind: str = "") -> SafeString:
    """{% ico "car" %} beside a word, {% ico "x" "关闭" %} alone."""
    return icon(name, label, kind)


@register.simple_tag(name="plate")
def plate_tag(text: Any, size: str = "") -> SafeString:
    """{% plate order.plate "lg" %}."""
    return writing.plate(text, size)


@register.simple_tag
def who(name: Any, size: str = "") -> SafeString:
    """{% who "林承志" %}: the surname in a circle."""
    return writing.who(name, size == "s")


@register.simple_tag
def st(state: Any, text: Any, icon_name: str = "") -> SafeString:
    """{% st "late" "超 12" %}, {% st "ok" "齐" "check" %}."""
    return writing.st(state, text, icon(icon_name) if icon_name else "")


@register.simple_tag
def ball(holder: Any, state: Any = "", text: Any = "") -> SafeString:
    """{% ball "待客户" "cust" "答复 18 分" %}."""
    return writing.ball(holder, state, text)


@register.simple_tag
def meter(done: Any, of: Any, state: str = "") -> SafeString:
    """{% meter 11 19 "ok" %}: progress without words; the figures stand beside it."""
    share = min(100, round(100 * done / of)) if of else 0
    css = writing.state_class(state).strip()
    return mark_safe(
        f'<span class="meter grow" aria-hidden="true"><i class="{css}" style="--share:{share}%"></i></span>'
    )


@register.simple_tag
def mix(**shares: int) -> SafeString:
    """{% mix late=1 parts=2 rest=3 %}: how many cars of a lane are in which state."""
    parts = (
        f'<i class="{writing.state_class(state).strip()}" style="--n:{int(count)}"></i>'
        for state, count in shares.items()
        if count
    )
    return mark_safe(f'<div class="mix" aria-hidden="true">{"".join(parts)}</div>')


class Either(template.Node):
    """Prints the first part, or the second where the first prints nothing."""

    child_nodelists = ("first", "second")

    def __init__(self, first: NodeList, second: NodeList) -> None:
        self.first, self.second = first, second

    def render(self, context: Context) -> SafeString:
        first = self.first.render(context)
        return first if first.strip() else self.second.render(context)


@register.tag
def either(parser: Parser, token: Token) -> Either:
    """{% either %}a block that a page may fill{% or %}what stands there otherwise{% endeither %}."""
    first = parser.parse(("or",))
    parser.delete_first_token()
    second = parser.parse(("endeither",))
    parser.delete_first_token()
    return Either(first, second)


@register.simple_tag
def waiting(found: Any, only: str = "") -> SafeString:
    """{% waiting entry.waiting %}: the counter at an entry; with "late", only if something is late."""
    if not found or (only == "late" and not found.late):
        return mark_safe("")
    count = str(found.count) if found.count < 100 else "99+"
    return mark_safe(f'<em class="late">{count}</em>' if found.late else f"<em>{count}</em>")


@register.inclusion_tag("ui/_trail.html", takes_context=True)
def trail(context: Context) -> dict[str, Any]:
    """{% trail %}: the timeline of the page's record, unless the page shows one itself."""
    request = context.get("request")
    return {"trail": None if request is None or "timeline" in context else trails.of_page(request)}
