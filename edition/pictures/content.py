"""What a picture file holds, told by its bytes and never by its name, and read without decoding the picture."""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple

from PIL import Image, TiffImagePlugin

from edition.pictures import svg

MOST_BYTES = 100_000_000
MOST_BYTES_DRAWN = 20_000_000  # an SVG is read as a tree, which takes many times its size
# Pillow's own limit for what it decodes at all: 512 MB of memory at three bytes a pixel.
MOST_PIXELS = 178_956_970

_HEAD = 4096
_TAIL = 1 << 16
_ORIENTATION = 0x0112
_SIDEWAYS = frozenset({5, 6, 7, 8})  # Exif 2.32, table 6: the values whose rows are columns


class Fault(NamedTuple):
    """Why a picture is not shown: the code of the finding, its message, and what helps."""

    code: str
    message: str
    help: str = ""


class Format(NamedTuple):
    """A format: its name in Pillow ("" where Pillow has no part in it), its media type, its suffixes, best first."""

    name: str
    type: str
    suffixes: tuple[str, ...]
    is_shown: bool = True


@dataclass(frozen=True, slots=True)
class Content:
    """What a file holds; width and height in pixels as the reader sees it, None where it has none of its own.

    `has_alpha` says whether parts may be transparent.
    """

    format: Format
    width: int | None = None
    height: int | None = None
    has_alpha: bool = False


JPEG = Format("JPEG", "image/jpeg", (".jpg", ".jpeg", ".jpe", ".jfif"))
WEBP = Format("WEBP", "image/webp", (".webp",))
_PNG = Format("PNG", "image/png", (".png", ".apng"))
_GIF = Format("GIF", "image/gif", (".gif",))
_AVIF = Format("AVIF", "image/avif", (".avif",))
_TIFF = Format("TIFF", "image/tiff", (".tif", ".tiff"), is_shown=False)
_JPEG2000 = Format("JPEG2000", "image/jp2", (".jp2", ".j2k", ".jpf", ".jpx"), is_shown=False)
_SVG = Format("", "image/svg+xml", (".svg",))
_MP4 = Format("", "video/mp4", (".mp4", ".m4v", ".m4a"))
_WAV = Format("", "audio/wav", (".wav",))
SUFFIXES = frozenset(
    suffix for each in (JPEG, WEBP, _PNG, _GIF, _AVIF, _TIFF, _JPEG2000, _SVG) for suffix in each.suffixes
)

_BEGINS = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", _PNG),
    (b"GIF87a", _GIF),
    (b"GIF89a", _GIF),
    (b"II*\0", _TIFF),
    (b"MM\0*", _TIFF),
    (b"II+\0", _TIFF),
    (b"MM\0+", _TIFF),
    (b"\0\0\0\x0cjP  \r\n\x87\n", _JPEG2000),
    (b"\xff\x4f\xff\x51", _JPEG2000),
    (b"ID3", Format("", "audio/mpeg", (".mp3",))),
    (b"fLaC", Format("", "audio/flac", (".flac",))),
    (b"OggS", Format("", "audio/ogg", (".ogg", ".oga", ".ogv", ".opus"))),
    (b"\x1aE\xdf\xa3", Format("", "video/webm", (".webm", ".mkv"))),
)
_XML_BEGINS = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<\0", b"\xfe\xff\0<")
# The last bytes of a file that came over whole; something may follow them.
_ENDS = {"JPEG": b"\xff\xd9", "PNG": b"IEND", "JPEG2000": b"\xff\xd9"}


def look(path: Path, name: str) -> Content | Fault:
    """Say what a regular file holds; `name` is what messages call it.

    IMG003 is for what no browser shows or what is cut off, IMG004 for an SVG that may do harm, IMG005 for what is
    beyond MOST_BYTES or MOST_PIXELS. Damage within the compressed data is not seen here: that takes decoding.
    """
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            return Fault("IMG005", f"{name} is larger than {MOST_BYTES // 1_000_000} MB", "publish a smaller rendition")
        with path.open("rb") as file:
            return _look(file, size, name)
    except OSError as error:
        return Fault("IMG003", f"{name} cannot be read: {error.strerror or 'it is broken'}")


def _look(file: BinaryIO, size: int, name: str) -> Content | Fault:
    head = file.read(_HEAD)
    format_ = _sniff(head)
    if format_ is _SVG:
        if size > MOST_BYTES_DRAWN:
            return Fault("IMG005", f"{name} is a drawing of more than {MOST_BYTES_DRAWN // 1_000_000} MB")
        file.seek(0)
        return _drawing(file.read(), name)
    if format_ is None:
        return Fault("IMG003", f"{name} is no picture that browsers show", f"they show {_SHOWN}")
    if not format_.name:
        return Content(format_)
    content = _measure(file, format_, size, name)
    if isinstance(content, Content) and not _is_whole(file, head, format_, size):
        return Fault("IMG003", f"{name} is cut off: its end is missing", "copy the file once more")
    return content


