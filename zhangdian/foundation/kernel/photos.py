"""Uploaded pictures: judged by content, drawn anew without place and device, kept small."""

import hashlib
import io
import struct
import zlib
from dataclasses import dataclass
from typing import Final, Protocol

from PIL import Image, ImageFile, UnidentifiedImageError

MOST_BYTES: Final = 20 * 1024 * 1024
MOST_PIXELS: Final = 40_000_000
LONG_SIDE: Final = 1600  # pixels of the kept picture
THUMBNAIL_SIDE: Final = 320  # pixels
QUALITY: Final = 80  # of JPEG
_THUMBNAIL_QUALITY: Final = 70
_FORMATS: Final = ("JPEG", "PNG", "WEBP")
_MPO: Final = "MPO"  # a JPEG with further pictures behind it, as some telephones write
_PIECE: Final = 1024 * 1024
_ORIENTATION: Final = 0x0112
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_BRING: Final = "请上传 JPEG、PNG 或 WebP 照片"
_HEIC_BRANDS: Final = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif"})
_STRANGERS: Final = (
    (b"%PDF", " PDF 文档"),
    (b"GIF8", " GIF 动图"),
    (b"BM", "位图"),
    (b"II*\0", " TIFF 图片"),
    (b"MM\0*", " TIFF 图片"),
    (b"PK\x03\x04", "压缩包或表格"),
    (b"Rar!", "压缩包"),
    (b"MZ", "程序"),
    (b"\x7fELF", "程序"),
)


class PhotoRefused(ValueError):
    """The file is no picture that may be kept; the sentence says what it is and what to upload instead."""


class Readable(Protocol):
    """An uploaded file: anything that gives bytes."""

    def read(self, size: int = ..., /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class CleanPhoto:
    """A clean JPEG with its thumbnail; digests are SHA-256 in hex, of the kept bytes and of the upload."""

    picture: bytes
    thumbnail: bytes
    width: int
    height: int
    digest: str
    upload_digest: str


def clean_photo(source: bytes | Readable, *, most_bytes: int = MOST_BYTES) -> CleanPhoto:
    """Judge an upload and draw it anew: upright, without EXIF and GPS, long side at most 1600 pixels."""
    content = _read(source, most_bytes)
    # Libraries that draw what they can get (WeasyPrint) switch this on for the whole process.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as picture:
            return _draw(picture, content)
    except PhotoRefused:
        raise
    except UnidentifiedImageError:
        raise PhotoRefused(_what_it_is(content)) from None
    except Image.DecompressionBombError:
        raise PhotoRefused(
            f"照片像素太多，不予读取：最多 {MOST_PIXELS // 10_000} 万像素，请缩小后再上传"
        ) from None
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, OverflowError) as why:
        raise PhotoRefused(_damaged(why)) from None
    except (struct.error, zlib.error, MemoryError, TypeError, AttributeError) as why:
        raise PhotoRefused(_damaged(why)) from None


def _damaged(why: Exception) -> str:
    what = "没有传完" if "truncated" in str(why).lower() else "读不出来"
    return f"照片不完整或已损坏，{what}：请重新拍照或重新上传"


def _read(source: bytes | Readable, most: int) -> bytes:
    too_big = f"照片超过 {most // 1024 // 1024} MB：请缩小后再上传"
    if isinstance(source, bytes):
        content = source
    else:
        pieces, size = [], 0
        while piece := source.read(_PIECE):
            size += len(piece)
            if size > most:
                raise PhotoRefused(too_big)
            pieces.append(piece)
        content = b"".join(pieces)
    if len(content) > most:
        raise PhotoRefused(too_big)
    if not content:
        raise PhotoRefused(f"照片是空的：{_BRING}")
    return content


def _what_it_is(content: bytes) -> str:
    if content[4:8] == b"ftyp":
        if content[8:12] in _HEIC_BRANDS:
            return "这是 HEIC 照片：请在手机“相机—格式”里选“兼容性最佳”，或截图后再上传"
        return f"这是视频，不是照片：{_BRING}"
    for sign, name in _STRANGERS:
        if content.startswith(sign):
            return f"这是{name}，不是照片：{_BRING}"
    if content[:512].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        return f"这是网页或 SVG，不是照片：{_BRING}"
    if content.startswith((b"\xff\xd8\xff", b"\x89PNG", b"RIFF")):
        return "照片不完整或已损坏，读不出来：请重新拍照或重新上传"
    return f"这不是照片：{_BRING}"


def _draw(picture: Image.Image, content: bytes) -> CleanPhoto:
    if picture.format not in {*_FORMATS, _MPO}:
        raise PhotoRefused(f"这不是 JPEG、PNG 或 WebP：{_BRING}")
    width, height = picture.size
    if width * height > MOST_PIXELS:
        said = f"照片有 {width * height // 10_000} 万像素，超过 {MOST_PIXELS // 10_000} 万"
        raise PhotoRefused(f"{said}：请缩小后再上传")
    if picture.format in {"JPEG", _MPO}:
        picture.draft(
            "RGB", (LONG_SIDE, LONG_SIDE)
        )  # decodes at a half, a quarter, an eighth where that suffices
    picture.load()
    turned = _orientation(picture)
    kept = _in_colour(picture)
    kept.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)  # before turning: it is the large one
    kept = _upright(_on_white(kept), turned)
    small = kept.copy()
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.Resampling.LANCZOS)
    jpeg = _jpeg(kept, QUALITY)
    return CleanPhoto(
        picture=jpeg,
        thumbnail=_jpeg(small, _THUMBNAIL_QUALITY),
        width=kept.width,
        height=kept.height,
        digest=hashlib.sha256(jpeg).hexdigest(),
        upload_digest=hashlib.sha256(content).hexdigest(),
    )


def _orientation(picture: Image.Image) -> object:
    """How the camera was held; broken EXIF says nothing and spoils nothing."""
    try:
        return picture.getexif().get(_ORIENTATION)
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, struct.error):
        return None


def _in_colour(picture: Image.Image) -> Image.Image:
    """The picture with eight bits a colour, transparency kept."""
    if picture.mode in {"I;16", "I;16B", "I;16L", "I"}:
        return picture.convert("I").point(lambda value: value / 256).convert("RGB")
    wanted = "RGBA" if picture.has_transparency_data else "RGB"
    return picture if picture.mode == wanted else picture.convert(wanted)


def _on_white(picture: Image.Image) -> Image.Image:
    """The picture without transparency."""
    if picture.mode != "RGBA":
        return picture
    flat = Image.new("RGB", picture.size, "white")
    flat.paste(picture, mask=picture.getchannel("A"))
    return flat


def _upright(picture: Image.Image, turned: object) -> Image.Image:
    """The picture turned as the camera was held (EXIF orientation 1 to 8)."""
    way = _TURNS.get(turned) if isinstance(turned, int) else None
    return picture if way is None else picture.transpose(way)


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    """The bytes of a JPEG without EXIF, profile or comment."""
    bare = Image.new("RGB", picture.size)
    bare.paste(picture)
    stream = io.BytesIO()
    bare.save(stream, "JPEG", quality=quality, optimize=True, progressive=True)
    return stream.getvalue()
