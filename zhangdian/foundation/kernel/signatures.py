"""Acts that wait for signatures: the request holds the inputs, the last signature carries it out."""

import hashlib
import json
from typing import TYPE_CHECKING, Any

from zhangdian.foundation.kernel import codec, registry
from zhangdian.foundation.kernel.models import Entry, Request

if TYPE_CHECKING:
    from zhangdian.foundation.kernel.action import Act, Done, Signatures


def content_digest(record: Any) -> str:
    """What the signers see of a record; anything but its version and last instant counts."""
    if record is None:
        return ""
    facts = {
        f.attname: codec.encode(getattr(record, f.attname))
        for f in record._meta.concrete_fields
        if f.name not in ("acted_at", "version", "entry")
    }
    return hashlib.sha256(codec.canonical(facts).encode()).hexdigest()


def open_request(act: "Act", subject: Any, root: Any, inputs_text: str, wanted: "Signatures") -> "Done":
    """Instead of acting: keep the inputs and ask those who must sign."""
    from zhangdian.foundation.kernel.action import Done  # noqa: PLC0415 (the action asks us, we answer in its terms)

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
        effect=wanted.effect or act.action.label,
        acted_at=act.now,
    )
    request.save()
    act._roots.clear()
    entry = Entry(
        id=act.entry_id,
        at=act.now,
        store_id=act.store_id,
        actor=act.ctx.kind.value,
        person_id=act.person_id,
        role=act.action.acting_role(act.standing),
        action=registry.ASKED_FOR_SIGNATURES,
        subject_type=request._meta.label_lower,
        subject_id=request.pk,
        root_type=root._meta.label_lower if root is not None else "",
        root_id=root.pk if root is not None else None,
        from_state="",
        to_state=Request.State.OPEN.value,
        inputs_text=inputs_text,
        changes_text=codec.canonical({"new": ["{}#{}".format(*request.reference)]}),
        notes_text=codec.canonical({"action": act.action.name, "needed": request.needed}),
    )
    entry.save(force_insert=True)
    return Done(entry, request, waits_for_signature=True)


registry.open_requests_with(open_request)
