"""What the tests of urging begin with and ask."""

from typing import Any

from zhangdian.doors.simulation.people import Shop
from zhangdian.management.duties.models import Reach, Step, Urging
from zhangdian.management.duties.tests.arranging import the_clock_looks, with_duties
from zhangdian.management.duties.watching.actions import choose_reach, set_urging_rule
from zhangdian.people.messaging.models import Channel, Message

ROUND = "WSM-05"
"""Due at 11:00 of the workshop supervisor, whose superior is the service manager."""


def opened(shop: Shop) -> None:
    """A morning on which the day's duties stand there."""
    with_duties(shop)
    the_clock_looks(shop)


def steps(shop: Shop, code: str = ROUND) -> list[tuple[str, str]]:
    """Step and post of everything that was told of a duty, in its order."""
    told = Urging.objects.of(shop.clock).filter(item__code=code).order_by("at", "pk")
    return [(each.step, each.post) for each in told]


def told(shop: Shop, step: Step, code: str = ROUND) -> list[int | None]:
    """Who was told of a step."""
    return [each.person_id for each in Urging.objects.of(shop.clock).filter(item__code=code, step=step)]


def by_message(shop: Shop, who: str, channel: Channel = Channel.SMS, mailbox: str = "") -> None:
    """Somebody wants to be urged by message."""
    choose_reach(getattr(shop, who), channel=channel, mailbox=mailbox)
    assert Reach.objects.of(shop.clock).filter(person=shop.person(who)).exists()


def rule(shop: Shop, step: Step, minutes: int, **how: Any) -> Any:
    """The office director sets a rule, for all duties where it says nothing else."""
    given = {"covers": "", "stands": True, "reason": "试行", **how}
    return set_urging_rule(shop.office_director, step=step, minutes=minutes, **given)


def messages(shop: Shop) -> list[Message]:
    """What was written to readers about duties, in its order."""
    return list(Message.objects.of(shop.clock).filter(occasion="duties.urged").order_by("pk"))
