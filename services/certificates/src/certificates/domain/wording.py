"""What an issuer writes of an achievement, and what of it cannot be."""

import re
from dataclasses import dataclass
from typing import Final, Literal

from certificates.domain.refusal import Refusal
from shared.text import Text

_CODE: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")
_FORM: Final = "new"
"""Stands at `/issuers/{organisation}/achievements/new`."""
ADDRESS: Final = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?(?:/[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]*)?")
"""Such as every reader of the signed data takes for one: absolute, and in letters of addresses alone."""
PLAIN: Final = "plain"
"""The design that every issuer has."""
Written = Literal["ru", "en"]
"""A language in which texts of an issuer are."""
Spoken = Literal["ru", "en", "both"]
"""In which a certificate is."""
WANTED: Final = ("hours", "score", "result", "period", "basis", "modules", "level", "evidence")


@dataclass(eq=False)
class BadCode(Refusal):
    """It cannot be the code of an achievement."""

    code: str


@dataclass(eq=False)
class BadKind(Refusal):
    """It cannot be the word for a kind."""

    kind: str


@dataclass(eq=False)
class NoTitle(Refusal):
    """It has a title in no language."""


@dataclass(eq=False)
class TextMissing(Refusal):
    """A text has no words in one of the languages of the title."""

    name: str
    language: str


@dataclass(eq=False)
class BadAddress(Refusal):
    """It does not lead to the description of a competence. `place`: of the competence, from 0."""

    place: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """A competence that it confirms, by somebody's list: WSOS, ESCO, a professional standard."""

    framework: str
    """The list, as it calls itself."""
    name: str
    code: str | None
    url: str


@dataclass(frozen=True, slots=True)
class Module:
    """A part of what was learned or shown; hours are academic ones."""

    title: str
    hours: int | None = None
    mark: str | None = None
    """Of one holder, as it was given: «отлично», «12,5 из 15»."""


@dataclass(frozen=True, slots=True)
class Want:
    """What a table of awards brings for it, beside who, when and where."""

    name: str
    """One of WANTED."""
    required: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A text as it was written: in both languages, or in one of them."""

    ru: str | None = None
    en: str | None = None

    @property
    def languages(self) -> tuple[Written, ...]:
        found: tuple[tuple[Written, str | None], ...] = (("ru", self.ru), ("en", self.en))
        return tuple(language for language, text in found if text)

    def whole(self, name: str, languages: tuple[Written, ...]) -> Text:
        """Raises TextMissing where a language of the title is."""
        for language in languages:
            if language not in self.languages:
                raise TextMissing(name, language)
        return Text(self.ru or self.en or "", self.en or self.ru or "")


@dataclass(frozen=True, slots=True)
class Words:
    """What an issuer writes of an achievement."""

    title: Part
    criteria: Part
    description: Part = Part()
    level: Part = Part()
    alignments: tuple[Alignment, ...] = ()
    hours: int | None = None
    modules: tuple[Module, ...] = ()
    valid_months: int | None = None
    wants: tuple[Want, ...] = ()
    design: str = PLAIN
    spoken: Spoken = "both"


def checked_code(text: str) -> str:
    """Part of addresses and of tables. Raises BadCode."""
    if not _CODE.fullmatch(text) or text == _FORM:
        raise BadCode(text[:80])
    return text


def checked_kind(text: str) -> str:
    """Raises BadKind."""
    if not _CODE.fullmatch(text):
        raise BadKind(text[:80])
    return text
