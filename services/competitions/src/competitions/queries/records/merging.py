"""Records that are probably of one person, and what a merge of two would come to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from uuid import UUID

from competitions.access import held_organisation
from competitions.domain.person import Person
from competitions.domain.records.merging import are_probably_one
from competitions.queries.people import kept_by
from competitions.queries.registrations import Placed, entries_of
from competitions.wiring import App
from shared.identity.principal import Forbidden, Principal

MERGEABLE = ("family_name", "given_name", "patronymic", "birth_date", "email", "phone", "course", "language")
MOST_PAIRS = 50


@dataclass(frozen=True, slots=True)
class Pair:
    """`staying` is the one with an account, else the one that was kept first."""

    staying: Person
    going: Person


async def duplicates(app: App, by: Principal) -> Sequence[Pair]:
    """In the organiser's organisation, up to MOST_PAIRS. Raises Forbidden."""
    organisation = held_organisation(by)
    if organisation is None:
        raise Forbidden
    found: dict[frozenset[UUID], Pair] = {}
    for group in await app.people.alike_in(organisation):
        for one, other in combinations(group, 2):
            if len(found) < MOST_PAIRS and are_probably_one(one, other):
                found.setdefault(frozenset({one.id, other.id}), pair_of(one, other))
    return sorted(found.values(), key=lambda pair: (pair.staying.full_name.casefold(), pair.going.id))


async def duplicates_of(app: App, person: Person) -> Sequence[Person]:
    return [one for one in await app.people.alike(person) if are_probably_one(person, one)]


async def told_apart_from(app: App, person: Person) -> Sequence[Person]:
    """Who was said to be somebody else, though they are alike; of those who are still kept."""
    said = [*(await app.people.by_id(person.apart_from)).values(), *await app.people.told_apart_from(person.id)]
    return sorted({one.id: one for one in said}.values(), key=lambda one: (one.full_name.casefold(), one.id))


async def aliases_of(app: App, person: Person) -> Sequence[Person]:
    return await app.people.some(await app.people.aliases_of([person.id]))


async def entries_under_all_ids(app: App, person: Person) -> Sequence[Placed]:
    return await entries_of(app, await app.people.ids_of_one(person))


async def compared(app: App, one_id: UUID, other_id: UUID, by: Principal) -> Pair:
    """Raises Unknown, Forbidden."""
    return pair_of(await kept_by(app, one_id, by), await kept_by(app, other_id, by))


def pair_of(one: Person, other: Person) -> Pair:
    stays = bool(one.account) or not other.account
    return Pair(one, other) if stays else Pair(other, one)


def chosen(pair: Pair, of_going: Sequence[str]) -> Person:
    """The record that stays, with these facts of the one that goes, and the guardians of both."""
    taken = {name: getattr(pair.going, name) for name in MERGEABLE if name in of_going}
    guardians = tuple(dict.fromkeys((*pair.staying.guardians, *pair.going.guardians)))
    return replace(pair.staying, guardians=guardians, **taken)
