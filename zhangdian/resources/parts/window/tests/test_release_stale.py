"""Parts that lay ready for a booking whose day has passed."""

from zhangdian.resources.parts.actions import release_stale
from zhangdian.resources.parts.models import Reservation


def test_nothing_is_held_back_and_nothing_happens(shop):
    release_stale(shop.clock)
    assert not Reservation.objects.filter(released_because="预留过期").exists()
