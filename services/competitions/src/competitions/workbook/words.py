"""Text of foreign cells: cleaned to what people can read and type, and compared by what people see."""

import re
import unicodedata
from typing import Final

from shared.text import readable

ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
"""How the format writes characters that XML cannot hold; line ends of other systems come as `_x000D_`."""
LOOKALIKES: Final = str.maketrans("АВСЕНІЈКМОРЅТХУΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABCEHIJKMOPSTXYABEZHIKMNOPTYX")
"""Cyrillic and Greek capitals that cannot be told from Latin ones."""


def one_line(text: str) -> str:
    """Composed (NFC), without invisible characters, with single spaces."""
    if "_x" in text:
        text = _without_surrogates(ESCAPED.sub(lambda match: chr(int(match[1], 16)), text))
    return readable(text)


def folded(text: str) -> str:
    """Capitals by their look: a Cyrillic «М» counts as a Latin “M”, a wide letter as a narrow one."""
    return unicodedata.normalize("NFKC", text).upper().translate(LOOKALIKES)


def _without_surrogates(text: str) -> str:
    """Escapes may spell halves of characters: pairs become one, single ones are left out."""
    if not any("\ud800" <= character <= "\udfff" for character in text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
