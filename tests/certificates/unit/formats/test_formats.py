import zlib
from base64 import urlsafe_b64encode
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
import qrcode
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from qrcode.util import MODE_8BIT_BYTE, MODE_NUMBER, QRData

from certificates.documents import baked, qr_image
from certificates.domain.register import CAPACITY, StatusEntry
from certificates.domain.short_id import short_id
from certificates.formats import cose, multikey, qr_text, status_list
from certificates.signing import sealing

KEY = sealing.generate()
KEY_ID = sealing.key_id(sealing.public_bytes(KEY))
names = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=40)
claims = st.builds(
    qr_text.Claims,
    issuer=st.integers(1, 10_000),
    issued_on=st.dates(date(2020, 1, 1), date(2099, 12, 31)),
    short_id=st.uuids().map(short_id),
    name=names,
    achievement=st.integers(1, 10_000),
    skill=st.none() | st.integers(1, 10_000),
    context=st.none() | st.integers(1, 10_000),
    expires_on=st.none() | st.dates(date(2020, 1, 1), date(2099, 12, 31)),
    status_entry=st.builds(StatusEntry, st.integers(202000, 209999), st.integers(0, CAPACITY - 1)),
    number=st.integers(1, 9_999_999),
    points=st.none() | st.integers(0, 1000),
    total=st.none() | st.decimals(0, 100, places=2),
)


@given(st.binary(max_size=80))
def test_base58_is_undone(data: bytes) -> None:
    assert multikey.from_base58(multikey.base58(data)) == data


@pytest.mark.parametrize(
    ("data", "text"),
    [(b"Hello World!", "2NEpo7TZRRrLZSi2U"), (bytes.fromhex("0000287fb4cd"), "11233QC4"), (b"", "")],
)
def test_base58_is_that_of_the_draft(data: bytes, text: str) -> None:
    assert multikey.base58(data) == text


@given(claims)
def test_what_a_code_says_survives(said: qr_text.Claims) -> None:
    presented = qr_text.read(qr_text.write("https://x.example", said, KEY, KEY_ID))
    assert presented.claims == said
    assert presented.signed.key_id == KEY_ID
    assert presented.signed.is_by(sealing.public_bytes(KEY))
    assert not presented.signed.is_by(sealing.public_bytes(sealing.generate()))


@given(claims, st.data())
def test_one_changed_digit_breaks_a_code(said: qr_text.Claims, data: st.DataObject) -> None:
    address, digits = qr_text.parts(qr_text.write("https://x.example", said, KEY, KEY_ID))
    at = data.draw(st.integers(0, len(digits) - 1))
    digit = data.draw(st.sampled_from([each for each in "0123456789" if each != digits[at]]))
    try:
        presented = qr_text.read(address + digits[:at] + digit + digits[at + 1 :])
    except qr_text.Unreadable:
        return
    assert not presented.signed.is_by(sealing.public_bytes(KEY))


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode()))
def test_other_bytes_are_no_code_and_never_fail_otherwise(data: bytes) -> None:
    digits = str(int.from_bytes(b"\x01" + data, "big"))
    with pytest.raises(qr_text.Unreadable):
        qr_text.read(digits)


def said(name: str, **more: Any) -> qr_text.Claims:
    known = (1, date(2026, 11, 21), short_id_of(), name, 500, StatusEntry(202600, 94567), 123456)
    return qr_text.Claims(*known, **more)


@pytest.mark.parametrize(
    "more",
    [
        {"skill": 26, "context": 17, "points": 743},
        {"context": 1000, "total": Decimal("87.50"), "out_of": Decimal(120), "expires_on": date(2031, 11, 21)},
    ],
    ids=["championship", "course"],
)
def test_a_code_with_a_long_name_stays_at_version_ten(more: dict[str, Any]) -> None:
    text = qr_text.write("https://cert.example.org", said("Константинопольская Александра В", **more), KEY, KEY_ID)
    assert len(qr_image.modules(text)) <= 57


@pytest.mark.parametrize("letter", ["Щ", "玥", "𬴊", "Ա"])
@pytest.mark.parametrize("letters", [100, 602, 5000])
def test_a_code_with_a_name_without_end_is_still_read(letter: str, letters: int) -> None:
    name = letter * letters
    text = qr_text.write("https://cert.example.org", said(name, skill=17, context=26, points=743), KEY, KEY_ID)
    seen = qr_text.read(text).claims.name
    assert seen == name or (seen.endswith("…") and name.startswith(seen[:-1]) and len(seen) >= 150)
    assert (seen == name) == (letters == 100)


