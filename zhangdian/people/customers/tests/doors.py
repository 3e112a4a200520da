"""A browser of somebody, without the way through the login."""

import pytest
from django.conf import settings as house
from django.test import Client

from zhangdian.foundation.ui import nav
from zhangdian.people.organization import visitors

ASKING = "zhangdian.people.organization.middleware.WhoAsks"


class AsWhom:
    """Stands where the session says who asks."""

    who: tuple[int, int] | None = None

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.ctx = visitors.Visitor(*AsWhom.who) if AsWhom.who else None
        return self.get_response(request)


@pytest.fixture(autouse=True)
def addresses(settings):
    """The addresses of this room alone: its tests stand without the rooms above."""
    settings.ROOT_URLCONF = "zhangdian.people.customers.tests.urls"


@pytest.fixture
def browser(settings, monkeypatch):
    """`browser(shop.service_advisor)` is a browser of theirs."""
    monkeypatch.setattr(nav, "_entries", {})
    monkeypatch.setattr(nav, "_bell", [])
    monkeypatch.setattr(nav, "_search", [])
    settings.MIDDLEWARE = [
        f"{AsWhom.__module__}.AsWhom" if each == ASKING else each for each in house.MIDDLEWARE
    ]

    def open_for(ctx):
        AsWhom.who = (ctx.store_id, ctx.person_id)
        return Client()

    yield open_for
    AsWhom.who = None
