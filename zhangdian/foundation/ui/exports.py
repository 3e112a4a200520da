"""Lists that may leave the house as .xlsx: posted, journaled, with name and time on the sheet."""

from collections.abc import Callable, Iterable
from enum import Enum
from tempfile import SpooledTemporaryFile
from typing import Any
from urllib.parse import quote

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_POST

from zhangdian.foundation.kernel.actions import export_list
from zhangdian.foundation.ui import writing
from zhangdian.foundation.ui.listing import Listing, Typed

Rows = Callable[[Any], Any]


class FileKind(Enum):
    """What a file that leaves the house is: how its name ends, and what browsers are told."""

    XLSX = "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    PDF = "pdf", "application/pdf"


EXPORTS: dict[str, tuple[type[Listing], Rows, frozenset[str] | None]] = {}


def exportable(
    name: str, listing: type[Listing], rows: Rows, *, readers: Iterable[str] | None = None
) -> None:
    """Declare a list that may be exported under this name (in apps.ready), by those who read its page."""
    EXPORTS[name] = listing, rows, None if readers is None else frozenset(map(str, readers))


@require_POST
def export(request: HttpRequest, name: str) -> FileResponse:
    """The list as the address narrows it, as a spreadsheet; masks stay masks for those who see masks."""
    if name not in EXPORTS:
        raise Http404
    ctx = request.ctx  # type: ignore[attr-defined]
    listing_class, rows, readers = EXPORTS[name]
    if readers is not None and not readers & ctx.roles:
        raise Http404
    listing = listing_class(request, rows(ctx), ctx)
    filters, typed = narrowed(request, listing)
    return taken_away(ctx, listing.title or name, listing.export, name=name, filters=filters, typed=typed)


def taken_away(
    ctx: Any,
    title: str,
    write: Callable[..., int],
    *,
    name: str,
    filters: str,
    typed: str = "",
    kind: FileKind = FileKind.XLSX,
) -> FileResponse:
    """What `write` puts into a file, under this title, with name and hour on each sheet; journaled.

    `write` takes the open file and the watermark and answers how many rows (of a PDF: sheets) it wrote.
    """
    ending, media_type = kind.value
    sheet = SpooledTemporaryFile(max_size=4_000_000)  # noqa: SIM115 (the response closes it)
    written = write(sheet, watermark=marked(ctx, f"{ctx.standing.name} {writing.moment(ctx.now)}"))
    export_list(ctx, name=name, filters=filters, typed=typed, rows=written)
    sheet.seek(0)
    response = FileResponse(sheet, as_attachment=True)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(marked(ctx, title))}.{ending}"
    response["Content-Type"] = media_type
    return response


def marked(ctx: Any, words: str) -> str:
    """A file's name or watermark; one of a practice store says that it is none of the real one's."""
    return f"练习 {words}" if ctx.standing.practice else words


def narrowed(request: HttpRequest, listing: Listing) -> tuple[str, str]:
    """How the address narrows the list: what was chosen, and apart from it what somebody typed."""
    given, typed = request.GET.copy(), []
    for one in listing.filters:
        if isinstance(one, Typed):
            typed += [text for text in given.pop(one.key, []) if text.strip()]
    return given.urlencode()[:500], " ".join(typed)[:200]
