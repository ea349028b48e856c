"""A named reader looks at what people need. That they did is kept before it is shown."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from competitions.domain.consents.records import ConsentState
from competitions.domain.needs.asked import Needs, NeedsSealBroken
from competitions.domain.needs.companions import Companion
from competitions.domain.needs.readings import MOST_READINGS, WITHIN, NeedsReading, NeedsReadTooOften, Where
from competitions.domain.needs.venue import Line, line_of
from competitions.domain.needs.whose import kept_under
from competitions.domain.person import Person
from competitions.queries.consents import entered_people
from competitions.queries.needs.access import (
    NeedsEntry,
    consent_in,
    consents_to,
    entry_read_by,
    may_be_read,
    must_be_allowed,
    read_by,
)
from competitions.queries.needs.companions import coming_along
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.observability.telemetry import log


@dataclass(frozen=True, slots=True)
class ReadNeeds:
    entry: NeedsEntry
    person: Person | None
    """None of who is erased."""
    consent: ConsentState
    needs: Needs | None
    """None while the consent is not there: then nothing was read."""
    companions: Sequence[Companion] = ()
    """With what each comes for; none while the consent is not there."""


@dataclass(frozen=True, slots=True)
class VenueList:
    lines: Sequence[Line]
    unopened: int
    """People whose seal cannot be opened."""


async def look_at(app: App, registration_id: UUID, by: Principal, person: UUID | None = None) -> ReadNeeds:
    """Without what was asked where the consent to it lacks. Raises as `read_entry`, but for ConsentLacking."""
    entry = await entry_read_by(app, registration_id, by, person)
    await app.needs.must_be_there(entry.kept_under)
    row = await consents_to(app, entry)
    needs = await _read(app, entry.kept_under, by) if may_be_read(row) else None
    coming = (await coming_along(app, [entry.kept_under])).get(entry.kept_under, ()) if needs else ()
    return ReadNeeds(entry, row.person if row else None, consent_in(row), needs, coming)


async def read_entry(app: App, registration_id: UUID, by: Principal, person: UUID | None = None) -> Needs:
    """`person`: which of a team's members.

    Raises Unknown, Forbidden, EntryEnded, MemberUnnamed, ConsentLacking, NeedsReadTooOften, NeedsSealBroken.
    """
    entry = await entry_read_by(app, registration_id, by, person)
    await app.needs.must_be_there(entry.kept_under)
    must_be_allowed(await consents_to(app, entry))
    return await _read(app, entry.kept_under, by)


async def venue_list(app: App, championship_id: UUID, where: Where, by: Principal) -> VenueList:
    """What is to be there on the day, of all who gave the consent: no names, no words of who asked, nothing that was declined.

    Raises Unknown, Forbidden, NeedsReadTooOften.
    """
    championship = await read_by(app, championship_id, by)
    kept = await app.needs.headlines(championship_id)
    rows = await entered_people(app, championship, {one.subject_id for one in kept if one.subject_id})
    allowed = {kept_under(entry, row.person.id): entry for row in rows if may_be_read(row) for entry in row.entries}
    skills = {skill.id: skill for skill in await app.skills.of(championship_id)}
    ids = [one.id for one in kept if one.id in allowed]
    await _note(app, ids, where, by)
    found = [(allowed[id], await _opened(app, id)) for id in ids]
    lines = [line_of(entry, skills[entry.skill_id], needs) for entry, needs in found if needs]
    return VenueList(
        sorted((line for line in lines if line.things), key=lambda line: line.order),
        sum(needs is None for _, needs in found),
    )


async def _read(app: App, id: UUID, by: Principal) -> Needs:
    await _note(app, [id], Where.ENTRY, by)
    return await app.needs.get(id)


async def _note(app: App, ids: Collection[UUID], where: Where, by: Principal) -> None:
    now = app.now()
    if await app.needs.most_read(ids, by.account, now - WITHIN) >= MOST_READINGS:
        raise NeedsReadTooOften(MOST_READINGS)
    await app.needs.note(ids, NeedsReading(now, by.account, where))


async def _opened(app: App, id: UUID) -> Needs | None:
    try:
        return await app.needs.find(id)
    except NeedsSealBroken:
        log.error("needs cannot be opened", id=str(id))
        return None
