"""The journal's seal: a hash chain over salted digests, in the order in which entries became visible."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, Max, Model, OuterRef

from zhangdian.foundation.kernel import clock, codec, registry
from zhangdian.foundation.kernel.models import Claim, Entry, Request, Seal
from zhangdian.foundation.kernel.records import writing

VERSION = 1
BATCH = 500
LATE = 10_000
"""An act that is under way while so many others commit is looked for once a day."""
GENESIS = "0" * 64
SEALED_FIELDS = (
    "id", "store_id", "actor", "person_id", "acting_for_id", "link_id", "role", "action",
    "subject_type", "subject_id", "root_type", "root_id", "from_state", "to_state",
    "inputs_text", "changes_text", "notes_text", "personal_digest",
)  # fmt: skip


@dataclass(frozen=True)
class Fault:
    """The first place at which the journal is not what was sealed."""

    position: int
    entry_id: int | None
    what: str


def digest_of(entry: Entry) -> str:
    """Hash of an entry's facts; personal values count through their salted digest, so they may be erased."""
    facts = [VERSION, entry.at.astimezone(UTC).isoformat(), *(getattr(entry, name) for name in SEALED_FIELDS)]
    return _hash(codec.canonical(facts))


def link(previous: str, digest: str) -> str:
    return _hash(f"{previous}{digest}")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def seal_new_entries(limit: int = 2000, *, late: bool = True) -> int:
    """Chain what has become visible since; one sealer at a time. Returns how many were sealed.

    Without `late` only what is near the head: what it costs does not grow with the journal.
    """
    waiting = _unsealed(limit, late)
    return sum(_seal(waiting[at : at + BATCH]) for at in range(0, len(waiting), BATCH))


def _unsealed(limit: int, late: bool) -> list[int]:
    """Near the head first; then, where asked for, those that committed after thousands of younger ones."""
    rows = Entry.objects.filter(seal=None).order_by("id").values_list("pk", flat=True)
    head = Seal.objects.order_by("-position").values_list("entry_id", flat=True).first()
    near = list(rows.filter(pk__gt=head - LATE)[:limit]) if head else []
    return near or (list(rows[:limit]) if late or not head else [])


def _seal(keys: list[int]) -> int:
    with transaction.atomic(), writing():
        wait_for_other_sealers()
        head = Seal.objects.order_by("-position").first()
        position, chain = (head.position, head.chain) if head else (0, GENESIS)
        seals = []
        # Another sealer may have been faster: asked again under the lock.
        for entry in Entry.objects.filter(pk__in=keys, seal=None).order_by("id"):
            digest = digest_of(entry)
            position, chain = position + 1, link(chain, digest)
            seals.append(Seal(position=position, entry=entry, digest=digest, chain=chain))
        Seal.objects.bulk_create(seals)
    return len(seals)


def wait_for_other_sealers() -> None:
    """One sealer at a time, until its transaction ends; SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(7304201)")


def write_anchor(folder: Path) -> Path | None:
    """Keep the head of the chain outside the database, once a day: no chain sees its own tail cut off."""
    head = Seal.objects.order_by("-position").first()
    if head is None:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    anchor = folder / f"{clock.day(clock.now()):%Y-%m-%d}.json"
    anchor.write_text(json.dumps({"position": head.position, "chain": head.chain}) + "\n")
    return anchor


def _anchors(folder: Path | None) -> Iterator[tuple[str, dict[str, Any]]]:
    if folder and folder.is_dir():
        for path in sorted(folder.glob("*.json")):
            yield path.stem, json.loads(path.read_text())


def verify(anchors: Path | None = None, *, batch: int = 2000) -> Fault | None:
    """Walk the chain from its beginning; the first changed, missing, swapped or foreign entry is named."""
    chain, position = GENESIS, 0
    heads: dict[int, str] = {}
    wanted = {anchor["position"] for _, anchor in _anchors(anchors)}
    while seals := list(Seal.objects.filter(position__gt=position).order_by("position")[:batch]):
        entries = Entry.objects.in_bulk([seal.entry_id for seal in seals])
        for seal in seals:
            if what := _wrong_with(seal, entries.get(seal.entry_id), position, chain):
                missing = seal.position != position + 1
                return Fault(position + 1, None if missing else seal.entry_id, what)
            chain, position = seal.chain, seal.position
            if position in wanted:
                heads[position] = chain
    for day, anchor in _anchors(anchors):
        if heads.get(anchor["position"]) != anchor["chain"]:
            return Fault(anchor["position"], None, f"与 {day} 的锚点不符：链尾被截断或重写")
    return _foreign_entry(position)


def _wrong_with(seal: Seal, entry: Entry | None, position: int, chain: str) -> str:
    if seal.position != position + 1:
        return "这一环不见了"
    if entry is None:
        return "日志被删"
    if entry.personal_text and _hash(entry.personal_text) != entry.personal_digest:
        return "个人信息部分被改"
    if digest_of(entry) != seal.digest:
        return "日志内容被改"
    return "" if link(chain, seal.digest) == seal.chain else "链条被改"


def _foreign_entry(position: int) -> Fault | None:
    """Every act left a claim and an entry; one without the other was not made by an act."""
    for rows, others, what in (
        (Entry.objects, Claim.objects, "这条日志没有对应的动作"),
        (Claim.objects, Entry.objects, "这个动作的日志不见了"),
    ):
        alone = rows.filter(~Exists(others.filter(pk=OuterRef("pk")))).order_by("pk")
        if key := alone.values_list("pk", flat=True).first():
            return Fault(position, key, what)
    return None


def erase_personal(entries: Iterable[int]) -> None:
    """Empty the personal part of these entries; the chain stays whole, for it holds digests only.

    Requests that held the same inputs until they were signed lose them too.
    """
    asked = Entry.objects.filter(pk__in=entries, action=registry.ASKED_FOR_SIGNATURES)
    requests = Request.objects.filter(pk__in=asked.values_list("subject_id", flat=True))
    with transaction.atomic(), writing():
        Entry.objects.filter(pk__in=entries).update(personal_text="")
        for request in requests:
            personal = registry.ACTIONS[request.action].personal
            inputs, _ = codec.without_personal(json.loads(request.inputs_text), personal, "")
            request.inputs_text = codec.canonical(inputs)
            Model.save(request, update_fields=["inputs_text"])


def last_position() -> int:
    return Seal.objects.aggregate(Max("position"))["position__max"] or 0
