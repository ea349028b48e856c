"""The code of an entry: short, on the badge and in the letter. It opens nothing by itself: it says which entry is meant."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Final

SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without I, L, O and U, which are read as others (Crockford's base 32)."""
LENGTH: Final = 8
CODE: Final = re.compile(f"[{SIGNS}]{{{LENGTH}}}")
CYRILLIC: Final = str.maketrans("АВЕКМНОРСТУХЗ", "ABEKMHOPCTYX3")
"""Letters of the Russian keyboard that look like a sign of a code."""
MISREAD: Final = str.maketrans("ILO", "110", "- ")
DASHES: Final = re.compile("[\u2010-\u2015\u2212]")
TYPED: Final = re.compile(r"(?<![0-9A-Z])[0-9A-Z]{4}[- ]?[0-9A-Z]{4}(?![0-9A-Z])")
"""Where a code may stand in what was copied: an address that ends with it, or words around it."""
MOST_READ: Final = 300


def drawn(choose: Callable[[Sequence[str]], str]) -> str:
    """40 bits by whatever `choose` chooses with."""
    return "".join(choose(SIGNS) for _ in range(LENGTH))


def read(typed: str) -> str | None:
    """A code as it is kept, of what somebody typed or copied; None where there is none, or more than one."""
    seen = "".join(sign for sign in typed[:MOST_READ] if unicodedata.category(sign) not in {"Cf", "Cc"})
    plain = DASHES.sub("-", unicodedata.normalize("NFKC", seen)).upper().translate(CYRILLIC)
    plain = plain.rpartition("/")[2].partition("?")[0]  # of an address, its end
    found = {code for one in TYPED.findall(plain) if CODE.fullmatch(code := one.translate(MISREAD))}
    whole = plain.translate(MISREAD)
    if CODE.fullmatch(whole):
        return whole
    return found.pop() if len(found) == 1 else None


def spoken(code: str) -> str:
    """As it is printed: in two halves."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"
