"""What is asked about messages: what is due, what nobody knows the fate of, what was written to somebody."""

from datetime import datetime
from typing import Any

from zhangdian.foundation.kernel.rows import worded
from zhangdian.people.messaging.models import Channel, Message

State = Message.State


def with_reader(rows: Any) -> Any:
    """With all that judging and composing read."""
    return rows.select_related("customer", "contact", "person", "wording", "store")


def due(ctx: Any, channels: list[str]) -> Any:
    """What may be sent by now through these channels, the oldest first."""
    waiting = Message.objects.of(ctx).filter(state=State.WAITING, due_at__lte=ctx.now)
    return with_reader(waiting.filter(channel__in=channels)).order_by("due_at", "pk")


def expired(ctx: Any) -> Any:
    """What waits past its time, by whatever way it would have gone."""
    return Message.objects.of(ctx).filter(state=State.WAITING, good_until__lte=ctx.now).order_by("pk")


def abandoned(ctx: Any, before: datetime) -> Any:
    """Taken so long ago that whoever took it is dead or cut off."""
    return Message.objects.of(ctx).filter(state=State.SENDING, taken_at__lte=before).order_by("pk")


def to_ask_after(ctx: Any) -> Any:
    """What a gateway is to be asked about by now."""
    open_ones = Message.objects.of(ctx).filter(state__in=[State.UNKNOWN, State.ACCEPTED])
    return with_reader(open_ones.filter(ask_at__lte=ctx.now)).order_by("ask_at", "pk")


def stores_at_work() -> list[int]:
    """Stores in which a message is under way."""
    return sorted(set(_with_messages_under_way()))


@worded
def _with_messages_under_way() -> Any:
    under_way = [State.WAITING, State.SENDING, State.UNKNOWN, State.ACCEPTED]
    rows = Message.objects.filter(state__in=under_way).order_by().values_list("store_id", flat=True)
    return rows.distinct()


def written_to(ctx: Any, **whom: Any) -> Any:
    """Messages to a customer or about a car, the newest first."""
    return Message.objects.of(ctx).filter(**whom).order_by("-pk")


def unread(ctx: Any) -> Any:
    """Notes in the page that this person has not read."""
    mine = Message.objects.of(ctx).filter(person_id=ctx.person_id, channel=Channel.PAGE)
    return mine.filter(read_at=None).exclude(state=State.DROPPED).order_by("pk")


def unsettled(ctx: Any) -> Any:
    """What somebody must look at: its fate is unknown, or it failed and nobody has said what next."""
    return Message.objects.of(ctx).filter(state__in=[State.UNKNOWN, State.FAILED]).order_by("pk")
