"""What must be true of a whole database at any moment: each room declares its own, one command asks all."""

import gzip
import re
import zlib
from collections import Counter as Tally
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from zhangdian.foundation.kernel import journal, papers
from zhangdian.foundation.kernel.models import Counter, Paper, Request, RequestSignature
from zhangdian.foundation.kernel.records import Guarded, Record
from zhangdian.foundation.kernel.refusals import Refusal

Check = Callable[[Any], Iterable[str]]


@dataclass(frozen=True)
class Invariant:
    """A sentence that is always true, and how to find where it is not."""

    code: str
    sentence: str
    check: Check
    of_the_house: bool


@dataclass(frozen=True)
class Violation:
    """One place at which the database is not what it must be."""

    code: str
    sentence: str
    what: str
    store: str = ""

    def __str__(self) -> str:
        where = f"{self.store} " if self.store else ""
        return f"{self.code} {where}{self.what}（{self.sentence}）"


INVARIANTS: dict[str, Invariant] = {}


def invariant(code: str, sentence: str, *, of_the_house: bool = False) -> Callable[[Check], Check]:
    """Declare an invariant `(store) -> what is wrong`; one of the house is asked once, with None."""

    def declare(check: Check) -> Check:
        if code in INVARIANTS:
            raise RuntimeError(f"两条不变式同号：{code}")
        INVARIANTS[code] = Invariant(code, sentence, check, of_the_house)
        return check

    return declare


def violations(stores: Iterable[Any]) -> Iterator[Violation]:
    """All that is wrong, in the order of the invariants' codes."""
    listed = list(stores)
    for code in sorted(INVARIANTS):
        each = INVARIANTS[code]
        for store in [None] if each.of_the_house else listed:
            for what in each.check(store):
                yield Violation(code, each.sentence, what, str(store or ""))


def records() -> list[type[Record]]:
    """Every kind of record of the house."""
    return [model for model in apps.get_models() if issubclass(model, Record)]


# ---- the kernel's own -----------------------------------------------------------------------------

NUMBER = re.compile(r"^([A-Z]+)(\d{6})-(\d{4,})$")
ANCHORS: list[Path] = []
"""Where the heads of the chain are kept outside the database; the door that anchors says so."""


@invariant("H1", "日志链完整，链头与锚点一致", of_the_house=True)
def the_journal_is_whole(_: None) -> Iterator[str]:
    journal.seal_new_entries(limit=1_000_000)
    if fault := journal.verify(ANCHORS[0] if ANCHORS else None):
        yield f"第 {fault.position} 环，日志 {fault.entry_id}：{fault.what}"


@invariant("H2", "每条记录都由一个记了日志的动作建立", of_the_house=True)
def every_record_was_made_by_an_act(_: None) -> Iterator[str]:
    for model in records():
        rows = model._base_manager.filter(entry__action__isnull=True)
        for pk in rows.order_by("pk").values_list("pk", flat=True)[:20]:
            yield f"{model._meta.verbose_name} {pk} 没有日志"


@invariant("H3", "签过字的单据，存档的页面与签字时一字不差")
def frozen_pages_are_as_they_were_signed(store: Any) -> Iterator[str]:
    for paper in Paper.objects.filter(store=store).select_related("page").order_by("pk").iterator(500):
        try:
            papers.body_of(paper)
        except (Refusal, gzip.BadGzipFile, zlib.error, UnicodeDecodeError, EOFError):
            yield f"单据 {paper.kind} {paper.number} 第 {paper.revision} 版的存档页面被改"


@invariant("A2", "单据号每店每类每天从 1 连续，不缺不重")
def numbers_have_no_gaps(store: Any) -> Iterator[str]:
    given = {
        (counter.kind, f"{counter.day:%y%m%d}"): counter.value
        for counter in Counter.objects.filter(store=store)
    }
    used: dict[tuple[str, str], set[int]] = {}
    for model in records():
        if (numbers := numbers_of(model, store)) is None:
            continue
        for text, times in Tally(numbers).items():
            if times > 1 and model is not Paper:
                yield f"{model._meta.verbose_name} {text} 用了 {times} 次"
            if hit := NUMBER.match(text):
                used.setdefault((hit[1], hit[2]), set()).add(int(hit[3]))
    for key, last in sorted(given.items()):
        mine = used.pop(key, set())
        if missing := sorted(set(range(1, last + 1)) - mine):
            yield f"{key[0]}{key[1]} 缺号 {'、'.join(f'{number:04d}' for number in missing[:10])}"
        if beyond := sorted(number for number in mine if number > last):
            yield f"{key[0]}{key[1]} 有没发过的号 {'、'.join(f'{number:04d}' for number in beyond[:10])}"
    for key in sorted(used):
        yield f"{key[0]}{key[1]} 的号不是计数器给的"


def numbers_of(model: type[Record], store: Any) -> list[str] | None:
    """The document numbers of one kind of record in a store, if it has any."""
    named = [field for field in model._meta.concrete_fields if field.name == "number"]
    if not (named and isinstance(named[0], models.CharField)):
        return None
    try:
        rows: Any = model._base_manager.filter(**{f"{model.store_path}_id": store.pk})
        if model is Paper:  # a number that its record bears is the record's: the paper only repeats it
            rows = rows.exclude(
                kind__in=[each.code for each in papers.KINDS.values() if each.numbered_by_record]
            )
        return list(rows.exclude(number="").order_by().values_list("number", flat=True))
    except (LookupError, ValueError, FieldDoesNotExist):
        return None


@invariant("A4", "签字的人从不是申请人自己")
def nobody_signs_his_own_request(store: Any) -> Iterator[str]:
    rows = RequestSignature.objects.filter(
        request__store=store, person=models.F("request__asker")
    ).select_related("request", "person")
    for signature in rows[:20]:
        yield f"申请 {signature.request_id} 由 {signature.person} 自己签"
    for request in Request.objects.filter(store=store, state=Request.State.DONE).exclude(needed="")[:20]:
        yield f"申请 {request.pk} 还缺 {request.needed} 的签字就办了"


@invariant("M5", "钱、数量、比率不用浮点数", of_the_house=True)
def nothing_is_kept_as_a_float(_: None) -> Iterator[str]:
    for model in apps.get_models():
        if issubclass(model, Guarded):
            for field in model._meta.concrete_fields:
                if isinstance(field, models.FloatField):
                    yield f"{model._meta.label}.{field.name}"
