"""The id that stands beside the QR, for people who type: eleven signs and a check sign, in groups of four."""

import re
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from certificates.domain.copied import in_latin, unlabelled
from certificates.domain.refusal import Refusal


@dataclass(eq=False)
class BadShortId(Refusal):
    """A wrong length, sign or check sign."""

    text: str


@dataclass(eq=False)
class ShortIdTaken(Refusal):
    """Another certificate has this id: of 2⁵⁵ ids two may be the same."""

    text: str


SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O, U."""
_PLACES = {sign: place for place, sign in enumerate(SIGNS)}
_LENGTH = 11
_BITS = 5 * _LENGTH
_CHECK = 31
_ALIKE = str.maketrans("ILOЗ", "1103")
_IN_TEXT = re.compile(r"(?<![\w-])(?:\w{4}-\w{4}-\w{4}|(?=\w*\d)\w{12})(?![\w-])")


def short_id(certificate_id: UUID, attempt: int = 0) -> str:
    """12 signs without hyphens, the same for the same id; `attempt` gives another where that one is taken."""
    digest = sha256(certificate_id.bytes + attempt.to_bytes(2, "big")).digest()
    value = int.from_bytes(digest[:7], "big") >> (56 - _BITS)
    return _checked("".join([SIGNS[value >> shift & 31] for shift in range(_BITS - 5, -1, -5)]))


def grouped(text: str) -> str:
    """As it is printed: `7K3Q-X9WJ-4M2D`."""
    return "-".join(text[at : at + 4] for at in range(0, len(text), 4))


def read_short_id(text: str) -> str:
    """Reads what a person types or pastes. Raises BadShortId for a wrong length, sign or check sign, and for two ids."""
    bare = unlabelled(text)
    found = {read for each in (bare, *_IN_TEXT.findall(bare)) if (read := _read(each))}
    if len(found) != 1:
        raise BadShortId(text[:40])
    return found.pop()


def _read(text: str) -> str | None:
    typed = in_latin(text).translate(_ALIKE).replace("-", "").replace(" ", "")
    is_whole = len(typed) == _LENGTH + 1 and all(sign in SIGNS for sign in typed)
    return typed if is_whole and _checked(typed[:-1]) == typed else None


def packed(text: str) -> bytes:
    """The eleven signs as 7 bytes, for the QR."""
    value = 0
    for sign in text[:_LENGTH]:
        value = value << 5 | _PLACES[sign]
    return value.to_bytes(7, "big")


def unpacked(data: bytes) -> str:
    """Raises BadShortId for other than 7 bytes of 55 bits."""
    value = int.from_bytes(data, "big")
    if len(data) != 7 or value >> _BITS:  # noqa: PLR2004 - 7 bytes hold the 55 bits
        raise BadShortId(data.hex()[:40])
    return _checked("".join(SIGNS[value >> shift & 31] for shift in range(_BITS - 5, -1, -5)))


def _checked(signs: str) -> str:
    """With the check sign: weighted by place, so that two signs that changed places are noticed as well."""
    return signs + SIGNS[sum([place * _PLACES[sign] for place, sign in enumerate(signs, 1)]) % _CHECK]
