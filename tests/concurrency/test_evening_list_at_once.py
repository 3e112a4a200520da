"""Several workers look at this evening's list at the same moment: each head is written to once."""

import pytest

from tests.support.copies import at_once, raised
from zhangdian.management.duties.watching import jobs, tomorrow
from zhangdian.management.duties.watching.actions import send_tomorrow
from zhangdian.people.messaging.models import Message
from zhangdian.people.organization.rostering import jobs as rostering

WORKERS = 6


@pytest.fixture
def evening(own_shop):
    """The one inspector rests on Sunday; nobody was written to yet."""
    own_shop.later(days=5)
    own_shop.at("16:00")
    rostering.tell_store(own_shop.clock)
    return own_shop


def letters():
    return list(Message.objects.filter(occasion="duties.tomorrow").values_list("reader_key", flat=True))


def test_six_workers_write_to_each_once(evening):
    done = at_once(*[lambda: jobs.write_for_store(evening.clock)] * WORKERS)
    assert raised(done) == []
    assert len(letters()) == len(set(letters())) > 0


def test_so_do_six_who_all_saw_it_before(evening):
    gaps = tomorrow.untold(evening.clock)
    done = at_once(*[lambda: send_tomorrow(evening.clock, gaps=gaps)] * WORKERS)
    assert raised(done) == []
    assert len(letters()) == len(set(letters())) > 0


def test_control_who_does_not_look_again_under_the_lock_writes_again(evening, monkeypatch):
    """The negative control."""
    gaps = tomorrow.untold(evening.clock)
    monkeypatch.setattr(tomorrow, "untold", lambda ctx: gaps)
    at_once(*[lambda: send_tomorrow(evening.clock, gaps=gaps)] * WORKERS)
    assert len(letters()) > len(set(letters()))
