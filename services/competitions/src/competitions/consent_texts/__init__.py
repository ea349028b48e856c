"""The texts that people are asked to agree to, read from the data files beside this module: a file a purpose, both languages.

They are a sound default [U]: 152-FZ, articles 9 and 10.1, say what a consent must tell; an organisation's lawyer decides whether these do.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib import resources

from pydantic import TypeAdapter

from competitions.domain.consents.records import Purpose, TextShown


@dataclass(frozen=True, slots=True)
class Wording:
    """In one language; `{championship}`, `{organisation}`, `{address}` and `{until}` (the last day of what is public) stand for what
    is filled in."""

    heading: str
    who_asks: str
    purpose: str
    data: str
    readers: str
    term: str
    refusal: str
    withdrawal: str


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
        template = self.en if language == "en" else self.ru
        said = {part: text.format(**names) for part, text in _parts(template).items()}
        digest = sha256("\n".join(said.values()).encode()).hexdigest()
        return ConsentText(TextShown(self.version, language, digest), Wording(**said))


def _parts(wording: Wording) -> Mapping[str, str]:
    return {part: getattr(wording, part) for part in wording.__dataclass_fields__}


def read_all() -> dict[Purpose, Template]:
    """Of every purpose. Raises ValidationError where a file lacks a part: a fault of this package."""
    reader = TypeAdapter(Template)
    folder = resources.files(__package__)
    return {
        purpose: reader.validate_python(tomllib.loads(folder.joinpath(f"{purpose}.toml").read_text("utf-8")))
        for purpose in Purpose
    }