_SHOWN = "JPEG, PNG, GIF, WebP, AVIF and SVG; TIFF and JPEG 2000 are converted"


def _sniff(head: bytes) -> Format | None:
    for begin, format_ in _BEGINS:
        if head.startswith(begin):
            return format_
    if head[:4] == b"RIFF":
        return {b"WEBP": WEBP, b"WAVE": _WAV}.get(head[8:12])
    if head[4:8] == b"ftyp":  # ISO 14496-12: the brands stand in the first box
        brands = head[8 : int.from_bytes(head[:4], "big")]
        return _AVIF if b"avif" in brands or b"avis" in brands else _MP4
    if head[:1] == b"\xff" and head[1:2] in (b"\xfb", b"\xf3", b"\xf2"):
        return Format("", "audio/mpeg", (".mp3",))
    return _SVG if head.lstrip(b" \t\r\n").startswith(_XML_BEGINS) else None


def _drawing(data: bytes, name: str) -> Content | Fault:
    drawing = svg.read(data)
    if isinstance(drawing, svg.Drawing):
        return Content(_SVG, drawing.width, drawing.height, has_alpha=True)
    if drawing.is_harmful:
        return Fault("IMG004", f"{name} is not published: {drawing.reason}", "export it again as a plain drawing")
    return Fault("IMG003", f"{name} is no picture that browsers show: {drawing.reason}", f"they show {_SHOWN}")


def _measure(file: BinaryIO, format_: Format, size: int, name: str) -> Content | Fault:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on odd metadata, and on sizes that MOST_PIXELS allows
            file.seek(0)
            with Image.open(file, formats=(format_.name,)) as picture:
                width, height = _upright(picture)
                if width * height > MOST_PIXELS:
                    return _too_many(name)
                if isinstance(picture, TiffImagePlugin.TiffImageFile) and _lacks_strips(picture, size):
                    return Fault("IMG003", f"{name} is cut off: its end is missing", "copy the file once more")
                return Content(format_, width, height, picture.has_transparency_data)
    except Image.DecompressionBombError:
        return _too_many(name)
    except Exception:  # Pillow's readers raise whatever hostile bytes lead them to
        return Fault("IMG003", f"{name} is broken: {format_.name} in its first bytes, and nothing to read behind")


def _too_many(name: str) -> Fault:
    return Fault("IMG005", f"{name} has more than {MOST_PIXELS // 1_000_000} million pixels", "publish a smaller one")


def orientation(picture: Image.Image) -> int:
    """Return how a camera was held, as Exif counts it (1: upright), without decoding the picture."""
    if picture.format == "TIFF":  # Pillow turns these itself
        return 1
    if picture.format == "PNG" and "exif" not in picture.info:  # Pillow would decode it all to look for a late chunk
        return 1
    value = picture.getexif().get(_ORIENTATION, 1)
    return value if isinstance(value, int) else 1


def _upright(picture: Image.Image) -> tuple[int, int]:
    width, height = picture.size
    return (height, width) if orientation(picture) in _SIDEWAYS else (width, height)


def _lacks_strips(picture: TiffImagePlugin.TiffImageFile, size: int) -> bool:
    """Tell whether a TIFF (6.0, section 8; tiles: section 15) names strips or tiles behind the end of the file."""
    tags = picture.tag_v2
    pairs = ((273, 279), (324, 325))
    ends: Iterator[int] = (
        start + length
        for starts, lengths in pairs
        for start, length in zip(tags.get(starts, ()), tags.get(lengths, ()), strict=False)
    )
    return max(ends, default=0) > size


def _is_whole(file: BinaryIO, head: bytes, format_: Format, size: int) -> bool:
    if format_ is WEBP:
        return 8 + int.from_bytes(head[4:8], "little") <= size
    if format_ is _AVIF:
        return _boxes_fit(file, size)
    if (end := _ENDS.get(format_.name)) is None:
        return True
    file.seek(max(0, size - _TAIL))
    return end in file.read(_TAIL)


def _boxes_fit(file: BinaryIO, size: int) -> bool:
    """Tell whether the boxes of an ISO file (14496-12, 4.2) end within it."""
    place = 0
    while place < size:
        file.seek(place)
        header = file.read(16)
        length = int.from_bytes(header[:4], "big")
        if length == 0:  # to the end of the file
            return True
        if length == 1:
            length = int.from_bytes(header[8:], "big")
        if length < 8:  # noqa: PLR2004 - the length of a header
            return False
        place += length
    return place == size
