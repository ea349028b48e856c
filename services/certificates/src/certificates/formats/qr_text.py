"""The text of a certificate's QR: `<origin>/v#<digits>`.

The digits are a COSE_Sign1 as one decimal number (its bytes after a leading 1), so that any camera opens it as an address, what
stands after `#` never reaches a server's log, and a QR packs it as a numeric segment. Claims are small numbers; the issuer's signed
catalogue says what they stand for. A claim that says nothing is left out.
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

ISSUER, EXPIRES, ISSUED, ID = 1, 4, 6, 7
NAME, SKILL, CONTEXT, POINTS, ACHIEVEMENT, STATUS_ENTRY, NUMBER, TOTAL, OUT_OF, DUPLICATE = (
    -1,
    -2,
    -3,
    -4,
    -5,
    -6,
    -7,
    -8,
    -9,
    -10,
)
_EPOCH = date(1970, 1, 1)
_MOST_DIGITS = 2000
_AFTER_HASH = re.compile(r"# ?([0-9][0-9 ]*)(?!\w)")
_LONGEST_NAME = 600
"""Bytes, so that every code stays within the digits that readers take."""
_STATUS_ENTRY_PARTS = 2
_MOST = 2**32
_HUNDREDTHS = 100
_USUAL = Decimal(100)


class Unreadable(ValueError):
    """Not the text of a certificate's QR."""


@dataclass(frozen=True, slots=True)
class Claims:
    """What the QR says. Codes of achievement, skill and context are the catalogue's of the issuer; days are the issuer's."""

    issuer: int
    issued_on: date
    short_id: str
    name: str
    achievement: int
    status_entry: StatusEntry
    number: int
    skill: int | None = None
    context: int | None = None
    points: int | None = None
    total: Decimal | None = None
    """To the cent; told where there are no points. A whole number of hundredths in the code."""
    out_of: Decimal = Decimal(100)
    """What the total is of; told where that is not 100."""
    expires_on: date | None = None
    """The first day on which it holds no more."""
    is_duplicate: bool = False
    """Of a paper that was lost. 1 in the code, and else left out."""


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
        ACHIEVEMENT: claims.achievement,
        STATUS_ENTRY: [claims.status_entry.list, claims.status_entry.index],
        NUMBER: claims.number,
        SKILL: claims.skill,
        CONTEXT: claims.context,
        POINTS: claims.points,
        TOTAL: None if claims.total is None else int(claims.total * _HUNDREDTHS),
        OUT_OF: None if claims.total is None or claims.out_of == _USUAL else int(claims.out_of * _HUNDREDTHS),
        EXPIRES: (claims.expires_on - _EPOCH).days if claims.expires_on else None,
        DUPLICATE: 1 if claims.is_duplicate else None,
    }
    return {claim: value for claim, value in values.items() if value is not None}


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
    total, out_of, expires = (_maybe(values, claim) for claim in (TOTAL, OUT_OF, EXPIRES))
    return Claims(
        issuer=_whole(values[ISSUER]),
        issued_on=_day(values[ISSUED]),
        short_id=unpacked(values[ID]),
        name=_text(name),
        achievement=_whole(values[ACHIEVEMENT]),
        status_entry=StatusEntry(_whole(status_entry[0]), _whole(status_entry[1])),
        number=_whole(values[NUMBER]),
        skill=_maybe(values, SKILL),
        context=_maybe(values, CONTEXT),
        points=_maybe(values, POINTS),
        total=None if total is None else Decimal(total) / _HUNDREDTHS,
        out_of=_USUAL if out_of is None else Decimal(out_of) / _HUNDREDTHS,
        expires_on=None if expires is None else _day(expires),
        is_duplicate=_maybe(values, DUPLICATE) == 1,
    )


def _maybe(values: dict[int, Any], claim: int) -> int | None:
    return _whole(values[claim]) if claim in values else None


def _day(value: Any) -> date:
    return _EPOCH + timedelta(days=_whole(value))


def _whole(value: Any) -> int:
    """Of 4 bytes at most, as readers in browsers and the database hold them."""
    if not isinstance(value, int) or not 0 <= value < _MOST:
        raise Unreadable("a claim is no number")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, bytes | str):
        raise Unreadable("the name is no text")
    return value.decode("cp1251") if isinstance(value, bytes) else value
