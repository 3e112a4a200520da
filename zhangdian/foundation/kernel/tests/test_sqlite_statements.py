"""Statements and instants go to SQLite and come back as Django sends and reads them."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.db.backends.sqlite3.base import SQLiteCursorWrapper

from zhangdian.foundation.kernel.models import Entry
from zhangdian.foundation.kernel.sqlite.base import LONGEST_REWORDED, Cursor

PLAIN = "SELECT name FROM t WHERE pk = %s AND word LIKE '100%%' AND other IN (%s, %s)"
NAMED = "SELECT name FROM t WHERE store = %(store)s AND person = %(person)s AND store <> 0"


@pytest.mark.parametrize("query", [PLAIN, PLAIN + " " * LONGEST_REWORDED])
def test_places_are_turned_as_django_turns_them(query):
    assert Cursor.convert_query(None, query) == SQLiteCursorWrapper.convert_query(None, query)


def test_names_too_and_others_for_other_names():
    for names in (["store", "person"], {"person": 1, "store": 2, "more": 3}):
        turned = Cursor.convert_query(None, NAMED, param_names=names)
        assert turned == SQLiteCursorWrapper.convert_query(None, NAMED, param_names=list(names))
    with pytest.raises(KeyError):
        Cursor.convert_query(None, NAMED, param_names=["store"])


@pytest.mark.only_on("sqlite")
def test_an_instant_is_the_same_instant_with_and_without_a_fraction(shop):
    for text in ("2026-11-23 04:05:06", "2026-11-23 04:05:06.000789"):
        with connection.cursor() as cursor:
            cursor.execute("SELECT %s", [text])  # nobody says that it is an instant: it stays a text
            assert cursor.fetchone() == (text,)
    entry = Entry.objects.latest("pk")
    again = Entry.objects.filter(at=entry.at, pk=entry.pk).get()
    assert again.at == entry.at
    assert (type(again.at), again.at.tzinfo) == (datetime, UTC)
