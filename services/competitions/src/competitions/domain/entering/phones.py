"""Telephone numbers as people write them, kept in one form (E.164)."""

import re
from typing import Final

SPACING: Final = re.compile(r"[\s()\u00a0\u202f.\-\u2010-\u2015]")
NUMBER: Final = re.compile(r"\+[1-9][0-9]{7,14}")
RUSSIAN: Final = re.compile(r"(?:8|7)?([3489][0-9]{9})")
"""With the 8 of long distance, the country's 7, or neither."""


class NoPhone(ValueError):
    """No number that could be dialled."""


def phone(written: str) -> str:
    """`8 (912) 345-67-89`, `+7 912 345 67 89` and `9123456789` are all `+79123456789`. Raises NoPhone."""
    plain = SPACING.sub("", written)
    if russian := RUSSIAN.fullmatch(plain):
        return f"+7{russian[1]}"
    if not NUMBER.fullmatch(plain):
        raise NoPhone
    return plain
