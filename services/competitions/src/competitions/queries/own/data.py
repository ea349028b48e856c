"""All that this service keeps of who is signed in, and of wards who are not of age."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from competitions.access import close_to, close_wards
from competitions.domain.awards.award import Award
from competitions.domain.awards.offers import Offer
from competitions.domain.championship import Championship, Stage
from competitions.domain.consents.records import Consents
from competitions.domain.erasure_request import ErasureRequest
from competitions.domain.expert import Expert
from competitions.domain.person import Person
from competitions.domain.results.result import Result
from competitions.domain.skill import Skill
from competitions.queries.own.further import Further, further_of
from competitions.queries.people import kept_by
from competitions.queries.registrations import Placed, entries_of
from competitions.wiring import App
from shared.identity.principal import Forbidden, Principal


@dataclass(frozen=True, slots=True)
class Entered:
    placed: Placed
    result: Result | None
    """Once it is published."""


@dataclass(frozen=True, slots=True)
class Judged:
    skill: Skill
    championship: Championship
    expert: Expert


@dataclass(frozen=True, slots=True)
class PersonsData:
    person: Person
    is_ward: bool
    entries: tuple[Entered, ...]
    consents: tuple[tuple[Championship, Consents], ...]
    """What was said about the person, by whomever, and by them about others."""
    judged: tuple[Judged, ...]
    erasure: ErasureRequest | None
    further: Further
    awards: tuple[tuple[Award, Offer | None], ...]
    """What the person was granted beside results; None where its issuer has told of it no more."""


async def own_data(app: App, by: Principal) -> Sequence[PersonsData]:
    records = await app.people.by_id(await app.people.subjects_of(by.account))
    wards = await close_wards(app, records)
    return [
        *[await _data_of(app, person, is_ward=False) for person in records.values()],
        *[await _data_of(app, ward, is_ward=True) for ward in wards if ward.id not in records],
    ]


async def person_to_erase(app: App, subject_id: UUID, by: Principal) -> PersonsData:
    """Of whom who is signed in may ask that. Raises Unknown, Forbidden."""
    person = await app.people.get(subject_id)
    if not await close_to(app, subject_id, by):
        raise Forbidden
    is_ward = subject_id not in await app.people.subjects_of(by.account)
    return await _data_of(app, person, is_ward=is_ward)


async def erasure_asked(app: App, subject_id: UUID, by: Principal) -> ErasureRequest | None:
    """What the organiser has to decide. Raises Unknown, Forbidden."""
    await kept_by(app, subject_id, by)
    found = await app.erasure_requests.find(subject_id)
    return found if found and found.is_open else None


async def _data_of(app: App, person: Person, *, is_ward: bool) -> PersonsData:
    entries, about, given, erasure = await asyncio.gather(
        entries_of(app, [person.id]),
        app.consents.about_person(person.id),
        app.consents.given_by([person.id]),
        app.erasure_requests.find(person.id),
    )
    published = {one.skill.id for one in entries if one.championship.stage is Stage.PUBLISHED}
    results = {
        result.competitor.registration_id: result
        for skill in await app.results.some(published)
        for result in skill.results
        if person.id in result.people
    }
    return PersonsData(
        person,
        is_ward,
        tuple(Entered(one, results.get(one.registration.id)) for one in entries),
        tuple(await _of_championships(app, {record.id: record for record in (*about, *given)}.values())),
        tuple(await _judged(app, person.id)),
        erasure,
        await further_of(app, person, {record.id for record in (*about, *given)}),
        tuple(await _granted(app, person)),
    )


async def _granted(app: App, person: Person) -> Sequence[tuple[Award, Offer | None]]:
    """Under all ids: what was granted to a record that was merged keeps that."""
    awards = await app.awards.of_people(await app.people.ids_of_one(person))
    offers = {one.id: one for one in await app.offers.some({one.achievement_id for one in awards})}
    return [(one, offers.get(one.achievement_id)) for one in awards]


async def _of_championships(app: App, records: Collection[Consents]) -> Sequence[tuple[Championship, Consents]]:
    held = {one.id: one for one in await app.championships.some({record.championship_id for record in records})}
    return [(held[one.championship_id], one) for one in records if one.championship_id in held]


async def _judged(app: App, subject_id: UUID) -> Sequence[Judged]:
    skills = await app.skills.of_experts([subject_id])
    held = {one.id: one for one in await app.championships.some({skill.championship_id for skill in skills})}
    return [Judged(skill, held[skill.championship_id], skill.expert(subject_id)) for skill in skills]
