"""A browser in which somebody of the shop is logged in, without the form of the login."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory

from zhangdian.foundation.kernel.context import Context
from zhangdian.people.organization import visitors
from zhangdian.people.organization.models import Person, SharedDevice
from zhangdian.people.organization.sessions import SessionStore


def logged_in(who: Context, device: SharedDevice | None = None) -> Client:
    """`logged_in(shop.cashier).get("/cashier/")`; with a device, as if by four digits on it."""
    request = RequestFactory().get("/")
    request.session = SessionStore()
    request.user = AnonymousUser()
    visitors.let_in(request, Person.objects.get(pk=who.person_id or 0), device)
    request.session.save()
    browser = Client()
    browser.cookies[settings.SESSION_COOKIE_NAME] = str(request.session.session_key)
    return browser
