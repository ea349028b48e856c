"""People who came with an award, and the awards themselves: first who they are is told, then what they earned."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from competitions import award_events, events
from competitions.domain.awards.award import Award
from competitions.domain.awards.rows import Recipient
from competitions.domain.person import OF_AGE, Invitation, Person, full_years
from competitions.queries.records.naming import meant_or_new
from competitions.wiring import App
from shared.errors import Stale
from shared.ids import derive
from shared.side_by_side import some_at_a_time


@dataclass(frozen=True, slots=True)
class Newcomer:
    id: UUID
    recipient: Recipient


async def keep_people(app: App, organisation: str, newcomers: Collection[Newcomer], by: str) -> None:
    """With their guardians, who go first. A repeat changes nothing.

    Whom a letter reaches is invited: the letter about the certificate has the link, so that nobody gets a second one.
    """
    told = events.person_changed(app.now(), app.settings.time_zone)

    async def guarded(one: Newcomer) -> tuple[Person, Person | None]:
        return await _with_guardian(app, organisation, one)

    alone = [_of(one, organisation, None) for one in newcomers if not _needs_guardian(one, app.today())]
    people = await some_at_a_time([one for one in newcomers if _needs_guardian(one, app.today())], guarded)
    guardians = {guardian.id: guardian for _, guardian in people if guardian}
    await app.people.add_many([(_invited(one, by, app), (told,)) for one in guardians.values()])
    await app.people.add_many([(_invited(one, by, app), (told,)) for one in (*alone, *(one for one, _ in people))])


def _invited(person: Person, by: str, app: App) -> Person:
    """`by`: the officer's account."""
    if person.email is None:
        return person
    return person.invite(Invitation(derive(person.id, "invitation", "with an award"), by, app.now()))[0]


async def write_awards(app: App, wanted: Sequence[Award], *, correct: bool) -> Mapping[UUID, Award | None]:
    """What stands under each id then; None where it would be a correction, and none is wanted. A repeat changes nothing.

    Of several under one id the first counts.
    """
    once: dict[UUID, Award] = {}
    for one in wanted:
        once.setdefault(one.id, one)
    stand: dict[UUID, Award | None] = {**once}
    before = await app.awards.add_many([(one, (award_events.granted(one),)) for one in once.values()])
    there = await app.awards.some(before) if before else []

    async def again(one: Award) -> None:
        stand[one.id] = await _corrected(app, one, once[one.id], correct=correct)

    await some_at_a_time(there, again)
    if gone := await app.people.erased_of({one.subject_id for one in once.values()}):  # while this was written
        await app.awards.forget(gone)
    return stand


async def _corrected(app: App, known: Award, wanted: Award, *, correct: bool) -> Award | None:
    if known.subject_id != wanted.subject_id:
        return None
    corrected = known.corrected(wanted)
    if corrected is known:
        return known
    if not correct:
        return None
    try:
        return await app.awards.save(corrected, award_events.granted(corrected))
    except Stale:
        return await _corrected(app, await app.awards.get(known.id), wanted, correct=correct)


def _needs_guardian(newcomer: Newcomer, today: date) -> bool:
    """No address of a guardian is kept for whom nobody answers any more."""
    said = newcomer.recipient
    is_of_age = said.birth_date is not None and full_years(said.birth_date, today) >= OF_AGE
    return said.guardian is not None and not is_of_age


async def _with_guardian(app: App, organisation: str, newcomer: Newcomer) -> tuple[Person, Person | None]:
    """And the guardian, who is to be added first where nobody kept is meant."""
    said = newcomer.recipient
    if said.guardian is None:
        return _of(newcomer, organisation, None), None
    named = said.guardian.person(derive(newcomer.id, "guardian"), organisation, said.language)
    guardian, is_new = await meant_or_new(app, named)
    return _of(newcomer, organisation, guardian), guardian if is_new else None


def _of(newcomer: Newcomer, organisation: str, guardian: Person | None) -> Person:
    said = newcomer.recipient
    return Person(
        newcomer.id,
        organisation,
        said.family_name,
        said.given_name,
        said.patronymic,
        birth_date=said.birth_date,
        language=said.language,
        email=said.email,
        guardians=(guardian.id,) if guardian else (),
    )
