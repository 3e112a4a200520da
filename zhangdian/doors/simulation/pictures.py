"""Pictures that the people of the simulation take: a handful drawn once, uploaded as often as needed."""

import io
from functools import cache

from PIL import Image, ImageDraw

from zhangdian.foundation.kernel import attachments, clock, rows
from zhangdian.foundation.kernel.context import Context
from zhangdian.foundation.kernel.models import Upload

SIZE = (640, 420)
PAINTS = {"front": "#9fb4c7", "left": "#b9c4b0", "rear": "#c7b7a3", "right": "#a9a9bd"}
KINDS = (*PAINTS, "seat", "finding", "mark", "signature", "paper")


class Album:
    """Uploads of known pictures, made in bulk: the bytes lie once in the media folder."""

    def __init__(self, by: Context) -> None:
        self.store_id = by.store_id
        self.kept = {kind: attachments.store_upload(by, drawn(kind)) for kind in KINDS}

    def take(self, person_id: int | None, *kinds: str) -> list[int]:
        """Keys of fresh uploads by this person."""
        now = clock.now()
        sent = [
            Upload(
                store_id=self.store_id,
                person_id=person_id,
                at=now,
                digest=self.kept[kind].digest,
                size=self.kept[kind].size,
            )
            for kind in kinds
        ]
        rows.insert(Upload, sent)
        return [upload.pk for upload in sent]


@cache
def drawn(kind: str) -> bytes:
    """One picture as a phone would send it."""
    picture = Image.new("RGB", SIZE, "white" if kind in ("signature", "paper") else "#4d5257")
    pen = ImageDraw.Draw(picture)
    if kind in PAINTS:
        car(pen, PAINTS[kind], side=kind in ("left", "right"))
    elif kind == "seat":
        seat(pen)
    elif kind == "signature":
        pen.line(
            [(90, 250), (150, 170), (190, 290), (250, 150), (300, 280), (380, 190), (540, 240)], "#1b2a4a", 7
        )
    elif kind == "paper":
        for y in range(40, 400, 30):
            pen.line([(60, y), (580 if y % 90 else 380, y)], "#4d5257", 6)
    else:
        pen.ellipse((170, 90, 470, 350), fill="#2b2d30", outline="#8b8f94", width=14)
        pen.line([(230, 160), (400, 290)] if kind == "mark" else [(200, 220), (440, 220)], "#d8b15a", 9)
    sent = io.BytesIO()
    picture.save(sent, "JPEG", quality=82)
    return sent.getvalue()


def car(pen: ImageDraw.ImageDraw, paint: str, *, side: bool) -> None:
    pen.rectangle((0, 300, 640, 420), fill="#6b7076")
    if side:
        pen.polygon(
            [(60, 280), (90, 210), (210, 190), (270, 120), (430, 120), (500, 195), (590, 220), (590, 280)],
            paint,
        )
        pen.polygon([(225, 190), (280, 132), (345, 132), (345, 190)], "#22303c")
        pen.polygon([(358, 190), (358, 132), (424, 132), (480, 190)], "#22303c")
        for x in (150, 480):
            pen.ellipse((x - 45, 240, x + 45, 330), fill="#1c1d1f", outline="#9a9da1", width=10)
    else:
        pen.rounded_rectangle((120, 150, 520, 330), 40, paint)
        pen.polygon([(170, 155), (210, 70), (430, 70), (470, 155)], "#22303c")
        pen.rectangle((255, 250, 385, 285), fill="#2f5fb0")
        for x in (140, 440):
            pen.rounded_rectangle((x, 190, x + 60, 225), 10, "#f2ead0")


def seat(pen: ImageDraw.ImageDraw) -> None:
    pen.rounded_rectangle((60, 140, 260, 400), 30, "#e9eef2")
    pen.ellipse((330, 120, 560, 350), outline="#e9eef2", width=26)
    pen.rectangle((300, 40, 590, 110), fill="#0f1419")
    pen.text((330, 62), "km   ODO", fill="#8fe3b0")
