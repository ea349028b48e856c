"""Who may read what somebody needs: whom the organiser has named for it, and once the consent to it is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from competitions.access import close_to
from competitions.domain.championship import Championship
from competitions.domain.consents.records import ConsentState, Purpose
from competitions.domain.needs.asked import ConsentLacking, NeedsNotAsked
from competitions.domain.needs.whose import MemberUnnamed, kept_under
from competitions.domain.refusal import Unknown
from competitions.domain.registration import Registration
from competitions.domain.skill import Skill
from competitions.queries.consents import ConsentsOfPerson, entered_people
from competitions.wiring import App
from shared.identity.principal import Forbidden, Principal, Role

AGAINST = frozenset({ConsentState.REFUSED, ConsentState.WITHDRAWN, ConsentState.AT_ODDS})
"""Somebody who has a say said no."""


@dataclass(frozen=True, slots=True)
class NeedsEntry:
    """An entry that goes on, with what it is in."""

    registration: Registration
    skill: Skill
    championship: Championship
    subject_id: UUID
    """Who competes by it, and is meant."""

    @property
    def kept_under(self) -> UUID:
        return kept_under(self.registration, self.subject_id)

    @property
    def which(self) -> str:
        """After an address of the entry: which of a team's members is meant."""
        return which_of(self.registration, self.subject_id)


def reads_needs(championship: Championship, by: Principal | None) -> bool:
    """Whether the organiser has named them, for the organisation or for this championship. Being its organiser is not enough."""
    if by is None:
        return False
    is_of_organisation = by.has(Role.NEEDS_READER) and by.organisation == championship.organisation
    return is_of_organisation or by.has_in(championship.id, Role.NEEDS_READER)


async def read_by(app: App, championship_id: UUID, by: Principal) -> Championship:
    """The championship, for a named reader. Raises Unknown, Forbidden."""
    championship = await app.championships.get(championship_id)
    if not reads_needs(championship, by):
        raise Forbidden
    return championship


async def entry_read_by(app: App, registration_id: UUID, by: Principal, person: UUID | None = None) -> NeedsEntry:
    """`person`: which of a team's members. Raises Unknown, Forbidden, EntryEnded, MemberUnnamed."""
    registration = await app.registrations.get(registration_id)
    championship = await app.championships.get(registration.championship_id)
    if not reads_needs(championship, by):
        raise Forbidden
    registration.must_go_on()
    if person is not None and person not in registration.people:
        raise Unknown("person", person)
    meant = registration.people if person is None else (person,)
    return NeedsEntry(registration, await app.skills.get(registration.skill_id), championship, _only(meant))


async def own_entry(app: App, registration_id: UUID, by: Principal, person: UUID | None = None) -> NeedsEntry:
    """For the person, and the guardians of who is not of age. `person`: which of a team's members, where they answer for several.

    Raises Unknown, Forbidden, MemberUnnamed.
    """
    registration = await app.registrations.get(registration_id)
    own = [id for id in registration.people if person in {None, id} and await close_to(app, id, by)]
    if not own:
        raise Forbidden
    skill = await app.skills.get(registration.skill_id)
    championship = await app.championships.get(registration.championship_id)
    return NeedsEntry(registration, skill, championship, _only(own))


def _only(meant: Sequence[UUID]) -> UUID:
    """Raises MemberUnnamed."""
    if len(meant) > 1:
        raise MemberUnnamed
    return meant[0]


def which_of(entry: Registration, subject_id: UUID) -> str:
    return f"?person={subject_id}" if entry.team else ""


def must_ask(app: App, championship: Championship) -> None:
    """Raises NeedsNotAsked."""
    if not asks_needs(app, championship):
        raise NeedsNotAsked


def asks_needs(app: App, championship: Championship) -> bool:
    return app.rulesets[championship.ruleset].needs.ask


async def consents_to(app: App, entry: NeedsEntry) -> ConsentsOfPerson | None:
    """What was said about who is meant; None where the entry has ended."""
    rows = await entered_people(app, entry.championship, [entry.subject_id])
    return rows[0] if rows else None


def consent_in(row: ConsentsOfPerson | None) -> ConsentState:
    """To what was asked for, as it stands now: who has asked for something is asked for it."""
    return row.states[Purpose.NEEDS] if row else ConsentState.MISSING


def may_be_read(row: ConsentsOfPerson | None) -> bool:
    return consent_in(row) is ConsentState.GIVEN


def must_be_allowed(row: ConsentsOfPerson | None) -> None:
    """Raises ConsentLacking."""
    if not may_be_read(row):
        raise ConsentLacking
