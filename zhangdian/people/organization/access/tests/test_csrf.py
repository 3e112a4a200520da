"""Every door that is posted is under the seal of its page; nothing is exempt."""

import pytest
from django.test import Client
from django.urls import get_resolver

from zhangdian.people.organization import urls
from zhangdian.people.organization.models import LoginSession
from zhangdian.people.organization.tests.doors import log_in

KEYS = {"handle": "others", "pk": 1, "name": "organization.unlock_login"}


def addresses_of(patterns, before=""):
    for each in patterns:
        where = before + str(each.pattern)
        if hasattr(each, "url_patterns"):
            yield from addresses_of(each.url_patterns, where)
        else:
            yield where, each.callback


def filled(where):
    for name, value in KEYS.items():
        for kind in ("int:", "slug:", "str:", ""):
            where = where.replace(f"<{kind}{name}>", str(value))
    return f"/{where}"


OURS = sorted(where for where, _ in addresses_of(urls.urlpatterns))


@pytest.mark.parametrize("where", OURS)
def test_posting_without_the_seal_is_refused_and_changes_nothing(advisor, where):
    strict = Client(enforce_csrf_checks=True)
    soft = Client()
    log_in(soft, advisor.employee_no)
    strict.cookies["zhangdian"] = soft.cookies["zhangdian"].value
    for way in (strict.post, strict.put, strict.patch, strict.delete):
        assert way(filled(where)).status_code == 403
    assert LoginSession.objects.filter(person=advisor).count() == 1
    assert strict.get("/account").status_code == 200


def test_nothing_is_exempt(shop):
    for where, view in addresses_of(get_resolver().url_patterns):
        assert not getattr(view, "csrf_exempt", False), where
