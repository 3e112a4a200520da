"""The worker that sends messages; what a simulated store writes goes into the sandbox, never out."""

from datetime import date, time, timedelta

from zhangdian.doors.simulation.engine import Course
from zhangdian.doors.simulation.world import World
from zhangdian.foundation.kernel import clock
from zhangdian.people.messaging import jobs
from zhangdian.people.messaging.gateways import chosen
from zhangdian.people.messaging.gateways.sandbox import Sandbox
from zhangdian.people.messaging.models import Channel

FIRST, LAST, EVERY = time(7, 0), time(22, 0), timedelta(minutes=10)


def into_the_sandbox() -> None:
    """Whatever the server's settings say: the people of a simulation have invented numbers."""
    chosen.place({channel: Sandbox() for channel in Channel if channel is not Channel.PAGE})


def day_of_messages(world: World, day: date) -> Course:
    """Every few minutes what is due goes out, and what was sent is asked after."""
    at, end = clock.instant(day, FIRST), clock.instant(day, LAST)
    while at < end:
        yield at
        jobs.send_messages()
        at += EVERY
