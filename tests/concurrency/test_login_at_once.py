"""Twenty wrong tries at one moment: five are judged, and not one more slips through."""

import time

from tests.support.copies import at_once, raised
from zhangdian.foundation.kernel import clock
from zhangdian.people.organization import lockout
from zhangdian.people.organization.models import Tries

TRIES = 20


def a_try():
    return lockout.begin("7", "192.0.2.1").allowed


def test_twenty_at_once_are_five_that_count(own_shop):
    allowed = at_once(*[a_try] * TRIES)
    assert raised(allowed) == []
    assert sum(allowed) == lockout.PER_ACCOUNT_AND_ADDRESS


def test_control_looking_before_counting_lets_more_through(own_shop):
    """The way in which lockouts are usually built: so the test above can fail."""

    def look_then_count():
        row = Tries.objects.filter(key="control").first()
        allowed = row is None or row.tries < lockout.PER_ACCOUNT_AND_ADDRESS
        time.sleep(0.2)  # the password is judged
        lockout.count(lockout.Door("control", "7", lockout.PER_ACCOUNT_AND_ADDRESS), clock.now())
        return allowed

    allowed = at_once(*[look_then_count] * TRIES)
    assert raised(allowed) == []
    assert sum(allowed) > lockout.PER_ACCOUNT_AND_ADDRESS
