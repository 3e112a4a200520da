"""The timeline of any record, from the journal: who did what, when, and the chip he gave."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from zhangdian.foundation.kernel import registry
from zhangdian.foundation.kernel.models import Entry


@dataclass(frozen=True, slots=True)
class Line:
    """One act as a line."""

    at: datetime
    who: str
    role: str
    what: str
    remark: str = ""


def label_of(action: str) -> str:
    """The Chinese name of an action, also of one that was asked for and waits for signatures."""
    if action == registry.ASKED_FOR_SIGNATURES:
        return "申请签字"
    declared = registry.ACTIONS.get(action)
    return declared.label if declared else action


def actor_of(entry: Entry) -> str:
    if entry.person_id:
        return f"{entry.person}(代{entry.acting_for})" if entry.acting_for_id else str(entry.person)
    return {"customer": "客户", "clock": "系统"}.get(entry.actor, "")


def line_of(entry: Entry) -> Line:
    notes = entry.notes
    reasons = "、".join(notes.get("because", {}).values())
    if entry.action == registry.ASKED_FOR_SIGNATURES:
        reasons = label_of(notes.get("action", ""))
    role = registry.role_label(entry.role) if entry.role else ""
    return Line(entry.at, actor_of(entry), role, label_of(entry.action), reasons)


def acts_on(ctx: Any, record: Any) -> QuerySet[Entry]:
    """The acts of this store and of the clock on a record, the one that made it included, newest first."""
    root_type, root_id = root_reference(record)
    mine = Q(root_type=root_type, root_id=root_id)
    if record.root:
        mine &= Q(subject_type=record._meta.label_lower, subject_id=record.pk)
    here = Q(store_id=ctx.store_id) | Q(store=None)
    return Entry.objects.filter(mine | Q(pk=record.entry_id), here).order_by("-pk")


def root_reference(record: Any) -> tuple[str, int]:
    """Under which root the journal has the acts on a record."""
    if not record.root:
        return record._meta.label_lower, record.pk
    link = record._meta.get_field(record.root)
    return link.related_model._meta.label_lower, getattr(record, link.attname)
