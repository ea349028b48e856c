"""As large as schemes of international championships are: 36 sub-criteria, and names as long as may be."""

from decimal import Decimal
from typing import Final

from demo.scheme import Aspect, Criterion, Form, Scheme, Section

LONG: Final = "Вымышленнодлиннословное" * 2 + "наименование"
"""A word of nearly 60 letters, which nothing divides."""
LETTERS: Final = "ABCDEF"
FORMS: Final = 6
USUAL, LAST = Decimal("2.75"), Decimal("3.75")


def _form(code: str, maximum: Decimal) -> Form:
    return Form(code, LONG, 1, (Aspect(f"{code}.01", "M", 1, maximum, LONG, "", (), None),))


def _criterion(letter: str) -> Criterion:
    codes = [f"{letter}{number}" for number in range(1, FORMS + 1)]
    return Criterion(letter, LONG, tuple(_form(code, LAST if code == "F6" else USUAL) for code in codes))


LARGE: Final = Scheme(
    number="R08",
    name={"ru": LONG, "en": LONG},
    sections=(Section(1, LONG, Decimal(100)),),
    calculations=(),
    criteria=tuple(_criterion(letter) for letter in LETTERS),
)
