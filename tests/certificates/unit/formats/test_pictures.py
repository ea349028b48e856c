"""Pictures that people upload: what draws is kept, and anything else is refused by its name or left out."""

import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from certificates.domain.issuer import PictureKind
from certificates.domain.picture import BadPicture, Fault
from certificates.formats.pictures import MOST, cleaned, png

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10">'
LOGO = """<?xml version="1.0"?><!-- made by an editor -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:ink="http://editor.example/ns" viewBox="0 0 10 10" ink:version="1" class="a">
<title>Знак «Ёлка» &amp; Ко</title><metadata><rdf xmlns="urn:x"/></metadata><ink:view zoom="2"/>
<defs><linearGradient id="g"><stop offset="0" stop-color="#fff"/></linearGradient></defs>
<g style="fill:url(#g);stroke:none;-editor-x:1" transform="translate(1 2)"><path d="M0 0h10v10z"/></g></svg>"""


def drawn(inside: str) -> str:
    return f"{OPEN}{inside}</svg>"


def test_what_draws_stays_and_what_editors_write_goes() -> None:
    kind, clean = cleaned(LOGO.encode())
    text = clean.decode()
    assert kind is PictureKind.SVG
    for kept in (
        'fill="url(#g)"',
        'stroke="none"',
        "M0 0h10v10z",
        "Знак «Ёлка» &amp; Ко",
        'transform="translate(1 2)"',
    ):
        assert kept in text
    for gone in ("editor", "metadata", "zoom", "style", "class"):
        assert gone not in text
    assert cleaned(clean) == (kind, clean), "clean already"


@pytest.mark.parametrize(
    "name", ["a onload='alert(1)' b", "a&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;g b", "outline"]
)
def test_a_property_that_draws_nothing_stands_in_no_picture_whatever_its_name(name: str) -> None:
    _, clean = cleaned(drawn(f'<path style="fill:red;{name}:url(#g)" d="M0 0"/>').encode())
    assert (
        clean
        == drawn('<path d="M0 0" fill="red"></path>')
        .replace(' xmlns:xlink="http://www.w3.org/1999/xlink"', "")
        .encode()
    )


@pytest.mark.parametrize("link", ["xlink:href", "href"])
def test_a_gradient_takes_its_stops_from_another_one_of_the_drawing(link: str) -> None:
    stops = '<linearGradient id="a"><stop offset="0" stop-color="#00f"/></linearGradient>'
    used = f'<linearGradient id="b" x1="1" {link}="#a"/><radialGradient id="c" {link}="#b"/><path fill="url(#c)" d="M0 0h9v9z"/>'
    _, clean = cleaned(drawn(used + stops).encode())
    assert b'<linearGradient id="b" x1="1" href="#a">' in clean
    assert b'<radialGradient id="c" href="#b">' in clean
    assert b"xlink" not in clean
    assert cleaned(clean)[1] == clean


@pytest.mark.parametrize("encoding", ["foo", "utf-7", "hex", "idna", "punycode"])
def test_an_encoding_that_no_parser_reads_is_no_picture(encoding: str) -> None:
    with pytest.raises(BadPicture) as refused:
        cleaned(f'<?xml version="1.0" encoding="{encoding}"?>{drawn("")}'.encode())
    assert refused.value.fault is Fault.DAMAGED


BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        (drawn("<script>alert(1)</script>"), Fault.SCRIPT),
        (drawn('<path d="M0 0" onload="alert(1)"/>'), Fault.SCRIPT),
        (drawn('<x:view xmlns:x="urn:x"><script xmlns="http://www.w3.org/2000/svg"/></x:view>'), Fault.SCRIPT),
        (drawn("<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>a</p></foreignObject>"), Fault.SCRIPT),
        (drawn('<animate attributeName="href" to="javascript:alert(1)"/>'), Fault.SCRIPT),
        (drawn('<image xlink:href="https://example.org/x.png"/>'), Fault.LINK),
        (drawn('<a href="https://example.org"><path d="M0 0"/></a>'), Fault.LINK),
        (drawn('<use href="https://example.org/#x"/>'), Fault.LINK),
        (drawn('<use href="other.svg#x"/>'), Fault.LINK),
        (drawn('<linearGradient xlink:href="https://example.org/#g"/>'), Fault.LINK),
        (drawn('<linearGradient href="javascript:alert(1)"/>'), Fault.LINK),
        (drawn('<linearGradient href="data:image/svg+xml,#g"/>'), Fault.LINK),
        (drawn('<linearGradient href="other.svg#g"/>'), Fault.LINK),
        (drawn('<linearGradient id="data:x"/><linearGradient href="data:x"/>'), Fault.LINK),
        (drawn('<linearGradient href="#g&#10;//example.org"/>'), Fault.LINK),
        (drawn('<linearGradient id="g" HREF="//example.org#g"/>'), Fault.LINK),
        (drawn('<linearGradient id="g"/><linearGradient xmlns:o="urn:o" o:href="#g"/>'), Fault.LINK),
        (drawn('<linearGradient id="g"/><linearGradient href="#g" xlink:href="#h"/>'), Fault.LINK),
        (drawn('<linearGradient id="g"/><use href="#g"/>'), Fault.LINK),
        (drawn('<path id="p" d="M0 0"/><linearGradient href="#p"/>'), Fault.LINK),
        (drawn('<linearGradient id="g" href="#g"/>'), Fault.LINK),
        (drawn('<linearGradient id="a" href="#b"/><radialGradient id="b" href="#a"/>'), Fault.LINK),
        (drawn("".join(f'<linearGradient id="g{n}" href="#g{n + 1}"/>' for n in range(60))), Fault.TOO_MANY_SHAPES),
        (drawn('<linearGradient id="g"/><linearGradient id="g"/><path fill="url(#g)" d="M0 0"/>'), Fault.DAMAGED),
        (drawn('<path href="https://example.org" d="M0 0"/>'), Fault.LINK),
        (drawn('<path fill="url(https://example.org/x.svg#a)" d="M0 0"/>'), Fault.LINK),
        (drawn('<path style="fill:URL( //example.org/x )" d="M0 0"/>'), Fault.LINK),
        (drawn('<path style="background:url(data:image/png;base64,AA)" d="M0 0"/>'), Fault.LINK),
        (drawn("<text>Диплом</text>"), Fault.TEXT),
        (drawn('<switch><path d="M0 0"/></switch>'), Fault.ELEMENT),
        (drawn('<path d="M0 0" fill="expression(1)&quot;&gt;"/>'), Fault.ELEMENT),
        (f'<!DOCTYPE svg [<!ENTITY a0 "ha">{BOMB}]>{drawn("<title>&a9;</title>")}', Fault.ENTITIES),
        (f'<!DOCTYPE svg SYSTEM "file:///etc/passwd">{drawn("")}', Fault.ENTITIES),
        (drawn("<g>" * 60 + "</g>" * 60), Fault.TOO_MANY_SHAPES),
        (drawn('<path d="M0 0"/>' * 6000), Fault.TOO_MANY_SHAPES),
        (drawn("<g>"), Fault.DAMAGED),
        (f'<?xml version="1.0" encoding="utf-9"?>{drawn("")}', Fault.DAMAGED),
        (f'<?xml version="1.0" encoding="gbk"?>{drawn("")}', Fault.DAMAGED),
        ("<html><body/></html>", Fault.NO_PICTURE),
        ("GIF89a", Fault.NO_PICTURE),
        ("", Fault.NOTHING),
    ],
)
def test_what_else_there_is_is_refused_by_its_name(given: str, fault: Fault) -> None:
    with pytest.raises(BadPicture) as refused:
        cleaned(given.encode())
    assert refused.value.fault is fault


def pixels(mode: str = "RGBA", size: tuple[int, int] = (9, 5), **more: object) -> bytes:
    file = BytesIO()
    Image.new(mode, size, 1).save(file, "PNG", **more)
    return file.getvalue()


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


@pytest.mark.parametrize("mode", ["RGBA", "RGB", "L", "LA", "P", "1"])
def test_a_picture_of_pixels_keeps_them_and_nothing_that_is_said_beside(mode: str) -> None:
    plain = pixels(mode)
    at = plain.index(b"IDAT") - 4
    talkative = (
        plain[:at] + chunk(b"tEXt", b"Comment\0<script>") + chunk(b"eXIf", b"place") + plain[at:] + b"PK\x03\x04"
    )
    kind, clean = cleaned(talkative)
    assert kind is PictureKind.PNG
    assert b"script" not in clean
    assert b"place" not in clean
    assert clean.endswith(b"IEND\xaeB`\x82")
    seen, meant = Image.open(BytesIO(clean)), Image.open(BytesIO(plain))
    assert (seen.size, seen.tobytes()) == (meant.size, meant.tobytes())


