"""A small aggregate and its events, to try the backbone with."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID, uuid4

from shared.contracts import Text
from shared.contracts.certificates import CertificateIssued
from shared.contracts.competitions import Championship, ChampionshipAnnounced, PersonChanged, Skill
from shared.events import Event, event
from shared.ids import derive
from shared.mongo.aggregates import Aggregates
from shared.mongo.cached_aggregates import CachedAggregates
from shared.mongo.database import Database

AT = datetime(2026, 11, 22, 9, 30, 0, 123000, tzinfo=UTC)


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True)
class Part:
    code: str
    weight: Decimal


@dataclass(frozen=True, slots=True)
class Thing:
    id: UUID
    version: int = 1
    name: str = "вещь"
    price: Decimal = Decimal("0.10")
    day: date = date(2026, 11, 22)
    at: datetime = AT
    colour: Colour = Colour.RED
    parts: tuple[Part, ...] = ()
    by_code: dict[str, Part] = field(default_factory=dict)
    tags: frozenset[str] = frozenset()
    owner: UUID | None = None


class NoThing(Exception):
    def __init__(self, id: UUID) -> None:
        super().__init__(str(id))


class Things(Aggregates[Thing]):
    publishes = True

    def __init__(self, database: Database) -> None:
        super().__init__(database, "things", Thing, NoThing)


class CachedThings(CachedAggregates[Thing]):
    publishes = True

    def __init__(self, database: Database) -> None:
        super().__init__(database, "things", Thing, NoThing)


def issued(certificate_id: UUID, number: int = 1) -> Event[CertificateIssued]:
    text = Text(ru="Участник", en="Participant")
    data = CertificateIssued(
        certificate_id=certificate_id,
        subject_id=uuid4(),
        result_id=uuid4(),
        achievement="participation",
        registration_number=f"T-2026-{number}",
        title=text,
        championship_id=uuid4(),
        skill_id=uuid4(),
        issued_at=AT,
    )
    return event(data, id=derive(certificate_id, data.type, str(number)), at=AT)


def person(subject_id: UUID, version: int = 1) -> Event[PersonChanged]:
    data = PersonChanged(
        subject_id=subject_id, version=version, family_name="Тестов", given_name="Проверяй", email="test@example.test"
    )
    return event(data, id=derive(subject_id, data.type, str(version)), at=AT)


def announced(skills: int, letters: int = 40) -> ChampionshipAnnounced:
    """A championship whose skills have names of so many letters."""
    name = Text(ru="я" * letters, en="z" * letters)
    championship = Championship(
        id=uuid4(), name=name, organisation="region-47", ruleset="worldskills", starts_on=AT.date(), ends_on=AT.date()
    )
    return ChampionshipAnnounced(
        championship=championship, skills=tuple(Skill(id=uuid4(), number=str(n), name=name) for n in range(skills))
    )
