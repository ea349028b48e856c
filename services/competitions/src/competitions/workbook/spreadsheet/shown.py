"""How a cell shows its number, as far as that changes what is meant (ECMA-376, part 1, 18.8.30 and 18.8.31)."""

import re
from enum import Enum
from typing import Final


class Shown(Enum):
    AS_IT_IS = "as it is"
    AS_PERCENT = "as per cent"
    AS_DATE = "as a date or time"


PERCENT: Final = frozenset((9, 10))
DATES: Final = frozenset((*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)))
"""Those of East Asian editions as well."""
LONGEST: Final = 255
"""Of a format's code, as spreadsheets allow. Looking through longer ones could take time by the square of their length."""
LITERAL: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
"""What stands beside the number: texts, escaped signs, fillings, colours, currencies, conditions; not elapsed times."""
DATE: Final = re.compile("[dmyhs]", re.IGNORECASE)


def shown(number: int, code: str | None) -> Shown:
    """`number`: the format's id; `code`: as the workbook states it, None for the formats that every spreadsheet has."""
    if code is None:
        return Shown.AS_DATE if number in DATES else Shown.AS_PERCENT if number in PERCENT else Shown.AS_IT_IS
    first = LITERAL.sub("", code[:LONGEST]).partition(";")[0]
    if "%" in first:
        return Shown.AS_PERCENT
    return Shown.AS_DATE if DATE.search(first.replace("General", "")) else Shown.AS_IT_IS
