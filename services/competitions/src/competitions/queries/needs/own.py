"""What somebody asked for, as they and the guardians of who is not of age see it: the answers, and who read it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from competitions.domain.championship import Championship
from competitions.domain.consents.records import ConsentState
from competitions.domain.duties.kinds import DutyKind
from competitions.domain.needs.asked import Needs, NeedsSealBroken
from competitions.domain.needs.companions import Companion
from competitions.domain.needs.readings import NeedsReading
from competitions.domain.person import Person
from competitions.domain.registration import Registration
from competitions.queries.consents import ConsentsOfPerson
from competitions.queries.needs.access import (
    NeedsEntry,
    asks_needs,
    consent_in,
    consents_to,
    may_ask,
    own_entry,
    reads_needs,
)
from competitions.queries.needs.companions import coming_with
from competitions.store.needs import Headline
from competitions.wiring import App
from shared.identity.principal import Principal

MOST_SHOWN = 1000
"""Readings of one entry, the newest."""


@dataclass(frozen=True, slots=True)
class KeptNeeds:
    """What is kept of one entry, with who read it."""

    registration_id: UUID
    needs: Needs | None
    """None: it is sealed with a key that the system has no more."""
    readings: Sequence[NeedsReading]
    """The newest first, up to MOST_SHOWN."""


@dataclass(frozen=True, slots=True)
class OwnNeeds:
    entry: NeedsEntry
    person: Person
    needs: Needs
    is_asked: bool
    """Whether anything can be asked for now."""
    consent: ConsentState
    consents: ConsentsOfPerson | None
    """Who has to agree; None where the entry has ended."""
    readings: Sequence[NeedsReading]
    names: Mapping[str, str]
    """Of who read it, by their accounts, as far as the organisation keeps them."""
    readers: Sequence[str]
    """Who is named to read it."""


async def own_needs(app: App, registration_id: UUID, by: Principal) -> OwnNeeds:
    """Raises Unknown, Forbidden, NeedsSealBroken."""
    entry = await own_entry(app, registration_id, by)
    one, championship = entry.registration, entry.championship
    needs = await app.needs.find(one.id) or Needs(one.id, one.championship_id, one.subject_id)
    consents = await consents_to(app, entry)
    readings = await app.needs.readings(one.id, most=MOST_SHOWN)
    return OwnNeeds(
        entry,
        await app.people.get(one.subject_id),
        needs,
        asks_needs(app, championship) and not one.has_ended,
        consent_in(consents),
        consents,
        readings,
        await app.people.named(championship.organisation, {reading.by for reading in readings}),
        await _readers(app, championship),
    )


async def kept_needs(app: App, subject_id: UUID) -> Sequence[KeptNeeds]:
    """All of a person, for what they take away."""
    found = []
    for registration_id in await app.needs.of_person(subject_id):
        try:
            needs = await app.needs.find(registration_id)
        except NeedsSealBroken:
            needs = None
        found.append(KeptNeeds(registration_id, needs, await app.needs.readings(registration_id, most=MOST_SHOWN)))
    return found


@dataclass(frozen=True, slots=True)
class Stated:
    """On the page of an entry: that something is asked for, and not what."""

    headline: Headline | None
    """None: nothing is."""
    is_asked: bool
    """Whether something can be asked for."""
    may_read: bool
    """Whether who looks is named to read it."""
    most_companions: int = 0
    """So many may come along."""
    companions: Sequence[Companion] = ()
    """Who comes along; what for is for named readers alone."""


async def stated(app: App, championship: Championship, entry: Registration, by: Principal) -> Stated:
    """For who may see the entry, but for its jury."""
    headline = await app.needs.headline(entry.id)
    coming = (await coming_with(app, [entry.id])).get(entry.id, ())
    most = app.rulesets[championship.ruleset].needs.companions if entry.team is None else 0
    is_asked = asks_needs(app, championship) and may_ask(entry)
    return Stated(headline, is_asked, reads_needs(championship, by), most, coming)


async def stated_in(app: App, registration_ids: Collection[UUID]) -> Mapping[UUID, Headline]:
    """By entry, of those in which something is asked for."""
    return {one.id: one for one in await app.needs.headlines_of(registration_ids)}


async def _readers(app: App, championship: Championship) -> Sequence[str]:
    rosters = [
        await app.rosters.of(championship.organisation),
        await app.rosters.of(championship.organisation, championship.id),
    ]
    held = [one for roster in rosters for one in roster.grants if one.kind is DutyKind.NEEDS_READER and one.is_held]
    people = await app.people.by_id(one.subject_id for one in held if one.subject_id)
    names = (people[one.subject_id].full_name if one.subject_id in people else one.program for one in held)
    return tuple(dict.fromkeys(name for name in names if name))