def sketch(colour: int, depth: int, line: bytes, *before: bytes, after: bytes = b"", packing: int = 0) -> bytes:
    """One pixel, whatever it is made of."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, depth, colour, packing, 0, 0))
    drawn = chunk(b"IDAT", zlib.compress(line))
    return png.SIGNATURE + header + b"".join(before) + drawn + after + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "nothing",
    [
        sketch(2, 1, b"\0\0"),
        sketch(3, 8, b"\0\0"),
        sketch(3, 8, b"\0\0", chunk(b"PLTE", b"\0\0")),
        sketch(3, 8, b"\0\0", after=chunk(b"PLTE", b"\0\0\0")),
        sketch(2, 8, b"\x09\0\0\0"),
        sketch(2, 8, b"\0\0\0\0", packing=7),
        sketch(2, 8, b"\0\0\0\0", chunk(b"IDAT", b""), chunk(b"sRGB", b"\0")),
        drawn("").replace("0 0 10 10", "0 0 0 10").encode(),
        drawn("").replace("viewBox", 'width="-1" viewBox').encode(),
    ],
)
def test_what_no_printer_of_ours_draws_is_refused_before_it_leaves_a_gap(nothing: bytes) -> None:
    with pytest.raises(BadPicture) as refused:
        cleaned(nothing)
    assert refused.value.fault is Fault.DAMAGED


@pytest.mark.parametrize(("width", "height", "lines"), [(1, 1, 1), (2, 1, 2), (5, 1, 4), (9, 5, 11)])
def test_a_picture_that_is_sent_from_coarse_to_fine_is_one(width: int, height: int, lines: int) -> None:
    """`lines`: of all passes, counted by hand; each has a byte for its filter."""
    bytes_ = width * height * 3 + lines
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 1)

    def sent(size: int) -> bytes:
        data = chunk(b"IDAT", zlib.compress(bytes(size)))
        return png.SIGNATURE + chunk(b"IHDR", header) + data + chunk(b"IEND", b"")

    assert Image.open(BytesIO(cleaned(sent(bytes_))[1])).tobytes() == bytes(width * height * 3)
    for wrong in (bytes_ - 1, bytes_ + 1):
        with pytest.raises(BadPicture):
            cleaned(sent(wrong))


def test_a_bomb_of_pixels_is_refused_before_it_is_unpacked() -> None:
    packed = zlib.compress(bytes(50_000_000), 9)
    header = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    bomb = png.SIGNATURE + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    with pytest.raises(BadPicture) as refused:
        cleaned(bomb)
    assert refused.value.fault is Fault.DAMAGED
    huge = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    with pytest.raises(BadPicture) as refused:
        cleaned(png.SIGNATURE + chunk(b"IHDR", huge) + chunk(b"IDAT", packed) + chunk(b"IEND", b""))
    assert refused.value.fault is Fault.TOO_MANY_PIXELS


def test_a_file_without_end_is_refused() -> None:
    with pytest.raises(BadPicture) as refused:
        cleaned(b"<" * (MOST + 1))
    assert refused.value.fault is Fault.TOO_LARGE


@given(st.integers(8, 120), st.integers(1, 255))
def test_whatever_is_changed_in_a_file_is_clean_or_refused(at: int, by: int) -> None:
    plain = bytearray(pixels())
    plain[at % len(plain)] ^= by
    try:
        cleaned(bytes(plain))
    except BadPicture:
        return


@given(st.text(st.sampled_from("<>/\"='&;: aghpsvtxlinkrefonurl(#)!-?[]"), max_size=60))
def test_whatever_stands_in_an_svg_is_clean_or_refused(inside: str) -> None:
    try:
        _, clean = cleaned(drawn(inside).encode())
    except BadPicture:
        return
    assert cleaned(clean)[1] == clean
    assert b"href" not in clean or b'href="#' in clean
