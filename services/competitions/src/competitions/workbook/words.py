"""Text of foreign cells: cleaned to what people can read and type, and compared by what people see."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from shared.text import is_unreadable, line

ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
"""How the format writes characters that XML cannot hold; line ends of other systems come as `_x000D_`."""
MOST_MARKS: Final = 8
"""Accents on one letter. Composing takes time by the square of how many there are."""
LOOKALIKES: Final = str.maketrans("АВСЕНІЈКМОРЅТХУΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABCEHIJKMOPSTXYABEZHIKMNOPTYX")
"""Cyrillic and Greek capitals that cannot be told from Latin ones."""


def one_line(text: str) -> str:
    """Composed (NFC), without invisible characters, with single spaces."""
    if "_x" in text:
        text = _without_surrogates(ESCAPED.sub(lambda match: chr(int(match[1], 16)), text))
    return line("".join(_readable(text)))


def folded(text: str) -> str:
    """Capitals by their look: a Cyrillic «М» counts as a Latin “M”, a wide letter as a narrow one."""
    return unicodedata.normalize("NFKC", text).upper().translate(LOOKALIKES)


def _readable(text: str) -> Iterator[str]:
    """Control characters part words in files of other programs; what nobody can read otherwise is left out."""
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character)[0] == "M" else 0
        if unicodedata.category(character) == "Cc":
            yield " "
        elif marks <= MOST_MARKS and not is_unreadable(character):
            yield character


def _without_surrogates(text: str) -> str:
    """Escapes may spell halves of characters: pairs become one, single ones are left out."""
    if not any("\ud800" <= character <= "\udfff" for character in text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