def test_zxing_draws_no_larger_symbol_than_qrcode() -> None:
    text = "https://cert.example.org/v#" + "1234567890" * 39
    head, digits = qr_text.parts(text)
    named = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    named.add_data(QRData(head.encode(), mode=MODE_8BIT_BYTE), optimize=0)
    named.add_data(QRData(digits.encode(), mode=MODE_NUMBER), optimize=0)
    named.make(fit=True)
    assert len(qr_image.modules(text)) == len(named.get_matrix())


@given(claims)
@settings(deadline=None, max_examples=15)
def test_the_picture_is_read_back(said: qr_text.Claims) -> None:
    text = qr_text.write("https://x.example", said, KEY, KEY_ID)
    png = baked.bake_png(qr_image.png(qr_image.modules(text)), "{}")
    seen = zxingcpp.read_barcode(Image.open(BytesIO(png)).convert("L"))
    assert seen is not None
    assert seen.text == text


@pytest.mark.parametrize("text", ["x", "https://x.example/v#" + "1234567890" * 36])
def test_every_pixel_is_of_its_module(text: str) -> None:
    rows = qr_image.modules(text)
    picture = Image.open(BytesIO(qr_image.png(rows)))
    margin = [0] * qr_image.MARGIN
    blank = [[0] * (len(rows) + 2 * qr_image.MARGIN)] * qr_image.MARGIN
    wanted = [*blank, *([*margin, *row, *margin] for row in rows), *blank]
    dots = picture.width // len(wanted)
    assert picture.mode == "1"
    pixels = picture.tobytes()
    stride = -(-picture.width // 8)
    drawn = [pixels[start : start + stride] for start in range(0, len(pixels), stride)]
    assert drawn == [_bits(row, dots) for row in wanted for _ in range(dots)]


def _bits(row: list[int], dots: int) -> bytes:
    """A line of pixels as PNG packs it; Pillow fills the last byte with zeros."""
    bits = "".join("10"[dark] * dots for dark in row)
    return int(bits.ljust(-(-len(bits) // 8) * 8, "0"), 2).to_bytes(-(-len(bits) // 8), "big")


def test_a_png_carries_the_credential_as_open_badges_wants_it() -> None:
    credential = '{"name":"Ёлкина ]]> & <b>"}'
    picture = Image.open(BytesIO(baked.bake_png(qr_image.png(qr_image.modules("x")), credential)))
    picture.load()
    text: Any = picture
    assert text.text["openbadgecredential"] == credential


def test_an_svg_carries_the_credential_as_open_badges_wants_it() -> None:
    import json
    from xml.etree import ElementTree as ET

    credential = '{"name":"Ёлкина ]]> & <b>"}'
    root = ET.fromstring(baked.bake_svg(qr_image.svg(qr_image.modules("x"), "№ 1 <&>"), credential))  # noqa: S314 - ours
    found = root.find("{https://purl.imsglobal.org/ob/v3p0}credential")
    assert found is not None
    assert json.loads(found.text or "") == json.loads(credential)
    title = root.find("{http://www.w3.org/2000/svg}title")
    assert title is not None
    assert title.text == "№ 1 <&>"


@given(st.sets(st.integers(0, CAPACITY - 1), max_size=50))
@settings(deadline=None)
def test_a_status_list_says_exactly_what_was_set(indexes: set[int]) -> None:
    bits = status_list.decoded(status_list.encoded(indexes))
    assert {index for index in range(CAPACITY) if status_list.is_set(bits, index)} == indexes


def test_the_leftmost_bit_is_the_first_index() -> None:
    assert status_list.decoded(status_list.encoded([0]))[0] == 0x80


@pytest.mark.parametrize("size", [CAPACITY // 8 - 1, CAPACITY // 8 + 1, 50_000_000])
def test_a_list_of_another_size_is_refused_without_unpacking_it_whole(size: int) -> None:
    packer = zlib.compressobj(wbits=31)
    packed = packer.compress(bytes(size)) + packer.flush()
    with pytest.raises(status_list.BadList):
        status_list.decoded("u" + urlsafe_b64encode(packed).rstrip(b"=").decode())


@given(st.binary(max_size=200))
def test_other_bytes_are_no_cose(data: bytes) -> None:
    with pytest.raises(cose.NotCose):
        cose.read(data)


def short_id_of() -> str:
    from uuid import UUID

    return short_id(UUID(int=5))
