from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from competitions.access import organised_alone, organises
from competitions.domain.entering.search import sought
from competitions.domain.person import OF_AGE, InvitationOver, Lack, Person, born_for_age
from competitions.domain.refusal import Unknown
from competitions.store.people import MOST_FOUND
from competitions.wiring import App
from shared.identity import links
from shared.identity.principal import Forbidden, Principal, Role

AT_ONCE = 500
MOST_PICKED = 20
"""To choose one from: who finds more types more."""
INVITATION = "invitation"
"""The use of a link by which a person says which account is theirs."""


async def invited_person(app: App, token: str) -> tuple[UUID, Person]:
    """The invitation's id, and whom it invites. Raises LinkInvalid, InvitationOver."""
    id = links.named(INVITATION, token, app.link_secret)
    person = await app.people.invited(id)
    if person is None or person.erased_at:
        raise InvitationOver
    return id, person


async def read_person(app: App, subject_id: UUID, by: Principal) -> Person:
    """For the organisation that keeps the data, the person, a minor's guardians, and who organises a championship that they entered:
    to these without what tells of other championships, and of the sign-in.

    Raises Unknown, Forbidden.
    """
    person = await app.people.get(subject_id)
    if organises(by, person.organisation):
        return person
    readers = await app.people.subjects_of(by.account)
    if not readers.isdisjoint(person.close_ones(app.today())):
        return person
    held = organised_alone(by)
    if not await _has_entered(app, subject_id, held):
        raise Forbidden
    return person.as_known_in(held)


async def some_people(app: App, ids: Collection[UUID], by: Principal) -> Sequence[Person]:
    """Those of `ids` whom the organiser's organisation keeps; whoever names nobody may look. Raises Forbidden."""
    if not ids:
        return ()
    organisation = _organisation(by)
    return [one for one in (await app.people.by_id(ids)).values() if one.organisation == organisation]


@dataclass(frozen=True, slots=True)
class Picked:
    """Who can be chosen of those who were searched for."""

    people: Sequence[Person]
    are_more: bool


async def kept_by(app: App, subject_id: UUID, by: Principal) -> Person:
    """A person of the organiser's own organisation. Raises Unknown, Forbidden."""
    person = await app.people.get(subject_id)
    if person.organisation != _organisation(by):
        raise Forbidden
    return person


async def added_by(app: App, subject_id: UUID, by: Principal) -> Person | None:
    """Whom a form of the organiser's organisation has added under this id, as they are kept; None where it has added nobody."""
    person = await app.people.find(subject_id)
    is_theirs = person is not None and person.organisation == _organisation(by) and person.erased_at is None
    return person if is_theirs else None


async def erased_by(app: App, subject_id: UUID, by: Principal) -> Person:
    """What is left of somebody whom the organiser's organisation erased. Raises Unknown, Forbidden."""
    person = await app.people.find(subject_id)
    if person is not None and person.organisation != _organisation(by):
        raise Forbidden
    if person is None or person.erased_at is None:
        raise Unknown("person", subject_id)
    return person


async def guardians_of(app: App, person: Person) -> list[Person]:
    known = await app.people.by_id(person.guardians)
    return [known[id] for id in person.guardians if id in known]


async def pick_people(app: App, text: str | None, by: Principal, *, without: Collection[UUID] = ()) -> Picked | None:
    """The first of those whom `text` fits; None where nothing is searched for. Raises Forbidden."""
    if not text:
        return None
    found, are_more = await find_people(app, text, by)
    fitting = [one for one in found if one.id not in without]
    return Picked(fitting[:MOST_PICKED], are_more or len(fitting) > MOST_PICKED)


async def list_people(
    app: App, by: Principal, *, limit: int, after: UUID | None
) -> tuple[Sequence[Person], UUID | None]:
    """Those whom the organiser's organisation keeps, in the order of their names. Raises Forbidden."""
    return await app.people.of_organisation(_organisation(by), limit=limit, after=after)


async def narrowed_people(
    app: App, by: Principal, lacking: Collection[Lack], *, goes_down: bool, limit: int, after: UUID | None
) -> tuple[Sequence[Person], UUID | None]:
    """Those who lack all of `lacking`. Raises Forbidden."""
    born = born_for_age(OF_AGE, app.today())
    wanted = dict.fromkeys(lacking, born)
    return await app.people.of_organisation(
        _organisation(by), limit=limit, after=after, lacking=wanted, goes_down=goes_down
    )


async def everybody(app: App, by: Principal, lacking: Collection[Lack], *, goes_down: bool) -> AsyncIterator[Person]:
    """For a file. Raises Forbidden."""
    after: UUID | None = None
    while True:
        part, after = await narrowed_people(app, by, lacking, goes_down=goes_down, limit=AT_ONCE, after=after)
        for person in part:
            yield person
        if after is None:
            return


async def find_people(app: App, text: str, by: Principal) -> tuple[Sequence[Person], bool]:
    """Those of the organisation whom all of `text` fits: beginnings of names, an address, a birth date. Raises Forbidden.

    The second value says that there are more, and that the search wants more words.
    """
    everybody = await app.people.found(_organisation(by), sought(text))
    found = [person for person in everybody if person.merged_into is None]
    return found[: MOST_FOUND - 1], len(found) == MOST_FOUND


async def _has_entered(app: App, subject_id: UUID, championships: Collection[UUID]) -> bool:
    if not championships:
        return False
    return any(one.championship_id in championships for one in await app.registrations.of_person(subject_id))


def _organisation(by: Principal) -> str:
    if not by.has(Role.ORGANISER) or not by.organisation:
        raise Forbidden
    return by.organisation
