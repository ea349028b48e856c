"""How the API shows an entry."""

from datetime import datetime
from uuid import UUID

from competitions.domain.categories.told import HowHeld
from competitions.domain.entering.absences import AbsenceKind
from competitions.domain.own.mentors import MentorSaid
from competitions.domain.registration import State
from competitions.queries.registrations import Entry
from shared.web.schemas import Out


class MissingOut(Out):
    subject_id: UUID


class EnteredTeamOut(Out):
    name: str
    captain: UUID
    members: list[UUID]
    """Subject ids."""
    mentor: UUID | None
    mentor_said: MentorSaid | None
    """Whether the mentor agreed or declined; null: nothing yet."""
    missing: list[MissingOut]
    """Members who do not start."""
    arrived: list[UUID]
    """Members who are on the site."""
    vacant: int
    """Members who left, and in whose place nobody came yet."""


class AbsenceOut(Out):
    kind: AbsenceKind
    reason: str
    at: datetime
    by: UUID | None
    """The chief expert; none: the organiser."""


class HoldingOut(Out):
    """How the category is held, as the people of the entry were told last."""

    way: HowHeld
    together: list[str]
    """The codes of categories that compete as one, the one under whose name first."""


class RegistrationOut(Out):
    id: UUID
    championship_id: UUID
    skill_id: UUID
    subject_id: UUID
    member: str
    category: str | None
    """The code of one of the ruleset; null where it has none."""
    state: State
    """Waiting for a place; entered with a place; confirmed; checked in; or ended: withdrawn, rejected, replaced."""
    sequence: int
    """In the order of arrival in the skill, from 1."""
    entered_at: datetime | None
    code: str | None
    """By which the entry is found at the door, as on its badge. No right by itself."""
    replaced_by: UUID | None
    """The registration of who took the place over."""
    absence: AbsenceOut | None
    """Why a competitor has no place and no result, where that is so."""
    holding: HoldingOut
    team: EnteredTeamOut | None
    """Whose entry it is, where several compete as one: `subject_id` is the team's."""


class EntryOut(RegistrationOut):
    waiting_place: int | None
    """On the waiting list, from 1; null for who does not wait."""
    reason: str | None
    """Why the entry ended, where somebody wrote that."""

    @classmethod
    def of(cls, entry: Entry) -> "EntryOut":
        known = RegistrationOut.model_validate(entry.registration).model_dump()
        return cls(**known, waiting_place=entry.waiting_place, reason=entry.registration.reason)
