"""The sandbox: takes everything, sends nothing; for the demo and for trying out."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from zhangdian.foundation.kernel import clock
from zhangdian.people.messaging.gateways.protocol import (
    Absent,
    Accepted,
    Answer,
    Delivered,
    Fate,
    Letter,
    Receipt,
)
from zhangdian.people.messaging.models import SandboxLetter


class Sandbox:
    """Keeps that it took a message; the message itself stands in the outbox."""

    name: ClassVar[str] = "sandbox"
    can_be_asked: ClassVar[bool] = True

    def send(self, letter: Letter) -> Answer:
        kept = SandboxLetter.objects.create(our_id=letter.our_id, at=clock.now())
        return Accepted(f"SB{kept.pk}")

    def ask(self, letter: Letter, sent_on: date) -> Fate:
        taken = SandboxLetter.objects.filter(our_id=letter.our_id).order_by("pk").first()
        return Delivered(f"SB{taken.pk}") if taken else Absent()

    def receipts(self) -> Iterable[Receipt]:
        return ()
