"""Frozen papers: what a customer signed is kept as he saw it, with its hash; a change makes a new version."""

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Subquery

from zhangdian.foundation.kernel import rows
from zhangdian.foundation.kernel.contention import tried_again
from zhangdian.foundation.kernel.models import FrozenPage, Means, Paper
from zhangdian.foundation.kernel.refusals import Refusal

if TYPE_CHECKING:
    from zhangdian.foundation.kernel.action import Act
    from zhangdian.foundation.kernel.context import Context


@dataclass(frozen=True)
class PaperKind:
    """A kind of document: code (also the letters of its number), Chinese name, and how its page is made."""

    code: str
    label: str
    draw: Callable[["Context", Any], str]
    numbered_by_record: bool = False
    """Its number is that of a record which bears it too; otherwise it stands on the paper alone."""


KINDS: dict[str, PaperKind] = {}


def paper_kind(
    code: str, label: str, *, numbered_by_record: bool = False
) -> Callable[[Callable[["Context", Any], str]], PaperKind]:
    """Declare a kind of paper; the function returns the page's HTML body for a record."""

    def declare(draw: Callable[["Context", Any], str]) -> PaperKind:
        KINDS[code] = PaperKind(code, label, draw, numbered_by_record)
        return KINDS[code]

    return declare


def render(ctx: "Context", kind: PaperKind, subject: Any) -> str:
    """Make the page and keep its bytes under their digest; before the act, so that no lock waits for it."""
    body = kind.draw(ctx, subject).encode()
    digest = hashlib.sha256(body).hexdigest()
    page = FrozenPage(digest=digest, body=gzip.compress(body, mtime=0))
    tried_again(lambda: rows.insert(FrozenPage, [page], or_keep=True))
    return digest


def freeze(
    act: "Act",
    kind: PaperKind,
    subject: Any,
    digest: str,
    *,
    means: Means | str = "",
    signature: Any = None,
    witness: Any = None,
    numbers: Any = None,
    number: str = "",
) -> Paper:
    """The page becomes a document: next version for this subject, numbered like its first version.

    `numbers` is a record whose own `number` is this paper's: both get it in one draw.
    """
    drawn = _page_and_last(act, digest, kind.code, subject._meta.label_lower, subject.pk)
    if not drawn:
        raise Refusal(f"{kind.label}还没有生成：请刷新页面，给客户看过再签")
    [(last_revision, last_number)] = drawn
    paper = Paper(
        store_id=act.store_id,
        kind=kind.code,
        revision=(last_revision or 0) + 1,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        page_id=digest,
        means=means,
        signature=signature,
        witness=witness,
        frozen_at=act.now,
        number=number or last_number or "",
    )
    paper.save()
    if not paper.number:
        act.draw_number(paper, "number", kind.code, also=numbers)
    return paper


@rows.worded
def _page_and_last(ctx: Any, digest: str, kind: str, subject_type: str, subject_id: int) -> Any:
    """The page if it was made, with revision and number of the subject's last version."""
    versions = Paper.objects.of(ctx).filter(kind=kind, subject_type=subject_type, subject_id=subject_id)
    last = versions.order_by("-revision")
    page = FrozenPage.objects.filter(pk=digest)
    return page.values_list(Subquery(last.values("revision")[:1]), Subquery(last.values("number")[:1]))


def in_fours(digest: str) -> str:
    """9c41 7e02 b5d8: enough to compare a sheet of paper with the archive."""
    return " ".join(digest[at : at + 4] for at in range(0, 12, 4))


def latest(ctx: "Context", kind: PaperKind, subject: Any) -> Paper | None:
    """The newest version of this paper with its page; None where none was ever frozen."""
    label, pk = subject.reference
    mine = Paper.objects.of(ctx).filter(kind=kind.code, subject_type=label, subject_id=pk)
    found: Paper | None = mine.select_related("page").order_by("-revision").first()
    return found


def body_of(paper: Paper) -> str:
    """The page exactly as it was frozen; a changed byte is refused."""
    body = gzip.decompress(bytes(paper.page.body))
    if hashlib.sha256(body).hexdigest() != paper.page_id:
        raise Refusal(f"{paper.number} 的存档与签字时不一致，请立即报告总经理")
    return body.decode()
