"""Words that would come alive in a page, planted in whatever a person may write; and the eye that finds them.

Each planted word is an element, an attribute or an address named for the mark, so that any page that forgets
to escape it has, for a parser of HTML, something that no template of the house writes.
"""

import dataclasses
import itertools
import re
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from tests.support import lived_in
from zhangdian.doors.simulation.people import Shop
from zhangdian.foundation.kernel import codec
from zhangdian.foundation.kernel.action import Action
from zhangdian.foundation.kernel.records import writing
from zhangdian.foundation.kernel.refusals import NotHere, Question, Refusal

MARK = "zqx"
SHORT = f"<{MARK}>"
"""What fits where a name is no longer than a name."""
ALIVE = (
    "<script zqx>alert(1)</script>", "<img zqx src=x onerror=alert(1)>", "<svg zqx onload=alert(1)>",
    '"><img zqx src=x onerror=alert(1)>', "'><img zqx src=x onerror=alert(1)>", "</script><img zqx>",
    "</title><img zqx>", "</textarea><img zqx>", "</style><img zqx>", "</select><img zqx>", "--><img zqx>",
    "]]><img zqx>", "</option><img zqx>", "</button><img zqx>", "</template><img zqx>",
    "</noscript><img zqx>",
    '" zqx="', "' zqx='", '" onmouseover=alert(1) zqx="', "' onfocus=alert(1) autofocus zqx='",
    "` zqx=`", '"/zqx/', "x zqx=1", "<a zqx href=javascript:alert(1)>x</a>", "javascript:alert('zqx')",
    "<iframe zqx srcdoc='<script>alert(1)</script>'>", "<math zqx><mi//xlink:href='data:x,zqx'>",
    "<details zqx open ontoggle=alert(1)>", "<video zqx><source onerror=alert(1)>", "<base zqx href=//x/>",
    "<form zqx action=//x/><input zqx>", "<object zqx data=//x/>", "<embed zqx src=//x/>", "<style zqx>*{}",
    "<link zqx rel=stylesheet href=//x/>", "<meta zqx http-equiv=refresh>", "<zd-live zqx roots=x>",
    "<div zqx hx-get=/ hx-trigger=load>", "&lt;img zqx&gt;", "&#60;img zqx&#62;", "{{ zqx }}{% zqx %}",
    "\\u003cimg zqx\\u003e", "%3Cimg zqx%3E", "<zqx/x=\"y\">", "<<zqx>", "<zqx\n>",
)  # fmt: skip
"""Element, attribute, address, end of what it may stand in, twice escaped, and what our own scripts obey."""

ADDRESSES = ("href", "src", "action", "formaction", "xlink:href", "poster", "data", "hx-get", "hx-post")
RUNS = ("javascript:", "data:text")

Place = tuple[str, ...]


class Eye(HTMLParser):
    """Reads a page and notes what a planted word became that is more than text."""

    def __init__(self) -> None:
        super().__init__()
        self.born: list[str] = []
        self.within = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.within = tag if tag in ("script", "style") else ""
        for name, value in [(tag, None), *attrs]:
            runs = name in ADDRESSES and (value or "").strip().lower().startswith(
                ("javascript:", "data:text")
            )
            if MARK in name or name.startswith("on") or runs:
                self.born.append(self.get_starttag_text() or tag)
        given = dict(attrs)
        if MARK in (given.get("style") or "") or "srcdoc" in given:
            self.born.append(self.get_starttag_text() or tag)

    def handle_endtag(self, tag: str) -> None:
        self.within = ""

    def handle_data(self, data: str) -> None:
        if self.within and MARK in data and (self.within == "style" or "<" in data):
            self.born.append(f"<{self.within}>{data[:200]}")

    def handle_comment(self, data: str) -> None:
        if MARK in data:
            self.born.append(f"<!--{data[:200]}")

    def handle_decl(self, decl: str) -> None:
        self.handle_comment(decl)

    def unknown_decl(self, data: str) -> None:
        self.handle_comment(data)

    def handle_pi(self, data: str) -> None:
        self.handle_comment(data)


def born_in(page: str) -> list[str]:
    """Elements, attributes and addresses of a page that a planted word made."""
    eye = Eye()
    if MARK in page:
        eye.feed(page)
        eye.close()
    return eye.born


