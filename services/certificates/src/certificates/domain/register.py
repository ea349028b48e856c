"""The issuer's register: numbers without gaps, and where a number's status is kept."""

import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from certificates.domain.copied import folded, in_digits, unlabelled
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


@dataclass(eq=False)
class NothingToPrint(Refusal):
    """No certificate in force has one of these numbers."""


@dataclass(eq=False)
class TooManyToPrint(Refusal):
    """More numbers than one paper is made of."""

    most: int


CAPACITY = 131_072
"""Entries of one status list: the least that Bitstring Status List 1.0 allows (16 KiB), so that one entry hides in the crowd."""
LISTS_A_YEAR = 100
_PREFIX = re.compile(r"[A-ZА-ЯЁ0-9](?:[A-ZА-ЯЁ0-9-]{0,10}[A-ZА-ЯЁ0-9])?")
_DIGIT = "[0-9OОIІLЗ]"
"""Also the letters that are typed for digits."""
_NUMBER = re.compile(
    rf"(?<![\w-])(?P<prefix>{_PREFIX.pattern})-(?P<year>2{_DIGIT}{{3}})-(?P<number>{_DIGIT}{{6,8}})(?![\w-])"
)
_HYPHEN = re.compile(" ?- ?")


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


@dataclass(frozen=True, slots=True, eq=False)
class RegistrationNumber:
    """`<issuer's prefix>-<year>-<running number>`. A number is never used twice and never skipped.

    Prefixes that look alike are the same, in whichever alphabet they are typed.
    """

    prefix: str
    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.prefix}-{self.year}-{self.number:06d}"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RegistrationNumber) and self.seen == other.seen

    def __hash__(self) -> int:
        return hash(self.seen)

    @property
    def seen(self) -> tuple[str, int, int]:
        """By which two are the same, and come one after the other."""
        return folded(self.prefix), self.year, self.number

    @classmethod
    def parse(cls, text: str) -> "RegistrationNumber":
        """Reads what a person types or pastes: case, spaces, kinds of dashes and what stands around it do not matter.

        Raises BadRegistrationNumber, also where there are two of them.
        """
        bare = unlabelled(text).upper()
        # As it is printed; else with spaces around the hyphens, or for them. What reads more of the text is tried first.
        whole = (_NUMBER.fullmatch(each) for each in (_HYPHEN.sub("-", bare), _HYPHEN.sub(" ", bare).replace(" ", "-")))
        found = [match for match in whole if match][:1] or [*_NUMBER.finditer(bare)]
        numbers = {read for match in found if (read := cls._read(match))}
        if len(numbers) != 1:
            raise BadRegistrationNumber(text[:40])
        return numbers.pop()

    @classmethod
    def _read(cls, found: re.Match[str]) -> "RegistrationNumber | None":
        year = in_digits(found["year"])
        return cls(found["prefix"], int(year), int(in_digits(found["number"]))) if year.startswith("20") else None

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
    factor, offset = _of_list(prefix, list_number)
    return (position * factor + offset) % CAPACITY


@lru_cache(maxsize=256)
def _of_list(prefix: str, list_number: int) -> tuple[int, int]:
    digest = sha256(f"{prefix}/{list_number}".encode()).digest()
    return int.from_bytes(digest[:4], "big") | 1, int.from_bytes(digest[4:8], "big")
