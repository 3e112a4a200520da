"""What a customer's link shows: each room says which page stands behind its action; the key of a link."""

import base64
from collections.abc import Callable
from typing import Any

import segno
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.safestring import SafeString, mark_safe

from zhangdian.foundation.kernel import links
from zhangdian.foundation.kernel.action import Action
from zhangdian.foundation.kernel.models import Link

Page = Callable[[HttpRequest, Link, Any], HttpResponse]
PAGES: dict[str, Page] = {}
OPENERS: dict[str, str] = {}
"""Action of a link → the action that records its first opening."""


def link_page(action: Action, *, opened_by: Action | None = None) -> Callable[[Page], Page]:
    """Declare the page behind links to an action: (request, link, subject) -> a page that reads and asks."""

    def declare(page: Page) -> Page:
        PAGES[action.name] = page
        if opened_by is not None:
            OPENERS[action.name] = opened_by.name
        return page

    return declare


def laid_on(action: Action, subject: Any) -> Any:
    """Links to this action on this record, oldest first."""
    mine = Link.objects.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk)
    return mine.filter(action__startswith=action.name).order_by("pk")


def key_for(action: Action, subject: Any, ordinal: int) -> str:
    """The secret of a record's n-th link: from the house's own, so that its code can be shown again."""
    text = f"{action.name}|{subject._meta.label_lower}|{subject.pk}|{ordinal}"
    digest = salted_hmac("ui.link", text, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest[:18]).decode()


def next_key(action: Action, subject: Any) -> str:
    """For `prepare`: the key of the link that is about to be laid."""
    return key_for(action, subject, laid_on(action, subject).count() + 1)


def standing_key(action: Action, subject: Any) -> str:
    """The key of the newest link, to show its code; empty where none was laid or it was made otherwise."""
    laid = list(laid_on(action, subject))
    if not laid:
        return ""
    key = key_for(action, subject, len(laid))
    return key if links.key_digest(key) == laid[-1].key_digest else ""


def address(request: HttpRequest, key: str) -> str:
    """The whole address that the customer opens."""
    return request.build_absolute_uri(reverse("ui:link", args=[key]))


def code_of(text: str) -> SafeString:
    """The address as a square code, drawn into the page."""
    made = segno.make(text, micro=False, error="m")
    return mark_safe(made.svg_inline(scale=1, border=2, omitsize=True, dark="#141d29", svgclass="code"))