@contextmanager
def statements_watched() -> Iterator[list[str]]:
    """The statements meanwhile that have such a word in their text, where only its place belongs."""
    found: list[str] = []

    def look(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if MARK in sql:
            found.append(sql[:400])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield found


# ---- through the actions --------------------------------------------------------------------------


class Planter:
    """Adds a living word to every text of every act, as far as the act takes it."""

    def __init__(self) -> None:
        self.words = itertools.cycle(ALIVE)
        self.fits: dict[Place, int] = {}
        """Place of a text → how long a word it takes: 2 any, 1 only the short one, 0 none."""

    def press(self, carry_out: Any, action: Action, *args: Any, **inputs: Any) -> Any:
        for place in dict.fromkeys(self.texts(action, inputs)):
            if place not in self.fits:
                self.fits[place] = next(
                    (size for size in (2, 1) if self.takes(carry_out, action, args, inputs, place, size)), 0
                )
        planted = self.planted(action, inputs, self.fits)
        try:
            with transaction.atomic():
                return carry_out(action, *args, **planted)
        except (Refusal, Question, NotHere, DatabaseError, LookupError, ValueError):
            return carry_out(action, *args, **inputs)

    def takes(self, carry_out: Any, action: Action, args: Any, inputs: Any, place: Place, size: int) -> bool:
        """Tried, and taken back."""
        try:
            with transaction.atomic():
                carry_out(action, *args, **self.planted(action, inputs, {place: size}))
                transaction.set_rollback(True)
        except (Refusal, Question, NotHere, DatabaseError, LookupError, ValueError):
            return False
        return True

    def texts(self, action: Action, inputs: dict[str, Any]) -> Iterator[Place]:
        for name in sorted(set(action.inputs) & set(inputs)):
            for place in places((action.name, name), action.inputs[name], inputs[name]):
                if place[-1] not in LOOKED_UP and not any(map(SAID_BY_THE_HOUSE.search, place[1:])):
                    yield place

    def planted(self, action: Action, inputs: dict[str, Any], fits: dict[Place, int]) -> dict[str, Any]:
        return inputs | {
            name: self.with_words((action.name, name), action.inputs[name], inputs[name], fits)
            for name in set(action.inputs) & set(inputs)
        }

    def with_words(self, place: Place, hint: Any, value: Any, fits: dict[Place, int]) -> Any:
        bare, _ = codec.unwrap_optional(hint)
        if value in (None, "") or value == []:
            return value
        if bare is str:
            return f"{value}{self.word(fits.get(place, 0))}"
        if (inner := codec.element_of(bare)) is not None:
            return [self.with_words(place, inner, each, fits) for each in value]
        if isinstance(bare, type) and dataclasses.is_dataclass(bare):
            hints = codec.fields_of(bare)
            return dataclasses.replace(
                value,
                **{
                    name: self.with_words((*place, name), hints[name], getattr(value, name), fits)
                    for name in hints
                },
            )
        return value

    def word(self, size: int) -> str:
        return next(self.words) if size == 2 else SHORT * size


def places(place: Place, hint: Any, value: Any) -> Iterator[Place]:
    """Where in an input a text stands."""
    bare, _ = codec.unwrap_optional(hint)
    if value in (None, "") or value == []:
        return
    if bare is str:
        yield place
    elif (inner := codec.element_of(bare)) is not None:
        for each in value:
            yield from places(place, inner, each)
    elif isinstance(bare, type) and dataclasses.is_dataclass(bare):
        for name, kind in codec.fields_of(bare).items():
            yield from places((*place, name), kind, getattr(value, name))


@contextmanager
def planting(planter: Planter) -> Iterator[None]:
    """Whatever is done meanwhile is done with living words."""
    carry_out = Action.__call__

    def press(self: Action, *args: Any, **more: Any) -> Any:
        return planter.press(carry_out, self, *args, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Action, "__call__", press)
        yield


def live_in_words(shop: Shop, planter: Planter) -> dict[str, int]:
    """Some days of the store in which everybody writes such words; then column → rows that took one."""
    rows = "\r\n".join(
        f'宁Z{number},"廖守成{word.replace(QUOTE, QUOTE * 2)}",161100{number}'
        for number, word in enumerate(ALIVE, 55555)
    )
    with planting(planter), pytest.MonkeyPatch.context() as patch:
        patch.setattr(lived_in, "LEDGER", f"{lived_in.LEDGER}{rows}\r\n")
        lived_in.live_in(shop)
    return plant_past_the_acts()


QUOTE = '"'

# ---- past the actions -----------------------------------------------------------------------------

SAID_BY_THE_HOUSE = re.compile(
    r"token|digest|_key$|^key$|hash|chain|action|_type$|_text$|^rule$|^holder$|stops|^role|^needed|^posts"
    r"|state|password|pin|body|columns|^kind$|^codes?$|_codes?$|plain|backwards|tail|pinyin|initials|^sheet$"
)
"""Texts that the house fills and reads itself: what no person writes, or what it would find nothing by."""
LOOKED_UP = ("part_no", "about", "operation_code", "plate", "proofs", "draws")
"""By what the next act finds what this one wrote."""
OWN_BOOKS = ("organization.LoginSession", "organization.Tries", "kernel.JobRun", "kernel.Counter")


def free_texts() -> Iterator[tuple[type[models.Model], Any]]:
    """Every column that holds words as somebody wrote them."""
    for model in apps.get_models():
        if not model.__module__.startswith("zhangdian.") or model._meta.label in OWN_BOOKS:
            continue
        for field in model._meta.concrete_fields:
            words = isinstance(field, models.CharField | models.TextField) and not field.choices
            if words and not SAID_BY_THE_HOUSE.search(field.name):
                yield model, field


def plant_past_the_acts() -> dict[str, int]:
    """Living words in every such column, as no act would take them; of how many rows each column took one."""
    taken = {}
    for number, (model, field) in enumerate(free_texts()):
        rows = model._base_manager.order_by("-pk").values_list("pk", flat=True)[:NEWEST]
        words = [ALIVE[(number + row) % len(ALIVE)] for row in range(NEWEST)]
        if done := [write(model, field, pk, word) for pk, word in zip(rows, words, strict=False)]:
            taken[f"{model._meta.label}.{field.name}"] = sum(done)
    return taken


NEWEST = 12


def write(model: type[models.Model], field: Any, pk: Any, word: str) -> bool:
    """Past the guard of the records; whether the database took it."""
    table, column, key = model._meta.db_table, field.column, model._meta.pk.column
    for each in (word, SHORT, f"{SHORT}{pk}"):
        if field.max_length and len(each) > field.max_length:
            continue
        try:
            with transaction.atomic(), writing(), connection.cursor() as cursor:
                cursor.execute(f'UPDATE "{table}" SET "{column}" = %s WHERE "{key}" = %s', [each, pk])
        except DatabaseError:
            continue
        return True
    return False
