"""What is told in one play, and what must have come of it in the end: both follow from the seed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Any, Final
from uuid import UUID

from tests.shared.things import AT, issued, person

from shared.contracts.competitions import PersonChanged
from shared.events import Event, to_document, tombstone

KEYS: Final = [UUID(int=number) for number in range(1, 6)]
PEOPLE: Final = [UUID(int=number) for number in range(101, 104)]
LARGEST: Final = 2_000
"""Bytes that the broker takes."""
TELLING: Final = 15.0
"""Seconds in which all is told."""


@dataclass
class Plot:
    told: list[tuple[float, UUID, Mapping[str, Any]]] = field(default_factory=list)
    """When, in which document, which event."""
    expected: dict[UUID, list[UUID]] = field(default_factory=dict)
    """The events of each certificate that must have an effect, in their order."""
    poison: set[UUID] = field(default_factory=set)
    """Events that nobody can handle. All that are sent become dead letters."""
    put_aside: dict[UUID, list[UUID]] = field(default_factory=dict)
    """What the broker refuses, and what waits behind it."""
    waiting: set[UUID] = field(default_factory=set)
    """Certificates whose events wait for a person."""
    people: dict[UUID, int] = field(default_factory=dict)
    """The newest version of each, whether or not they are erased after it."""
    erased: set[UUID] = field(default_factory=set)


def plot(chance: Random) -> Plot:
    made = Plot()
    for subject in PEOPLE:
        _of_person(made, subject, chance)
    for key in KEYS:
        _of_certificate(made, key, chance)
    made.told.sort(key=lambda one: one[0])
    return made


def _of_certificate(made: Plot, key: UUID, chance: Random) -> None:
    numbers = range(1, chance.randint(2, 7))
    large = chance.choice(numbers) if chance.random() < 0.2 else None
    poison = chance.choice(numbers) if chance.random() < 0.3 else None
    if chance.random() < 0.4:
        made.waiting.add(key)
    subject = chance.choice(PEOPLE)
    for number, moment in zip(numbers, _moments(len(numbers), chance), strict=True):
        id, document = certificate(key, number, subject, is_large=number == large)
        made.told.append((moment, key, document))
        if large is not None and number >= large:
            made.put_aside.setdefault(key, []).append(id)
        elif number == poison:
            made.poison.add(id)
        else:
            made.expected.setdefault(key, []).append(id)


def _of_person(made: Plot, subject: UUID, chance: Random) -> None:
    versions = range(1, chance.randint(2, 5))
    *moments, end = _moments(len(versions) + 1, chance)
    for version, moment in zip(versions, moments, strict=True):
        made.told.append((moment, subject, person_told(subject, version)))
    made.people[subject] = versions[-1]
    if chance.random() < 0.5:
        made.erased.add(subject)
        made.told.append((end, subject, erasure(subject)))


def _moments(number: int, chance: Random) -> list[float]:
    """One after the other, or all at once."""
    if chance.random() < 0.4:
        return [chance.uniform(0, TELLING)] * number
    return sorted(chance.uniform(0, TELLING) for _ in range(number))


@cache
def certificate(key: UUID, number: int, subject: UUID, *, is_large: bool) -> tuple[UUID, Mapping[str, Any]]:
    usual = issued(key, number)
    given = {"subject_id": subject} | ({"organisation": "o" * LARGEST} if is_large else {})
    event = Event(usual.id, usual.time, usual.data.model_copy(update=given))
    return event.id, to_document(event)


@cache
def person_told(subject: UUID, version: int) -> Mapping[str, Any]:
    return to_document(person(subject, version))


@cache
def erasure(subject: UUID) -> Mapping[str, Any]:
    return to_document(tombstone(PersonChanged, subject, id=UUID(int=subject.int + 1000), at=AT))
