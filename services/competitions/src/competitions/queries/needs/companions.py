"""Who comes with an entry: with what for to the person and to named readers, by name alone to the door."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from competitions.domain.needs.companions import Companion, Companions
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


async def own_companions(app: App, registration_id: UUID, by: Principal) -> OwnCompanions:
    """Raises Unknown, Forbidden, NeedsSealBroken."""
    entry = await own_entry(app, registration_id, by)
    one, championship = entry.registration, entry.championship
    found = await app.companions.find(one.id) or Companions(one.id, one.championship_id, one.subject_id)
    length = (championship.ends_on - championship.starts_on).days
    days = [championship.starts_on + timedelta(days=after) for after in range(length + 1)]
    person = await app.people.get(one.subject_id)
    return OwnCompanions(entry, person.full_name, found, most_companions(app, entry), days)


def most_companions(app: App, entry: NeedsEntry) -> int:
    return 0 if entry.registration.has_ended else app.rulesets[entry.championship.ruleset].needs.companions


async def coming_with(app: App, entry_ids: Collection[UUID]) -> Mapping[UUID, Sequence[Companion]]:
    """By entry, for who may see the entries. What no key opens is left out."""
    return {id: one.people for id, one in (await app.companions.with_entries(entry_ids)).items()}


async def entry_of_pass(app: App, code: str) -> Registration | None:
    """With which entry somebody comes who has this pass; None where there is no such pass."""
    found = await app.companions.entry_of(code)
    return await app.registrations.find(found) if found else None


async def passes(app: App, championship_id: UUID) -> Sequence[tuple[Registration, Companion]]:
    """Of those who come with entries that are confirmed, by name. For its organiser."""
    found = await app.companions.in_championship(championship_id)
    entries = {one.id: one for one in await app.registrations.some(list(found)) if one.state in COMPETING}
    pairs = [(entries[id], person) for id, one in found.items() if id in entries for person in one.people]
    return sorted(pairs, key=lambda pair: (pair[1].said.name.casefold(), pair[1].code))
