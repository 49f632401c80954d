"""The pictures of the site: which file each becomes, its size and thumbnail, and the bytes of these files.

Local pictures are copied; TIFF and JPEG 2000, which browsers do not show, become JPEG, or WebP where parts are
transparent. Thumbnails are made of all that are larger than one. Nothing is asked of another host.
"""

import posixpath
import re
import warnings
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Literal
from unicodedata import normalize

from PIL import Image, ImageCms, ImageOps
from PIL import __version__ as pillow_version

from edition.index import Library, library
from edition.model import Document, Page
from edition.pictures.content import JPEG, WEBP, Content, Fault, Format
from edition.pictures.find import Finder, Found, Inline, Remote, Verdict, addresses

Kind = Literal["local", "remote", "missing", "refused"]
Json = dict[str, object]

FOLDER = "images"
THUMBNAIL = 480  # pixels of the longest side
_QUALITY = {JPEG: 82, WEBP: 80}
_LONGEST_NAME = 150  # bytes: a file system takes 255, and a suffix is still to come
_GREY = (224, 224, 224)


@dataclass(frozen=True, slots=True)
class File:
    """A file of the site made of a picture: its path, the source, and what is done with it.

    `size` is that of the thumbnail or rendition, upright; without `format` the source is copied as it is.
    """

    path: str
    source: Path
    format: Format | None = None
    size: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Picture:
    """What an address in a document came to: `token` is the address as written, sizes are pixels.

    `local` has `main`, and `thumbnail` where it is larger than one; width and height are None for drawings without a
    size of their own, and for sound and film. One that stands in its address is local and has only `src`. `remote`
    has `href`. `missing` and `refused` have nothing but the token: a finding has said why.
    """

    token: str
    kind: Kind
    src: str = ""
    type: str = ""
    width: int | None = None
    height: int | None = None
    href: str = ""
    main: File | None = None
    thumbnail: File | None = None


Pictures = Mapping[str, Mapping[str, Picture]]


def find_pictures(documents: Iterable[Document], shelf: Library | None = None) -> Pictures:
    """Return, for each document id, the pictures by their addresses as the document writes them.

    Addresses are keys as edition.pictures.find.addresses makes them. What `edition.rules.pictures` finds wrong is
    `missing` (IMG001) or `refused`; a word of `facs` that names no picture is no key. `shelf` is the library of the
    documents, if there is one that has resolved pointers before.
    """
    documents = tuple(documents)
    finder = Finder(shelf or library(documents))
    verdicts: dict[str, dict[str, Verdict]] = {document.id: {} for document in documents}
    for document in documents:
        for address in addresses(document):
            if verdict := finder.judge(document, address):
                verdicts[document.id][address.text] = verdict
    found = {v.name: v for own in verdicts.values() for v in own.values() if isinstance(v, Found)}
    names = _names(found)
    return {
        id_: {token: _picture(token, verdict, names) for token, verdict in own.items()} for id_, own in verdicts.items()
    }


def picture_view(picture: Picture) -> Json:
    """Return a picture as the stylesheets see it: JSON values; what it does not have is null."""
    thumbnail = picture.thumbnail
    width, height = thumbnail.size if thumbnail else (None, None)
    return {
        "kind": picture.kind,
        "src": picture.src or None,
        "type": picture.type or None,
        "width": picture.width,
        "height": picture.height,
        "thumb": thumbnail.path if thumbnail else None,
        "thumb-width": width,
        "thumb-height": height,
        "href": picture.href or None,
    }


def files(pictures: Pictures) -> list[File]:
    """Return the files that the pictures become, each once, in the order of their paths; none is read or made."""
    both = (file for own in pictures.values() for each in own.values() for file in (each.main, each.thumbnail))
    return sorted({file.path: file for file in both if file}.values(), key=lambda file: file.path)


def stamp(file: File) -> str:
    """Return a key that is another if the file may have to be made again: without reading the source.

    It goes by the source's size and time of change, the wanted size, and the version of what makes it.
    """
    state = file.source.stat()
    how = (file.format.name, *file.size, _QUALITY[file.format], pillow_version) if file.format else ("copy",)
    return " ".join(map(str, (state.st_size, state.st_mtime_ns, *how)))


def kind_of(content: bytes) -> str:
    """Return the format of a picture as Pillow calls it; empty if it cannot be read, or is damaged."""
    try:
        with Image.open(BytesIO(content)) as image:
            image.load()
            return image.format or ""
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return ""


def made(file: File) -> Page:
    """Return a file with its bytes: the source's own, or a rendition of them.

    A rendition of a source whose data turn out to be damaged is a grey area of its size, so that nothing dangles.
    Raises OSError if the source went away.
    """
    data = file.source.read_bytes()
    return Page(file.path, _rendition(data, file.format, file.size) if file.format else data)


