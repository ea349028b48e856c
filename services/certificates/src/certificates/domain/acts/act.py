"""An act of an officer: what is to be done with which entries of the register, why, and what came of it.

It is looked at before it is done, and is done in the order of its tasks: how far it is stands in it, so that whoever goes on after a
kill does nothing twice.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from certificates.domain.acts.amendment import NOTHING, Amendment
from certificates.domain.acts.faults import RowFault
from certificates.domain.acts.reasons import Why
from certificates.domain.blanks.blank import Blank
from certificates.domain.blanks.record import Earlier
from certificates.domain.certificate import NoReason, RevocationUnconfirmed
from certificates.domain.refusal import Refusal

MOST: Final = 10_000
"""Entries of one act."""
FEW: Final = 50
"""These are done while whoever asked for it waits."""


@dataclass(eq=False)
class UnknownAct(Refusal):
    act_id: UUID


@dataclass(eq=False)
class ActStarted(Refusal):
    """What was done stays done, and what is left goes on."""

    act_id: UUID


@dataclass(eq=False)
class TooManyEntries(Refusal):
    count: int
    most: int = MOST


@dataclass(eq=False)
class NothingChosen(Refusal):
    """No entry was ticked, or none was found, or nothing of it can be done."""


class Doing(StrEnum):
    SUSPEND = "suspend"
    REINSTATE = "reinstate"
    REVOKE = "revoke"
    REISSUE = "reissue"
    DUPLICATE = "duplicate"
    BLANKS = "blanks"
    """Series and number of the paper are entered."""
    CORRECT_BLANKS = "correct-blanks"
    """They were typed wrongly: the certificate was never on the blank that is entered."""
    REPRINT = "reprint"
    """It is printed on another blank, and the one before is spoilt."""
    SPOIL = "spoil"
    """The blank is spoilt, and there is no other one yet."""


ON_BLANKS: Final[Mapping[Doing, Earlier]] = {
    Doing.BLANKS: Earlier.NONE,
    Doing.CORRECT_BLANKS: Earlier.MISTYPED,
    Doing.REPRINT: Earlier.SPOILT,
    Doing.SPOIL: Earlier.SPOILT,
}
"""What is about paper alone, and what becomes of the blank before."""
WITHOUT_REASON: Final = frozenset({Doing.REINSTATE, Doing.BLANKS})


class Stage(StrEnum):
    DRAFT = "draft"
    GOING = "going"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Task:
    """One entry, and what of it is to be another. `row`: of the table that brought it."""

    certificate_id: UUID
    number: str
    """The registration number, for who reads the act."""
    row: int | None = None
    amendment: Amendment = NOTHING
    blank: Blank | None = None
    """That is to be entered."""
    earlier: Blank | None = None
    """On which it was when that was looked at."""
    spoilt_on: date | None = None
    """None: on the day on which it is said."""
    answers: bool = False
    """It was meant by itself: what is issued in its place answers a revocation too."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An entry with which it cannot be done."""

    certificate_id: UUID
    number: str
    why: Why
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Act:
    id: UUID
    organisation: str
    doing: Doing
    by: str
    """An account."""
    at: datetime
    """When it was drafted; once it is started, when that was."""
    count: int
    """Of the tasks."""
    tasks: tuple[Task, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    faults: tuple[RowFault, ...] = ()
    """Of rows of a table that say nothing that could be done."""
    reason: str = ""
    public: bool = False
    stage: Stage = Stage.DRAFT
    reached: int = 0
    """So many of the tasks were gone through."""
    done: int = 0
    """So many of them took place."""
    finished_at: datetime | None = None
    version: int = 1

    @classmethod
    def drafted(
        cls,
        id: UUID,
        organisation: str,
        doing: Doing,
        tasks: tuple[Task, ...],
        *,
        left_out: tuple[LeftOut, ...] = (),
        faults: tuple[RowFault, ...] = (),
        by: str,
        at: datetime,
    ) -> "Act":
        """Raises NothingChosen, TooManyEntries."""
        if not tasks and not left_out and not faults:
            raise NothingChosen
        if (count := len(tasks) + len(left_out)) > MOST:
            raise TooManyEntries(count)
        return cls(id, organisation, doing, by, at, len(tasks), tasks, left_out, faults)

    def started(self, reason: str, *, public: bool, sure: bool, by: str, at: datetime) -> "Act":
        """A second press changes nothing. Raises NoReason, RevocationUnconfirmed, NothingChosen."""
        if self.stage is not Stage.DRAFT:
            return self
        if not self.tasks:
            raise NothingChosen
        if not reason.strip() and self.doing not in WITHOUT_REASON:
            raise NoReason
        if self.doing is Doing.REVOKE and not sure:
            raise RevocationUnconfirmed
        return replace(self, reason=reason.strip(), public=public, by=by, at=at, stage=Stage.GOING)

    def check_cancelled(self) -> None:
        """Raises ActStarted."""
        if self.stage is not Stage.DRAFT:
            raise ActStarted(self.id)

    def next(self, many: int) -> tuple[Task, ...]:
        return self.tasks[self.reached : self.reached + many]

    def advanced(self, tasks: int, left_out: tuple[LeftOut, ...]) -> "Act":
        """By so many tasks, of which some could not be done any more."""
        done = self.done + tasks - len(left_out)
        return replace(self, reached=self.reached + tasks, done=done, left_out=(*self.left_out, *left_out))

    def finished(self, at: datetime) -> "Act":
        """Nothing of anybody stays in it but numbers and ids; a cell that is no number may have a name in it."""
        bare = tuple(Task(one.certificate_id, one.number, one.row) for one in self.tasks)
        faults = tuple(replace(one, number="") for one in self.faults)
        return replace(self, stage=Stage.DONE, tasks=bare, faults=faults, finished_at=at)

    def forgetting(self, certificate_ids: Collection[UUID]) -> "Act":
        """Nothing of what was to be said in these: whose they are was erased, and they are left out when their turn comes."""
        return replace(
            self,
            tasks=tuple(
                replace(one, amendment=NOTHING) if one.certificate_id in certificate_ids else one for one in self.tasks
            ),
        )

    @property
    def is_few(self) -> bool:
        return self.count <= FEW
