"""A paper page as a PDF file: the page that the browser prints, set on the server by the same style sheet."""

from collections.abc import Mapping
from mimetypes import guess_type
from pathlib import Path
from typing import IO, Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from zhangdian import doctor
from zhangdian.foundation.kernel.later import Later
from zhangdian.foundation.ui.exports import FileKind, taken_away

weasyprint, urls = Later("weasyprint"), Later("weasyprint.urls")
ADDRESS = "https://house.invalid/"
"""Where a page is thought to stand while it is set: what it names is looked for in the house only."""
FOOT = "@page {{ @bottom-right {{ content: {says}; font: 7pt sans-serif; color: #555; }} }}"
NEEDED = ("pango", "cjk_font")


def lacking() -> list[doctor.Need]:
    """What this server needs before it can set a page."""
    return [need for name in NEEDED if not (need := doctor.NEEDS[name]).find()]


class House:
    """Fetches what a page names: styles and pictures of the house, and what the page bears in itself."""

    _fail_on_errors = False
    """What is not there leaves a gap, and a line in the log."""

    def __call__(self, url: str) -> Any:
        if url.startswith("data:"):
            return urls.URLFetcher(allowed_protocols=("data",)).fetch(url)
        found = static_file(url)
        kind = guess_type(found)[0] or "application/octet-stream"
        return urls.URLFetcherResponse(url, found.read_bytes(), {"Content-Type": kind})


def pdf_of(html: str, foot: str = "") -> tuple[bytes, int]:
    """A whole page as PDF, and how many sheets; `foot` stands small under each of them."""
    styles = [weasyprint.CSS(string=FOOT.format(says=quoted(foot)))] if foot else []
    page = weasyprint.HTML(string=html, base_url=ADDRESS, url_fetcher=House(), media_type="print")
    document = page.render(stylesheets=styles)
    made: bytes = document.write_pdf()
    return made, len(document.pages)


def static_file(url: str) -> Path:
    """The file that a page's address of a static file names."""
    path, start = unquote(urlsplit(url).path), f"/{settings.STATIC_URL.strip('/')}/"
    if not (url.startswith(ADDRESS) and path.startswith(start)):
        raise ValueError(f"{url} is not of the house")
    name = path.removeprefix(start)
    found = staticfiles_storage.path(name) if staticfiles_storage.exists(name) else finders.find(name)
    if not found:
        raise ValueError(f"{url} is not there")
    return Path(found)


def quoted(text: str) -> str:
    """As a string of a style sheet."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


def paper_taken_away(
    request: HttpRequest, template: str, facts: Mapping[str, Any], *, title: str, name: str, of: str
) -> FileResponse | HttpResponse:
    """A paper page as a file, with name and hour under each sheet; journaled as leaving the house.

    `of` says which record it is. Where the server lacks what it needs, a page says so and leads to printing.
    """
    ctx: Any = request.ctx  # type: ignore[attr-defined]
    if missing := lacking():
        return render(request, "ui/no_pdf.html", {"missing": missing, "title": title}, status=503)

    def write(file: IO[bytes], watermark: str) -> int:
        made, sheets = pdf_of(render_to_string(template, dict(facts), request=request), watermark)
        file.write(made)
        return sheets

    return taken_away(ctx, title, write, name=name, filters=of, kind=FileKind.PDF)
