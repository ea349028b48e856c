"""The issuer's register: numbers without gaps, and where a number's status is kept."""

import re
from dataclasses import dataclass
from hashlib import sha256

from certificates.domain.refusal import Refusal


@dataclass(eq=False)
class BadPrefix(Refusal):
    """It cannot begin a registration number."""

    prefix: str


@dataclass(eq=False)
class BadRegistrationNumber(Refusal):
    text: str


@dataclass(eq=False)
class RegisterFull(Refusal):
    """No number is left this year."""

    year: int


@dataclass(eq=False)
class UnknownStatusList(Refusal):
    """No such list: another purpose, or a year and block that no certificate is in."""


CAPACITY = 131_072
"""Entries of one status list: the least that Bitstring Status List 1.0 allows (16 KiB), so that one entry hides in the crowd."""
LISTS_A_YEAR = 100
_LONGEST = 40
_PREFIX = re.compile(r"[A-ZА-ЯЁ0-9](?:[A-ZА-ЯЁ0-9-]{0,10}[A-ZА-ЯЁ0-9])?")
_NUMBER = re.compile(rf"(?P<prefix>{_PREFIX.pattern})-(?P<year>20\d\d)-(?P<number>\d{{6,8}})")


def checked_prefix(text: str) -> str:
    """The prefix as it is printed: capitals, digits, inner hyphens, 1 to 12 signs. Raises BadPrefix."""
    prefix = text.strip().upper()
    if not _PREFIX.fullmatch(prefix):
        raise BadPrefix(text)
    return prefix


@dataclass(frozen=True, slots=True)
class StatusEntry:
    """Where a certificate's status is kept: the number of the list and the index inside it."""

    list: int
    index: int


@dataclass(frozen=True, slots=True)
class RegistrationNumber:
    """`<issuer's prefix>-<year>-<running number>`. A number is never used twice and never skipped."""

    prefix: str
    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.prefix}-{self.year}-{self.number:06d}"

    @classmethod
    def parse(cls, text: str) -> "RegistrationNumber":
        """Reads what a person types: case, spaces and kinds of dashes do not matter. Raises BadRegistrationNumber."""
        typed = re.sub(r"[‐-―−]", "-", re.sub(r"\s+", "", text.removeprefix("№"))).upper().removeprefix("№")
        found = _NUMBER.fullmatch(typed)
        if not found or len(typed) > _LONGEST:
            raise BadRegistrationNumber(text[:40])
        return cls(found["prefix"], int(found["year"]), int(found["number"]))

    def next(self) -> "RegistrationNumber":
        return RegistrationNumber(self.prefix, self.year, self.number + 1)

    @property
    def status_entry(self) -> StatusEntry:
        """Raises RegisterFull beyond the year's last list."""
        block, position = divmod(self.number - 1, CAPACITY)
        if block >= LISTS_A_YEAR:
            raise RegisterFull(self.year)
        number = self.year * LISTS_A_YEAR + block
        return StatusEntry(number, scattered(self.prefix, number, position))


def scattered(prefix: str, list_number: int, position: int) -> int:
    """A permutation of the positions of one list, so that neighbours in it are not neighbours in the register.

    An odd factor modulo a power of two never gives one index twice.
    """
    digest = sha256(f"{prefix}/{list_number}".encode()).digest()
    factor = int.from_bytes(digest[:4], "big") | 1
    offset = int.from_bytes(digest[4:8], "big")
    return (position * factor + offset) % CAPACITY
