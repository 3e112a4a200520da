"""Which gateway carries which channel in this house: chosen in the server's settings."""

from collections.abc import Mapping
from functools import cache

from django.conf import settings

from zhangdian.people.messaging.gateways.aliyun import Aliyun
from zhangdian.people.messaging.gateways.protocol import Gateway
from zhangdian.people.messaging.gateways.sandbox import Sandbox
from zhangdian.people.messaging.gateways.smtp import Smtp
from zhangdian.people.messaging.gateways.tencent import Tencent
from zhangdian.people.messaging.gateways.wecom import Wecom
from zhangdian.people.messaging.models import Channel

KINDS: Mapping[str, type] = {
    "sandbox": Sandbox,
    "aliyun": Aliyun,
    "tencent": Tencent,
    "wecom": Wecom,
    "smtp": Smtp,
}
_placed: dict[str, Gateway] = {}


def by_channel() -> Mapping[str, Gateway]:
    """Channel → its gateway; what is written for a channel without one waits until there is one."""
    return _placed or _of_this_house()


@cache
def _of_this_house() -> Mapping[str, Gateway]:
    return {channel: KINDS[kind](**how) for channel, (kind, how) in settings.GATEWAYS.items()}


def place(gateways: Mapping[str, Gateway]) -> None:
    """Let these carry the messages of this process; with none, those of the settings do again."""
    _placed.clear()
    _placed.update(gateways)


def missing() -> list[Channel]:
    """Ways out of the house that nobody has opened yet."""
    return [each for each in Channel if each not in by_channel() and each is not Channel.PAGE]
