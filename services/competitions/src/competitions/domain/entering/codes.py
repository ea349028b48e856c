"""The code of an entry: short, on the badge and in the letter. It opens nothing by itself: it says which entry is meant."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Final

SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without I, L, O and U, which are read as others (Crockford's base 32)."""
LENGTH: Final = 8
CODE: Final = re.compile(f"[{SIGNS}]{{{LENGTH}}}")
MISREAD: Final = str.maketrans("ILO", "110", "- ")
IN_LATIN: Final = str.maketrans("АВЕЁКМНОРСТУХЗІЈЅԚԜ", "ABEEKMHOPCTYX31JSQW")
"""What the Russian keyboard writes for a sign that looks alike."""
DASHES: Final = re.compile("[\u02d7\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]")
BEFORE: Final = re.compile(r".*(?:/entry/|\b(?:код|code)\b(?:[^\d:]{0,40}:)?[ .:№-]*)", re.IGNORECASE)
"""What a code is pasted with: the address that a badge leads to, or the word that says what it is."""
IN_TEXT: Final = re.compile(r"(?<![\w-])(?:\w{4}-\w{4}|(?=\w*\d)\w{8})(?![\w-])")
AROUND: Final = " \"'`«»„“”‘’<>()[]{}*_/|:;,.!?…"
MOST_TYPED: Final = 1000


def drawn(choose: Callable[[Sequence[str]], str]) -> str:
    """40 bits by whatever `choose` chooses with."""
    return "".join(choose(SIGNS) for _ in range(LENGTH))


def read(typed: str) -> str | None:
    """A code as it is kept, of what somebody typed or pasted: on either keyboard, and with what came along, as the verification of
    certificates reads their ids. None for what is none, and for two codes."""
    bare = BEFORE.sub("", _plain(typed), count=1)
    found = {code for each in (bare.strip(AROUND), *IN_TEXT.findall(bare)) if (code := _bare(each))}
    return found.pop() if len(found) == 1 else None


def _plain(typed: str) -> str:
    """Without signs that nobody sees; white space is a single space, all dashes are hyphens."""
    composed = unicodedata.normalize("NFKC", typed[:MOST_TYPED])
    seen = (sign for sign in composed if sign.isspace() or unicodedata.category(sign) not in {"Cc", "Cf"})
    return " ".join(DASHES.sub("-", "".join(seen)).split())


def _bare(text: str) -> str | None:
    code = text.upper().translate(IN_LATIN).translate(MISREAD)
    return code if CODE.fullmatch(code) else None


def spoken(code: str) -> str:
    """As it is printed: in two halves."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"
