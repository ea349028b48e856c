"""Who holds championships and keeps people's data: the operator, as the law wants it named (152-FZ, article 9(4))."""

import re
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from competitions.domain.refusal import Refusal
from shared.text import Text

WEIGHTS: Final = ((2, 4, 10, 3, 5, 9, 4, 6, 8), (7, 2, 4, 10, 3, 5, 9, 4, 6, 8), (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8))
"""Of the digits before each check digit: one for a legal person, the next two for a person in business."""
LEGAL: Final = re.compile(r"\d{10}")
IN_BUSINESS: Final = re.compile(r"\d{12}")


@dataclass(eq=False)
class TaxNumberWrong(Refusal):
    """ИНН: 10 digits, or 12 of a person in business, whose last ones follow from the others."""


@dataclass(frozen=True, slots=True)
class About:
    """What an organisation says of itself. Texts of consents and invitations name it so."""

    name: Text
    address: Text
    """To write to."""
    tax_number: str | None = None
    """ИНН."""

    def check(self) -> None:
        """Raises TaxNumberWrong."""
        if self.tax_number is not None and not _is_tax_number(self.tax_number):
            raise TaxNumberWrong

    @property
    def is_of_a_person(self) -> bool:
        """Somebody in business for themselves: the name is theirs."""
        return self.tax_number is not None and IN_BUSINESS.fullmatch(self.tax_number) is not None

    def told(self, language: str) -> str:
        """The operator in a text: name, number and address."""
        number = {"ru": "ИНН", "en": "INN"}[language]
        parts = [self.name.in_language(language), *([f"{number} {self.tax_number}"] if self.tax_number else [])]
        return ", ".join([*parts, self.address.in_language(language)])


@dataclass(frozen=True, slots=True)
class Organisation:
    """Known by its short name, which its people's accounts carry."""

    id: UUID
    code: str
    about: About
    version: int = 1

    def become(self, about: About) -> "Organisation":
        """Raises TaxNumberWrong."""
        about.check()
        return self if about == self.about else replace(self, about=about)

    @classmethod
    def described(cls, id: UUID, code: str, about: About) -> "Organisation":
        """Raises TaxNumberWrong."""
        about.check()
        return cls(id, code, about)


def _is_tax_number(text: str) -> bool:
    if LEGAL.fullmatch(text):
        return _checks(text, WEIGHTS[:1])
    return IN_BUSINESS.fullmatch(text) is not None and _checks(text, WEIGHTS[1:])


def _checks(text: str, weights: tuple[tuple[int, ...], ...]) -> bool:
    digits = [int(digit) for digit in text]
    return all(
        sum(weight * digit for weight, digit in zip(row, digits, strict=False)) % 11 % 10 == digits[len(row)]
        for row in weights
    )
