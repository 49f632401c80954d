"""Pictures: what an address leads to, what is published of it, and what is said of the rest."""

import os
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

import pytest
from conftest import Run
from PIL import Image

from edition.config import Limits
from edition.model import Document, Page, Source
from edition.pictures import svg
from edition.pictures.content import MOST_BYTES
from edition.site.images import THUMBNAIL, Picture, Pictures, files, find_pictures, made, picture_view, stamp
from edition.source.describe import describe
from edition.source.parse import parse

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"{}>{}<text><body>\n<p>{}</p></body></text></TEI>\n'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {}>{}</svg>'
ORIENTATION = 0x0112


def picture(mode: str = "RGB", size: tuple[int, int] = (60, 40), format_: str = "PNG", **options: object) -> bytes:
    """Make a picture: on the left grey, from black at the top to white at the bottom; on the right black."""
    image = Image.new("L", size)
    image.paste(Image.linear_gradient("L").resize((size[0] // 2, size[1])))
    image = image.convert("I").point(lambda value: value * 256).convert(mode) if mode == "I;16" else image.convert(mode)
    if mode in ("LA", "RGBA"):
        image.putalpha(100)
    target = BytesIO()
    image.save(target, format_, **options)
    return target.getvalue()


def turned(format_: str, orientation: int = 6, size: tuple[int, int] = (60, 40)) -> bytes:
    """Make a picture that says how the camera was held."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    return picture(size=size, format_=format_, exif=exif)


def document(folder: Path, body: str, name: str = "letter.xml", header: str = "") -> Document:
    """Write a source with a body, and read it."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(TEI.format(f' xml:id="{file.stem}"', header, body), "utf-8")
    tree, _ = parse(Source(file, name), Limits())
    assert tree is not None
    return describe(tree)


def found(folder: Path, body: str, **where: str) -> Mapping[str, Picture]:
    (own,) = find_pictures([document(folder, body, **where)]).values()
    return own


def copies(pictures: Pictures) -> Iterator[Page]:
    return map(made, files(pictures))


def one(folder: Path, url: str) -> Picture:
    return found(folder, f'<graphic url="{url}"/>')[url]


def put(folder: Path, name: str, data: bytes | str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)


def said(run: Run, folder: Path) -> list[str]:
    """Run `validate` and return what it says of pictures: line, column, severity and message, shortened."""
    result = run("validate", folder, "--format", "concise", "--select", "IMG,REF")
    return [line.partition("letter.xml:")[2] for line in result.out.splitlines() if "letter.xml:" in line]


FORMATS = {
    "JPEG": ("a.jpg", "image/jpeg", ".jpg"), "PNG": ("a.png", "image/png", ".png"),
    "GIF": ("a.gif", "image/gif", ".gif"), "WEBP": ("a.webp", "image/webp", ".webp"),
    "AVIF": ("a.avif", "image/avif", ".avif"), "TIFF": ("a.tif", "image/jpeg", ".jpg"),
    "JPEG2000": ("a.jp2", "image/jpeg", ".jpg"),
}  # fmt: skip


@pytest.mark.parametrize("format_", FORMATS)
def test_a_picture_is_published_with_its_size(tmp_path: Path, format_: str) -> None:
    name, type_, suffix = FORMATS[format_]
    put(tmp_path, name, picture(format_=format_))
    view = picture_view(one(tmp_path, name))
    assert view == {
        "kind": "local", "src": f"images/a{suffix}", "type": type_, "width": 60, "height": 40,
        "thumb": None, "thumb-width": None, "thumb-height": None, "href": None,
    }  # fmt: skip
    (page,) = copies(find_pictures([document(tmp_path, f'<graphic url="{name}"/>')]))
    assert page.path == view["src"]
    with Image.open(BytesIO(page.content)) as shown:
        assert (shown.get_format_mimetype(), shown.size) == (type_, (60, 40))
    if format_ not in ("TIFF", "JPEG2000"):
        assert page.content == (tmp_path / name).read_bytes()


@pytest.mark.parametrize(
    ("mode", "format_", "thumbnail"),
    [
        ("RGB", "JPEG", "jpg"), ("L", "PNG", "jpg"), ("RGBA", "PNG", "webp"), ("CMYK", "JPEG", "jpg"),
        ("1", "TIFF", "jpg"), ("P", "GIF", "jpg"), ("LA", "PNG", "webp"), ("RGBA", "WEBP", "webp"),
        ("I;16", "PNG", "jpg"), ("F", "TIFF", "jpg"),
    ],
)  # fmt: skip
def test_a_large_picture_has_a_thumbnail(tmp_path: Path, mode: str, format_: str, thumbnail: str) -> None:
    put(tmp_path, "a.x", picture(mode, (1000, 501), format_))
    pictures = find_pictures([document(tmp_path, '<graphic url="a.x"/>')])
    view = picture_view(pictures["letter"]["a.x"])
    assert (view["width"], view["height"]) == (1000, 501)
    assert (view["thumb"], view["thumb-width"], view["thumb-height"]) == (f"images/a.480.{thumbnail}", 480, 240)
    made = {page.path: page.content for page in copies(pictures)}
    assert set(made) == {view["src"], view["thumb"]}
    with Image.open(BytesIO(made[str(view["thumb"])])) as small:
        assert small.size == (480, 240)
        grey = small.convert("L")
        assert grey.getpixel((100, 220)) > grey.getpixel((100, 20)) + 50  # the gradient runs downwards
    assert made == {page.path: page.content for page in copies(pictures)}


def test_a_picture_no_larger_than_a_thumbnail_has_none(tmp_path: Path) -> None:
    put(tmp_path, "a.png", picture(size=(THUMBNAIL, 10)))
    put(tmp_path, "b.png", picture(size=(10, THUMBNAIL + 1)))
    assert one(tmp_path, "a.png").thumbnail is None
    assert one(tmp_path, "b.png").thumbnail is not None


@pytest.mark.parametrize("format_", ["JPEG", "WEBP", "PNG", "TIFF", "AVIF"])
def test_a_picture_taken_sideways_stands_upright(tmp_path: Path, format_: str) -> None:
    put(tmp_path, "a", turned(format_, size=(600, 400)))
    pictures = find_pictures([document(tmp_path, '<graphic url="a"/>')])
    view = picture_view(pictures["letter"]["a"])
    assert (view["width"], view["height"], view["thumb-width"], view["thumb-height"]) == (400, 600, 320, 480)
    for page in copies(pictures):
        with Image.open(BytesIO(page.content)) as made:
            if page.path == view["thumb"]:
                assert (made.size, dict(made.getexif())) == ((320, 480), {})
                # the dark right half of the sensor is below
                assert made.convert("L").getpixel((160, 400)) < 20


def test_a_thumbnail_holds_nothing_but_the_picture(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010E] = "a secret description"
    put(tmp_path, "a.jpg", picture(size=(900, 900), format_="JPEG", exif=exif, comment=b"a secret comment"))
    made = {page.path: page.content for page in copies(find_pictures([document(tmp_path, '<graphic url="a.jpg"/>')]))}
    assert b"secret" in made["images/a.jpg"]
    assert b"secret" not in made["images/a.480.jpg"]


def test_what_leads_to_no_file_of_the_edition(tmp_path: Path) -> None:
    put(tmp_path, "a.jpg", picture(format_="JPEG"))
    words = "https://iiif.example.org/1/full/max/0/default.jpg #zone KB_0012 /iiif/1.jpg gone.JPG a.jpg#xywh=1,2,3,4"
    own = found(tmp_path, f'<pb facs="{words}"/><graphic url="//example.org/b.png"/><surface xml:id="zone"/>')
    assert {token: (each.kind, each.src or each.href) for token, each in own.items()} == {
        "https://iiif.example.org/1/full/max/0/default.jpg":
            ("remote", "https://iiif.example.org/1/full/max/0/default.jpg"),
        "gone.JPG": ("missing", ""),
        "a.jpg#xywh=1,2,3,4": ("local", "images/a.jpg"),
        "//example.org/b.png": ("remote", "https://example.org/b.png"),
    }  # fmt: skip


def test_an_address_follows_the_rules_of_addresses(tmp_path: Path) -> None:
    put(tmp_path, "scans/Bild 1é.png", picture())
    prefix = '<prefixDef ident="scan" matchPattern="(.+)" replacementPattern="../scans/$1.png"/>'
    header = f"<teiHeader><encodingDesc><listPrefixDef>{prefix}</listPrefixDef></encodingDesc></teiHeader>"
    body = (
        '<graphic url="../scans/Bild%201%C3%A9.png"/><graphic url="../scans/Bild 1é.png"/>'
        '<pb facs="scan:Bild%201é"/><graphic url="../scans/bild%201e%CC%81.png"/>'
    )
    own = found(tmp_path, body, name="letters/letter.xml", header=header)
    assert [each.src for each in own.values()] == ["images/scans/Bild-1é.png"] * 3 + [""]


def test_a_file_is_published_once_and_under_one_name(tmp_path: Path) -> None:
    put(tmp_path, "x/seal.png", picture())
    one_, other = (
        document(tmp_path, f'<graphic url="{url}"/>', name=name)
        for name, url in (("a.xml", "x/seal.png"), ("x/b.xml", "seal.png"))
    )
    pictures = find_pictures([one_, other])
    assert [file.path for file in files(pictures)] == ["images/x/seal.png"]
    assert find_pictures([other, one_])["b"] == pictures["b"]


def test_names_that_clash_are_told_apart(tmp_path: Path) -> None:
    names = [
        "a.png",
        "A.png",
        "a b.png",
        "a-b.png",
        "a.tif",
        "a.jpg",
        "e\u0301.png",
        "é.png",
        "a.php",
        ".png",
        "x.html",
    ]
    for name in names:
        put(tmp_path, name, picture(format_="TIFF" if name.endswith("tif") else "PNG"))
    own = found(tmp_path, "".join(f'<graphic url="{name}"/>' for name in names))
    made = files({"letter": own})
    assert len({file.path.casefold() for file in made}) == len(names)
    assert own["x.html"].src == "images/x.png"
    assert all(Path(file.path).suffix in (".png", ".jpg") for file in made)
    turned_round = found(tmp_path, "".join(f'<graphic url="{name}"/>' for name in reversed(names)))
    assert {token: each.src for token, each in turned_round.items()} == {t: e.src for t, e in own.items()}


@pytest.mark.parametrize("name", ["n" * 250 + ".png", "é" * 120 + ".png"])
def test_a_long_name_is_cut(tmp_path: Path, name: str) -> None:
    put(tmp_path, name, picture(size=(500, 500)))
    for file in files({"letter": found(tmp_path, f'<graphic url="{name}"/>')}):
        assert len(file.path.encode()) < 255


def test_nothing_outside_the_edition_is_published(tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "edition"
    put(tmp_path, "secret.png", picture())
    put(tmp_path, "private/secret.png", picture())
    put(folder, "inner/a.png", picture())
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    (folder / "folder").symlink_to(tmp_path / "private")
    (folder / "loop.png").symlink_to("loop.png")
    (folder / "inside.png").symlink_to("inner/a.png")
    os.mkfifo(folder / "pipe.png")
    secret = tmp_path / "secret.png"
    urls = ("../secret.png", "%2e%2e/secret.png", "inner/../../secret.png", secret.as_posix(), secret.as_uri(),
            "link.png", "folder/secret.png", "folder/secrets.png", "loop.png", "pipe.png", "inner", "a%00.png",
            "x" * 5000 + ".png", "inside.png")  # fmt: skip
    own = found(folder, "\n".join(f'<graphic url="{url}"/>' for url in urls))
    assert [each.src for each in own.values()] == [""] * 13 + ["images/inner/a.png"]
    lines = said(run, folder)
    assert [line.partition("]")[0].partition("[")[2] for line in lines] == (
        ["IMG002"] * 3 + ["IMG001"] + ["IMG002"] * 4 + ["IMG001"] * 5
    )
    assert not any("did you mean" in line or "secret.png”: case" in line for line in lines)


BROKEN = {
    "cut.jpg": picture(size=(300, 300), format_="JPEG")[:-20],
    "cut.png": picture(size=(300, 300))[:-20],
    "cut.webp": picture(size=(300, 300), format_="WEBP")[:-20],
    "cut.avif": picture(size=(300, 300), format_="AVIF")[:-20],
    "cut.tif": picture(size=(300, 300), format_="TIFF")[:-20],
    "cut.jp2": picture(size=(300, 300), format_="JPEG2000")[:-20],
    "head.jpg": picture(format_="JPEG")[:30],
    "head.gif": picture(format_="GIF")[:8],
    "empty.png": b"",
    "words.jpg": b"no picture at all",
    "page.svg": b"<html xmlns='http://www.w3.org/1999/xhtml'/>",
    "half.svg": b"<svg xmlns='http://www.w3.org/2000/svg'><g>",
    "drawing.bmp": picture(format_="BMP"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_whole_picture_is_a_finding(tmp_path: Path, run: Run, name: str) -> None:
    put(tmp_path, name, BROKEN[name])
    assert one(tmp_path, name).kind == "refused"
    (line,) = said(run, tmp_path)
    assert line.startswith("2:18: warning[IMG003] ")


def test_damage_within_the_data_leaves_no_dangling_address(tmp_path: Path) -> None:
    whole = picture(size=(600, 400))
    put(tmp_path, "a.png", whole[:60] + b"\xff" * 40 + whole[100:])
    pictures = find_pictures([document(tmp_path, '<graphic url="a.png"/>')])
    made = {page.path: page.content for page in copies(pictures)}
    with Image.open(BytesIO(made["images/a.480.jpg"])) as small:
        assert small.size == (480, 320)


def test_a_picture_that_claims_to_be_huge_is_not_opened(tmp_path: Path, run: Run) -> None:
    bomb = bytearray(picture())
    bomb[16:24] = (60_000).to_bytes(4, "big") * 2
    import zlib

    bomb[29:33] = zlib.crc32(bomb[12:29]).to_bytes(4, "big")
    put(tmp_path, "bomb.png", bytes(bomb))
    with (tmp_path / "large.png").open("wb") as file:
        file.write(picture())
        file.truncate(MOST_BYTES + 1)
    body = '<graphic url="bomb.png"/><graphic url="large.png"/>'
    assert [each.kind for each in found(tmp_path, body).values()] == ["refused"] * 2
    assert [line.partition("warning")[2][:8] for line in said(run, tmp_path)] == ["[IMG005]"] * 2


@pytest.mark.parametrize(
    ("attributes", "content"),
    [
        ("", "<script>alert(1)</script>"), ("", "<SCRIPT/>"), ('onload="alert(1)"', ""), ("", '<g onClick="x"/>'),
        ("", "<foreignObject/>"), ("", '<x:div xmlns:x="http://www.w3.org/1999/xhtml"/>'),
        ("", '<h:script xmlns:h="http://www.w3.org/1999/xhtml"/>'), ("", '<a href="javascript:alert(1)"/>'),
        ("", '<a xlink:href=" java&#9;script:alert(1)"/>'), ("", '<image href="https://example.org/a.png"/>'),
        ("", '<image href="a.png"/>'), ("", '<image href="data:image/svg+xml,x"/>'), ("", '<use href="b.svg#a"/>'),
        ("", '<set attributeName="href" to="javascript:alert(1)"/>'), ("", '<animate attributeName="onload"/>'),
        ("", "<style>@import 'a.css';</style>"), ("", "<style>@im\\70ort 'a.css';</style>"),
        ("", "<style>g {fill: url(https://example.org)}</style>"), ("", '<g fill="url(https://example.org/#a)"/>'),
        ("", """<g style="fill: URL( 'x.svg#a' )"/>"""), ("", '<g style="fill: image-set(1x)"/>'),
        ('xml:base="https://example.org/"', ""), ("", "<iframe/>"), ("", '<?xml-stylesheet href="a.css"?>'),
    ],
)  # fmt: skip
def test_a_drawing_that_may_do_harm_is_refused(attributes: str, content: str) -> None:
    drawing = svg.read(SVG.format(attributes, content).encode())
    assert isinstance(drawing, svg.Refused)
    assert drawing.is_harmful


@pytest.mark.parametrize(
    "before",
    [
        '<?xml-stylesheet href="a.css"?>', '<!DOCTYPE svg [<!ENTITY a "b">]>',
        '<!DOCTYPE svg [<!ATTLIST g onload CDATA "alert(1)">]>', '<!DOCTYPE svg [<!ENTITY % a SYSTEM "b">]>',
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_harm_may_stand_before_a_drawing(before: str, encoding: str) -> None:
    drawing = svg.read((before + SVG.format("", "<g/>")).encode(encoding))
    assert isinstance(drawing, svg.Refused)
    assert drawing.is_harmful


@pytest.mark.parametrize(
    ("attributes", "content", "size"),
    [
        ('width="20" height="10"', "<style>g {fill: url(#a)}</style>", (20, 10)),
        ('width="1in" height="2.54cm"', '<image href="data:image/png;base64,AAAA"/>', (96, 96)),
        ('viewBox="0 0 30 40"', '<g fill="url(#a)" style="fill: url(\'#a\')"/>', (30, 40)),
        ('width="15" viewBox="0,0,30,40"', '<a href="https://example.org/"/>', (15, 20)),
        ('width="100%" height="100%"', '<use xlink:href="#a"/>', (None, None)),
        ('width="-1" height="1e99" viewBox="0 0 0 0"', "<?editor file?>", (None, None)),
        ('width="99999999999999"', '<title lang="de">javascript: (1)</title>', (None, None)),
    ],
)
def test_a_clean_drawing_is_published_with_its_size(
    attributes: str, content: str, size: tuple[int | None, int | None]
) -> None:
    doctype = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    drawing = svg.read((doctype + SVG.format(attributes, content)).encode())
    assert drawing == svg.Drawing(*size)


def test_a_drawing_is_copied_as_it_is(tmp_path: Path) -> None:
    text = SVG.format('viewBox="0 0 3000 2000"', "<g/>")
    put(tmp_path, "a.xml", text)
    pictures = find_pictures([document(tmp_path, '<graphic url="a.xml"/>')])
    assert [(page.path, page.content) for page in copies(pictures)] == [("images/a.svg", text.encode())]


def test_film_is_published_without_a_size(tmp_path: Path) -> None:
    put(tmp_path, "a.mp4", b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom")
    view = picture_view(found(tmp_path, '<media mimeType="video/mp4" url="a.mp4"/>')["a.mp4"])
    assert (view["kind"], view["src"], view["type"], view["width"]) == ("local", "images/a.mp4", "video/mp4", None)


def test_the_stamp_of_a_file_changes_with_its_source(tmp_path: Path) -> None:
    put(tmp_path, "a.png", picture(size=(600, 600)))
    planned = files(find_pictures([document(tmp_path, '<graphic url="a.png"/>')]))
    before = [stamp(file) for file in planned]
    assert len(set(before)) == 2
    assert [stamp(file) for file in planned] == before
    os.utime(tmp_path / "a.png", ns=(1, 1))
    assert not set(before) & {stamp(file) for file in planned}


def test_a_missing_picture_is_said_once_and_where(tmp_path: Path, run: Run) -> None:
    put(tmp_path, "images/Seal.png", picture())
    url = '<graphic url="images/seal.png"/>'
    document(tmp_path, f'<pb facs="KB_1 KB_2 KB_1"/>{url}{url}<pb facs="no.jpg images/seal.png"/>')
    assert said(run, tmp_path) == [
        "2:45: warning[IMG001] there is no picture “images/seal.png”",
        "2:105: warning[IMG001] there is no picture “no.jpg”",
    ]
    assert "there is “Seal.png”: case and accents count" in run("validate", tmp_path).out


def test_pictures_of_a_project_that_are_missing_stop_nothing(project: Path, run: Run) -> None:
    text = (project / "first.xml").read_text("utf-8")
    (project / "first.xml").write_text(text.replace("<body>", '<body><pb facs="gone.jpg"/>', 1), "utf-8")
    result = run("validate", project, "--format", "concise")
    assert "warning[IMG001]" in result.out
    assert result.status == 0
