"""A file of entrants: checked as a whole, kept as a whole, and taken back as a whole within the hour."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, Literal
from uuid import UUID

from competitions.domain.entering.crews import Place
from competitions.domain.entering.guardians import Guardian
from competitions.domain.entering.search import fold
from competitions.domain.refusal import Refusal

UNDO: Final = timedelta(hours=1)
"""So long an import can be taken back; letters about its entries wait for the end of it."""


class ImportStage(StrEnum):
    CHECKED = "checked"
    """Nothing of it is there yet."""
    KEPT = "kept"
    """All of it is there, or about to be; nobody is told yet."""
    TELLING = "telling"
    """It stays; people are being told."""
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"


@dataclass(eq=False)
class ImportOver(Refusal):
    """It is kept for good, or taken back."""

    stage: ImportStage


@dataclass(eq=False)
class ImportOutdated(Refusal):
    """Since the file was checked something changed that it stands on: it is checked again."""

    import_id: UUID


@dataclass(frozen=True, slots=True)
class Entrant:
    """One row: the facts of a person, and what they are entered in."""

    family_name: str
    given_name: str
    patronymic: str | None
    birth_date: date
    email: str | None
    phone: str | None
    language: Literal["ru", "en"]
    skill_id: UUID
    member: str
    time_zone: str | None = None
    category: str | None = None
    """A code of the ruleset; None where it has no categories."""
    course: str | None = None
    """As of the person."""
    row: int | None = None
    """Its number in the file."""
    guardian: Guardian | None = None
    """Of who is not kept yet."""
    in_team: Place | None = None
    """Where several compete as one."""

    @property
    def identity(self) -> tuple[str, date]:
        """By which a person is the same: the folded name and the birth date. An address proves nothing, siblings share it."""
        return fold(self.full_name), self.birth_date

    @property
    def crew(self) -> tuple[UUID, str] | None:
        """By which rows are of one team: the skill, and the name without its spelling."""
        return (self.skill_id, fold(self.in_team.team)) if self.in_team else None

    @property
    def full_name(self) -> str:
        return " ".join(name for name in (self.family_name, self.given_name, self.patronymic) if name)


@dataclass(frozen=True, slots=True)
class Line:
    """What a row comes to."""

    registration_id: UUID
    person_id: UUID
    is_new_person: bool
    skill_id: UUID
    member: str
    category: str | None
    entrant: Entrant | None
    """None once the import is there: what is known of people stands with them alone."""
    guardian_id: UUID | None = None
    is_new_guardian: bool = False
    in_team: Place | None = None
    """Rows of one team have one registration."""


@dataclass(frozen=True, slots=True)
class Import:
    id: UUID
    championship_id: UUID
    organisation: str
    by: str
    """The account of who brought the file."""
    made_at: datetime
    lines: tuple[Line, ...]
    """New entries alone."""
    known: int
    """Rows whose person is entered in that skill already: they change nothing."""
    stage: ImportStage = ImportStage.CHECKED
    kept_at: datetime | None = None
    left: int = 0
    """Entries that somebody has changed since, and that were therefore not taken back."""
    by_school: bool = False
    """Whether a school's coordinator brought it."""
    version: int = 1

    @property
    def entries(self) -> int:
        """A team is one."""
        return len({line.registration_id for line in self.lines})

    @property
    def new_people(self) -> int:
        return len({line.person_id for line in self.lines if line.is_new_person})

    @property
    def new_guardians(self) -> frozenset[UUID]:
        return frozenset(line.guardian_id for line in self.lines if line.guardian_id and line.is_new_guardian)

    @property
    def undo_until(self) -> datetime | None:
        return self.kept_at + UNDO if self.kept_at else None

    def is_undoable(self, at: datetime) -> bool:
        return self.stage is ImportStage.KEPT and self.undo_until is not None and at < self.undo_until

    @property
    def is_under_way(self) -> bool:
        """Whether something of it may not be there yet."""
        return any(line.entrant for line in self.lines)

    def keep(self, at: datetime) -> "Import":
        """A repeat changes nothing. Raises ImportOver where it was taken back."""
        if self.stage in {ImportStage.UNDOING, ImportStage.UNDONE}:
            raise ImportOver(self.stage)
        return self if self.kept_at else replace(self, stage=ImportStage.KEPT, kept_at=at)

    def there(self) -> "Import":
        """All of it is there: personal data stays with the people alone."""
        return replace(self, lines=tuple(replace(line, entrant=None) for line in self.lines))

    def tell(self) -> "Import":
        """From here on it is not taken back. A repeat changes nothing. Raises ImportOver where it was."""
        if self.stage in {ImportStage.TELLING, ImportStage.DONE}:
            return self
        if self.stage is not ImportStage.KEPT or self.is_under_way:
            raise ImportOver(self.stage)
        return replace(self, stage=ImportStage.TELLING)

    def undo(self, at: datetime) -> "Import":
        """A repeat changes nothing. Raises ImportOver where people are told, or it has been there for an hour."""
        if self.stage in {ImportStage.UNDOING, ImportStage.UNDONE}:
            return self
        is_over = self.undo_until is not None and at >= self.undo_until and not self.is_under_way
        if self.stage is not ImportStage.KEPT or is_over:
            raise ImportOver(self.stage)
        return replace(self, stage=ImportStage.UNDOING)


def by_skill(lines: Sequence[Line]) -> dict[UUID, list[Line]]:
    """In the order of the file."""
    found: dict[UUID, list[Line]] = {}
    for line in lines:
        found.setdefault(line.skill_id, []).append(line)
    return found
