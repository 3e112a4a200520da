"""Occasions on which the house writes: rooms above say theirs, with purpose, words and how long it holds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from string import Formatter
from typing import Any

from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.messaging.models import Message, Purpose, Wording

Reveal = Callable[[Message], Mapping[str, str]]
REFUSE_BY = "拒收请回复R"
NAMES = {
    "store": "店名",
    "plate": "车牌",
    "called": "称呼",
    "day": "日期",
    "what": "事项",
    "why": "原因",
    "link": "链接",
    "phone": "电话",
}
"""What may be filled in → how people call it."""


@dataclass(frozen=True)
class Occasion:
    """Why a message is written, and the house's words for it until the store has its own."""

    key: str
    label: str
    purpose: Purpose
    text: str
    good_for: timedelta
    reveal: Reveal | None = None
    """What only the reader may hold (the key of his link): told at the moment of sending, never kept."""

    def __str__(self) -> str:
        return self.label


OCCASIONS: dict[str, Occasion] = {}


def occasion(
    key: str,
    label: str,
    purpose: Purpose,
    text: str,
    *,
    good_for: timedelta,
    reveal: Reveal | None = None,
) -> Occasion:
    """Declare an occasion; its text names in braces what is filled in."""
    declared = OCCASIONS[key] = Occasion(key, label, purpose, text, good_for, reveal)
    return declared


def names_in(text: str) -> list[str]:
    """What is filled in, in the order of the text: gateways count by it."""
    return [name for _, name, _, _ in Formatter().parse(text) if name is not None]


def for_people(text: str) -> str:
    """The text with what is filled in as people call it: {车牌}."""
    for name, word in NAMES.items():
        text = text.replace(f"{{{name}}}", f"{{{word}}}")
    return text


def from_people(text: str) -> str:
    """What somebody wrote, with the names that gateways and the house know: {plate}."""
    for name, word in NAMES.items():
        text = text.replace(f"{{{word}}}", f"{{{name}}}")
    return text


def wording_of(ctx: Any, which: Occasion) -> Wording | None:
    """The store's own wording as it holds today."""
    dated = Wording.objects.of(ctx).filter(occasion=which.key, since__lte=ctx.today)
    held: Wording | None = dated.order_by("-since").first()
    return held


def kept_back(name: str) -> str:
    """What stands in the kept text where only the reader may hold the value."""
    return f"〔{NAMES.get(name, name)}〕"


def written(which: Occasion, text: str, values: Mapping[str, str]) -> str:
    """The text with its values; whoever is written to for marketing is told how to refuse."""
    filled = text.format_map({name: values.get(name, kept_back(name)) for name in names_in(text)})
    return f"{filled} {REFUSE_BY}" if which.purpose is Purpose.MARKETING else filled


def refuse_unusable(which: Occasion, text: str) -> None:
    """A wording may leave blanks out, but knows no others than the house's text."""
    if not text.strip():
        raise Refusal("模板正文是空的：请写要发给收件人的话")
    try:
        named = names_in(text)
    except ValueError as error:
        raise Refusal("模板正文里的花括号没有成对：请检查 { 和 }") from error
    if wrong := sorted({name for name in named if name not in names_in(which.text)}):
        known = "、".join(for_people(f"{{{name}}}") for name in names_in(which.text)) or "没有"
        raise Refusal(f"这个场合不能填 {'、'.join(wrong)}：能用的有 {known}")


def wordings_of(ctx: Any) -> dict[str, Wording]:
    """The store's own wordings as they hold today, by occasion."""
    dated = Wording.objects.of(ctx).filter(since__lte=ctx.today).order_by("since", "pk")
    return {wording.occasion: wording for wording in dated}
