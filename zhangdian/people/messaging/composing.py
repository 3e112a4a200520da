"""A message as a gateway takes it: its words with what only the reader may hold, its codes and values."""

import json
from collections.abc import Mapping

from zhangdian.people.messaging import occasions
from zhangdian.people.messaging.gateways.protocol import Letter
from zhangdian.people.messaging.models import Channel, Message


def letter_of(message: Message, address: str) -> Letter | None:
    """None where what it stands for is no longer to be had: the link was taken back."""
    which = occasions.OCCASIONS.get(message.occasion)
    if which is None:
        return None
    wording = message.wording
    named = occasions.names_in(wording.text if wording else which.text)
    values: Mapping[str, str] = json.loads(message.values_text)
    held = which.reveal(message) if which.reveal else {}
    if any(name not in values and not held.get(name) for name in named):
        return None
    words = message.text
    for name, value in held.items():
        words = words.replace(occasions.kept_back(name), value)
    signature = (wording.signature if wording else "") or message.store.name
    return Letter(
        our_id=message.our_id,
        to=address,
        words=f"【{signature}】{words}" if message.channel == Channel.SMS else words,
        subject=which.label,
        signature=signature,
        codes={"aliyun": wording.aliyun_code, "tencent": wording.tencent_code} if wording else {},
        values={name: held.get(name) or values.get(name, "") for name in named},
    )
