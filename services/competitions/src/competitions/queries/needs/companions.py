"""Who comes with an entry: with what for to the person and to named readers, by name alone to the door."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from competitions.domain.needs.companions import Companion, Companions, nobody_named
from competitions.domain.registration import COMPETING, Registration
from competitions.queries.needs.access import NeedsEntry, own_entry
from competitions.wiring import App
from shared.identity.principal import Principal


@dataclass(frozen=True, slots=True)
class OwnCompanions:
    entry: NeedsEntry
    person: str
    companions: Companions
    most: int
    """By the ruleset; 0: nobody is named."""
    days: Sequence[date]
    """On which the championship is held."""


async def own_companions(app: App, registration_id: UUID, by: Principal, person: UUID | None = None) -> OwnCompanions:
    """`person`: as for `own_entry`. Raises Unknown, Forbidden, MemberUnnamed, NeedsSealBroken."""
    entry = await own_entry(app, registration_id, by, person)
    championship = entry.championship
    found = await app.companions.find(entry.kept_under) or nobody_named(entry.registration, entry.subject_id)
    length = (championship.ends_on - championship.starts_on).days
    days = [championship.starts_on + timedelta(days=after) for after in range(length + 1)]
    whose = await app.people.get(entry.subject_id)
    return OwnCompanions(entry, whose.full_name, found, most_companions(app, entry), days)


def most_companions(app: App, entry: NeedsEntry) -> int:
    return 0 if entry.registration.has_ended else app.rulesets[entry.championship.ruleset].needs.companions


async def coming_with(app: App, registration_ids: Collection[UUID]) -> Mapping[UUID, Sequence[Companion]]:
    """By entry, with whomever of it they come; for who may see the entries. What no key opens is left out."""
    found: dict[UUID, list[Companion]] = {}
    for one in await app.companions.with_entries(registration_ids):
        found.setdefault(one.registration_id, []).extend(one.people)
    return found


async def coming_along(app: App, ids: Collection[UUID]) -> Mapping[UUID, Sequence[Companion]]:
    """By whom they come with (`kept_under`). What no key opens is left out."""
    return {one.id: one.people for one in await app.companions.openable(ids)}


async def entry_of_pass(app: App, code: str) -> Registration | None:
    """With which entry somebody comes who has this pass; None where there is no such pass."""
    found = await app.companions.entry_of(code)
    return await app.registrations.find(found) if found else None


async def passes(app: App, championship_id: UUID) -> Sequence[tuple[Registration, Companion]]:
    """Of those who come with entries that are confirmed, by name. For its organiser."""
    found = await app.companions.in_championship(championship_id)
    known = await app.registrations.some({one.registration_id for one in found})
    entries = {one.id: one for one in known if one.state in COMPETING}
    pairs = [
        (entries[one.registration_id], person)
        for one in found
        if one.registration_id in entries
        for person in one.people
    ]
    return sorted(pairs, key=lambda pair: (pair[1].said.name.casefold(), pair[1].code))
