"""What is always true of messages: how each stands follows from what was told of it."""

from collections.abc import Iterator

from zhangdian.foundation.kernel.context import ActorKind, Context
from zhangdian.foundation.kernel.invariants import invariant
from zhangdian.people.messaging.models import Message
from zhangdian.people.organization.models import Store


@invariant("G1", "消息的状态与记下的事实一致，发过的都数着")
def messages_stand_as_was_told_of_them(store: Store) -> Iterator[str]:
    ctx = Context(store.pk, kind=ActorKind.CLOCK)
    for message in Message.objects.of(ctx).order_by("pk").iterator(500):
        if message.state != message.derive_state():
            yield f"消息 {message.pk}：{message.state} 应为 {message.derive_state()}"
        if message.taken_at and not message.attempts:
            yield f"消息 {message.pk}：发出过，却没有数"
