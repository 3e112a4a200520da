"""A picture is judged by its content and kept upright, small and without the place where it was taken."""

import hashlib
import io
import random
import struct
import time
import zlib

import pytest
from PIL import Image, ImageDraw, ImageFile
from PIL.ExifTags import GPS, IFD, Base

from zhangdian.foundation.kernel.photos import (
    LONG_SIDE,
    MOST_BYTES,
    THUMBNAIL_SIDE,
    CleanPhoto,
    PhotoRefused,
    clean_photo,
)


def scene(width: int = 2400, height: int = 1800, mode: str = "RGB") -> Image.Image:
    """Red in the left upper corner, blue elsewhere, with something to see."""
    picture = Image.new("RGB", (width, height), "blue")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, width // 4, height // 4), fill="red")
    for n in range(0, width, 40):
        pen.line((n, height // 2, width - n, height), fill=(n % 256, 120, 40), width=6)
    return picture.convert(mode)


def saved(picture: Image.Image, form: str = "JPEG", **more: object) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, form, **more)
    return stream.getvalue()


def opened(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def is_red(picture: Image.Image, at: tuple[float, float]) -> bool:
    sign = picture.convert("RGB").getpixel((int(picture.width * at[0]), int(picture.height * at[1])))
    assert isinstance(sign, tuple)
    red, green, blue = sign
    return bool(red > 200 and green < 80 and blue < 80)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_the_three_kinds_are_kept_as_jpeg_of_the_right_size(form):
    content = saved(scene(), form)
    photo = clean_photo(content)
    kept, small = opened(photo.picture), opened(photo.thumbnail)
    assert kept.format == small.format == "JPEG"
    assert kept.size == (photo.width, photo.height) == (LONG_SIDE, 1200)
    assert small.size == (THUMBNAIL_SIDE, 240)
    assert photo.digest == hashlib.sha256(photo.picture).hexdigest()
    assert photo.upload_digest == hashlib.sha256(content).hexdigest()
    assert is_red(kept, (0.1, 0.1))
    assert is_red(small, (0.1, 0.1))


def test_a_small_picture_is_not_blown_up():
    photo = clean_photo(saved(scene(200, 100)))
    assert (photo.width, photo.height) == (200, 100)
    assert opened(photo.thumbnail).size == (200, 100)


def with_exif(orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[Base.Orientation] = orientation
    exif[Base.Make] = "SomeTelephone"
    exif[Base.ImageDescription] = "secret-words"
    place = exif.get_ifd(IFD.GPSInfo)
    place[GPS.GPSLatitudeRef] = "N"
    place[GPS.GPSLatitude] = (36.0, 30.0, 15.0)
    return saved(scene(), exif=exif, comment=b"secret-comment", icc_profile=b"secret-profile" * 20)


def test_place_device_comment_and_profile_are_gone():
    content = with_exif()
    assert b"secret-words" in content
    assert opened(content).getexif().get_ifd(IFD.GPSInfo)
    photo = clean_photo(content)
    for kept in (photo.picture, photo.thumbnail):
        assert dict(opened(kept).getexif()) == {}
        assert set(opened(kept).info) <= {
            "jfif",
            "jfif_version",
            "jfif_unit",
            "jfif_density",
            "progressive",
            "progression",
        }
        for secret in (b"secret", b"SomeTelephone", b"Exif"):
            assert secret not in kept


@pytest.mark.parametrize(
    ("orientation", "size", "red_at"),
    [
        (1, (1600, 1200), (0.1, 0.1)),
        (2, (1600, 1200), (0.9, 0.1)),
        (3, (1600, 1200), (0.9, 0.9)),
        (4, (1600, 1200), (0.1, 0.9)),
        (5, (1200, 1600), (0.1, 0.1)),
        (6, (1200, 1600), (0.9, 0.1)),
        (7, (1200, 1600), (0.9, 0.9)),
        (8, (1200, 1600), (0.1, 0.9)),
    ],
)
def test_a_picture_taken_sideways_is_kept_upright(orientation, size, red_at):
    photo = clean_photo(with_exif(orientation))
    assert (photo.width, photo.height) == size
    assert is_red(opened(photo.picture), red_at)
    assert is_red(opened(photo.thumbnail), red_at)


@pytest.mark.parametrize("mode", ["L", "1", "P", "CMYK", "YCbCr", "RGBA", "LA", "I;16"])
def test_pictures_of_every_colour_mode_are_kept(mode):
    form = "JPEG" if mode in {"CMYK", "YCbCr"} else "PNG"
    picture = scene(400, 300, "L").convert("I").convert("I;16") if mode == "I;16" else scene(400, 300, mode)
    photo = clean_photo(saved(picture, form))
    assert opened(photo.picture).mode == "RGB"


def test_what_is_transparent_becomes_white():
    picture = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
    assert opened(clean_photo(saved(picture, "PNG")).picture).getpixel((50, 50)) == (255, 255, 255)


def test_what_hides_behind_a_picture_is_gone():
    photo = clean_photo(saved(scene(400, 300)) + b"PK\x03\x04<script>alert(1)</script>" * 50)
    assert b"script" not in photo.picture


def test_of_several_pictures_the_first_is_kept():
    first, second = scene(300, 200), Image.new("RGB", (300, 200), "green")
    for form, more in (
        ("WEBP", {"save_all": True, "append_images": [second]}),
        ("PNG", {"save_all": True, "append_images": [second]}),
    ):
        assert is_red(opened(clean_photo(saved(first, form, **more)).picture), (0.1, 0.1))
    stream = io.BytesIO()
    first.save(stream, "MPO", save_all=True, append_images=[second])
    assert is_red(opened(clean_photo(stream.getvalue()).picture), (0.1, 0.1))


def test_uploads_are_read_like_bytes():
    content = saved(scene(300, 200))
    assert clean_photo(io.BytesIO(content)) == clean_photo(content)
    assert isinstance(clean_photo(content), CleanPhoto)


def png(width: int, height: int, body: bytes = b"") -> bytes:
    """A PNG that says it is this big."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    packed = zlib.compress(body or b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def text_bomb() -> bytes:
    good = saved(Image.new("RGB", (10, 10)), "PNG")
    data = b"Comment\0\0" + zlib.compress(b"\0" * 100_000_000)
    chunk = struct.pack(">I", len(data)) + b"zTXt" + data + struct.pack(">I", zlib.crc32(b"zTXt" + data))
    return good[:33] + chunk + good[33:]


GOOD = saved(scene())
HOSTILE = {
    "empty": (lambda: b"", "空的"),
    "truncated jpeg": (lambda: GOOD[: len(GOOD) // 2], "不完整.*没有传完"),
    "truncated png": (lambda: saved(scene(), "PNG")[:2000], "不完整"),
    "truncated webp": (lambda: saved(scene(), "WEBP")[:1000], "不完整|损坏"),
    "only a head": (lambda: GOOD[:20], "损坏"),
    "broken png": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "损坏"),
    "49 MP": (lambda: png(7000, 7000), "4900 万像素，超过 4000 万"),
    "10 GP": (lambda: png(100_000, 100_000), "像素"),
    "text bomb": (text_bomb, "损坏|请"),
    "21 MB": (lambda: GOOD + b"\0" * MOST_BYTES, "超过 20 MB"),
    "gif": (lambda: saved(scene(100, 100), "GIF"), "GIF"),
    "bmp": (lambda: saved(scene(100, 100), "BMP"), "位图"),
    "tiff": (lambda: saved(scene(100, 100), "TIFF"), "TIFF"),
    "svg": (lambda: b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
    "html": (lambda: b"<html><script>alert(1)</script></html>", "网页"),
    "pdf": (lambda: b"%PDF-1.7 ...", "PDF"),
    "heic": (lambda: b"\0\0\0\x18ftypheic" + b"\0" * 100, "HEIC"),
    "video": (lambda: b"\0\0\0\x18ftypisom" + b"\0" * 100, "视频"),
    "zip": (lambda: b"PK\x03\x04" + b"\0" * 100, "压缩包"),
    "program": (lambda: b"MZ" + b"\0" * 100, "程序"),
    "words": (lambda: "这是一张照片".encode() * 20, "不是照片"),
    "postscript": (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "不是照片"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_may_not_be_kept_is_refused_with_a_sentence(name):
    make, says = HOSTILE[name]
    content = make()
    began = time.process_time()
    with pytest.raises(PhotoRefused, match=says) as refused:
        clean_photo(content)
    assert "请" in str(refused.value)
    assert time.process_time() - began < 6


@pytest.mark.parametrize("name", ["truncated jpeg", "truncated png", "text bomb"])
def test_half_a_picture_is_refused_where_another_library_let_halves_pass(monkeypatch, name):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    make, says = HOSTILE[name]
    with pytest.raises(PhotoRefused, match=says):
        clean_photo(make())


def test_a_stream_that_never_ends_is_refused():
    class Endless:
        def read(self, size: int = -1, /) -> bytes:
            return b"\xff" * 1024 * 1024

    with pytest.raises(PhotoRefused, match="超过 20 MB"):
        clean_photo(Endless())


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_damaged_bytes_are_drawn_or_refused_and_nothing_else(form):
    good = saved(scene(160, 120), form)
    chance = random.Random(20261124)
    for _ in range(150):
        damaged = bytearray(good)
        for _ in range(chance.randint(1, 8)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            photo = clean_photo(bytes(damaged[: chance.randint(10, len(damaged))]))
        except PhotoRefused:
            continue
        opened(photo.picture)
