"""The member, region or organisation that somebody comes from, as people write it."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

LATIN: Final = "abcehkmoptxyisj"
CYRILLIC: Final = "авсенкмортхуіѕј"
"""Letters whose capital or small form looks like the Latin one at the same place."""
LOOK_ALIKES: Final = str.maketrans(LATIN + "ё", CYRILLIC + "е")
DASHES: Final = re.compile(r"\s*[\-\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]\s*")
QUOTES: Final = re.compile("[\"'`\u00ab\u00bb\u2018-\u201f\u2039\u203a]")


def normal_form(member: str) -> str:
    """The same for every spelling of one member: case, composition, spaces, dashes, quotation marks, ё for е, and letters of
    the other alphabet that look alike make no difference. For comparing alone, never shown.

    Two members that differ in nothing else are taken for one: a mark refused is mended at once, a mark by a compatriot is not.
    """
    composed = unicodedata.normalize("NFKC", member)
    seen = "".join(sign for sign in composed if unicodedata.category(sign) not in {"Cf", "Cc"} or sign.isspace())
    dashed = DASHES.sub("-", QUOTES.sub("", seen))
    folded = unicodedata.normalize("NFC", dashed.casefold()).translate(LOOK_ALIKES)
    return " ".join(folded.split())


def is_same_member(one: str, other: str) -> bool:
    return normal_form(one) == normal_form(other)


def distinct(members: Iterable[str]) -> list[str]:
    """Each member once, as it is spelt first, in the order of the alphabet."""
    spelt: dict[str, str] = {}
    for member in members:
        spelt.setdefault(normal_form(member), member)
    return sorted(spelt.values(), key=normal_form)
