"""What an organisation hands out, as the certificates service has told: an officer chooses from it."""

from dataclasses import dataclass, replace
from typing import Final, Literal
from uuid import UUID

from competitions.domain.refusal import Refusal
from shared.text import Text

Language = Literal["ru", "en", "both"]
FACTS: Final = ("hours", "score", "result", "period", "basis", "modules", "level", "evidence")
"""What a table may bring for an achievement. A word that is not among them is a later version's: nobody is asked for it here."""


@dataclass(eq=False)
class NotOffered(Refusal):
    """Its issuer has withdrawn it."""

    title: Text


@dataclass(eq=False)
class LanguageNotOffered(Refusal):
    """A certificate of it is not made in this language."""

    languages: tuple[Language, ...]


@dataclass(frozen=True, slots=True)
class Want:
    name: str
    required: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """An achievement. Its id is the one that the issuer's service gave it."""

    id: UUID
    organisation: str
    edition: int
    """The version that its issuer tells."""
    code: str
    kind: str
    title: Text
    languages: tuple[Literal["ru", "en"], ...]
    wants: tuple[Want, ...]
    is_offered: bool
    version: int = 1

    def is_newer_than(self, known: "Offer | None") -> bool:
        return known is None or self.edition > known.edition

    def following(self, known: "Offer | None") -> "Offer":
        return self if known is None else replace(self, version=known.version)

    @property
    def asked(self) -> tuple[Want, ...]:
        """The facts that are asked for, as far as they are known here."""
        return tuple(one for one in self.wants if one.name in FACTS)

    @property
    def choices(self) -> tuple[Language, ...]:
        """In which languages a certificate may be."""
        return (*self.languages, "both") if len(self.languages) > 1 else self.languages

    def must_be_offered(self) -> None:
        """Raises NotOffered."""
        if not self.is_offered:
            raise NotOffered(self.title)

    def must_speak(self, language: Language) -> None:
        """Raises LanguageNotOffered."""
        if language not in self.choices:
            raise LanguageNotOffered(self.choices)
