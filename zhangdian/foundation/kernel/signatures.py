"""Acts that wait for signatures: the request holds the inputs, the last signature carries it out."""

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from zhangdian.foundation.kernel import codec, registry
from zhangdian.foundation.kernel.act import Act, Done, name_of
from zhangdian.foundation.kernel.models import Request
from zhangdian.foundation.kernel.refusals import Refusal

if TYPE_CHECKING:
    from zhangdian.foundation.kernel.records import Record


@dataclass(frozen=True)
class Signatures:
    """Roles that must sign before the act is carried out, and what it will change, in one line."""

    roles: tuple[str, ...]
    effect: str = ""
    amount: Decimal | None = None
    """Yuan at stake; a power that is lent up to a sum looks at it."""
    changes: tuple[tuple[str, str, str], ...] = ()
    """What it changes: what, before, after."""


def content_digest(record: "Record | None") -> str:
    """The digest of what the signers see of a record, and of the rows that the act will change with it."""
    if record is None:
        return ""
    return codec.digest(record.seen_by_signers())


def refuse_if_changed(request: Request, subject: Any) -> None:
    """What was signed is what is done; asked under the subject's lock."""
    if content_digest(subject) != request.seen_digest:
        raise Refusal("申请之后内容已经变了：请退回申请人，按现在的内容重新申请")


def refuse_asked_before(request: Request) -> None:
    """The same person waits for the same already, and nothing of what he saw has changed since."""
    waiting = Request.objects.filter(
        store_id=request.store_id,
        state=Request.State.OPEN,
        asker_id=request.asker_id,
        action=request.action,
        subject_type=request.subject_type,
        subject_id=request.subject_id,
        inputs_text=request.inputs_text,
        seen_digest=request.seen_digest,
    )
    if waiting.exists():
        raise Refusal("同样的申请您已经提过，正在等人签字：不用再提；不要了就先撤回那一份")


def open_request(act: Act, subject: Any, root: Any, inputs_text: str, wanted: Signatures) -> Done:
    """Instead of acting: keep the inputs and ask those who must sign."""
    if act.person_id is None:
        raise Refusal(f"{act.action.label}这次要先有人签字：请由店里的人来提")
    request = Request(
        store_id=act.store_id,
        action=act.action.name,
        subject_type=subject._meta.label_lower if subject is not None else "",
        subject_id=subject.pk if subject is not None else None,
        inputs_text=inputs_text,
        because_text=json.dumps(dict(act.because), ensure_ascii=False),
        seen_digest=content_digest(subject),
        needed=" ".join(map(str, wanted.roles)),
        asker_id=act.person_id,
        asked_at=act.now,
        effect=(wanted.effect or act.action.label)[:300],
        amount=None if wanted.amount is None else abs(wanted.amount),
        changes_text=json.dumps(wanted.changes, ensure_ascii=False),
        acted_at=act.now,
    )
    refuse_asked_before(request)
    request.save()
    act.notes |= {"action": act.action.name, "needed": request.needed}
    touched = tuple(name_of(each.reference) for each in (root, request) if each is not None)
    arrow = ("", Request.State.OPEN.value)
    entry = act.write_entry(request, root, arrow, inputs_text, touched, action=registry.ASKED_FOR_SIGNATURES)
    return Done(entry, request, touched, waits_for_signature=True)
