"""The text of a certificate's QR: `<origin>/v#<digits>`.

The digits are a COSE_Sign1 as one decimal number (its bytes after a leading 1), so that any camera opens it as an address, what
stands after `#` never reaches a server's log, and a QR packs it as a numeric segment. Claims are small numbers; the signed
catalogue says what they stand for.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from certificates.domain.copied import plain
from certificates.domain.register import StatusEntry
from certificates.domain.short_id import BadShortId, packed, unpacked
from certificates.formats import cose

ISSUER, ISSUED, ID = 1, 6, 7
NAME, SKILL, CHAMPIONSHIP, POINTS, AWARD, STATUS_ENTRY, NUMBER, TOTAL = -1, -2, -3, -4, -5, -6, -7, -8
_EPOCH = date(1970, 1, 1)
_MOST_DIGITS = 2000
_AFTER_HASH = re.compile(r"# ?([0-9][0-9 ]*)(?!\w)")
_LONGEST_NAME = 600
"""Bytes, so that every code stays within the digits that readers take."""
_STATUS_ENTRY_PARTS = 2
_MOST = 2**32
_HUNDREDTHS = 100


class Unreadable(ValueError):
    """Not the text of a certificate's QR."""


@dataclass(frozen=True, slots=True)
class Claims:
    """What the QR says. Codes of issuer, skill, championship and award are the catalogue's; the day is the issuer's."""

    issuer: int
    issued_on: date
    short_id: str
    name: str
    skill: int
    championship: int
    award: int
    status_entry: StatusEntry
    number: int
    points: int | None
    total: Decimal | None = None
    """Of 100, to the cent; told where there are no points. A whole number of hundredths in the code."""


@dataclass(frozen=True, slots=True)
class UnverifiedQr:
    """A QR that was read, its signature not yet verified."""

    claims: Claims
    signed: cose.Signed


def write(origin: str, claims: Claims, private: Ed25519PrivateKey, key_id: str) -> str:
    """`key_id` is hex."""
    return f"{origin}/v#{_digits(cose.sign(_map(claims), private, key_id))}"


def read(text: str) -> UnverifiedQr:
    """The digits, with or without the address before them and words around it, spaces and line breaks ignored.

    Raises Unreadable.
    """
    bare = plain(text)
    found = _AFTER_HASH.search(bare)
    digits = "".join((found[1] if found else bare).split())
    if not digits.isascii() or not digits.isdigit() or len(digits) > _MOST_DIGITS:
        raise Unreadable("no digits")
    number = int(digits)
    data = number.to_bytes((number.bit_length() + 7) // 8, "big")
    if not data.startswith(b"\x01"):
        raise Unreadable("no leading 1")
    try:
        signed = cose.read(data[1:])
        return UnverifiedQr(_claims(signed.payload), signed)
    except (BadShortId, ValueError, KeyError, TypeError, OverflowError, AttributeError) as error:
        raise Unreadable("no claims of a certificate") from error


def parts(text: str) -> tuple[str, str]:
    """The address with its `#`, and the digits: the two segments of the QR."""
    head, mark, digits = text.partition("#")
    return head + mark, digits


def _digits(data: bytes) -> str:
    return str(int.from_bytes(b"\x01" + data, "big"))


def _map(claims: Claims) -> dict[int, Any]:
    values: dict[int, Any] = {
        ISSUER: claims.issuer,
        ISSUED: (claims.issued_on - _EPOCH).days,
        ID: packed(claims.short_id),
        NAME: _name(claims.name),
        SKILL: claims.skill,
        CHAMPIONSHIP: claims.championship,
        AWARD: claims.award,
        STATUS_ENTRY: [claims.status_entry.list, claims.status_entry.index],
        NUMBER: claims.number,
    }
    if claims.points is not None:
        values[POINTS] = claims.points
    if claims.total is not None:
        values[TOTAL] = int(claims.total * _HUNDREDTHS)
    return values


def _name(name: str) -> bytes | str:
    """One byte a letter where windows-1251 has the name's letters; else text in UTF-8. Of a name without end, its beginning."""
    try:
        return _cut(name, "cp1251").encode("cp1251")
    except UnicodeEncodeError:
        return _cut(name, "utf-8")


def _cut(name: str, encoding: str) -> str:
    data = name.encode(encoding)
    if len(data) <= _LONGEST_NAME:
        return name
    mark = "…"
    return data[: _LONGEST_NAME - len(mark.encode(encoding))].decode(encoding, "ignore") + mark


def _claims(values: dict[int, Any]) -> Claims:
    name, status_entry = values[NAME], values[STATUS_ENTRY]
    if not isinstance(status_entry, list | tuple) or len(status_entry) != _STATUS_ENTRY_PARTS:
        raise Unreadable("no status entry")
    return Claims(
        issuer=_whole(values[ISSUER]),
        issued_on=_EPOCH + timedelta(days=_whole(values[ISSUED])),
        short_id=unpacked(values[ID]),
        name=_text(name),
        skill=_whole(values[SKILL]),
        championship=_whole(values[CHAMPIONSHIP]),
        award=_whole(values[AWARD]),
        status_entry=StatusEntry(_whole(status_entry[0]), _whole(status_entry[1])),
        number=_whole(values[NUMBER]),
        points=_whole(values[POINTS]) if POINTS in values else None,
        total=Decimal(_whole(values[TOTAL])) / _HUNDREDTHS if TOTAL in values else None,
    )


def _whole(value: Any) -> int:
    """Of 4 bytes at most, as readers in browsers and the database hold them."""
    if not isinstance(value, int) or not 0 <= value < _MOST:
        raise Unreadable("a claim is no number")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, bytes | str):
        raise Unreadable("the name is no text")
    return value.decode("cp1251") if isinstance(value, bytes) else value
