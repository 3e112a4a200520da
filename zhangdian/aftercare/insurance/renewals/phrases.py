"""The desk's words of today: scripts filled in, answers to objections, chips to choose from."""

from datetime import date
from typing import Any

from django.db.models import Q

from zhangdian.aftercare.insurance.models import DeskWord, Renewal
from zhangdian.foundation.kernel.refusals import Refusal

PEOPLE_SAY = {"store": "店名", "person": "专员", "plate": "车牌", "day": "到期日"}


def on(ctx: Any, day: date) -> Any:
    rows = DeskWord.objects.of(ctx).filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day), since__lte=day)
    return rows.order_by("kind", "order", "pk")


def by_kind(ctx: Any) -> dict[str, list[DeskWord]]:
    """Everything in force today, in one query."""
    found: dict[str, list[DeskWord]] = {}
    for word in on(ctx, ctx.today):
        found.setdefault(word.kind, []).append(word)
    return found


def chips(found: dict[str, list[DeskWord]], kind: str) -> list[tuple[int, str]]:
    return [(word.pk, word.name) for word in found.get(kind, ())]


def refuse_other(ctx: Any, word: DeskWord | None, kind: DeskWord.Kind) -> None:
    """A word of another kind, or one that is no longer used."""
    if word is not None and (word.kind != kind or (word.ended_on and word.ended_on <= ctx.today)):
        raise Refusal(f"“{word}”不是现在能选的{kind.label}：请从列表里选")


def opening(found: dict[str, list[DeskWord]], renewal: Renewal) -> DeskWord | None:
    """The first for who was never spoken to, the last for who was."""
    lines = found.get(DeskWord.Kind.OPENING, [])
    return (lines[-1] if renewal.reached_at else lines[0]) if lines else None


def spoken(word: DeskWord | None, renewal: Renewal, store: str, person: str) -> str:
    """With names and days filled in; what the text does not name stays out."""
    if word is None:
        return ""
    values = {
        "store": store,
        "person": person,
        "plate": renewal.plate,
        "day": f"{renewal.expires_on.month} 月 {renewal.expires_on.day} 日",
    }
    text = word.text
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", str(value)).replace(f"{{{PEOPLE_SAY[name]}}}", str(value))
    return text
