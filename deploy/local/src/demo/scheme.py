"""The marking schemes of the demo's invented skills, as in `data/*.toml`."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from importlib.resources import files
from typing import Any, Final, TypedDict

FILES: Final = ("weather_stations.toml", "wooden_boats.toml")


class Name(TypedDict):
    ru: str
    en: str


@dataclass(frozen=True, slots=True)
class Calculation:
    name: str
    type: str
    partial: bool
    parameters: tuple[str | float, ...]


@dataclass(frozen=True, slots=True)
class Aspect:
    code: str
    type: str
    section: int
    maximum: Decimal
    text: str
    requirement: str
    scores: tuple[str, ...]
    """What each judgement score stands for; empty for a measurement."""
    calculation: Calculation | None

    @property
    def form(self) -> str:
        """The code of its sub-criterion."""
        return self.code.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Form:
    """A sub-criterion."""

    code: str
    name: str
    day: int
    aspects: tuple[Aspect, ...]


@dataclass(frozen=True, slots=True)
class Criterion:
    letter: str
    name: str
    forms: tuple[Form, ...]

    @property
    def maximum(self) -> Decimal:
        return sum((aspect.maximum for form in self.forms for aspect in form.aspects), Decimal(0))


@dataclass(frozen=True, slots=True)
class Section:
    number: int
    name: str
    weight: Decimal


@dataclass(frozen=True, slots=True)
class Scheme:
    number: str
    name: Name
    sections: tuple[Section, ...]
    calculations: tuple[Calculation, ...]
    criteria: tuple[Criterion, ...]

    @property
    def forms(self) -> Iterator[Form]:
        return (form for criterion in self.criteria for form in criterion.forms)

    @property
    def aspects(self) -> Iterator[Aspect]:
        return (aspect for form in self.forms for aspect in form.aspects)


def schemes() -> list[Scheme]:
    """Of the main championship."""
    return [scheme_in(name) for name in FILES]


def scheme_in(file: str) -> Scheme:
    """As it stands in one of `data/*.toml`."""
    return _scheme(tomllib.loads((files("demo") / "data" / file).read_text(encoding="utf-8")))


def _scheme(data: dict[str, Any]) -> Scheme:
    known = {
        one["name"]: Calculation(one["name"], one["type"], one["partial"], tuple(one["parameters"]))
        for one in data["calculations"]
    }
    return Scheme(
        number=data["number"],
        name=data["name"],
        sections=tuple(Section(one["number"], one["name"], Decimal(one["weight"])) for one in data["sections"]),
        calculations=tuple(known.values()),
        criteria=tuple(
            Criterion(one["letter"], one["name"], tuple(_form(form, known) for form in one["forms"]))
            for one in data["criteria"]
        ),
    )


def _form(data: dict[str, Any], known: dict[str, Calculation]) -> Form:
    aspects = tuple(
        Aspect(
            code=f"{data['code']}.{position:02}",
            type=one["type"],
            section=one["section"],
            maximum=Decimal(one["max"]),
            text=one["text"],
            requirement=one.get("requirement", ""),
            scores=tuple(one.get("scores", ())),
            calculation=known[one["calculation"]] if "calculation" in one else None,
        )
        for position, one in enumerate(data["aspects"], 1)
    )
    return Form(data["code"], data["name"], data["day"], aspects)
