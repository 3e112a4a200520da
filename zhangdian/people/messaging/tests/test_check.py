"""A hand in the table of messages is found."""

import pytest
from django.db import connection

from zhangdian.foundation.kernel.invariants import violations
from zhangdian.foundation.kernel.records import writing
from zhangdian.people.messaging.tests import arranging


def found(shop):
    return [each.code for each in violations([shop.store]) if each.code == "G1"]


@pytest.mark.parametrize(
    "hand", ["state = 'delivered'", "taken_at = NULL", "attempts = 0", "unknown_at = acted_at"]
)
def test_how_it_stands_follows_from_what_was_told(shop, hand):
    shop.at("10:00")
    message = arranging.taken(shop)
    assert found(shop) == []
    with writing(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE messaging_message SET {hand} WHERE id = %s", [message.pk])
    assert found(shop) == ["G1"]
