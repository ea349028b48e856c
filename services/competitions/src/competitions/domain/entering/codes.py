"""The code of an entry: short, on the badge and in the letter. It opens nothing by itself: it says which entry is meant."""

import re
from collections.abc import Callable, Sequence
from typing import Final

SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without I, L, O and U, which are read as others (Crockford's base 32)."""
LENGTH: Final = 8
CODE: Final = re.compile(f"[{SIGNS}]{{{LENGTH}}}")
MISREAD: Final = str.maketrans("ILO", "110", "- ")


def drawn(choose: Callable[[Sequence[str]], str]) -> str:
    """40 bits by whatever `choose` chooses with."""
    return "".join(choose(SIGNS) for _ in range(LENGTH))


def read(typed: str) -> str | None:
    """A code as it is kept, of one that somebody typed; None for what is none."""
    code = typed.upper().translate(MISREAD)
    return code if CODE.fullmatch(code) else None


def spoken(code: str) -> str:
    """As it is printed: in two halves."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"
