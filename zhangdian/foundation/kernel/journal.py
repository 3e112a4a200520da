"""The journal's seal: a hash chain over salted digests, in the order in which entries became visible."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from zhangdian.foundation.kernel import clock, codec
from zhangdian.foundation.kernel.models import Claim, Entry, Seal
from zhangdian.foundation.kernel.records import writing

VERSION = 1
GENESIS = "0" * 64
SEALED_FIELDS = (
    "id", "store_id", "actor", "person_id", "acting_for_id", "link_id", "role", "action", "subject_type", "subject_id",
    "root_type", "root_id", "from_state", "to_state", "inputs_text", "changes_text", "notes_text", "personal_digest",
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
    return hashlib.sha256(codec.canonical(facts).encode()).hexdigest()


def link(previous: str, digest: str) -> str:
    return hashlib.sha256(f"{previous}{digest}".encode()).hexdigest()


def seal_new_entries(limit: int = 2000) -> int:
    """Chain what has become visible since; one sealer at a time. Returns how many were sealed."""
    with transaction.atomic(), writing():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(7304201)")
        head = Seal.objects.order_by("-position").first()
        position, chain = (head.position, head.chain) if head else (0, GENESIS)
        seals = []
        for entry in Entry.objects.filter(seal__isnull=True).order_by("id")[:limit]:
            digest = digest_of(entry)
            position, chain = position + 1, link(chain, digest)
            seals.append(Seal(position=position, entry=entry, digest=digest, chain=chain))
        Seal.objects.bulk_create(seals, batch_size=500)
    return len(seals)


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
    while True:
        seals = list(
            Seal.objects.filter(position__gt=position).order_by("position").select_related("entry")[:batch]
        )
        if not seals:
            break
        kept = set(
            Entry.objects.filter(pk__in=[seal.entry_id for seal in seals]).values_list("pk", flat=True)
        )
        for seal in seals:
            if seal.position != position + 1:
                return Fault(position + 1, None, "这一环不见了")
            if seal.entry_id not in kept:
                return Fault(seal.position, seal.entry_id, "日志被删")
            entry = seal.entry
            if (
                entry.personal_text
                and hashlib.sha256(entry.personal_text.encode()).hexdigest() != entry.personal_digest
            ):
                return Fault(seal.position, seal.entry_id, "个人信息部分被改")
            if digest_of(entry) != seal.digest:
                return Fault(seal.position, seal.entry_id, "日志内容被改")
            chain, position = link(chain, seal.digest), seal.position
            if chain != seal.chain:
                return Fault(seal.position, seal.entry_id, "链条被改")
            if position in wanted:
                heads[position] = chain
    for day, anchor in _anchors(anchors):
        if heads.get(anchor["position"]) != anchor["chain"]:
            return Fault(anchor["position"], None, f"与 {day} 的锚点不符：链尾被截断或重写")
    return _foreign_entry(position)


def _foreign_entry(position: int) -> Fault | None:
    """Every act left a claim and an entry; one without the other was not made by an act."""
    without_claim = Entry.objects.exclude(pk__in=Claim.objects.values("pk")).order_by("pk").first()
    if without_claim:
        return Fault(position, without_claim.pk, "这条日志没有对应的动作")
    without_entry = Claim.objects.exclude(pk__in=Entry.objects.values("pk")).order_by("pk").first()
    if without_entry:
        return Fault(position, without_entry.pk, "这个动作的日志不见了")
    return None


def erase_personal(entries: list[int]) -> None:
    """Empty the personal part of these entries; the chain stays whole, for it holds digests only."""
    with transaction.atomic(), writing():
        Entry.objects.filter(pk__in=entries).update(personal_text="")


def last_position() -> int:
    return Seal.objects.aggregate(Max("position"))["position__max"] or 0
