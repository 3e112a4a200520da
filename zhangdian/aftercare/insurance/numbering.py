"""Numbered documents in hand: whether the store keeps them, who has which, and how one goes on."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count

from zhangdian.aftercare.insurance.models import FormBatch, FormLoss, FormMove, NumberedForm
from zhangdian.aftercare.insurance.standards import KEEPS_PAPER
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.gates import stops
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.people.organization import rates
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.queries import himself

State, What = NumberedForm.State, FormMove.What
_NUMBER = re.compile(r"(\D*)(\d+)")
_BETWEEN = re.compile(r"[、,，;；\s]+")
_TO = re.compile(r"[-–—~～至到]")


def keeps_paper(ctx: Any) -> bool:
    """Whether this store keeps registers of paper at all: most have electronic policies only."""
    return bool(rates.measure_of(ctx, KEEPS_PAPER))


@stops("本店管纸质单证和档案", fixed=True)
def store_keeps_paper(ctx: Any, _record: Any) -> Missing | None:
    if keeps_paper(ctx):
        return None
    return Missing(
        f"本店没有开纸质单证：要管的请总经理在门店页把“{KEEPS_PAPER.key}”定为 1",
        "总经理",
        "organization.set_store_rate",
    )


def parted(text: str) -> tuple[str, int, int]:
    """Prefix, number and how many digits: AH0001230 is AH, 1230, 7."""
    whole = "".join(text.split()).upper()
    found = re.fullmatch(r"(.*?)(\d+)", whole)
    if found is None or len(found[2]) > 18:
        raise Refusal(f"“{text}”不像编号：请照单证抄，数字在最后，最多 18 位")
    return found[1], int(found[2]), len(found[2])


def span(first: str, last: str) -> tuple[str, int, int, int]:
    """Prefix, first and last number, digits; of the last the tail is enough."""
    prefix, begins, width = parted(first)
    tail = "".join(last.split()).upper() or first
    if tail.isdigit() and len(tail) <= width:
        head = f"{begins:0{width}d}"
        tail = head[: width - len(tail)] + tail
    else:
        other, _, _ = parted(tail)
        if other != prefix:
            raise Refusal(
                f"起号是 {prefix or '没有字头'}，止号是 {other or '没有字头'}：一段只能是同一个字头"
            )
        tail = tail[len(prefix) :]
    ends = int(tail)
    if ends < begins:
        raise Refusal("止号不能小于起号：请核对")
    if ends - begins >= FormBatch.MOST:
        raise Refusal(f"一次最多 {FormBatch.MOST} 个号：请分几段")
    return prefix, begins, ends, width


def held_by(ctx: Any, person: Any) -> Any:
    """What he has in hand, by kind and number."""
    rows = NumberedForm.objects.of(ctx).held().filter(holder=person)
    return rows.select_related("batch", "offered_to").order_by("kind", "serial")


def in_words(forms: Iterable[NumberedForm]) -> list[str]:
    """空白保单 AH0001–AH0020（20 份）: neighbours told as a range."""
    rows = sorted(forms, key=lambda each: (each.kind, each.batch_id, each.number))
    told: list[list[NumberedForm]] = []
    for each in rows:
        last = told[-1][-1] if told else None
        if last and (last.kind, last.batch_id, last.number + 1) == (each.kind, each.batch_id, each.number):
            told[-1].append(each)
        else:
            told.append([each])
    return [range_in_words(some) for some in told]


def range_in_words(some: Sequence[NumberedForm]) -> str:
    first, last = some[0], some[-1]
    if first is last:
        return f"{first.kind} {first.serial}"
    return f"{first.kind} {first.serial}–{last.serial}（{len(some)} 份）"


def numbered(rows: Sequence[NumberedForm], text: str) -> list[NumberedForm]:
    """Of these the ones that somebody typed: 0012、0015-0018, by their last digits."""
    found: dict[int, NumberedForm] = {}
    for piece in filter(None, _BETWEEN.split(text.strip().upper())):
        ends = [each for each in _TO.split(piece) if each]
        if len(ends) > 2:
            raise Refusal(f"“{piece}”看不懂：一段写“0012-0018”，几段用顿号隔开")
        first = one_named(rows, ends[0])
        last = one_named(rows, ends[-1])
        if (first.batch_id, first.kind) != (last.batch_id, last.kind) or last.number < first.number:
            raise Refusal(f"“{piece}”不是一段：起止要同一批，小的在前")
        for each in rows:
            if each.batch_id == first.batch_id and first.number <= each.number <= last.number:
                found[each.pk] = each
    return list(found.values())


def one_named(rows: Sequence[NumberedForm], tail: str) -> NumberedForm:
    there = [each for each in rows if each.serial == tail] or [
        each for each in rows if each.serial.endswith(tail)
    ]
    if not there:
        raise Refusal(f"手里没有 {tail} 号：请核对，已用、作废的不用写")
    if len(there) > 1:
        named = "、".join(str(each) for each in there[:3])
        raise Refusal(f"{tail} 号有 {len(there)} 份（{named}）：请多写几位")
    return there[0]


def note(ctx: Act, forms: Iterable[NumberedForm], what: str, *, giver: Any = None, words: str = "") -> None:
    """One line of history for each."""
    by = himself(ctx) if ctx.person_id else None
    FormMove.objects.add_many(
        FormMove(
            batch_id=each.batch_id, form=each, what=what, giver=giver, holder_id=each.holder_id,
            by=by, at=ctx.now, words=words[:200],
        )
        for each in forms
    )  # fmt: skip


def hand(ctx: Act, forms: Sequence[NumberedForm], to: Person, words: str = "") -> None:
    """Into another's hands; each number with one line of history."""
    givers = {each.pk: each.holder_id for each in forms}
    for each in forms:
        each.holder, each.offered_to = to, None
    NumberedForm.objects.change_many(forms, ["holder", "offered_to"])
    by = himself(ctx) if ctx.person_id else None
    FormMove.objects.add_many(
        FormMove(
            batch_id=each.batch_id, form=each, what=What.HANDED, giver_id=givers[each.pk], holder=to,
            by=by, at=ctx.now, words=words[:200],
        )
        for each in forms
    )  # fmt: skip


def lose(ctx: Act, forms: Sequence[NumberedForm], words: str, count: Any = None) -> list[FormLoss]:
    """Not there: charged to who holds it, told to the manager, never used any more."""
    for each in forms:
        each.state, each.offered_to = State.LOST, None
        each.because, each.ended_at = words[:200], ctx.now
    NumberedForm.objects.change_many(forms, ["state", "offered_to", "because", "ended_at"])
    note(ctx, forms, What.LOST, words=words)
    made: list[FormLoss] = FormLoss.objects.add_many(
        FormLoss(
            store_id=ctx.store_id, form=each, holder_id=each.holder_id, found_by=himself(ctx),
            found_at=ctx.now, count=count, words=words[:200], acted_at=ctx.now,
        )
        for each in forms
    )  # fmt: skip
    return made


def holders(ctx: Any) -> list[tuple[int, str, int]]:
    """Who else has numbers in hand, and how many; one query."""
    rows = NumberedForm.objects.of(ctx).held().exclude(holder=ctx.person_id)
    counted = rows.order_by().values("holder", "holder__name").annotate(many=Count("pk"))
    return [(each["holder"], each["holder__name"], each["many"]) for each in counted.order_by("holder__name")]
