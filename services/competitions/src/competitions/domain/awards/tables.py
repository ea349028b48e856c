"""A table of awards: read and checked as a whole, then granted row by row, so that it goes on after a crash where it was."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from competitions.domain.awards.facts import Terms
from competitions.domain.awards.occasions import Counted, Unclear, called
from competitions.domain.refusal import Refusal

MOST_ROWS: Final = 100_000


class TableStage(StrEnum):
    READING = "reading"
    """Its rows are being checked. Nothing of it is there yet."""
    REFUSED = "refused"
    """The file cannot be read as a table."""
    ASKED = "asked"
    """Before its rows are checked it is to be said which championships are meant."""
    CHECKED = "checked"
    GRANTING = "granting"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(eq=False)
class TableOver(Refusal):
    """It has begun, is over, or was cancelled: that does not go any more."""

    stage: TableStage


@dataclass(eq=False)
class RowsFaulty(Refusal):
    """Some rows cannot be granted, and nobody has said that they are to be left out."""

    number: int


@dataclass(eq=False)
class QuestionsOpen(Refusal):
    """Of some rows it is not certain who is meant."""

    number: int


@dataclass(eq=False)
class ChangesUnseen(Refusal):
    """Some rows correct what was granted before, and nobody has said that they are to."""

    number: int


@dataclass(eq=False)
class NothingToGrant(Refusal):
    """No row of it would be granted."""


@dataclass(frozen=True, slots=True)
class Found:
    """How many rows came to what, when it was checked."""

    new: int = 0
    known: int = 0
    changes: int = 0
    unsure: int = 0
    faulty: int = 0

    @property
    def total(self) -> int:
        return self.new + self.known + self.changes + self.unsure + self.faulty


@dataclass(frozen=True, slots=True)
class Asked:
    """What the rows come to by the answers that were given so far."""

    open_questions: int = 0
    """Rows of which nobody has said who is meant."""
    changes: int = 0
    """Rows that correct what was granted before."""
    to_do: int = 0
    """Rows that are neither faulty, nor known, nor left out by an answer."""


@dataclass(frozen=True, slots=True)
class FileFault:
    """What is wrong with the file as a whole. `message` and `fix` are msgids."""

    where: str
    message: str
    fix: str
    facts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Allowed:
    """What whoever starts it has said yes to."""

    leave_out_faulty: bool = False
    correct: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    id: UUID
    organisation: str
    achievement_id: UUID
    achievement_edition: int
    by: str
    """The account of who brought it."""
    made_at: datetime
    terms: Terms
    file_id: UUID
    """Under which the file lies until it is read."""
    digest: str
    """Of what was asked for, the file too: what comes again under the same key is the same, or another request."""
    special_category: bool = False
    stage: TableStage = TableStage.READING
    is_read_here: bool = False
    """Whether whoever took it reads it at once: the worker waits before it takes it over."""
    read: int = 0
    """Rows that were read until now."""
    headings: tuple[tuple[str, str], ...] = ()
    """By the letter of the column, as the file has them: for the file that is handed back."""
    found: Found = Found()
    refused: tuple[FileFault, ...] = ()
    allowed: Allowed = Allowed()
    to_do: int = 0
    """Rows that are granted or corrected, once it was started."""
    done: int = 0
    reached: int = 0
    """The number of the last row that is done."""
    also_held: tuple[UUID, ...] = ()
    """Championships of others that whoever brought it organises."""
    unclear: tuple[Unclear, ...] = ()
    """Names in it that several championships have."""
    meant: tuple[tuple[str, UUID], ...] = ()
    """What was said of them, and of those that were unclear before."""
    contexts: tuple[Counted, ...] = ()
    """In what the rows were earned, those that most rows name first; empty where none says otherwise than the table."""
    other_contexts: int = 0
    """Rows of further ones."""
    taken_at: datetime | None = None
    """Since when it is read again, after it was said what is meant."""
    has_begun: bool = False
    """Whether a row of it may be granted already: kept before the first one is."""
    ignored: tuple[str, ...] = ()
    """Headings of columns that are left alone."""
    started_at: datetime | None = None
    ended_at: datetime | None = None
    version: int = 1

    def checked(self, found: Found) -> "Table":
        return replace(self, stage=TableStage.CHECKED, found=found, read=found.total)

    def ask(self, unclear: tuple[Unclear, ...]) -> "Table":
        return replace(self, stage=TableStage.ASKED, unclear=unclear)

    def say(self, answers: Mapping[str, UUID], at: datetime) -> "Table":
        """Which championship each name means: then it is read again. A repeat changes nothing.

        Raises TableOver, WhichChampionship.
        """
        named, before = {called(name): id for name, id in answers.items()}, dict(self.meant)
        now = {called(one.written): one.chosen(named) for one in self.unclear}
        if self.stage is not TableStage.ASKED and now and before == before | now:
            return self
        if self.stage is not TableStage.ASKED:
            raise TableOver(self.stage)
        return replace(self, stage=TableStage.READING, meant=tuple((before | now).items()), taken_at=at)

    def refuse(self, faults: tuple[FileFault, ...]) -> "Table":
        return replace(self, stage=TableStage.REFUSED, refused=faults)

    def start(self, allowed: Allowed, asked: "Asked", at: datetime) -> "Table":
        """A repeat changes nothing.

        Raises TableOver, QuestionsOpen, RowsFaulty, ChangesUnseen, NothingToGrant.
        """
        if self.stage in {TableStage.GRANTING, TableStage.DONE}:
            return self
        if self.stage is not TableStage.CHECKED:
            raise TableOver(self.stage)
        if asked.open_questions:
            raise QuestionsOpen(asked.open_questions)
        if self.found.faulty and not allowed.leave_out_faulty:
            raise RowsFaulty(self.found.faulty)
        if asked.changes and not allowed.correct:
            raise ChangesUnseen(asked.changes)
        if not asked.to_do:
            raise NothingToGrant
        return replace(self, stage=TableStage.GRANTING, allowed=allowed, to_do=asked.to_do, started_at=at)

    def cancel(self, at: datetime) -> "Table":
        """Before the first is granted. A repeat changes nothing. Raises TableOver."""
        if self.stage is TableStage.CANCELLED:
            return self
        if self.stage is TableStage.DONE or self.has_begun:
            raise TableOver(self.stage)
        return replace(self, stage=TableStage.CANCELLED, ended_at=at)

    def begun(self) -> "Table":
        return replace(self, has_begun=True)

    def advanced(self, rows: int, reached: int) -> "Table":
        return replace(self, done=self.done + rows, reached=reached)

    def finished(self, at: datetime) -> "Table":
        return replace(self, stage=TableStage.DONE, ended_at=at)
