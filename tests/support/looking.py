"""How a test looks at a page as somebody, and presses what stands there, without the door in between."""

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import resolve

from zhangdian.people.organization.models import Person
from zhangdian.people.organization.visitors import Visitor


def visitor(who: Any) -> Visitor:
    """The person as pages know him."""
    person = Person.objects.select_related("store").get(pk=who.person_id)
    return Visitor(
        who.store_id, who.person_id, store_name=person.store.name, person_name=person.name, device=who.device
    )


def look(who: Any, url: str, **headers: str) -> HttpResponse:
    """GET a page."""
    return answered(RequestFactory().get(url, headers=headers), who, url)


def press(who: Any, url: str, data: dict[str, Any], **headers: str) -> HttpResponse:
    """POST a form, as htmx does."""
    return answered(RequestFactory().post(url, data, headers={"HX-Request": "true", **headers}), who, url)


def answered(request: Any, who: Any, url: str) -> HttpResponse:
    request.ctx = visitor(who)
    request.session = {}
    found = resolve(urlsplit(url).path)
    response: HttpResponse = found.func(request, *found.args, **found.kwargs)
    return response


def said(response: HttpResponse) -> str:
    return response.content.decode()
