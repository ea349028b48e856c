"""One row of a table of awards: who is to get what, and what is still to be said about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Final, Literal
from uuid import UUID

from competitions.domain.awards.facts import Granted
from competitions.domain.entering.guardians import Guardian
from competitions.domain.entering.search import fold
from competitions.domain.person import OF_AGE, full_years
from competitions.domain.refusal import Refusal

OWN_SAY: Final = 14
"""Full years from which a letter goes to the person as well as to the guardians (152-FZ in practice)."""


class RowState(StrEnum):
    NEW = "new"
    KNOWN = "known"
    """Granted before, with the same facts: nothing changes."""
    CHANGES = "changes"
    """Granted before, with other facts: a correction."""
    UNSURE = "unsure"
    """Who is meant is not certain."""
    FAULTY = "faulty"


class Outcome(StrEnum):
    GRANTED = "granted"
    CORRECTED = "corrected"
    UNCHANGED = "unchanged"
    LEFT_OUT = "left_out"
    """By somebody's word, or since something changed after the check."""


class Letter(StrEnum):
    """Whom the news of it can reach."""

    PERSON = "person"
    GUARDIAN = "guardian"
    BOTH = "both"
    NOBODY = "nobody"
    """It is printed and handed over."""


@dataclass(eq=False)
class NoSuchChoice(Refusal):
    """That is no answer to what is asked about the row."""

    number: int


@dataclass(eq=False)
class KeptOtherwise(Refusal):
    """The same request has brought the person with another address or guardian. Who is kept is changed by an organiser alone."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who is to get it, as the row says."""

    family_name: str
    given_name: str
    patronymic: str | None = None
    birth_date: date | None = None
    email: str | None = None
    guardian: Guardian | None = None
    language: Literal["ru", "en"] = "ru"

    @property
    def full_name(self) -> str:
        return " ".join(name for name in (self.family_name, self.given_name, self.patronymic) if name)

    @property
    def folded(self) -> str:
        return fold(self.full_name)

    def addressed(self, today: date) -> "Recipient":
        """Of a child no address is kept: letters about it go to the guardian (decision 31)."""
        is_child = self.birth_date is not None and full_years(self.birth_date, today) < OWN_SAY
        return replace(self, email=None) if is_child else self

    def letter(self, today: date) -> Letter:
        guardian = self.guardian is not None and self.guardian.email is not None
        age = full_years(self.birth_date, today) if self.birth_date else None
        return reached(age, has_email=self.email is not None, has_guardian=guardian)


def reached(age: int | None, *, has_email: bool, has_guardian: bool) -> Letter:
    """Under 14 the guardian alone. Where the age is unknown a guardian who is named hears as well."""
    own = has_email and (age is None or age >= OWN_SAY)
    if has_guardian and (age is None or age < OF_AGE):
        return Letter.BOTH if own else Letter.GUARDIAN
    return Letter.PERSON if own else Letter.NOBODY


@dataclass(frozen=True, slots=True)
class Fault:
    """`column`: its letter in the file. `message` and `fix` are msgids, `facts` fills their placeholders."""

    column: str
    message: str
    fix: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Namesake:
    """Somebody whom the organisation keeps under the same name."""

    id: UUID
    birth_date: date | None
    differing: tuple[str, ...] = ()
    """Of who was granted the same before, what the row says otherwise."""


ANOTHER: Final = "another"
"""Somebody whom the organisation does not keep yet."""
LEAVE_OUT: Final = "leave_out"
ONLY_CANDIDATE: Final = "only_candidate"
"""Where there is exactly one."""


@dataclass(frozen=True, slots=True)
class Row:
    id: UUID
    table_id: UUID
    number: int
    """As in the file."""
    state: RowState
    recipient: Recipient | None = None
    """None once it is granted: what is known of people stands with them alone. None for a row that cannot be read."""
    granted: Granted | None = None
    special_category: bool = False
    """Of what it was earned in."""
    key: str | None = None
    same: UUID | None = None
    """What makes two rows of one table the same."""
    letter: Letter = Letter.NOBODY
    candidates: tuple[Namesake, ...] = ()
    twin: int | None = None
    """A row before it that may be of the same person."""
    answer: str | None = None
    """ANOTHER, LEAVE_OUT, ONLY_CANDIDATE, or the id of one of the candidates."""
    differing: tuple[str, ...] = ()
    """Of a correction, what it changes; also of one that somebody's answer makes one."""
    faults: tuple[Fault, ...] = ()
    cells: Mapping[str, str] = field(default_factory=dict)
    """Of a faulty row, as they were, so that it can be handed back."""
    subject_id: UUID | None = None
    award_id: UUID | None = None
    outcome: Outcome | None = None
    version: int = 1

    @property
    def is_open(self) -> bool:
        """Whether somebody has to say who is meant."""
        return self.state is RowState.UNSURE and self.answer is None

    @property
    def named(self) -> UUID | None:
        """Who is meant of those who are kept: by an answer, or for certain."""
        if self.answer == ONLY_CANDIDATE and self.candidates:
            return self.candidates[0].id
        if self.answer in {None, ANOTHER, LEAVE_OUT, ONLY_CANDIDATE}:
            return self.subject_id if self.answer is None else None
        return UUID(self.answer)

    def answered(self, choice: str) -> "Row":
        """Raises NoSuchChoice."""
        allowed = {ANOTHER, LEAVE_OUT, *(str(one.id) for one in self.candidates)}
        if self.state is not RowState.UNSURE or choice not in allowed:
            raise NoSuchChoice(self.number)
        chosen = next((one for one in self.candidates if str(one.id) == choice), None)
        return replace(self, answer=choice, differing=chosen.differing if chosen else ())

    def done(self, outcome: Outcome, subject_id: UUID | None = None, award_id: UUID | None = None) -> "Row":
        return replace(
            self,
            outcome=outcome,
            subject_id=subject_id,
            award_id=award_id,
            recipient=None,
            granted=None,
            candidates=(),
            key=None,
            same=None,
        )


def matched(recipient: Recipient, namesakes: Sequence[Namesake]) -> tuple[UUID | None, tuple[Namesake, ...]]:
    """Who is meant: certain by name and birth date, where nobody else is kept alike; else who may be, which somebody has to say.

    Neither: nobody of that name is kept who could be meant.
    """
    if recipient.birth_date is None:
        return None, tuple(namesakes)
    alike = [one for one in namesakes if one.birth_date == recipient.birth_date]
    if len(alike) == 1:
        return alike[0].id, ()
    if alike:
        return None, tuple(alike)
    return None, tuple(one for one in namesakes if one.birth_date is None)
