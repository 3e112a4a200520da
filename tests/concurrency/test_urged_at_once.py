"""Several workers look at what is due at the same moment: nobody is urged twice for one step."""

import pytest

from tests.support.copies import at_once, raised
from zhangdian.management.duties.models import Step, StoreDuty, Urging
from zhangdian.management.duties.own.actions import reword_duty
from zhangdian.management.duties.own.tests.arranging import tomorrow
from zhangdian.management.duties.watching import urging
from zhangdian.management.duties.watching.actions import urge
from zhangdian.management.duties.watching.tests.urged import by_message, messages, opened, steps

WORKERS = 6


@pytest.fixture
def noon(own_shop):
    opened(own_shop)
    by_message(own_shop, "service_manager")
    own_shop.at("12:05")
    return own_shop


def test_six_workers_tell_each_step_once_and_write_one_message(noon):
    done = at_once(*[lambda: urge(noon.clock)] * WORKERS)
    assert raised(done) == []
    told = list(Urging.objects.values_list("item_id", "step", "reader"))
    assert len(told) == len(set(told))
    assert sorted(step for step, _ in steps(noon)) == [Step.AT, Step.SUPERIOR]
    assert len(messages(noon)) == 1


def test_control_who_does_not_look_again_under_the_lock_is_stopped_by_the_database(noon, monkeypatch):
    """The negative control: each acts on what it saw before, and all but one are refused as a whole."""
    first = urging.look_of(noon.clock).new
    monkeypatch.setattr(urging, "look_of", lambda ctx: urging.Look(list(first)))
    done = at_once(*[lambda: urge(noon.clock)] * WORKERS)
    assert len(raised(done)) == WORKERS - 1
    assert Urging.objects.count() == len(first)


def test_two_who_reword_at_once_make_two_editions_or_one_is_told(own_shop):
    def reword(words):
        return reword_duty(
            own_shop.general_manager, code="WSM-05", sentence=words, since=tomorrow(own_shop), reason="试行"
        )

    done = at_once(lambda: reword("检查车间6S"), lambda: reword("检查车间6S和工具"))
    numbers = sorted(StoreDuty.objects.values_list("number", flat=True))
    assert len(raised(done)) + len(numbers) == 2
    assert numbers == list(range(1, len(numbers) + 1))