def _picture(token: str, verdict: Verdict, names: Mapping[str, str]) -> Picture:
    if isinstance(verdict, Remote):
        return Picture(token, "remote", href=verdict.href)
    if isinstance(verdict, Inline):
        return Picture(token, "local", src=token)
    if isinstance(verdict, Fault):
        return Picture(token, "missing" if verdict.code == "IMG001" else "refused")
    content, stem = verdict.content, names[verdict.name]
    kept = None if content.format.is_shown else _lossy(content)
    main = File(stem + _suffix(verdict), verdict.path, kept, _sides(content) if kept else (0, 0))
    type_ = (kept or content.format).type
    small = _thumbnail(verdict, stem)
    return Picture(token, "local", main.path, type_, content.width, content.height, "", main, small)


def _thumbnail(found: Found, stem: str) -> File | None:
    """Plan a thumbnail; None where the picture is no larger, and for drawings, which scale."""
    content = found.content
    if not (content.format.name and content.width and content.height):
        return None
    longest = max(content.width, content.height)
    if longest <= THUMBNAIL:
        return None
    width, height = (max(1, (side * THUMBNAIL * 2 + longest) // (2 * longest)) for side in _sides(content))
    format_ = _lossy(content)
    return File(f"{stem}.{THUMBNAIL}{format_.suffixes[0]}", found.path, format_, (width, height))


def _sides(content: Content) -> tuple[int, int]:
    return (content.width or 0, content.height or 0)


def _lossy(content: Content) -> Format:
    return WEBP if content.has_alpha else JPEG


def _suffix(found: Found) -> str:
    """Return the suffix that tells a web server what the file holds, whatever the source was called."""
    format_ = found.content.format
    own = posixpath.splitext(found.name)[1].lower()
    if not format_.is_shown:
        return _lossy(found.content).suffixes[0]
    return own if own in format_.suffixes else format_.suffixes[0]


def _names(found: Mapping[str, Found]) -> dict[str, str]:
    """Give each file a path in the site, without suffix: its own path, made safe.

    Paths that would be the same, also on a disk that does not tell case apart, get eight bytes of a hash each, so
    that the path of a file does not hang on the order of the documents.
    """
    names = {name: _safe(name) for name in found}
    while clashing := _clashing({name: (path + _suffix(found[name])).casefold() for name, path in names.items()}):
        if all(names[name] == _hashed(name) for name in clashing):  # nothing is left to try
            break
        names |= {name: _hashed(name) for name in clashing}
    return names


def _clashing(paths: Mapping[str, str]) -> list[str]:
    count = Counter(paths.values())
    return [name for name, path in paths.items() if count[path] > 1]


def _safe(name: str) -> str:
    """Return a path below FOLDER of letters and digits of any script, `_` and `-`, which no address need escape."""
    stem = posixpath.splitext(name)[0]
    parts = [re.sub(r"[^\w-]+", "-", normalize("NFC", part)).strip("-") or "picture" for part in stem.split("/")]
    if any(len(part.encode()) > _LONGEST_NAME for part in parts):
        return _hashed(name)
    return posixpath.join(FOLDER, *parts)


def _hashed(name: str) -> str:
    stem = re.sub(r"[^\w-]+", "-", normalize("NFC", posixpath.splitext(posixpath.basename(name))[0])).strip("-")
    return posixpath.join(FOLDER, f"{stem[:40]}-{sha256(name.encode('utf-8', 'surrogateescape')).hexdigest()[:16]}")


def _rendition(data: bytes, format_: Format, size: tuple[int, int]) -> bytes:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = _scaled(data, size, "RGBA" if format_ is WEBP else "RGB")
    except Exception:  # Pillow's readers raise whatever damaged bytes lead them to
        picture = Image.new("RGB", size, _GREY)
    target = BytesIO()
    picture.save(target, format_.name, quality=_QUALITY[format_], optimize=True)
    return target.getvalue()


def _scaled(data: bytes, size: tuple[int, int], mode: str) -> Image.Image:
    """Decode a picture, upright, in the wanted size, without metadata."""
    with Image.open(BytesIO(data)) as source:
        longest = max(size)
        source.draft(None, (longest * 2, longest * 2))  # lets JPEG decode an eighth, a quarter or a half at once
        picture = _eight_bits(ImageOps.exif_transpose(source))
        if picture.size != size:
            picture = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
        picture = _plain_colours(picture).convert(mode)
    picture.info = {}
    return picture


def _plain_colours(picture: Image.Image) -> Image.Image:
    """Bring the colours from the profile of a scanner or camera to sRGB, which browsers take for granted."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in ("RGB", "RGBA", "CMYK", "L"):
        return picture
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        converted = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError):  # a profile for another kind of picture, or none at all
        return picture
    return converted or picture


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Make of palettes colours that can be scaled, and of 16 bits of grey, which Pillow would cut off at 255, 8."""
    if picture.mode in ("P", "PA", "1"):
        return picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    if picture.mode.startswith("I"):
        return picture.convert("F").point(lambda value: value / 256).convert("L")
    return picture
