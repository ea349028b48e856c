"""Who may read what somebody needs: whom the organiser has named for it, and once the consent to it is there."""

from dataclasses import dataclass
from uuid import UUID

from competitions.access import close_to
from competitions.domain.championship import Championship
from competitions.domain.consents.records import ConsentState, Purpose
from competitions.domain.needs.asked import ConsentLacking, NeedsNotAsked
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


async def entry_read_by(app: App, registration_id: UUID, by: Principal) -> NeedsEntry:
    """Raises Unknown, Forbidden, EntryEnded."""
    found = await _entry(app, registration_id)
    if not reads_needs(found.championship, by):
        raise Forbidden
    found.registration.must_go_on()
    return found


async def own_entry(app: App, registration_id: UUID, by: Principal) -> NeedsEntry:
    """For the person, and the guardians of who is not of age. Raises Unknown, Forbidden."""
    found = await _entry(app, registration_id)
    if not await close_to(app, found.registration.subject_id, by):
        raise Forbidden
    return found


async def _entry(app: App, registration_id: UUID) -> NeedsEntry:
    registration = await app.registrations.get(registration_id)
    skill = await app.skills.get(registration.skill_id)
    return NeedsEntry(registration, skill, await app.championships.get(registration.championship_id))


def must_ask(app: App, championship: Championship) -> None:
    """Raises NeedsNotAsked."""
    if not asks_needs(app, championship):
        raise NeedsNotAsked


def asks_needs(app: App, championship: Championship) -> bool:
    return app.rulesets[championship.ruleset].needs.ask


def may_ask(entry: Registration) -> bool:
    """A person, for themselves: nobody asks for a whole team."""
    return entry.team is None and not entry.has_ended


async def consents_to(app: App, entry: NeedsEntry) -> ConsentsOfPerson | None:
    """What was said about the entry's person; None where the entry has ended."""
    rows = await entered_people(app, entry.championship, [entry.registration.subject_id])
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
