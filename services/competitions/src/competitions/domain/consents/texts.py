"""What people are asked to agree to: the shipped texts, and those that an organisation wrote itself, version by version."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from hashlib import sha256
from typing import Final
from uuid import UUID

from competitions.domain.consents.records import Purpose, TextShown
from competitions.domain.refusal import Refusal

PLACEHOLDERS: Final = ("championship", "organisation", "address", "until")
"""What `{…}` stands for: names that are filled in; `until` is the last day of what is public."""
IN_BRACES: Final = re.compile(r"\{([^{}]*)\}|[{}]")
MOST_VERSIONS: Final = 100
"""All versions of a purpose are one document, which MongoDB takes up to 16 MiB."""


@dataclass(eq=False)
class UnknownPlaceholder(Refusal):
    """Something in braces that nothing is filled in for: people would read the braces."""

    language: str
    part: str
    found: str


@dataclass(eq=False)
class TooManyVersions(Refusal):
    most: int


@dataclass(frozen=True, slots=True)
class Wording:
    """In one language. Each part is what the law wants said (152-FZ, articles 9 and 10.1)."""

    heading: str
    who_asks: str
    """The operator, with its address."""
    purpose: str
    data: str
    actions: str
    """What is done with the data, and how."""
    readers: str
    term: str
    refusal: str
    withdrawal: str

    @property
    def parts(self) -> Mapping[str, str]:
        return {each.name: getattr(self, each.name) for each in fields(self)}

    def filled(self, names: Mapping[str, str]) -> "Wording":
        return Wording(
            **{part: IN_BRACES.sub(lambda found: names[found[1]], text) for part, text in self.parts.items()}
        )

    def check(self, language: str) -> None:
        """Raises UnknownPlaceholder."""
        for part, text in self.parts.items():
            for found in IN_BRACES.finditer(text):
                if found[1] not in PLACEHOLDERS:
                    raise UnknownPlaceholder(language, part, found[0])


@dataclass(frozen=True, slots=True)
class ConsentText:
    """As it was shown: with the names in it."""

    shown: TextShown
    wording: Wording


@dataclass(frozen=True, slots=True)
class Template:
    version: str
    ru: Wording
    en: Wording

    def filled(self, language: str, names: Mapping[str, str]) -> ConsentText:
        said = (self.en if language == "en" else self.ru).filled(names)
        digest = sha256("\n".join(said.parts.values()).encode()).hexdigest()
        return ConsentText(TextShown(self.version, language, digest), said)


@dataclass(frozen=True, slots=True)
class Published:
    """A version of an organisation's own text. Stays for ever: it is what was agreed to."""

    text: Template
    at: datetime
    by: str
    """The organiser's account."""


@dataclass(frozen=True, slots=True)
class OwnTexts:
    """What one organisation says for one purpose instead of the shipped text."""

    id: UUID
    organisation: str
    purpose: Purpose
    versions: tuple[Published, ...] = ()
    """In their order. Only ever grows; the last one is shown."""
    version: int = 1

    @property
    def newest(self) -> Published | None:
        return self.versions[-1] if self.versions else None

    def publish(self, ru: Wording, en: Wording, at: datetime, by: str) -> "OwnTexts":
        """The same as the newest changes nothing. Raises UnknownPlaceholder, TooManyVersions."""
        for language, wording in (("ru", ru), ("en", en)):
            wording.check(language)
        if self.newest and (self.newest.text.ru, self.newest.text.en) == (ru, en):
            return self
        if len(self.versions) >= MOST_VERSIONS:
            raise TooManyVersions(MOST_VERSIONS)
        text = Template(f"own-{len(self.versions) + 1}", ru, en)
        return replace(self, versions=(*self.versions, Published(text, at, by)))
