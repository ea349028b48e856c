"""An award: its id says what makes it the same, so that nobody is granted the same twice."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from competitions.domain.awards.facts import Granted
from competitions.domain.refusal import Refusal


@dataclass(eq=False)
class KeyOfAnother(Refusal):
    """Another person has been granted this achievement under the same key."""

    key: str


@dataclass(eq=False)
class GrantedBefore(Refusal):
    """The same request, filled in for somebody else, has granted another award."""

    award: "Award"


@dataclass(frozen=True, slots=True)
class AwardsSought:
    """Which of an organisation's awards are looked for; all that is said has to fit."""

    achievement_id: UUID | None = None
    first: date | None = None
    """Of the days on which they were granted."""
    last: date | None = None
    people: frozenset[UUID] | None = None
    """By all ids of theirs. None: of whomever."""


@dataclass(frozen=True, slots=True)
class Award:
    id: UUID
    organisation: str
    """The issuer."""
    achievement_id: UUID
    achievement_edition: int
    subject_id: UUID
    granted: Granted
    by: str
    """The account of who granted it."""
    at: datetime
    special_category: bool = False
    request_id: UUID | None = None
    """By which the form or the request is known that granted it by itself."""
    table_id: UUID | None = None
    """The table that it came with; None: granted by itself."""
    row: int | None = None
    revision: int = 1
    """Counts what was told; `version` counts writes."""
    version: int = 1

    def without_words(self) -> "Award":
        """What stays when its holder is erased: that something was granted, when, in what and how much. The paper's file number leads
        to the person as a name does."""
        return replace(self, granted=replace(self.granted, facts=self.granted.facts.without_words(), consent=None))

    def corrected(self, by: "Award") -> "Award":
        """With the facts of `by`, under the next revision; the same where they are these."""
        if not self.granted.differing(by.granted):
            return self
        return replace(
            by, id=self.id, revision=self.revision + 1, version=self.version, special_category=by.special_category
        )
